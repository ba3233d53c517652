import { press } from '../../support/door';
import { exchange, oauthCard } from '../sign-in/signing-in';
import { BOT, startRealApp, type RealApp } from '../../support/real-app';

let app: RealApp;
beforeAll(async () => {
  app = await startRealApp();
});
afterAll(() => app.close());

const cardIn = (activities: any[]) => activities.findLast(one => one.attachments)!.attachments[0].content;
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

it('leads to the admin consent of people’s own permission where they sign in', async () => {
  const own = await startRealApp({ mode: 'delegated' });
  try {
    const { demoOrganizerId, tenantId, faults } = own.sandbox;
    const message = 'Insufficient privileges to complete the operation.';
    const body = { error: { code: 'Authorization_RequestDenied', message } };
    faults.add({ path: '/attendanceReports', fault: { status: 403, body } });
    const [asked] = await own.ask(demoOrganizerId, 'why spring product briefing');
    const { id } = oauthCard(asked)!.tokenExchangeResource;
    const answered = await exchange(own, demoOrganizerId, id, { rest: { deliveryMode: 'expectReplies' } });
    const card = cardIn(answered.body.activities);
    const page = `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${BOT}`;
    expect(stepOf(card)).toContain('OnlineMeetingArtifact.Read.All has to stand among');
    expect(stepOf(card)).not.toContain('Connect-');
    expect(card.actions).toContainEqual(expect.objectContaining({ title: 'Give admin consent', url: page }));
  } finally {
    await own.close();
  }
});

function invokeOf({ verb, data }: { verb: string; data: object }) {
  const { type, name, value } = press(verb, data);
  return { type, name, value };
}
