import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { createSignIn, type OnBehalf } from '../../src/sign-in/sign-in';

const TENANT = 'c7a1f2d4-0000-4000-8000-0000000000aa';
const ANN = { tenantId: TENANT, personId: '8f0b2a4e-0000-4000-8000-00000000ab01' };
const BEA = { tenantId: TENANT, personId: '8f0b2a4e-0000-4000-8000-00000000ab02' };
const ABROAD = { ...ANN, tenantId: 'd7a1f2d4-0000-4000-8000-0000000000bb' };
const API = 'api://rollcall.example/botid-x';
const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

describe('who is signed in', () => {
  let clock = NOW;
  let exchanged: { assertion: string; scopes: readonly string[] }[] = [];
  let number = 0;
  const onBehalf: OnBehalf = async (assertion, scopes) => {
    exchanged.push({ assertion, scopes });
    return { token: `graph-${++number}`, expiresAt: clock + HOUR };
  };
  let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  beforeAll(async () => {
    ({ privateKey } = await generateKeyPair('RS256'));
  });
  beforeEach(() => {
    [clock, exchanged, number] = [NOW, [], 0];
  });

  const make = (how: OnBehalf = onBehalf) =>
    createSignIn({ onBehalf: how, audiences: ['x', API], graph: 'https://graph.microsoft.us', now: () => clock });
  const claims = (of: Record<string, unknown> = {}) => ({
    ...{ oid: ANN.personId, tid: TENANT, aud: API, exp: NOW / 1000 + 600 },
    ...of,
  });
  const assertion = (of?: Record<string, unknown>) =>
    new SignJWT(claims(of)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
  const codeOf = (token: Promise<string>) => token.then(String, (error: unknown) => (error as { code: string }).code);

  it('is asked for by the scopes that are missing, and has them after an exchange', async () => {
    const signIn = make();
    const read = signIn.tokenOf(ANN, 'read');
    await expect(read({ fresh: false })).rejects.toMatchObject({ code: 'sign-in-needed', details: { scopes: 'read' } });
    const given = await assertion();
    expect(await signIn.exchange(ANN, given, 'read')).toEqual({ is: 'signed-in' });
    expect(await read({ fresh: false })).toBe('graph-1');
    expect(exchanged).toEqual([
      {
        assertion: given,
        scopes: ['VirtualEvent.Read', 'OnlineMeetings.Read', 'OnlineMeetingArtifact.Read.All'].map(
          name => `https://graph.microsoft.us/${name}`,
        ),
      },
    ]);
    await expect(signIn.tokenOf(ANN, 'create')({ fresh: false })).rejects.toMatchObject({
      details: { scopes: 'create' },
    });
  });

  it('is one person in one tenant, however their ids are written', async () => {
    const signIn = make();
    await signIn.exchange(ANN, await assertion({ oid: ANN.personId.toUpperCase() }), 'read');
    const upper = { tenantId: TENANT.toUpperCase(), personId: ANN.personId.toUpperCase() };
    expect(await codeOf(signIn.tokenOf(upper, 'read')({ fresh: false }))).toBe('graph-1');
    for (const other of [BEA, ABROAD])
      expect(await codeOf(signIn.tokenOf(other, 'read')({ fresh: false }))).toBe('sign-in-needed');
  });

  it.each<[string, () => Promise<string> | string]>([
    ['somebody else’s', () => assertion({ oid: BEA.personId })],
    ['another tenant’s', () => assertion({ tid: ABROAD.tenantId })],
    ['for another app', () => assertion({ aud: 'api://other' })],
    ['for several apps', () => assertion({ aud: [API, 'api://other'] })],
    ['without a person', () => assertion({ oid: undefined })],
    ['of nobody', () => assertion({ oid: '00000000-0000-0000-0000-000000000000' })],
    ['unsigned', () => new UnsecuredJWT(claims()).encode()],
    [
      'signed with a shared secret',
      () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32)),
    ],
    ['without a signature', async () => (await assertion()).replace(/[^.]+$/, '')],
    ['no token', () => 'x.y.z'],
    ['empty', () => ''],
    ['huge', () => `${'a'.repeat(20_000)}.b.c`],
  ])('is never exchanged when it is %s', async (_, made) => {
    const signIn = make();
    expect(await signIn.exchange(ANN, await made(), 'read')).toEqual({ is: 'refused', code: 'sign-in-refused' });
    expect(exchanged).toEqual([]);
  });

  it('is over when the sign-in or the token is', async () => {
    const signIn = make();
    expect(await signIn.exchange(ANN, await assertion({ exp: NOW / 1000 }), 'read')).toEqual({
      is: 'refused',
      code: 'sign-in-expired',
    });
    expect(exchanged).toEqual([]);
    await signIn.exchange(ANN, await assertion(), 'read');
    clock += HOUR - 90_000;
    expect(await codeOf(signIn.tokenOf(ANN, 'read')({ fresh: false }))).toBe('sign-in-needed');
  });

  it('is forgotten when Graph refuses the token, unless a newer one came meanwhile', async () => {
    const signIn = make();
    await signIn.exchange(ANN, await assertion(), 'read');
    const [one, other] = [signIn.tokenOf(ANN, 'read'), signIn.tokenOf(ANN, 'read')];
    expect([await one({ fresh: false }), await other({ fresh: false })]).toEqual(['graph-1', 'graph-1']);
    expect(await codeOf(one({ fresh: true }))).toBe('sign-in-needed');
    await signIn.exchange(ANN, await assertion(), 'read');
    expect(await codeOf(other({ fresh: true }))).toBe('graph-2');
  });

  it('signs out of everything, for nobody else', async () => {
    const signIn = make();
    for (const scopes of ['read', 'create'] as const) await signIn.exchange(ANN, await assertion(), scopes);
    await signIn.exchange(BEA, await assertion({ oid: BEA.personId }), 'read');
    signIn.forget(ANN);
    for (const scopes of ['read', 'create'] as const)
      expect(await codeOf(signIn.tokenOf(ANN, scopes)({ fresh: false }))).toBe('sign-in-needed');
    expect(await codeOf(signIn.tokenOf(BEA, 'read')({ fresh: false }))).toBe('graph-3');
  });

  it('keeps what was there when Entra refuses another exchange', async () => {
    let refuses = false;
    const signIn = make(async (...how) => {
      if (refuses) throw Object.assign(new Error('x'), { cause: { errorNo: 65001, subError: 'consent_required' } });
      return onBehalf(...how);
    });
    await signIn.exchange(ANN, await assertion(), 'read');
    refuses = true;
    expect(await signIn.exchange(ANN, await assertion(), 'create')).toEqual({ is: 'refused', code: 'consent-needed' });
    expect(await codeOf(signIn.tokenOf(ANN, 'read')({ fresh: false }))).toBe('graph-1');
  });
});
