import type { Asker, AskerToken } from './sources';

/** What is asked of Graph in somebody's name: reading, or making a session as well. */
export type Scopes = 'read' | 'create';

/** What became of a person's sign-in. `claims` is what Entra demands of the next one: for Entra alone, never for a card. */
export type Exchanged =
  | { is: 'signed-in' }
  | {
      is: 'refused';
      code: 'consent-needed' | 'conditional-access' | 'sign-in-expired' | 'sign-in-refused' | 'graph-unavailable';
      claims?: string;
    };

/** Who is signed in, in this process's memory alone: by tenant, person and scopes. */
export interface SignIn {
  /** The token throws AppError sign-in-needed, with the scopes, where there is none or Graph no longer takes it. */
  tokenOf(asker: Asker, scopes: Scopes): AskerToken;
  /** Takes what Teams handed over as proof of who the asker is, when it is theirs and for this Rollcall. */
  exchange(asker: Asker, assertion: string, scopes: Scopes): Promise<Exchanged>;
  /** Signs out: all that is kept for this person. */
  forget(asker: Asker): void;
  /** An address of Rollcall's own from which a browser gets to Entra's page, for a quarter of an hour: to agree, or to sign in once more. */
  linkFor(asker: Asker, scopes: Scopes): string;
}

/** Entra's page for the key in such an address; undefined for an unknown one. */
export type SignInStart = (key: string) => string | undefined;
