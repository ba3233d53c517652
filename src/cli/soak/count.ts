import { toPostKey } from '../../domain/posts';
import type { Connector } from '../../sandbox/connector/connector';
import type { OutboxRow } from '../../store/outbox-row';
import { peopleWhoCame } from './people';
import type { Ended, Town } from './town';

/** What stands in Teams, counted there and held against what is due. */
export interface Counted {
  /** Summaries, each in one place. */
  due: number;
  /** Exactly one message stands there, and Rollcall knows it. */
  once: number;
  /** Of those, with what Graph says at the end. */
  newest: number;
  /** Rollcall does not know, and one stands there; or none does. */
  unknownThere: number;
  unknownAway: number;
  /** Of those, with a question to an owner that stands in the owner's chat. */
  asked: number;
  /** More than one message. */
  twice: string[];
  /** No message, and nobody is asked. */
  lost: string[];
  /** Shows something older, and nothing will change that. */
  stale: string[];
}

/** `rows`: the whole outbox. */
export async function count({ connector, ended, owners, readAll }: Town, rows: readonly OutboxRow[]): Promise<Counted> {
  const questions = JSON.stringify(owners.map(({ chat }) => connector.standing(chat)));
  const counted: Counted = {
    ...{ due: 0, once: 0, newest: 0, unknownThere: 0, unknownAway: 0, asked: 0 },
    ...{ twice: [], lost: [], stale: [] },
  };
  for (const one of ended) {
    const people = await peopleWhoCame(one, readAll);
    for (const place of one.places) {
      counted.due += 1;
      const shown = shownIn(connector, one, place);
      const what = `Live Session ${one.event.number} in ${place}`;
      const unknown = rows.find(row => isOf(row, one, place) && row.state === 'unknown');
      const isAsked = unknown !== undefined && questions.includes(`"${toPostKey(unknown)}"`);
      if (isAsked) counted.asked += 1;
      if (shown.length > 1) counted.twice.push(what);
      else if (unknown && shown.length > 0) counted.unknownThere += 1;
      else if (unknown) counted.unknownAway += 1;
      else if (shown.length === 0) counted.lost.push(what);
      else {
        counted.once += 1;
        if (shown[0] === people) counted.newest += 1;
        else counted.stale.push(`${what}: ${shown[0] ?? 0} of ${people}`);
      }
    }
  }
  return counted;
}

/** Whether a summary of what this row is about stands in its place. */
export function isStanding({ connector, ended }: Town, { eventId, conversationId }: OutboxRow): boolean {
  const about = ended.find(({ event }) => event.id === eventId);
  return about !== undefined && shownIn(connector, about, conversationId).length > 0;
}

/** Summaries of it that stand there, each by the people that it says came. */
function shownIn(connector: Connector, { event }: Ended, place: string): number[] {
  return connector
    .standing(place)
    .flatMap(message => message.attachments ?? [])
    .flatMap(({ content }) => {
      const [, number, people] =
        /^Live Session (\d+), .*? ([\d,]+) (?:person|people) came/s.exec(String(content.speak)) ?? [];
      return Number(number) === event.number ? [Number(people?.replaceAll(',', ''))] : [];
    });
}

function isOf(row: OutboxRow, { event }: Ended, place: string): boolean {
  return row.kind === 'summary' && row.eventId === event.id && row.conversationId === place;
}
