import type { Participant } from '../domain/participants';
import type { Subject } from '../domain/subject';
import type { CardContext } from './card';
import { formatFor } from './format';
import { unnamed } from './person-row';
import { plainText } from './person-text';
import { roleWord } from './role';
import { kindText, stateOf } from './state';
import { whenWords } from './when';

/** One result of a search in the compose box: a title and one line, which the searcher alone sees. */
export interface ResultRow {
  title: string;
  text: string;
}

const LONGEST = 80;

/** An event, or one session of it. */
export function subjectRow({ kind, title, sessionTitle, start, phase }: Subject, context: CardContext): ResultRow {
  const own = plainText(title, LONGEST) || `Untitled ${kindText(kind).toLowerCase()}`;
  const session = plainText(sessionTitle, LONGEST);
  return {
    title: session && session !== own ? `${session} · ${own}` : own,
    text: [stateOf(phase).text, whenWords({ start }, context), kindText(kind)].join(' · '),
  };
}

/** Somebody who came. The caller has asked cards/privacy whether people may be shown. */
export function personResultRow(
  { name, identity, role, firstJoin, seconds }: Participant,
  { title }: Subject,
  context: CardContext,
): ResultRow {
  const format = formatFor(context);
  // Clients cut the line after some forty letters: what tells people apart comes first.
  const joined = firstJoin === null ? 'Time unknown' : `Joined ${format.clock(firstJoin)}`;
  const stayed = seconds === null ? joined : `${joined}, stayed ${format.duration(seconds)}`;
  const zone = firstJoin === null ? '' : `times in ${format.zone}`;
  return {
    title: plainText(name, LONGEST) || unnamed[identity],
    text: [stayed, roleWord(role), plainText(title, LONGEST), zone].filter(Boolean).join(' · '),
  };
}
