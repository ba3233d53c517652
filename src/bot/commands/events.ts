import { eventsCard } from '../../cards/events';
import { LONGEST_SEARCH } from '../../domain/args';
import { AppError } from '../../domain/errors';
import { phaseOf } from '../../domain/event';
import type { EventLine, EventsAnswer } from '../../domain/lists';
import { pageOf } from '../../domain/page';
import type { Command } from '../command';
import { isEventFilter, narrow, passFilter, readEventsView } from '../events-view';
import { inListOrder, keptMyEvents, readMyEvents } from '../which/my-events';
import type { MyEvent } from '../../domain/my-events';
import { withoutPage } from '../page-words';

const PAGE = 10;

/** The asker's webinars and town halls. */
export const events: Command = {
  name: 'events',
  aliases: ['my events'],
  usage: 'events [coming|past|today|live|cancelled|draft|webinars|townhalls] [words|date]',
  help: 'Your webinars and town halls: running first, then coming, then past.',
  example: 'events past',
  featured: true,
  parse(words) {
    const { words: rest, page } = withoutPage(words);
    return { ...readEventsView(rest.slice(0, LONGEST_SEARCH)), ...(page !== undefined && { page }) };
  },
  async answer({ filter = 'all', find = '', page = 1 }, question) {
    if (!isEventFilter(filter)) throw new AppError('bad-action');
    const isPaging = question.isPressed || page > 1;
    const mine = await (isPaging ? keptMyEvents(question) : readMyEvents(question));
    const passed = passFilter(mine.events, filter, question.card);
    const matching = inListOrder(find ? narrow(passed, find, question.card) : passed, question.card.now);
    const shown = pageOf(matching, page, PAGE);
    const facts: EventsAnswer = {
      events: shown.items.map((one, index) => toLine(one, (shown.page - 1) * PAGE + index + 1, question.card.now)),
      page: shown.page,
      pages: shown.pages,
      matching: matching.length,
      total: mine.events.length,
      filter,
      find,
      unread: mine.unread.map(({ kind, role }) => ({ kind, role })),
    };
    return {
      card: eventsCard(facts, question.card),
      facts,
      remember: { list: matching.map(({ event: { kind, id } }) => ({ kind, id })) },
    };
  },
};

function toLine({ event, role }: MyEvent, number: number, now: number): EventLine {
  const { kind, id, title, start = null, end = null } = event;
  return { kind, id, title, start, end, phase: phaseOf(event, now), role, number };
}
