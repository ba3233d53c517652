import { registrationStatuses, type RegistrationStatus } from '../domain/registration';
import type { RegistrationsAnswer } from '../domain/registrations';
import { SMALLEST_GROUP, tellCount, tellParts, type Told } from '../domain/small-groups';
import type { CardContext } from './card';
import { formatFor } from './format';
import { mayTellFew, toldWords } from './privacy';

const statusWords: Record<RegistrationStatus, string> = {
  registered: 'registered',
  canceled: 'cancelled',
  waitlisted: 'on the waiting list',
  pendingApproval: 'to be approved',
  rejectedByOrganizer: 'turned down',
};
const MOST_FIGURES = 4;

/** A status that Graph adds later, as it writes it; letters alone, since this is for TextBlocks. */
function words(name: string): string {
  if (Object.hasOwn(statusWords, name)) return statusWords[name as RegistrationStatus];
  return `with the status ${name.replace(/[^A-Za-z]/g, '').slice(0, 30) || 'missing'}`;
}

/** How many registrations there are, of any status. */
export function totalWords(total: number, context: CardContext): string {
  const told = mayTellFew(context) ? total : tellCount(total);
  return toldWords(told, context, { one: 'registration', many: 'registrations' }) ?? '';
}

/** How many have each status, as readers may know it. */
export function statusTold({ byStatus, total }: RegistrationsAnswer, context: CardContext): Record<string, Told> {
  const names = Object.keys(byStatus);
  const counts = Object.values(byStatus);
  const told = mayTellFew(context) ? counts : tellParts(counts, total);
  return Object.fromEntries(names.map((name, index) => [name, told[index] ?? 'hidden']));
}

/** Registered, and the next most important statuses that somebody has; what is left over in a sentence. */
export function statusFigures(value: RegistrationsAnswer, context: CardContext) {
  const told: Record<string, Told> = { registered: 0, ...statusTold(value, context) };
  const format = formatFor(context);
  const known: readonly string[] = registrationStatuses;
  const names = [...known.filter(name => name in told), ...Object.keys(told).filter(name => !known.includes(name))];
  const large = names.filter(name => known.includes(name)).slice(0, MOST_FIGURES);
  const figures = large.map(name => {
    const count = told[name] ?? 'hidden';
    const text = typeof count === 'number' ? format.number(count) : count === 'few' ? `< ${SMALLEST_GROUP}` : '–';
    return { value: text, label: words(name), weight: Math.max(12, 2 * text.length) };
  });
  const others = names
    .filter(name => !large.includes(name))
    .flatMap(name => toldWords(told[name] ?? 'hidden', context, { one: words(name), many: words(name) }) ?? []);
  return { figures, rest: others.length > 0 ? others.join(' · ') : null };
}
