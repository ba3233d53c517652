import type { Env, Fault } from '../../config/reader';
import { packageVariables } from './variables';

/** Values by name, and where they stand, for people. */
export interface ValueSource {
  name: string;
  values: Env;
}

export interface Value {
  value: string;
  /** Name of the source. */
  from: string;
}

const LONGEST_SHOWN = 60;

/** The values of these placeholders, from the first source that has one; everything missing or wrong is in `faults`. */
export function readValues(
  names: readonly string[],
  sources: readonly ValueSource[],
  project: { version: string },
): { values: Map<string, Value>; faults: Fault[] } {
  const values = new Map<string, Value>();
  const faults: Fault[] = [];
  for (const name of inOrder(names)) {
    const known = packageVariables[name];
    const found = firstOf(name, sources) ?? (known?.unset && { value: known.unset(project), from: 'by default' });
    const fix = known?.is ?? 'The manifest asks for it.';
    if (!found) faults.push({ variable: name, found: 'nothing', fix });
    else {
      const fault = 'fault' in found ? found.fault : known?.fault(found.value);
      if (fault === undefined) values.set(name, found);
      else faults.push({ variable: name, found: `${quoted(found.value)} in ${found.from}, ${fault}`, fix });
    }
  }
  return { values, faults };
}

/** As the table has them, then what it does not know. */
function inOrder(names: readonly string[]): string[] {
  const known = Object.keys(packageVariables);
  return [...known.filter(name => names.includes(name)), ...names.filter(name => !known.includes(name))];
}

function firstOf(name: string, sources: readonly ValueSource[]): (Value & { fault?: string }) | undefined {
  for (const source of sources) {
    const read = (variable: string) => textOf(source.values[variable]);
    const own = read(name);
    const address = name === 'PUBLIC_HOST' ? read('PUBLIC_URL') : undefined;
    if (address !== undefined) {
      const url = URL.parse(address);
      const value = url?.protocol === 'https:' ? url.host : address;
      const from = `${source.name}, PUBLIC_URL`;
      if (own === undefined) return { value, from };
      if (own.toLowerCase() !== value.toLowerCase())
        return { value: own, from: source.name, fault: `while PUBLIC_URL there is ${quoted(address)}` };
    }
    if (own !== undefined) return { value: own, from: source.name };
  }
  return undefined;
}

/** What is blank is not set. Spaces around stay: a suffix may begin with one. */
function textOf(value = ''): string | undefined {
  return value.trim() === '' ? undefined : value;
}

function quoted(value: string): string {
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}
