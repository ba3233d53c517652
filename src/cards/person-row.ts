import type { Participant } from '../domain/participants';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText } from './person-text';
import { roleWord } from './role';

/** What the participants' template draws of one person. */
export interface PersonRow {
  separated: boolean;
  name: string;
  /** Role and what stands out, in one quiet line. */
  role: string;
  time: string;
  /** The share in per cent, and drawn in text for hosts without bars; null where it is unknown. */
  bar: { value: number; filled: string; open: string } | null;
}

/** In place of a name that Graph does not give. */
export const unnamed: Record<Participant['identity'], string> = {
  member: 'Unnamed member of your organisation',
  guest: 'Unnamed guest',
  anonymous: 'Unnamed (dial-in or anonymous)',
  'dial-in': 'Unnamed (dialled in)',
};

export function personRow(person: Participant, separated: boolean, context: CardContext): PersonRow {
  return {
    separated,
    name: personText(person.name) || unnamed[person.identity],
    role: [roleWord(person.role), ...standOuts(person)].join(' · '),
    time: timeText(person, context),
    bar: person.share === null ? null : barOf(person.share),
  };
}

/** What is told of somebody who is not simply of the organisation. */
export const identityWord: Record<Participant['identity'], string> = {
  member: '',
  guest: 'guest',
  anonymous: 'not signed in',
  'dial-in': 'dialled in',
};

function standOuts(person: Participant): string[] {
  return [
    person.identity === 'anonymous' && !person.name ? '' : identityWord[person.identity],
    person.late ? 'came late' : '',
    person.leftEarly ? 'left early' : '',
    person.brief ? 'brief' : '',
  ].filter(Boolean);
}

function timeText({ seconds, share }: Participant, context: CardContext): string {
  const format = formatFor(context);
  if (seconds === null) return 'time unknown';
  return share === null ? format.duration(seconds) : `${format.duration(seconds)} · ${format.percent(share)}`;
}

const DRAWN_LENGTH = 10;

function barOf(share: number): { value: number; filled: string; open: string } {
  const value = Math.min(100, Math.max(0, Math.round(share * 100)));
  const filled = Math.round((value / 100) * DRAWN_LENGTH);
  return { value, filled: '━'.repeat(filled), open: '─'.repeat(DRAWN_LENGTH - filled) };
}
