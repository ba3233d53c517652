import type { DirectoryPerson } from '../domain/event';
import { isGuid } from '../domain/guid';
import type { GraphClient, ReadOptions } from './client-types';
import { rowsOf } from './pages';
import { literal } from './paths';
import { toPerson } from './virtual-event';
import { isWire, toText } from './wire';

const MOST_PEOPLE = 10;
/** No name and no address is longer. */
const LONGEST_WORDS = 256;

/** People of the directory by object id, e-mail address or user principal name, or the beginning of their name; at most 10. Throws AppError. */
export async function readPeopleNamed(
  client: GraphClient,
  words: string,
  options: ReadOptions,
): Promise<DirectoryPerson[]> {
  const sought = words.trim();
  if (sought === '' || sought.length > LONGEST_WORDS) return [];
  const path = `/users?$filter=${filterFor(sought).replaceAll(' ', '%20')}&$select=id,displayName,mail,userPrincipalName&$top=${MOST_PEOPLE}`;
  const rows = await rowsOf(client, path, { ...options, most: MOST_PEOPLE });
  return rows.flatMap(row => {
    const person = toPerson(row);
    if (person?.id === undefined || !isWire(row)) return [];
    const email = toText(row.mail) ?? toText(row.userPrincipalName);
    return [{ ...person, ...(email !== undefined && { email }) }];
  });
}

function filterFor(sought: string): string {
  const text = literal(sought);
  if (sought.includes('@')) return `userPrincipalName eq ${text} or mail eq ${text}`;
  return isGuid(sought) ? `id eq ${text}` : `startswith(displayName,${text})`;
}
