import type { Participant } from './participants';

/** What tells a person across events: an account's id, else an e-mail address (metrics.md, identity 1 and 3). A registration belongs to one event. */
export type Known = Pick<Participant, 'personId' | 'email'>;

/**
 * Which of these are one person, as lists of their places. Two accounts are two people, whatever else they share; an e-mail address without an account
 * joins the one account that has it; whoever has neither stands alone. A name joins nobody.
 */
export function samePeople(people: readonly Known[]): number[][] {
  const accountsOf = new Map<string, Set<string>>();
  for (const { personId, email } of people) {
    const address = addressOf(email);
    if (personId === null || address === undefined) continue;
    const accounts = accountsOf.get(address) ?? new Set();
    accountsOf.set(address, accounts.add(personId));
  }
  const groups = new Map<string, number[]>();
  people.forEach(({ personId, email }, place) => {
    const address = addressOf(email);
    const [only, second] = address === undefined ? [] : (accountsOf.get(address) ?? []);
    const account = personId ?? (second === undefined ? only : undefined);
    const key = JSON.stringify(account === undefined ? (address === undefined ? place : { address }) : { account });
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  });
  return [...groups.values()];
}

/** How sure it is who somebody is: `name` is not sure at all, `registration` only within one event. */
export type Certainty = 'account' | 'e-mail' | 'registration' | 'name';

export function certaintyOf({
  personId,
  email,
  registrationId,
}: Pick<Participant, 'personId' | 'email' | 'registrationId'>): Certainty {
  if (personId !== null) return 'account';
  if (addressOf(email) !== undefined) return 'e-mail';
  return registrationId === null ? 'name' : 'registration';
}

function addressOf(email: string | null): string | undefined {
  return email?.trim().toLowerCase();
}
