import template from '../../adaptiveCards/posts.json';
import type { Post, PostOutcome, PostsAnswer, UndeliveredReason } from '../domain/posts';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { anewAction, postVerdictActions, resendAction } from './post-verdict';
import { createRenderer, withRowsThatFit } from './render';
import { whenInList } from './when';

const render = createRenderer(template);

const outcomes: Record<PostOutcome, string> = {
  resent: 'It is on its way again.',
  there:
    'Noted: it is there, and Rollcall does not send it again. Teams never told which message it is, so later figures cannot change it. If some come, say posts to have them as a new message.',
  anew: 'The newer figures are on their way, as a new message.',
  settled: 'That was settled already, so nothing was sent.',
};

const undelivered: Record<UndeliveredReason, string> = {
  gone: 'Not posted: Rollcall is no longer in that conversation.',
  removed: 'Somebody removed the message there, so it was not updated.',
  unchangeable:
    'There are newer figures, and they cannot be put into the message that is there: Teams never told which one it is.',
  refused: 'Not posted: Teams refused it.',
};

const NOTHING = 'Summaries that wait, may not have arrived or could not be posted stand here.';

/** Summaries that are not certainly where they belong, and what their owner can do about each. */
export function postsCard(value: PostsAnswer, context: CardContext): Card {
  const { posts, more, done } = value;
  const count = posts.length + more;
  const onTheirWay = more === 0 && posts.every(({ state }) => state === 'waiting');
  const title =
    count === 0
      ? 'No summary is waiting'
      : `${counted(formatFor(context), count, 'summary', 'summaries')} ${onTheirWay ? 'on the way' : 'not certainly posted'}`;
  const note = done && outcomes[done];
  return withRowsThatFit(posts, rows => {
    const drawn = toRows(rows, context);
    const hints = [
      drawn.some(row => row.isLater) ? 'The others can be settled here once these are.' : '',
      count > rows.length ? `${count - rows.length} more are not listed here.` : '',
    ];
    return render({
      speak: [note, `${title}.`].filter(Boolean).join(' '),
      fallbackText: [note, `${title}.`, ...rows.map(row => `${plainText(row.title, 80)}: ${stateText(row)}`)]
        .filter(Boolean)
        .join(' '),
      note: note ?? null,
      title,
      rows: drawn,
      hint: hints.filter(Boolean).join(' ') || (count === 0 ? NOTHING : null),
      actions: actionBar([
        count > 0
          ? commandAction({ title: 'Look again', command: 'posts', args: {} })
          : commandAction({ title: 'All that is watched', command: 'watching', args: {} }),
        commandAction({
          title: 'My events',
          command: 'events',
          args: {},
          ...(count > 0 && { mode: 'secondary' as const }),
        }),
      ]),
    });
  });
}

/** Teams shows few buttons on a card: those of the first posts that need a decision. */
const MOST_BUTTONS = 3;

interface Row {
  title: string;
  when: string;
  text: string;
  separated: boolean;
  hasActions: boolean;
  actions: CardElement[];
  /** Its buttons find no room yet. */
  isLater: boolean;
}

function toRows(posts: readonly Post[], context: CardContext): Row[] {
  let room = MOST_BUTTONS;
  return posts.map((post, index) => {
    const wanted = verdictActions(post);
    const actions = wanted.length <= room ? wanted : [];
    room -= actions.length;
    return {
      title: personText(post.title) || 'Untitled event',
      when: whenInList({ start: post.start }, context),
      text: stateText(post),
      separated: index > 0,
      hasActions: actions.length > 0,
      actions,
      isLater: actions.length < wanted.length,
    };
  });
}

function verdictActions({ state, reason, key }: Post): CardElement[] {
  if (state === 'unsure') return postVerdictActions(key);
  if (reason === 'unchangeable') return [anewAction(key)];
  return reason === 'refused' ? [resendAction(key)] : [];
}

function stateText({ state, reason }: Post): string {
  if (state === 'waiting') return 'Waits to be posted. Rollcall goes on by itself.';
  if (state === 'unsure') return 'May or may not have been posted: Teams did not say. Look there, then choose.';
  return undelivered[reason ?? 'refused'];
}
