import { createDirectory, membersOf } from '../../src/sandbox/world/people';
import { familyNames, givenNames } from '../../src/sandbox/world/names';

/** What tests call a person in an activity. */
const SPOKEN = 'Canary Name';
const DOMAINS = 'tidewater|contoso|northlake|brightfield|harborline|mill';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (words: readonly string[]) => words.map(escaped).join('|');
const members = membersOf(createDirectory(1)).map(({ name }) => name);
const SPACE = '(?: |\\+|%20|\\\\u0020)';

/** Every name and e-mail address of the pretend tenant: of those with a part to play, and of any crowd. */
const leak = new RegExp(
  [
    anyOf([SPOKEN, ...members]).replaceAll(' ', SPACE),
    `(?:${anyOf(givenNames)})${SPACE}(?:${anyOf(familyNames)})`,
    `(?:@|%40)(?:${DOMAINS})\\.example`,
    '\\+44 20 \\*{4} \\*\\d',
  ].join('|'),
  'gu',
);

/** Names and addresses of people of the pretend tenant in this text, each once. */
export function leaksIn(text: string): string[] {
  return [...new Set(text.match(leak) ?? [])];
}
