import { eventPage } from '../../src/domain/event-page';

const event = '2b1e9a2c-4f6d-4d57-9f0d-0f5f3a9d7c11';
const tenant = 'f9448ec4-804b-46af-b810-62085248da33';

it.each([
  [`${event}@${tenant}`, 'sandbox', `https://events.teams.microsoft.com/event/${event}@${tenant}`],
  [event, tenant, `https://events.teams.microsoft.com/event/${event}@${tenant}`],
  [event, 'sandbox', undefined],
  ['a/../b', tenant, undefined],
  [`${event}@${tenant}@${tenant}`, tenant, undefined],
  [`${event}@evil.example`, tenant, undefined],
])('the page of %s in %s is %s', (id, tenantId, page) => {
  expect(eventPage(id, tenantId)).toBe(page);
});
