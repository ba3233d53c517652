import { createHash, randomBytes } from 'node:crypto';
import { askerKey } from '../domain/asker-key';
import { dropOldest } from '../domain/newest';
import type { Exchanged, Scopes, SignInStart } from '../domain/sign-in';
import type { Asker } from '../domain/sources';

type Refusal = Extract<Exchanged, { is: 'refused' }>;

export interface VisitOptions {
  /** Where Entra signs in: an origin. */
  authority: string;
  tenantId: string;
  clientId: string;
  /** Origin of Rollcall's own pages. */
  publicUrl: string;
  /** The scopes under Entra's names. */
  scopesOf: (scopes: Scopes) => readonly string[];
  now: () => number;
}

interface Visit {
  owner: string;
  scopes: Scopes;
  until: number;
}

export const VISIT_MS = 15 * 60_000;
const MOST_KEPT = 10_000;

/**
 * People's ways to Entra's own page, where they agree or sign in once more. What Entra demands stays here: the address that a card has is a number that
 * nobody guesses.
 */
export function createVisits({ authority, tenantId, clientId, publicUrl, scopesOf, now }: VisitOptions) {
  const visits = new Map<string, Visit>();
  const demands = new Map<string, { claims: string; until: number }>();
  const isOver = ({ until }: { until: number }): boolean => until <= now();

  return {
    linkFor: (asker: Asker, scopes: Scopes): string => {
      const key = randomBytes(32).toString('base64url');
      visits.set(key, { owner: askerKey(asker, scopes), scopes, until: now() + VISIT_MS });
      dropOldest(visits, MOST_KEPT, isOver);
      return `${publicUrl}/auth/start?key=${key}`;
    },
    /** Keeps what Entra demands of this person's next sign-in. */
    demanded: (asker: Asker, scopes: Scopes, { claims }: Refusal): void => {
      if (claims === undefined) return;
      demands.set(askerKey(asker, scopes), { claims, until: now() + VISIT_MS });
      dropOldest(demands, MOST_KEPT, isOver);
    },
    /** Entra's page for a key; undefined for one that is unknown or too old. */
    start: ((key: string) => {
      const visit = visits.get(key);
      if (!visit || isOver(visit)) return undefined;
      const demand = demands.get(visit.owner);
      const url = new URL(`${authority}/${tenantId}/oauth2/v2.0/authorize`);
      url.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        response_mode: 'query',
        redirect_uri: `${publicUrl}/auth/end`,
        scope: scopesOf(visit.scopes).join(' '),
        state: randomBytes(16).toString('base64url'),
        // Nobody keeps the verifier: the code that comes back is worth nothing. What counts is what was agreed to on the way.
        code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
        code_challenge_method: 'S256',
        ...(demand && !isOver(demand) && { claims: demand.claims }),
      }).toString();
      return url.href;
    }) satisfies SignInStart,
  };
}
