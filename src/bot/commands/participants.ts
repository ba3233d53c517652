import { participantsCard } from '../../cards/participants';
import { AppError } from '../../domain/errors';
import { selectParticipants } from '../../domain/participant-list';
import { isParticipantFilters, readFilters, type ParticipantsAnswer } from '../../domain/participants';
import { personKey } from '../../domain/person-key';
import { answerOf } from '../answer-of';
import type { Command } from '../command';
import { readParticipantsView } from '../participants-view';
import { findRoster, isRoster, partialOf } from '../rosters';
import { noShows } from './no-shows';
import { walkIns } from './walk-ins';

const PAGE = 10;

/** The people of one report, or of all, by name: where people may be shown alone. */
export const participants: Command = {
  name: 'participants',
  aliases: ['people', 'attendees'],
  usage:
    'participants [<which>] [late|left early|stayed|brief|presenters|guests|external|anonymous|dial-in|walk-ins|no-shows] [by time] [find <name>]',
  help: 'Who came, by name, and how long each stayed. In personal chat only.',
  example: 'participants all-hands by time',
  featured: true,
  namesPeople: true,
  parse: words => readParticipantsView(words),
  async answer(args, question) {
    const { filter = 'all', find = '', sort = 'name', page = 1 } = args;
    const filters = isParticipantFilters(filter) ? readFilters(filter) : undefined;
    if (!filters || !isParticipantFilters(filter)) throw new AppError('bad-action');
    for (const list of [walkIns, noShows])
      if (filters.some(one => one === list.name)) {
        const { filter: _, sort: __, ...asked } = args;
        return answerOf(list, asked, question);
      }
    const read = await findRoster(participants.name, args, question);
    if (!isRoster(read)) return read;
    const { head, roster, stamp } = read;
    const everybody = roster.all();
    const shown = selectParticipants(everybody, {
      filters: filters.flatMap(one => (one === 'walk-ins' || one === 'no-shows' ? [] : [one])),
      homeTenant: question.asker.tenantId,
      find,
      sort,
      page,
      pageSize: PAGE,
    });
    const facts: ParticipantsAnswer = {
      ...head,
      ...shown,
      people: shown.people.map(one => ({ ...one, key: personKey(one, { stamp, index: everybody.indexOf(one) }) })),
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
