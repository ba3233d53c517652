import type { ServerResponse } from 'node:http';
import type { Happenings } from './happenings';
import { segmentsOf } from './routes/query';

/** `POST /sandbox/events/{id}/end`, `…/grow`, `…/announce` and `…/remove`: what may happen in the tenant, for people with curl and for `demo end`. */
export function happeningsEndpoint(
  happenings: Happenings,
  method: string | undefined,
  url: string,
  body: unknown,
  response: ServerResponse,
): void {
  const [, , eventId = '', what] = segmentsOf(url.replace(/\?.*$/s, ''));
  const { people, by, person } = (body ?? {}) as Record<string, unknown>;
  const wanted = typeof people === 'number' ? { people } : {};
  if (method !== 'POST') {
    answer(response, 405, { error: 'Use POST.' });
  } else if (what === 'end') {
    const ended = happenings.endEvent(eventId, wanted);
    answer(response, ended ? 200 : 404, ended ?? { error: 'No event with that id is running.' });
  } else if (what === 'grow') {
    const grown = happenings.growReport(eventId, { by: by === 'second' ? 'second' : 'larger', ...wanted });
    answer(response, grown ? 200 : 404, grown ?? { error: 'No event with that id has a report.' });
  } else if (what === 'announce') {
    const known = happenings.announceEvent(eventId);
    answer(response, known ? 200 : 404, known ? { eventId } : { error: 'There is no event with that id.' });
  } else if (what === 'remove') {
    const removed = typeof person === 'string' && happenings.removeCoOrganizer(eventId, person);
    answer(response, removed ? 200 : 404, removed ? { eventId } : { error: 'Nobody of that id co-organises it.' });
  } else {
    answer(response, 404, {
      error: 'An event can end, grow, be announced, or have a co-organiser removed: /sandbox/events/{id}/end',
    });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
