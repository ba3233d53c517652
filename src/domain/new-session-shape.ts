import type { Shape } from './new-session';

/** What is wrong with one property; `field` is dotted, as Graph names it, and empty for the whole. */
export interface NewSessionFault {
  field: string;
  fault: NewSessionTrouble;
  /** What it may be, where that is a few words or a number. */
  allowed?: string;
}

export const newSessionTroubles = [
  'missing',
  'too-long',
  'not-text',
  'not-yes-no',
  'not-a-member',
  'not-a-list',
  'not-an-object',
  'not-an-address',
  'unknown-property',
  'unknown-zone',
  'no-such-date',
  'skipped-hour',
  'double-hour',
  'past',
  'end-before-start',
  'lasts-too-long',
] as const;
export type NewSessionTrouble = (typeof newSessionTroubles)[number];

/** Names of properties in a fault are repeated up to here. */
const LONGEST_FIELD = 60;
/** More faults than this help nobody. */
const MOST_FAULTS = 20;
const LONGEST_ADDRESS = 2048;
/** Annotations of OData stand in the documented body, and say nothing here. */
const ANNOTATION = '@odata.type';

/** A copy with known properties alone, nulls and annotations left out, and what is wrong with it. */
export function readShaped(value: unknown, shape: Shape): { read: unknown; faults: NewSessionFault[] } {
  const faults: NewSessionFault[] = [];
  const read = readPart(value, shape, '', faults);
  return { read, faults: faults.slice(0, MOST_FAULTS) };
}

function readPart(value: unknown, shape: Shape, field: string, faults: NewSessionFault[]): unknown {
  const wrong = (fault: NewSessionTrouble, allowed?: string): unknown => {
    faults.push({ field: field.slice(0, LONGEST_FIELD), fault, ...(allowed !== undefined && { allowed }) });
    return undefined;
  };
  if (shape === 'flag') return typeof value === 'boolean' ? value : wrong('not-yes-no');
  if (shape === 'address') return isAddress(value) ? value : wrong('not-an-address');
  if ('words' in shape)
    return typeof value === 'string' && shape.words.includes(value)
      ? value
      : wrong('not-a-member', shape.words.join(', '));
  if ('text' in shape) {
    if (typeof value !== 'string') return wrong('not-text');
    return value.length <= shape.text ? value.toWellFormed() : wrong('too-long', String(shape.text));
  }
  if ('texts' in shape) {
    if (!Array.isArray(value) || value.length > shape.most) return wrong('not-a-list');
    const isFine = value.every(one => typeof one === 'string' && one.length <= shape.texts);
    return isFine ? (value as string[]) : wrong('not-a-list');
  }
  return isPlain(value) ? readParts(value, shape.parts, field, faults) : wrong('not-an-object');
}

function readParts(
  value: object,
  parts: Readonly<Record<string, Shape>>,
  above: string,
  faults: NewSessionFault[],
): object {
  const read: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
    const field = above ? `${above}.${name}` : name;
    if (name.endsWith(ANNOTATION)) continue;
    const shape = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (!shape) faults.push({ field: field.slice(0, LONGEST_FIELD), fault: 'unknown-property' });
    else if (inner !== null && inner !== undefined) {
      const kept = readPart(inner, shape, field, faults);
      if (kept !== undefined) read.push([name, kept]);
    }
  }
  return Object.fromEntries(read);
}

function isAddress(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= LONGEST_ADDRESS &&
    URL.canParse(value) &&
    new URL(value).protocol === 'https:'
  );
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
