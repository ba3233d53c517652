import { counted, type Format } from './format';
import { personText } from './person-text';

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

/** `1 organiser, 4 presenters, 258 attendees, 1 without a role` */
export function roleCounts(byRole: Record<string, number>, format: Format): string {
  const rank = (role: string): number => (role === 'None' ? 100 : (order.indexOf(role) + 100) % 100);
  return Object.entries(byRole)
    .filter(([, count]) => count > 0)
    .sort(([one], [other]) => rank(one) - rank(other))
    .slice(0, MOST_ROLES)
    .map(([role, count]) => {
      const words = roles[role];
      return words
        ? counted(format, count, words.one, words.many)
        : `${format.number(count)} as ${personText(role, 40)}`;
    })
    .join(', ');
}
