import type { ExternalEventInformation } from '../domain/event';
import { personText } from './person-text';

/** A line behind Details: for a technical eye, and only in an organiser's own chat. */
export interface DetailLine {
  label: string;
  value: string;
}

const MOST_EXTERNAL = 5;

/** What another system knows the event by, as Graph tells it to organisers and co-organisers alone. */
export function externalLines(external: readonly ExternalEventInformation[]): DetailLine[] {
  return external
    .slice(0, MOST_EXTERNAL)
    .map(({ externalEventId, applicationId }) => ({
      label: 'External id',
      value: [personText(externalEventId), applicationId ? `of application ${personText(applicationId)}` : '']
        .filter(Boolean)
        .join(' '),
    }))
    .filter(({ value }) => value !== '');
}
