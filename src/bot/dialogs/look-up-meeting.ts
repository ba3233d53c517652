import { createHash } from 'node:crypto';
import type { Card } from '../../cards/card';
import { dialogAction } from '../../cards/dialog-card';
import { meetingLinksCard, type MeetingLinks } from '../../cards/meeting-links';
import type { Args } from '../../domain/args';
import { AppError, isAppError, type ProblemCode } from '../../domain/errors';
import { atOnce } from '../../reading/at-once';
import type { Command, Question } from '../command';
import { attendance } from '../commands/attendance';
import { event } from '../commands/event';
import { session } from '../commands/session';
import { noteAnswer } from '../notes';
import { readingOnce } from '../reading-once';
import { readLink } from '../which/meeting-link';
import { ownerOf } from '../recent';
import { choiceLine, isMeeting, meetingSubject, toRemembered, type Found } from '../which/subjects';
import { findWhich } from '../which/which';
import type { Dialog, Step } from './dialog';
import { LONGEST_JOIN_LINK, messageLinks, type MessageLinks } from './message-links';

/** From a message that holds a join link to what came of that meeting: its attendance once it is over, else the session or event as it stands. */
export const lookUpMeeting: Dialog = {
  id: 'lookUpMeeting',
  title: 'Look up this meeting',
  open({ message }, question) {
    const found = messageLinks(message);
    const [only, second] = found.links;
    if (only !== undefined && second === undefined) return byLink(only, readingOnce(question));
    return chooseLink(found, readingOnce(question));
  },
  async submit({ link, of, links, here }, question) {
    const asking = readingOnce(question);
    if (links !== undefined) return keptLinks(links, asking);
    if (here === true && question.here)
      return { show: await cardOf(await only({ which: 'here' }, asking), asking), size: 'large' };
    if (typeof link !== 'string' || link.length > LONGEST_JOIN_LINK) throw new AppError('bad-action');
    return byLink(link, asking, typeof of === 'string' ? of : undefined);
  },
};

/** Followed at the same time: each takes a request or two. */
const TOGETHER = 5;

async function byLink(link: string, question: Question, of?: string): Promise<Step> {
  if (!readLink(link)) throw new AppError('bad-action');
  const card = await cardOf(await only({ which: link }, question), question);
  return { show: of === undefined ? card : withBack(card, of), size: 'large' };
}

/** What a link leads to is one thing, or none of the asker's. */
async function only(args: Args, question: Question): Promise<Found> {
  const which = await findWhich(args, question, 'past');
  if ('candidates' in which) throw new AppError('not-found');
  return which.found;
}

/** States that the session or event itself tells better. */
const tellsItself: readonly ProblemCode[] = [
  'not-started',
  'still-running',
  'event-draft',
  'event-canceled',
  'no-sessions',
];

async function cardOf(found: Found, question: Question): Promise<Card> {
  const args: Args = { ...toRemembered(found) };
  try {
    return await shown(attendance, args, question);
  } catch (error) {
    if (isMeeting(found) || !isAppError(error) || !tellsItself.includes(error.code)) throw error;
    const command = args.session === undefined ? event : session;
    return shown(command, args, question);
  }
}

async function shown(command: Command, args: Args, question: Question): Promise<Card> {
  const answer = await command.answer(args, question);
  noteAnswer(question.note, command, answer);
  return answer.card;
}

/** Several links, or none. */
async function chooseLink({ links, more }: MessageLinks, question: Question): Promise<Step> {
  const followed = await atOnce(links, TOGETHER, link => follow(link, question));
  const troubles = followed.filter(isAppError);
  const isHidden = ({ code }: AppError) => code === 'meeting-not-found' || code === 'not-found';
  const others = troubles.filter(isHidden).length;
  const value: MeetingLinks = {
    lines: followed.flatMap((one, index) => (isAppError(one) ? [] : [{ ...one, link: links[index] ?? '' }])),
    ...(links.length > 0 && { of: keep(links, more, question) }),
    others,
    unread: troubles.length - others,
    more,
    inMeetingChat: question.here !== undefined,
  };
  const [trouble] = troubles;
  if (trouble && value.lines.length === 0) throw troubles.find(one => !isHidden(one)) ?? trouble;
  const lines = value.lines.map((line, index) => ({ ...line, number: index + 1 }));
  return { show: meetingLinksCard({ ...value, lines }, question.card), size: 'medium' };
}

/** A line of the list, or why there is none. */
async function follow(link: string, question: Question) {
  try {
    const found = await only({ which: link }, question);
    const { now } = question.card;
    if (!isMeeting(found)) return choiceLine(await withSession(found, question), 0, now);
    const { kind, title, start, phase } = meetingSubject(found, now);
    return { kind, title, start: start ?? null, phase, number: 1 };
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

async function withSession(found: Exclude<Found, { meeting: unknown }>, { source }: Question) {
  const { event: of, role, sessionId } = found;
  if (sessionId === undefined) return { event: of, role };
  const named = (await source.sessions({ kind: of.kind, id: of.id })).find(one => one.id === sessionId);
  return { event: of, role, ...(named && { session: named }) };
}

const kept = (of: string): string => `links of a message ${of}`;

/** Keeps the list for who looks through it; a message's links are always kept by the same key. */
function keep(links: string[], more: number, question: Question): string {
  const of = createHash('sha256').update(JSON.stringify(links)).digest('base64url').slice(0, 16);
  const value: MessageLinks = { links, more };
  question.recent.set(ownerOf(question), kept(of), value, links.length * LONGEST_JOIN_LINK);
  return of;
}

function keptLinks(of: unknown, question: Question): Promise<Step> {
  if (typeof of !== 'string') throw new AppError('bad-action');
  const links = question.recent.get(ownerOf(question), kept(of)) as MessageLinks | undefined;
  if (links) return chooseLink(links, question);
  return Promise.resolve({ say: 'The links of that message are no longer kept. Open the message’s menu again.' });
}

function withBack(card: Card, of: string): Card {
  const back = {
    type: 'ActionSet',
    actions: [dialogAction('Back to the links', { links: of }, { associatedInputs: 'none' })],
  };
  return { ...card, body: [back, ...card.body] };
}
