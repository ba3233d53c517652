import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { makeCertificate, type SelfSigned } from './certificate';

/** An app that Entra knows, and how it may prove to be itself. */
export interface EntraApp {
  clientId: string;
  secret?: string;
  certificate?: SelfSigned;
  /** A federated token of a workload, taken as it is. */
  federated?: string;
  /** Application permissions in its tokens for Graph. */
  roles?: readonly string[];
}

/** What goes wrong with the next request for a token. */
export type EntraFault =
  /** Nobody agreed: AADSTS65001. */
  | 'consent'
  /** Another factor is demanded: AADSTS50076, with claims. */
  | 'claims'
  /** The app's secret is wrong: AADSTS7000215. */
  | 'invalid-client'
  /** The connection breaks. */
  | 'down';

/** One request for a token, as it came. */
export interface TokenRequest {
  grant: string;
  clientId: string;
  /** How the app proved to be itself. */
  by: 'secret' | 'certificate' | 'federated' | 'nothing';
  scope: string;
  /** Of an exchange. */
  assertion?: string;
  status: number;
  /** AADSTS number of a refusal. */
  error?: number;
}

/** Microsoft Entra for one tenant, over https on this machine: metadata, keys, tokens of apps, exchanges in people's names. */
export interface Entra {
  authority: string;
  /** The certificate to trust, PEM. */
  ca: string;
  tenantId: string;
  /** Claims that the next sign-in has to meet after a `claims` fault. */
  demanded: string;
  /** Every request for a token, oldest first. */
  requests: TokenRequest[];
  faults: EntraFault[];
  /** A person's sign-in to an app, as Teams hands it over; what `claims` says stands in place of Entra's own. */
  signIn(personId: string, claims?: Record<string, unknown>): Promise<string>;
  /** Every token that was given for Graph in a person's name. */
  given: string[];
  close(): Promise<void>;
}

const HOUR = 3_600;
export const DEMANDED = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ON_BEHALF = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

class Refused extends Error {
  constructor(
    readonly error: string,
    readonly number: number,
    readonly more: object = {},
    readonly status = 400,
  ) {
    super(error);
  }
}

export interface EntraOptions {
  tenantId: string;
  apps: readonly EntraApp[];
  /** The app that people sign in to, and the API it exposes. */
  audience: { clientId: string; apiUri: string };
}

export async function startEntra({ tenantId, apps, audience }: EntraOptions): Promise<Entra> {
  const own = makeCertificate('login.rollcall.test');
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'entra-1', use: 'sig', alg: 'RS256' };
  const issuer = () => `${entra.authority}/${tenantId}/v2.0`;
  const seconds = () => Math.floor(Date.now() / 1000);
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'entra-1', typ: 'JWT' }).sign(privateKey);

  /** How the app proves to be itself; throws as Entra refuses. */
  async function appOf(form: URLSearchParams): Promise<{ app: EntraApp; by: TokenRequest['by'] }> {
    const app = apps.find(one => one.clientId === form.get('client_id'));
    if (!app) throw new Refused('unauthorized_client', 700016);
    const assertion = form.get('client_assertion');
    if (assertion === null) {
      if (app.secret === undefined || form.get('client_secret') !== app.secret)
        throw new Refused('invalid_client', 7000215, {}, 401);
      return { app, by: 'secret' };
    }
    if (form.get('client_assertion_type') !== JWT_BEARER) throw new Refused('invalid_request', 900144);
    if (assertion === app.federated) return { app, by: 'federated' };
    if (!app.certificate) throw new Refused('invalid_client', 700027, {}, 401);
    try {
      const { protectedHeader, payload } = await jwtVerify(assertion, app.certificate.publicKey, {
        issuer: app.clientId,
        subject: app.clientId,
        audience: `${entra.authority}/${tenantId}/oauth2/v2.0/token`,
        // MSAL rounds the second in which its assertion begins.
        clockTolerance: 1,
      });
      if (protectedHeader['x5t#S256'] !== app.certificate.thumbprint || !payload.exp) throw new Error('thumbprint');
    } catch {
      throw new Refused('invalid_client', 700027, {}, 401);
    }
    return { app, by: 'certificate' };
  }

  async function ofApp(app: EntraApp, scope: string): Promise<string> {
    if (!scope.endsWith('/.default')) throw new Refused('invalid_scope', 1002012);
    const aud = scope.replace(/\/\.default$/, '');
    const roles = /graph/i.test(aud) ? { roles: app.roles ?? [] } : {};
    const common = { iss: issuer(), tid: tenantId, azp: app.clientId, ver: '2.0', iat: seconds(), nbf: seconds() };
    return sign({ ...common, aud, exp: seconds() + HOUR, ...roles });
  }

  /** The very sign-in is verified: whoever asks has looked at its claims only. */
  async function onBehalf(app: EntraApp, assertion: string): Promise<string> {
    if (app.clientId !== audience.clientId) throw new Refused('invalid_grant', 500131);
    let payload: Record<string, unknown>;
    try {
      ({ payload } = await jwtVerify(assertion, publicKey, { issuer: issuer(), algorithms: ['RS256'] }));
    } catch (error) {
      throw new Refused('invalid_grant', (error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 500133 : 50013);
    }
    if (payload.aud !== audience.clientId && payload.aud !== audience.apiUri)
      throw new Refused('invalid_grant', 500131);
    const token = `user:${String(payload.oid)}:${entra.given.length + 1}-of-${crypto.randomUUID()}`;
    entra.given.push(token);
    return token;
  }

  async function token(form: URLSearchParams, request: TokenRequest): Promise<object> {
    const fault = entra.faults.shift();
    if (fault === 'down') throw new Error('down');
    if (fault === 'invalid-client') throw new Refused('invalid_client', 7000215, {}, 401);
    const { app, by } = await appOf(form);
    request.by = by;
    if (fault === 'consent') throw new Refused('invalid_grant', 65001, { suberror: 'consent_required' });
    if (fault === 'claims')
      throw new Refused('interaction_required', 50076, { suberror: 'basic_action', claims: entra.demanded });
    const isExchange = request.grant === ON_BEHALF;
    if (!isExchange && request.grant !== 'client_credentials') throw new Refused('unsupported_grant_type', 70003);
    const access_token = isExchange
      ? await onBehalf(app, request.assertion ?? '')
      : await ofApp(app, request.scope.split(' ')[0] ?? '');
    return { token_type: 'Bearer', expires_in: HOUR, ext_expires_in: HOUR, access_token, scope: request.scope };
  }

  const server = createServer({ key: own.key, cert: own.certificate }, (request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const { pathname } = new URL(request.url ?? '/', entra.authority);
    if (pathname.endsWith('/.well-known/openid-configuration')) answer(200, metadata());
    else if (pathname === `/${tenantId}/discovery/v2.0/keys`) answer(200, { keys: [jwk] });
    else if (pathname === `/${tenantId}/oauth2/v2.0/token` && request.method === 'POST')
      void tokenRoute(request, answer).catch(() => response.destroy());
    else answer(404, { error: 'not_found' });
  });

  async function tokenRoute(request: IncomingMessage, answer: (status: number, body: object) => void): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const seen: TokenRequest = {
      grant: form.get('grant_type') ?? '',
      clientId: form.get('client_id') ?? '',
      by: 'nothing',
      scope: form.get('scope') ?? '',
      ...(form.has('assertion') && { assertion: form.get('assertion')! }),
      status: 0,
    };
    entra.requests.push(seen);
    try {
      const body = await token(form, seen);
      seen.status = 200;
      answer(200, body);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { number, status, more } = error;
      Object.assign(seen, { status, error: number });
      const error_description = `AADSTS${number}: a sentence that may quote somebody@contoso.com. Trace ID: 0`;
      answer(status, { error: error.error, error_description, error_codes: [number], ...more });
    }
  }

  const metadata = () => ({
    issuer: issuer(),
    token_endpoint: `${entra.authority}/${tenantId}/oauth2/v2.0/token`,
    authorization_endpoint: `${entra.authority}/${tenantId}/oauth2/v2.0/authorize`,
    jwks_uri: `${entra.authority}/${tenantId}/discovery/v2.0/keys`,
  });

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const entra: Entra = {
    authority: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: own.certificate,
    tenantId,
    demanded: DEMANDED,
    requests: [],
    faults: [],
    given: [],
    signIn: (personId, claims = {}) =>
      sign({
        ...{ iss: issuer(), aud: audience.clientId, tid: tenantId, oid: personId, scp: 'access_as_user', ver: '2.0' },
        ...{ iat: seconds(), nbf: seconds(), exp: seconds() + HOUR },
        ...claims,
      }),
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return entra;
}
