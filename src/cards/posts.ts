import template from '../../adaptiveCards/posts.json';
import type { Post, PostOutcome, PostsAnswer, UndeliveredReason } from '../domain/posts';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { postVerdictActions, resendAction } from './post-verdict';
import { createRenderer, withRowsThatFit } from './render';
import { whenInList } from './when';

const render = createRenderer(template);

const outcomes: Record<PostOutcome, string> = {
  resent: 'It is on its way again.',
  there: 'Noted: it is there, and Rollcall does not send it again.',
  settled: 'That was settled already, so nothing was sent.',
};

const undelivered: Record<UndeliveredReason, string> = {
  gone: 'Not posted: Rollcall is no longer in that conversation.',
  removed: 'Somebody removed the message there, so it was not updated.',
  unchangeable: 'Newer figures could not be put into the message that is there.',
  refused: 'Not posted: Teams refused it.',
};

/** Summaries that are not certainly where they belong, and what their owner can do about each. */
export function postsCard(value: PostsAnswer, context: CardContext): Card {
  const { posts, more, done } = value;
  const count = posts.length + more;
  const title =
    count === 0
      ? 'No summary waits for anything'
      : `${counted(formatFor(context), count, 'summary', 'summaries')} not certainly posted`;
  const note = done && outcomes[done];
  return withRowsThatFit(posts, rows => {
    const left = count - rows.length;
    return render({
      speak: [note, `${title}.`].filter(Boolean).join(' '),
      fallbackText: [note, `${title}.`, ...rows.map(row => `${plainText(row.title, 80)}: ${stateText(row)}`)]
        .filter(Boolean)
        .join(' '),
      note: note ?? null,
      title,
      rows: rows.map((row, index) => toRow(row, index, context)),
      hint: left > 0 ? `${left} more are not listed here.` : null,
      actions: actionBar([
        ...(count > 0 ? [commandAction({ title: 'Look again', command: 'posts', args: {} })] : []),
        commandAction({ title: 'My events', command: 'events', args: {} }),
      ]),
    });
  });
}

interface Row {
  title: string;
  when: string;
  text: string;
  separated: boolean;
  hasActions: boolean;
  actions: CardElement[];
}

function toRow(post: Post, index: number, context: CardContext): Row {
  const actions =
    post.state === 'unsure' ? postVerdictActions(post.key) : post.reason === 'refused' ? [resendAction(post.key)] : [];
  return {
    title: personText(post.title) || 'Untitled event',
    when: whenInList({ start: post.start }, context),
    text: stateText(post),
    separated: index > 0,
    hasActions: actions.length > 0,
    actions,
  };
}

function stateText({ state, reason }: Post): string {
  if (state === 'waiting') return 'Waits to be posted. Rollcall goes on by itself.';
  if (state === 'unsure') return 'May or may not have been posted: Teams did not say. Look there, then choose.';
  return undelivered[reason ?? 'refused'];
}
