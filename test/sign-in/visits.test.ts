import { createVisits, VISIT_MS } from '../../src/sign-in/visits';

const asker = { tenantId: 'T', personId: 'P' };
const refused = { is: 'refused', code: 'conditional-access', claims: '{"a":1}' } as const;

function start() {
  const clock = { now: 1_800_000_000_000 };
  const visits = createVisits({
    authority: 'https://login.microsoftonline.us',
    tenantId: 'tenant',
    clientId: 'app',
    publicUrl: 'https://rollcall.example',
    scopesOf: scopes => [`scope-of-${scopes}`, 'another'],
    now: () => clock.now,
  });
  const keyOf = (link: string) => new URL(link).searchParams.get('key')!;
  const pageAt = (link: string) => {
    const page = visits.start(keyOf(link));
    return page === undefined ? undefined : Object.fromEntries(new URL(page).searchParams);
  };
  return { clock, visits, pageAt };
}

it('leads to the cloud’s own page, with the scopes that are needed', () => {
  const { visits, pageAt } = start();
  const link = visits.linkFor(asker, 'create');
  expect(visits.start(new URL(link).searchParams.get('key')!)).toMatch(
    /^https:\/\/login\.microsoftonline\.us\/tenant\/oauth2\/v2\.0\/authorize\?/,
  );
  expect(pageAt(link)).toMatchObject({ scope: 'scope-of-create another', client_id: 'app', response_type: 'code' });
});

it('lasts for a quarter of an hour, as what Entra demands does', () => {
  const { clock, visits, pageAt } = start();
  const early = visits.linkFor(asker, 'read');
  visits.demanded(asker, 'read', refused);
  clock.now += VISIT_MS - 1;
  const late = visits.linkFor(asker, 'read');
  expect(pageAt(early)?.claims).toBe('{"a":1}');
  clock.now += 1;
  expect(pageAt(early)).toBeUndefined();
  expect(pageAt(late)).toBeDefined();
  expect(pageAt(late)?.claims).toBeUndefined();
});

it('takes to Entra what it demands of this person for these scopes alone', () => {
  const { visits, pageAt } = start();
  visits.demanded(asker, 'read', refused);
  const claimsOf = (person: typeof asker, scopes: 'read' | 'create') => pageAt(visits.linkFor(person, scopes))?.claims;
  expect(claimsOf({ tenantId: 't', personId: 'p' }, 'read')).toBe('{"a":1}');
  expect(claimsOf(asker, 'create')).toBeUndefined();
  expect(claimsOf({ ...asker, personId: 'Q' }, 'read')).toBeUndefined();
  expect(claimsOf({ ...asker, tenantId: 'U' }, 'read')).toBeUndefined();
});

it('shows nobody the same way twice, and no verifier that a code could be redeemed with', () => {
  const { visits, pageAt } = start();
  const links = Array.from({ length: 50 }, () => visits.linkFor(asker, 'read'));
  expect(new Set(links).size).toBe(50);
  const pages = links.map(pageAt);
  for (const part of ['state', 'code_challenge']) expect(new Set(pages.map(page => page?.[part])).size).toBe(50);
  expect(pageAt(links[0]!)?.code_challenge).not.toBe(pages[0]?.code_challenge);
});
