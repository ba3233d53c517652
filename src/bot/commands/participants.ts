import { participantsCard } from '../../cards/participants';
import { AppError } from '../../domain/errors';
import { selectParticipants } from '../../domain/participant-list';
import type { ParticipantsAnswer } from '../../domain/participants';
import type { Command } from '../command';
import { isParticipantFilter, readParticipantsView } from '../participants-view';
import { findRoster, isRoster, partialOf } from '../rosters';

const PAGE = 10;

/** The people of one report, by name: in personal chat alone. */
export const participants: Command = {
  name: 'participants',
  aliases: ['people', 'attendees'],
  usage: 'participants [<which>] [late|left early|stayed|brief|presenters|guests] [by time] [find <name>]',
  help: 'Who came, by name, and how long each stayed. In personal chat only.',
  example: 'participants all-hands by time',
  featured: true,
  namesPeople: true,
  parse: words => readParticipantsView(words),
  async answer(args, question) {
    const { filter = 'all', find = '', sort = 'name', page = 1 } = args;
    if (!isParticipantFilter(filter)) throw new AppError('bad-action');
    const read = await findRoster(participants.name, args, question);
    if (!isRoster(read)) return read;
    const { head, roster } = read;
    const shown = selectParticipants(roster.all(), { filter, find, sort, page, pageSize: PAGE });
    const facts: ParticipantsAnswer = {
      ...head,
      ...shown,
      attended: roster.length,
      sort,
      filter,
      find,
      ...partialOf(read),
    };
    const { kind, id, sessionId } = head.subject;
    return {
      card: participantsCard(facts, question.card),
      facts,
      remember: { subject: { kind, id, ...(sessionId !== undefined && { session: sessionId }) } },
    };
  },
};
