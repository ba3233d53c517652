import { AppError } from '../domain/errors';
import { isFilled } from '../domain/filled';

/** A JSON object as Graph sent it: nothing about it is known yet. */
export type Wire = Record<string, unknown>;

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one: for reading properties of something that may be null. */
export function toWire(value: unknown): Wire {
  return isWire(value) ? value : {};
}

/** Text with something in it; numbers are taken as text, blank is absent. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return isFilled(value) ? value : undefined;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A finite number, also where it came as text. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function toFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** A list of texts; one text with commas counts as a list (Graph writes sets of flags so). An empty list is absent. */
export function toTexts(value: unknown): string[] | undefined {
  const parts: unknown[] = typeof value === 'string' ? value.split(',').map(part => part.trim()) : toList(value);
  const texts = parts.map(toText).filter(text => text !== undefined);
  return texts.length > 0 ? texts : undefined;
}

export function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Each row that is an object; what is no list has none. */
export function rowsAs<Row>(value: unknown, toRow: (wire: Wire) => Row): Row[] {
  const rows: Row[] = [];
  if (Array.isArray(value)) for (const one of value as unknown[]) if (isWire(one)) rows.push(toRow(one));
  return rows;
}

/** The single entity of an answer, also where Graph wraps it in `{ "value": { … } }`. Throws graph-garbled. */
export function toEntity(body: unknown): Wire {
  const wire = toWire(body);
  if (isWire(wire.value)) return wire.value;
  if (Object.keys(wire).length === 0 || Array.isArray(wire.value)) throw new AppError('graph-garbled');
  return wire;
}

/** The same object without the properties that have no value. Every property has to be named, so that none is forgotten. */
export function present<T extends object>(all: { [K in keyof T]-?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The same for what comes by the ten thousand: every object of one shape, in which what has no value stands as undefined. Made in a fifth of the time;
 * in JSON, and wherever a property is read by its name, there is no difference.
 */
export function uniform<T extends object>(all: { [K in keyof T]-?: T[K] | undefined }): T {
  return all as T;
}

/** As `present`, and undefined when nothing is left. */
export function presentOrAbsent<T extends object>(all: { [K in keyof T]-?: T[K] | undefined }): T | undefined {
  const some = present<T>(all);
  return Object.keys(some).length > 0 ? some : undefined;
}
