import { isSamePerson } from '../domain/access';
import { askerKey } from '../domain/asker-key';
import { AppError } from '../domain/errors';
import { keepNewest } from '../domain/newest';
import type { Exchanged, Scopes, SignIn } from '../domain/sign-in';
import type { Asker } from '../domain/sources';
import { readAssertion } from './assertion';
import { refusalNumber, toRefusal } from './refusal';

/** Entra's on-behalf-of exchange, of a person's sign-in to this app for a token for Graph. Rejects as @azure/identity does. */
export type OnBehalf = (
  assertion: string,
  scopes: readonly string[],
) => Promise<{
  token: string;
  /** Milliseconds. */
  expiresAt: number;
}>;

export interface SignInOptions {
  onBehalf: OnBehalf;
  /** What a sign-in to this app may name as its audience: the app's id, and its API. */
  audiences: readonly string[];
  /** Root of Graph, which names the scopes. */
  graph: string;
  now: () => number;
  /** Told of an exchange that Entra refused, with Entra's number for it. */
  refused?: (refusal: { code: string; number: string }) => void;
  /** Told what Entra demands of this person's next sign-in. */
  demanded?: (asker: Asker, scopes: Scopes, refusal: Extract<Exchanged, { is: 'refused' }>) => void;
}

/** What is asked of Graph in a person's name, and no more. */
const scopeNames: Record<Scopes, readonly string[]> = {
  read: ['VirtualEvent.Read', 'OnlineMeetings.Read', 'OnlineMeetingArtifact.Read.All'],
  create: ['VirtualEvent.ReadWrite'],
};

/** The delegated scopes under the names that Entra has for them. */
export function toScopes(graph: string, scopes: Scopes): string[] {
  return scopeNames[scopes].map(name => `${new URL(graph).origin}/${name}`);
}

/** A token that ends sooner would end in the middle of an answer. */
const LEAST_LEFT = 2 * 60_000;
/** People who signed in last; whoever signed in before them does so again, which Teams does by itself. */
const MOST_KEPT = 20_000;

/** Tokens in memory alone. Nothing is exchanged that is not the asker's own sign-in to this app. */
export function createSignIn(options: SignInOptions): Omit<SignIn, 'linkFor'> {
  const { onBehalf, audiences, graph, now, refused, demanded } = options;
  const kept = new Map<string, { token: string; expiresAt: number }>();

  return {
    tokenOf(asker, scopes) {
      const key = askerKey(asker, scopes);
      let sent: string | undefined;
      return async ({ fresh }) => {
        const own = kept.get(key);
        // What Graph refused is let go of, unless somebody signed in meanwhile.
        const isRefused = fresh && own?.token === sent;
        if (own && (isRefused || own.expiresAt - now() < LEAST_LEFT)) kept.delete(key);
        const token = kept.get(key)?.token;
        if (token === undefined) throw new AppError('sign-in-needed', { scopes });
        sent = token;
        return token;
      };
    },
    async exchange(asker, assertion, scopes) {
      const read = readAssertion(assertion);
      const isTheirs =
        read !== undefined &&
        isSamePerson(read.personId, asker.personId) &&
        isSamePerson(read.tenantId, asker.tenantId) &&
        audiences.includes(read.audience);
      if (!isTheirs) return { is: 'refused', code: 'sign-in-refused' };
      if (read.expiresAt <= now()) return { is: 'refused', code: 'sign-in-expired' };
      try {
        const got = await onBehalf(assertion, toScopes(graph, scopes));
        keepNewest(kept, askerKey(asker, scopes), got, MOST_KEPT);
        return { is: 'signed-in' };
      } catch (error) {
        const refusal: Extract<Exchanged, { is: 'refused' }> = { is: 'refused', ...toRefusal(error) };
        refused?.({ code: refusal.code, number: refusalNumber(error) });
        demanded?.(asker, scopes, refusal);
        return refusal;
      }
    },
    forget(asker) {
      for (const scopes of Object.keys(scopeNames) as Scopes[]) kept.delete(askerKey(asker, scopes));
    },
  };
}
