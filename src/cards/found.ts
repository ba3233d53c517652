import template from '../../adaptiveCards/found.json';
import type { CameTo, FoundSubject } from '../domain/found';
import { tellCount } from '../domain/small-groups';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { idWords } from './private';
import { privateChatAction } from './private-chat';
import { toldWords } from './privacy';
import { createRenderer } from './render';
import { eventArgs, subjectArgs, subjectHead } from './subject-head';

const render = createRenderer(template);
const LONGEST_SESSION = 60;
const MOST_BRIEF = 2;

/** What a search puts into a conversation, which others read: always drawn for a shared place, whoever searches wherever. */
export function foundCard(value: FoundSubject, searcher: CardContext): Card {
  const context: CardContext = { ...searcher, place: 'shared' };
  const { subject } = value;
  const head = subjectHead(subject, context);
  const counts = countsLine(value, context);
  const said = `${head.spoken}, ${head.state.text.toLowerCase()}`;
  const actions = foundActions(value, context);
  return render({
    speak: `${[said, plainText(counts, 200)].filter(Boolean).join('. ')}.`,
    fallbackText: `${[said, plainText(counts, 200)].filter(Boolean).join('. ')}.`,
    label: labelOf(value),
    head,
    counts: counts || null,
    actions: actionBar(value.brief ? actions.slice(0, MOST_BRIEF) : actions),
  });
}

function labelOf({ subject, people }: FoundSubject): string {
  if (subject.kind === 'meeting') return 'Meeting';
  return subject.sessionId === undefined || people ? 'Event' : 'Session';
}

function countsLine({ sessions, attended, subject }: FoundSubject, context: CardContext): string {
  const isEvent = subject.kind !== 'meeting' && subject.sessionId === undefined;
  const all = sessions === null || !isEvent ? '' : counted(formatFor(context), sessions, 'session', 'sessions');
  return [sessions === 0 ? 'No session yet' : all, attended ? cameWords(attended, context) : '']
    .filter(Boolean)
    .join(' · ');
}

/** Groups too small for others to know are not told. */
function cameWords({ people, by, session }: CameTo, context: CardContext): string {
  const told = toldWords(tellCount(people), context, { one: 'person', many: 'people', none: 'nobody' }) ?? '';
  const came = by === 'rollcall' ? `${told} came` : `${told} in the report of Teams`;
  return session ? `${came} (${personText(session, LONGEST_SESSION)})` : came;
}

function foundActions(value: FoundSubject, context: CardContext): (CardElement | undefined)[] {
  const { subject, people } = value;
  const about = subjectArgs(subject);
  const event = eventArgs(subject);
  const held = subject.phase === 'ended' || subject.phase === 'running';
  const attendance = commandAction({ title: 'Attendance', command: 'attendance', args: about });
  if (subject.kind === 'meeting') return [openPeople(value, context), attendance];
  const own =
    subject.sessionId === undefined || people
      ? commandAction({ title: 'Event', command: 'event', args: event })
      : commandAction({ title: 'Session', command: 'session', args: about });
  const sessions = commandAction({ title: 'All sessions', command: 'sessions', args: event });
  return [openPeople(value, context), ...(held ? [attendance, own] : [own]), ...(people ? [] : [sessions])].filter(
    Boolean,
  );
}

/** Names are for the reader's own chat. */
function openPeople({ subject, people }: FoundSubject, context: CardContext): CardElement | undefined {
  if (!people) return undefined;
  const words = `participants ${idWords(subject.id, subject.sessionId)}`;
  return privateChatAction('Open in private', words, context);
}
