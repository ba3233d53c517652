import type { CallDevice, CallEndpoint, CallMedia, CallNetwork, CallSegment, CallStream } from '../domain/call-record';
import type { CallSessionAnswer } from '../domain/calls';
import { shownMeasures } from './call-measures';
import { readableWord } from './call-words';
import type { DetailLine } from './detail-lines';
import { personText } from './person-text';

const LONGEST_VALUE = 420;
const LONGEST_PART = 120;
const LONGEST_LABEL = 160;

/** Everything of a session that the card does not show above: ids, ends, segments, networks, devices and further measures, under Graph's names made readable. */
export function sessionDetails({ call, session, streams }: CallSessionAnswer): DetailLine[] {
  const { segments } = session;
  const lines: DetailLine[] = [
    detail('Session id', session.id),
    detail('Call id', call.id),
    detail('Modalities in Graph', session.modalities.join(', ')),
    detail('Start and end', [session.startDateTime ?? 'unknown', session.endDateTime ?? 'unknown'].join(' to ')),
    detail('A test call', session.isTest ? 'yes' : 'no'),
    ...endLines('Caller', session.caller),
    ...endLines('Callee', session.callee),
    ...(session.failureInfo
      ? [detail('Failure in Graph', `${session.failureInfo.stage} ${session.failureInfo.reason ?? ''}`)]
      : []),
  ];
  const verdicts = new Map(streams.map(one => [placeKey(one.segment, one.media, one.stream), one]));
  const parts = segments.flatMap((segment, index) => {
    const place = segments.length > 1 ? `Segment ${index + 1}` : 'Segment';
    return [
      detail(`${place} id`, segment.id),
      ...(segment.failureInfo
        ? [detail(`${place} failed`, `${segment.failureInfo.stage} ${segment.failureInfo.reason ?? ''}`)]
        : []),
      ...changedEnd(`${place} caller`, segment.caller, session.caller),
      ...changedEnd(`${place} callee`, segment.callee, session.callee),
      ...segment.media.flatMap((media, mediaIndex) =>
        media.streams.flatMap((stream, streamIndex) => {
          const verdict = verdicts.get(placeKey(index, mediaIndex, streamIndex));
          return details(
            `${place}, ${labelOf(media)} ${directionOf(stream)}`,
            valuesOf(stream, verdict ? shownMeasures(verdict.kind) : []),
          );
        }),
      ),
    ];
  });
  return [...lines, ...parts, ...networkLines(segments)].filter(({ value }) => value !== '');
}

function placeKey(segment: number, media: number, stream: number): string {
  return `${segment}/${media}/${stream}`;
}

function detail(label: string, value: string | undefined): DetailLine {
  return { label, value: personText(value, LONGEST_VALUE) };
}

/** Several values in as many lines as it takes to hold them. */
function details(label: string, values: readonly string[]): DetailLine[] {
  const lines: string[] = [];
  for (const value of values.map(value => personText(value, LONGEST_PART))) {
    const last = lines.at(-1);
    if (last === undefined || last.length + value.length + 2 > LONGEST_VALUE) lines.push(value);
    else lines[lines.length - 1] = `${last}, ${value}`;
  }
  return lines.map((value, index) => ({ label: index === 0 ? label : `${label}, more`, value }));
}

function labelOf({ label }: CallMedia): string {
  return personText(label, 40) || 'media without a label';
}

function directionOf({ streamDirection }: CallStream): string {
  return streamDirection === undefined ? '' : `(${personText(streamDirection, 40)})`;
}

/** An end of a segment is that of its session as a rule. */
function changedEnd(label: string, end: CallEndpoint | null, of: CallEndpoint | null): DetailLine[] {
  return JSON.stringify(end) === JSON.stringify(of) ? [] : endLines(label, end);
}

function endLines(label: string, end: CallEndpoint | null): DetailLine[] {
  if (end === null) return [detail(label, 'not told by Microsoft')];
  const { userAgent, feedback, identity } = end;
  const machine = valuesOf({
    name: end.name,
    cpuName: end.cpuName,
    cpuCoresCount: end.cpuCoresCount,
    cpuProcessorSpeedInMhz: end.cpuProcessorSpeedInMhz,
  });
  const tokens = Object.entries(feedback?.tokens ?? {}).flatMap(([token, isSet]) =>
    isSet ? [readableWord(token)] : [],
  );
  const said = [
    feedback?.rating === undefined ? '' : `rating ${readableWord(feedback.rating)}`,
    personText(feedback?.text, 200),
    ...tokens,
  ];
  return [
    detail(
      label,
      end.of === 'service' ? 'a service' : end.of === 'participant' ? 'a participant' : 'of an unknown kind',
    ),
    ...details(`${label}’s identity`, valuesOf({ ...identity })),
    ...details(`${label}’s user agent`, valuesOf({ ...userAgent })),
    ...details(`${label}’s machine`, machine),
    ...details(`${label}’s feedback`, said.filter(Boolean)),
  ];
}

/** Networks and devices of both ends, each once: as a rule all media of a session have the same. */
function networkLines(segments: readonly CallSegment[]): DetailLine[] {
  const found = new Map<string, { what: string; values: string[]; places: string[] }>();
  segments.forEach(({ media }, index) => {
    for (const one of media) {
      const place = segments.length > 1 ? `${labelOf(one)} of segment ${index + 1}` : labelOf(one);
      for (const [what, values] of [
        ['Caller’s network', networkValues(one.callerNetwork)],
        ['Callee’s network', networkValues(one.calleeNetwork)],
        ['Caller’s device', deviceValues(one.callerDevice)],
        ['Callee’s device', deviceValues(one.calleeDevice)],
      ] as const) {
        const key = `${what}\n${values.join('\n')}`;
        const same = found.get(key);
        if (same) same.places.push(place);
        else found.set(key, { what, values, places: [place] });
      }
    }
  });
  return [...found.values()].flatMap(({ what, values, places }) =>
    details(personText(`${what} (${places.join(', ')})`, LONGEST_LABEL), values),
  );
}

function networkValues({ traceRouteHops = [], ...network }: CallNetwork = {}): string[] {
  const hops = traceRouteHops.map(({ hopCount, ipAddress, roundTripTimeMs }) => {
    const time = roundTripTimeMs === undefined ? '' : `${roundTripTimeMs} ms`;
    return ['hop', hopCount ?? '', ipAddress ?? '', time].filter(part => part !== '').join(' ');
  });
  return [...valuesOf(network), ...hops];
}

function deviceValues({ measures, ...names }: CallDevice = { measures: {} }): string[] {
  return valuesOf({ ...names, ...measures });
}

/** `link speed 866000000`, `wifi band frequency 5 GHz`, one each: what is absent is left out. */
function valuesOf(of: object, without: readonly string[] = []): string[] {
  return Object.entries(of as Record<string, unknown>)
    .filter(([name, value]) => !without.includes(name) && value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${readableWord(name)} ${String(value)}`);
}
