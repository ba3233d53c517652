import type { CallSession } from './call-record';
import type { StreamVerdict } from './calls';
import { streamQuality } from './stream-quality';

/** The verdict on each stream of a session, by the places of segment, media and stream in Graph's order, from 0. */
export function verdictsOf(session: Pick<CallSession, 'segments'>): StreamVerdict[] {
  return session.segments.flatMap(({ media }, segment) =>
    media.flatMap(({ label, streams }, place) =>
      streams.map((stream, index) => ({ segment, media: place, stream: index, ...streamQuality(stream, label) })),
    ),
  );
}
