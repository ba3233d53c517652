import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import { bestMatches, nearestNames } from '../../domain/name-match';
import { answerOf } from '../answer-of';
import type { Answer, Command, Question } from '../command';
import { readJoinId, readLink } from '../which/meeting-link';
import { keptEventsOrNone } from '../which/my-events';
import type { MyEvent } from '../../domain/my-events';
import { choiceAnswer } from '../problem-answer';
import { nearestCommand } from '../read-command';
import { isMeeting } from '../which/subjects';
import { findWhich } from '../which/which';
import { searchNames } from '../which/which-name';
import { attendance } from './attendance';
import { call } from './call';
import { event } from './event';
import { session } from './session';

const NUMBER = /^#?[-–−]?\d{1,3}\.?$/;
/** Said alone, these are no part of a title ("The Next Three Years"). */
const RELATIVE = /^(?:the )?(?:last|next|live)(?: one)?$/i;
/** Shorter words are in too many titles to have been meant as one. */
const SHORTEST_NAME = 4;

/** Anything that begins with no command: a number from the last list, a link, the name of an event, or a command with a typing error. */
export function createUnknown(all: () => readonly Command[]): Command {
  return {
    name: 'unknown',
    aliases: [],
    usage: '<which>',
    help: 'A number from the last list, a join link, or the name of an event.',
    example: '1',
    featured: false,
    isOpen: true,
    parse: words => ({ which: words }),
    async answer({ which: text = '' }, question) {
      const someone = question.asker.personId !== '';
      if (someone && question.memory.calls && NUMBER.test(text)) return answerOf(call, { which: text }, question);
      if (someone && (NUMBER.test(text) || RELATIVE.test(text) || readLink(text) || readJoinId(text)))
        return showWhich({ which: text }, question);
      const mine = someone && text.length >= SHORTEST_NAME ? await keptEventsOrNone(question) : [];
      const named = bestMatches(text, mine, one => one.event.title);
      if (named.tier && named.tier !== 'forgiven') return showEvents(named.items, text, question);
      const near = nearestCommand(text, all());
      if (near && (someone || near.command.isOpen))
        return answerOf(near.command, near.command.parse(near.words, question), question);
      const { zone, locale, now } = question.card;
      const search = searchNames(text, mine, { zone, locale, now });
      if ('found' in search && search.found.length > 0) return showEvents(search.found, text, question);
      const [first = ''] = text.split(' ');
      const names = all().flatMap(({ name, aliases }) => [name, ...aliases].map(word => ({ name, word })));
      const nearest = nearestNames(
        first,
        names.map(({ word }) => word),
        5,
      );
      throw new AppError('unknown-command', {
        asked: text.slice(0, 100),
        nearest: [...new Set(nearest.flatMap(word => names.find(one => one.word === word)?.name ?? []))].slice(0, 3),
      });
    },
  };
}

async function showWhich(args: Args, question: Question): Promise<Answer> {
  const which = await findWhich(args, question);
  if ('candidates' in which) return choiceAnswer(which, event.name, args, question);
  const { found } = which;
  if (isMeeting(found)) return attendance.answer({ kind: 'meeting', id: found.meeting.id }, question);
  const { kind, id } = found.event;
  if (found.sessionId === undefined) return event.answer({ kind, id }, question);
  return session.answer({ kind, id, session: found.sessionId }, question);
}

function showEvents(events: readonly MyEvent[], asked: string, question: Question): Answer | Promise<Answer> {
  const [only] = events;
  if (only && events.length === 1) return event.answer({ kind: only.event.kind, id: only.event.id }, question);
  return choiceAnswer({ candidates: events, asked: asked.slice(0, 100) }, event.name, {}, question);
}
