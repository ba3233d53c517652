import { accessToMeeting } from '../domain/access';
import type { EventRole } from '../domain/event';
import type { Meeting } from '../domain/meeting';
import type { Asker, ReportHome } from '../domain/sources';
import type { Watch } from '../store/watches';
import { isRefusal, type RunEvent, type Runs } from './runs';
import { asksFor } from './wishes';

/** A meeting that somebody runs, and how. */
export interface RunMeeting {
  meeting: Meeting;
  role: EventRole;
}

/** A place that is to hear of it, by the right of somebody who runs it now. */
export interface Place {
  watch: Watch;
  asker: Asker;
  run: RunEvent | RunMeeting;
}

/**
 * Whose right it is: of every watch that asks for it, those whose person runs the event or meeting at this moment, one a conversation, the oldest watch
 * first. Throws AppError where that can't be known of somebody.
 */
export async function whose(watches: readonly Watch[], home: ReportHome, runOf: RunOf): Promise<Place[]> {
  const asked = new Map<string, ReturnType<RunOf>>();
  const places = new Map<string, Place>();
  let title: string | undefined;
  // Those who named the event are asked first: its title then tells which series it is of.
  const named = watches.filter(watch => watch.what === 'event');
  for (const watch of [...named, ...watches.filter(one => !named.includes(one))]) {
    if (places.has(watch.conversationId)) continue;
    if (home.of === 'session' && !asksFor(watch, { id: home.event.id, ...(title !== undefined && { title }) }))
      continue;
    const asker: Asker = { tenantId: watch.tenant, personId: watch.personId };
    const reading = asked.get(watch.personId) ?? runOf(asker, home);
    asked.set(watch.personId, reading);
    const run = await reading;
    if (!run) continue;
    if ('event' in run) title = run.event.title;
    if ('event' in run && !asksFor(watch, run.event)) continue;
    places.set(watch.conversationId, { watch, asker, run });
  }
  return [...places.values()];
}

/** What hangs there as this person runs it at this moment; undefined when they don't. Throws AppError where that can't be known. */
export type RunOf = (asker: Asker, home: ReportHome) => Promise<Place['run'] | undefined>;

export const runNow =
  (runs: Runs): RunOf =>
  (asker, home) =>
    read(asker, home, runs);

async function read(asker: Asker, home: ReportHome, runs: Runs): Promise<Place['run'] | undefined> {
  if (home.of === 'session') return runs.find(asker, home.event);
  try {
    const meeting = await runs.source(asker).meetingById(home.meetingId, home.userId);
    const role = accessToMeeting(meeting, asker.personId);
    return role === 'none' ? undefined : { meeting, role };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
