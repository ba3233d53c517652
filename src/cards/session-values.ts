import type { SessionProperties } from '../domain/session';
import { openAction, safeUrl } from './action';
import type { CardContext } from './card';
import { capitalised, formatFor } from './format';
import { personText } from './person-text';
import { propertyGroups, type PropertyGroup, type PropertyLabel } from './session-properties';
import { textRun, type TextRun } from './text-run';
import { whenWords } from './when';

/** One property with a value, as its row reads. */
export interface PropertyRow {
  property: PropertyLabel;
  value: TextRun;
}

/** An invitation may be this many times as long as other values. */
const INVITATION_FACTOR = 4;
const MOST_ENTRIES = 10;

/** The groups that hold something, each with its rows; values of more than `longest` characters are shortened. */
export function filledGroups(
  properties: SessionProperties,
  context: CardContext,
  longest: number,
): { group: PropertyGroup; rows: PropertyRow[] }[] {
  return propertyGroups
    .map(group => ({
      group,
      rows: group.properties.flatMap(property => {
        const value = valueRun(property, valueAt(properties, property.path), context, longest);
        return value ? [{ property, value }] : [];
      }),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function valueAt(properties: SessionProperties, path: string): unknown {
  let value: unknown = properties;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}

/** Nothing for a property without a value, and for a secret one where others read along it is only said that there is one. */
function valueRun(property: PropertyLabel, value: unknown, context: CardContext, longest: number): TextRun | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (property.person && context.figuresOnly) return undefined;
  if ((property.secret || property.person) && context.place === 'shared')
    return textRun('in your own chat with Rollcall only', { isSubtle: true });
  switch (property.kind) {
    case 'yes-no':
      return textRun(value === true ? 'Yes' : 'No');
    case 'enabled':
      return textRun(value === true ? 'On' : 'Off');
    case 'stream':
      return textRun(value === true ? 'There is one' : 'None');
    case 'number':
      return typeof value === 'number' ? textRun(formatFor(context).number(value)) : undefined;
    case 'list':
      return listRun(value, context);
    case 'moment':
      return momentRun(value, context);
    case 'url':
    case 'join-url':
      return urlRun(property, value, context, longest);
    case 'words':
      return writtenRun(typeof value === 'string' ? capitalised(property.words?.[value] ?? value) : value, longest);
    case 'long-text':
      return writtenRun(value, longest * INVITATION_FACTOR);
    case 'text':
      return writtenRun(value, longest);
  }
}

function writtenRun(value: unknown, longest: number): TextRun | undefined {
  const text = typeof value === 'string' ? personText(value, longest) : '';
  return text ? textRun(text) : undefined;
}

function listRun(value: unknown, context: CardContext): TextRun | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.filter(entry => typeof entry === 'string').map(entry => personText(entry, 60));
  if (entries.length === 0) return undefined;
  const more = entries.length - MOST_ENTRIES;
  const rest = more > 0 ? ` and ${formatFor(context).number(more)} more` : '';
  return textRun(entries.slice(0, MOST_ENTRIES).join(', ') + rest);
}

function momentRun(value: unknown, context: CardContext): TextRun | undefined {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return undefined;
  return textRun(whenWords({ start: { at: value, exact: true } }, context));
}

function urlRun(property: PropertyLabel, value: unknown, context: CardContext, longest: number): TextRun | undefined {
  if (typeof value !== 'string') return undefined;
  if (property.kind === 'join-url' && context.place === 'shared' && carriesPasscode(value))
    return textRun('in your own chat with Rollcall only', { isSubtle: true });
  const action = openAction(`Open ${property.label.toLowerCase()}`, value);
  const address = safeUrl(value);
  if (!action || !address) return writtenRun(value, longest);
  return textRun(`Open (${personText(new URL(address).host)})`, { selectAction: action });
}

/** Newer join links hold the passcode in `p`. */
export function carriesPasscode(url: string): boolean {
  return URL.canParse(url) && new URL(url).searchParams.has('p');
}
