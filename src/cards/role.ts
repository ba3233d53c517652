import type { Told } from '../domain/small-groups';
import { counted, type Format } from './format';
import { personText } from './person-text';
import { FEW } from './privacy';

const roles: Record<string, { word: string; one: string; many: string }> = {
  Organizer: { word: 'Organiser', one: 'organiser', many: 'organisers' },
  Presenter: { word: 'Presenter', one: 'presenter', many: 'presenters' },
  Attendee: { word: 'Attendee', one: 'attendee', many: 'attendees' },
  None: { word: 'No role', one: 'without a role', many: 'without a role' },
};

/** The order in which roles are told; what Graph adds later goes before "without a role". */
const order = ['Organizer', 'Presenter', 'Attendee'];
const MOST_ROLES = 8;

/** A role in our word, or as Graph wrote it. */
export function roleWord(role: string): string {
  return roles[role]?.word ?? (personText(role, 40) || 'No role');
}

/** `1 organiser, 4 presenters, 258 attendees, 1 without a role`; a few are `fewer than 5 presenters`, and what is hidden is left out. */
export function roleCounts(byRole: Record<string, Told>, format: Format): string {
  const rank = (role: string): number => (role === 'None' ? 100 : (order.indexOf(role) + 100) % 100);
  const known = Object.entries(byRole)
    .filter(([, count]) => count !== 0 && count !== 'hidden')
    .sort(([one], [other]) => rank(one) - rank(other))
    .slice(0, MOST_ROLES);
  const counts = known.flatMap(([role, count]) =>
    typeof count === 'number' ? [counted(format, count, words(role).one, words(role).many)] : [],
  );
  const few = known.flatMap(([role, count]) => (count === 'few' ? [words(role).many] : []));
  const [only] = few;
  if (few.length > 1) counts.push(`${FEW} each: ${few.join(', ')}`);
  else if (only !== undefined) counts.push(`${FEW} ${only}`);
  return counts.join(', ');
}

function words(role: string): { one: string; many: string } {
  const as = `as ${personText(role, 40)}`;
  return roles[role] ?? { one: as, many: as };
}
