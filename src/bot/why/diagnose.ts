import { isSamePerson } from '../../domain/access';
import type { Diagnosis, Look, LookedAt } from '../../domain/diagnosis';
import { isAppError, type AppError } from '../../domain/errors';
import type { Question } from '../command';
import { withoutReport } from '../report-state';
import { meetingHome, newestFirst, reportsOf, sessionHome } from '../reports';
import { myEventsIfKept } from '../which/my-events';
import { eventSubject, isMeeting, meetingSubject, type Found, type FoundEvent } from '../which/subjects';
import { as } from './explaining';

/** Reads what attendance is made of, one after another, until something is refused or not there. The caller has checked access. */
export async function diagnose(found: Found, question: Question): Promise<Diagnosis> {
  const { source, signal, card } = question;
  const looks: Look[] = [];
  // A property: the compiler takes a variable for what it was first.
  const last: { at: LookedAt } = { at: isMeeting(found) ? 'meeting' : 'event' };
  let subject = isMeeting(found) ? meetingSubject(found, card.now) : eventSubject(found, card.now);
  const look = async <Read>(next: LookedAt, read: () => Promise<Read>): Promise<Read> => {
    last.at = next;
    const result = await read();
    looks.push({ at: next, code: null });
    return result;
  };
  const homeOf = async () => {
    if (!isMeeting(found)) {
      // What a list says of an event, Graph may say in the name of a co-organiser.
      await look('event', () => source.event(found.event.id, found.event.kind));
      return look('sessions', () => sessionHome(found, question));
    }
    looks.push({ at: 'meeting', code: null });
    last.at = 'reports';
    return meetingHome(found, question);
  };
  try {
    const { home, subject: of } = await homeOf();
    subject = of;
    const newest = await look('reports', async () => {
      const [first] = newestFirst(await reportsOf(home, question));
      if (!first) throw withoutReport(of, card.now);
      return first;
    });
    await look('records', () => firstOf(source.records(home, newest.id, signal ? { signal } : {})));
    if (!isMeeting(found) && hasRegistrations(found))
      await look('registrations', () =>
        firstOf(source.registrations({ kind: found.event.kind, id: found.event.id }, signal ? { signal } : {})),
      );
    return { subject, looks, cause: null, details: {} };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { at } = last;
    const refused = at === 'registrations' && error.code === 'permission-missing';
    const read = looks.length > 0;
    const { code, details } = refused ? as('registrations-refused', error) : spreading(error, question, read);
    return { subject, looks: [...looks, { at, code }], cause: code, details };
  }
}

/**
 * A policy that was found for one read and not for another of the same organiser is on its way. `read`: something of this organiser's was given;
 * else the asker's own list says so of the asker.
 */
export function spreading(error: AppError, question: Question, read = false): AppError {
  if (error.code !== 'access-policy-missing') return error;
  const { organizerId } = error.details;
  const isOwn = organizerId !== undefined && isSamePerson(organizerId, question.asker.personId);
  return read || (isOwn && myEventsIfKept(question)) ? as('access-policy-spreading', error) : error;
}

function hasRegistrations({ event }: FoundEvent): boolean {
  return event.kind === 'webinar' || event.isRegistrationRequired === true;
}

/** One page is enough to know that there would be more. */
async function firstOf(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages) return;
}
