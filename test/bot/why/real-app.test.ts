import { press } from '../../support/door';
import { BOT, startRealApp, type RealApp } from '../../support/real-app';

let app: RealApp;
beforeAll(async () => {
  app = await startRealApp();
});
afterAll(() => app.close());

const cardIn = (activities: any[]) => activities.at(-1).attachments[0].content;
const stepOf = (card: any) => JSON.stringify(card.body.find((part: any) => part.id === 'step') ?? null);

it('fills in the ids that Entra knows Rollcall and the organiser by, and writes none of them into the log', async () => {
  const { demoOrganizerId, tenantId, people } = app.sandbox;
  const card = cardIn(await app.ask(demoOrganizerId, 'why finance systems'));
  const step = stepOf(card);
  expect(step).toContain(`Connect-MicrosoftTeams -TenantId \\"${tenantId}\\"`);
  expect(step).toContain(`-AppIds \\"${BOT}\\"`);
  expect(step).toContain(`-PolicyName \\"Rollcall\\" -Identity \\"${people.uncovered}\\"`);
  expect(JSON.stringify(app.lines)).not.toContain(people.uncovered);

  const again = card.actions.find((action: any) => action.title === 'Look again');
  const { status, body } = await app.post({ ...app.from(demoOrganizerId, undefined), ...invokeOf(again) });
  expect(status).toBe(200);
  expect(stepOf(body.value)).toBe(step);
});

it('leaves the ids out where others read along', async () => {
  const { demoOrganizerId, tenantId, people } = app.sandbox;
  const conversation = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId };
  const card = cardIn(await app.ask(demoOrganizerId, '<at>Rollcall</at> why finance systems', { conversation }));
  expect(JSON.stringify(card)).toContain('An access policy is missing');
  expect(JSON.stringify(card)).not.toMatch(new RegExp(`-AppIds|Connect-|${people.uncovered}`));
});

it('tells nobody else anything', async () => {
  const { people } = app.sandbox;
  const [missing, forbidden] = [
    cardIn(await app.ask(people.stranger, 'why finance systemz')),
    cardIn(await app.ask(people.stranger, 'why finance systems')),
  ];
  expect(JSON.stringify(forbidden).replaceAll('systems', 'systemz')).toBe(JSON.stringify(missing));
  expect(JSON.stringify(forbidden)).not.toContain(people.uncovered);
});

function invokeOf({ verb, data }: { verb: string; data: object }) {
  const { type, name, value } = press(verb, data);
  return { type, name, value };
}
