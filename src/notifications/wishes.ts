import type { EventRef, ReportHome } from '../domain/sources';
import { seriesKeyOf } from '../domain/series';
import { isPosted } from '../domain/watch';
import type { Watch } from '../store/watches';

/** Whether a watch asks for this event, of which the title may not be known yet: then any series may be meant. */
export function asksFor(watch: Watch, { id, title }: Pick<EventRef, 'id'> & { title?: string }): boolean {
  if (watch.what === 'all') return true;
  if (watch.what === 'event') return watch.targetId === id;
  return watch.targetId !== '' && (title === undefined || seriesKeyOf(title) === watch.targetId);
}

/** Whether a watch may mean what hangs there: a series is known by the title, which the store does not keep, and meetings have none. */
export function mayMean({ what, targetId }: Watch, eventId: string, home: ReportHome): boolean {
  return what === 'event' ? targetId === eventId : what === 'all' || home.of === 'session';
}

/** Whether it asks for what of it ended then. */
export function asksForEnd(watch: Watch, endAt: number): boolean {
  return isPosted(watch.createdAt, endAt);
}
