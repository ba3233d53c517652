import { menderOf } from '../../src/cards/problem-menders';
import { problemCard } from '../../src/cards/problem';
import { stepFor } from '../../src/cards/problem-steps';
import type { CardContext } from '../../src/cards/card';
import { whyCard } from '../../src/cards/why';
import { cardText } from '../../src/cards/text';
import type { AppIds } from '../../src/domain/app-ids';
import type { Diagnosis } from '../../src/domain/diagnosis';
import { problemCodes, type ProblemCode, type ProblemDetails } from '../../src/domain/errors';
import { expectSoundCard, parts } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

const app: AppIds = {
  id: 'a1f0d2c4-0000-4000-8000-0000000000a1',
  tenantId: 'f9448ec4-804b-46af-b810-62085248da33',
  cloud: 'global',
  authority: 'https://login.microsoftonline.com',
  reads: 'app',
};
const organizerId = '8f0b2a4e-0000-4000-8000-00000000ab01';
const details: ProblemDetails = { organizerId, permission: 'OnlineMeetingArtifact.Read.All', status: 403 };
const retry = { command: 'attendance', args: { kind: 'webinar', id: 'x' } } as const;
const own: CardContext = { ...personal, app };
const inName: CardContext = { ...personal, app: { ...app, reads: 'person' } };

const linesOf = (code: ProblemCode, more: ProblemDetails = details, context = own) =>
  (stepFor(code, more, context)?.parts ?? []).flatMap(part => part.lines);
const withStep = problemCodes.filter(code => linesOf(code).length > 0);

describe('the steps', () => {
  it.each([
    [
      'access-policy-missing',
      [
        `Connect-MicrosoftTeams -TenantId "${app.tenantId}"`,
        `Get-CsOnlineUser -Identity "${organizerId}" | Select-Object ApplicationAccessPolicy`,
        `New-CsApplicationAccessPolicy -Identity "Rollcall" -AppIds "${app.id}"`,
        `Grant-CsApplicationAccessPolicy -PolicyName "Rollcall" -Identity "${organizerId}"`,
        `Set-CsApplicationAccessPolicy -Identity "NAME" -AppIds @{Add="${app.id}"}`,
      ],
    ],
    [
      'permission-missing',
      [
        `Connect-MgGraph -TenantId "${app.tenantId}" -Scopes "Application.Read.All","AppRoleAssignment.ReadWrite.All"`,
        `$rollcall = Get-MgServicePrincipal -Filter "appId eq '${app.id}'"`,
        `$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"`,
        '$role = $graph.AppRoles | Where-Object Value -eq "OnlineMeetingArtifact.Read.All"',
        'New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $rollcall.Id -PrincipalId $rollcall.Id -ResourceId $graph.Id -AppRoleId $role.Id',
      ],
    ],
    ['consent-needed', [`${app.authority}/${app.tenantId}/adminconsent?client_id=${app.id}`]],
    ['conditional-access', [app.id]],
    ['sign-in-expired', ['npm run doctor']],
  ] as const)('of %s have the ids filled in', (code, lines) => {
    expect(linesOf(code)).toEqual(lines);
  });

  it.each(['CallRecords.Read.All', 'User.Read.All'] as const)(
    '%s is the app’s own where people sign in too',
    permission => {
      const more = { ...details, permission };
      expect(linesOf('permission-missing', more, inName)).toEqual(linesOf('permission-missing', more));
      expect(linesOf('permission-missing', details, inName)).not.toEqual(linesOf('permission-missing'));
    },
  );

  it('are the same for a policy on somebody else as for none, and only look where one spreads', () => {
    expect(linesOf('access-policy-elsewhere')).toEqual(linesOf('access-policy-missing'));
    expect(linesOf('access-policy-spreading').join('\n')).not.toMatch(/^(?:New|Set|Grant)-/m);
  });

  it('are one command a line, of known cmdlets, and hold no value but ids, permissions and our own words', () => {
    const line =
      /^(?:\$[a-z]+ = )?(?:\$[a-z]+\.AppRoles|(?:Connect|Get|New|Set|Grant)-[A-Za-z]+)(?: -[A-Za-z]+(?: (?:"[^"`$;\n]*"(?:,"[^"`$;\n]*")*|\$[a-z]+\.Id|@\{Add="[^"`$;\n]*"\}|[A-Za-z]+))?)*(?: \| (?:Select|Where)-Object(?: [A-Za-z]+,?| -eq "[^"`$;\n]*")+)?$/;
    const commands = withStep
      .flatMap(code => [...linesOf(code), ...linesOf(code, { ...details, organizerId: '' })])
      .filter(one => !/^https:|^npm run|^[0-9a-f-]{36}$/.test(one));
    expect(commands.length).toBeGreaterThan(15);
    for (const one of commands) expect(one).toMatch(line);
    expect('Get-CsOnlineUser -Identity "x"; Remove-Item y').not.toMatch(line);
  });

  it.each([
    ['usgov', 'TeamsGCCH', 'USGov'],
    ['usgovDod', 'TeamsDOD', 'USGovDoD'],
    ['china', 'TeamsChina', 'China'],
  ] as const)('go to the cloud %s', (cloud, teams, graph) => {
    const there: CardContext = { ...personal, app: { ...app, cloud } };
    expect(linesOf('access-policy-missing', details, there)[0]).toMatch(new RegExp(` -TeamsEnvironmentName ${teams}$`));
    expect(linesOf('permission-missing', details, there)[0]).toMatch(new RegExp(` -Environment ${graph}$`));
  });

  it('ask for the consent of people’s own permissions where Graph is read in their name', () => {
    const step = stepFor('permission-missing', { permission: 'VirtualEvent.Read' }, inName);
    expect(step?.page?.url).toBe(`${app.authority}/${app.tenantId}/adminconsent?client_id=${app.id}`);
    expect(step?.parts[0]?.say).toContain('VirtualEvent.Read has to stand among');
    expect(stepFor('sign-in-expired', {}, inName)).toBeUndefined();
  });

  it.each([undefined, '', 'amara@tidewater.example', `${organizerId}"; Remove-Item`, `${organizerId}\n`])(
    'name nobody where the organiser’s id is %j',
    id => {
      const unknown = id === undefined ? {} : { organizerId: id };
      for (const code of ['access-policy-missing', 'access-policy-elsewhere'] as const)
        expect(linesOf(code, unknown)).toEqual([
          `Connect-MicrosoftTeams -TenantId "${app.tenantId}"`,
          `New-CsApplicationAccessPolicy -Identity "Rollcall" -AppIds "${app.id}"`,
          'Grant-CsApplicationAccessPolicy -PolicyName "Rollcall" -Global',
        ]);
      expect(stepFor('access-policy-spreading', unknown, own)).toBeUndefined();
    },
  );

  it('are given for one’s own eyes alone, and only where there is an app', () => {
    for (const code of withStep) {
      expect(stepFor(code, details, { ...shared, app })).toBeUndefined();
      expect(stepFor(code, details, { ...shared, app, ownView: true })).toBeDefined();
      expect(stepFor(code, details, personal)).toBeUndefined();
      const text = JSON.stringify(problemCard({ code, details, retry }, { ...shared, app }));
      expect(text).not.toMatch(new RegExp([app.id, app.tenantId, organizerId].join('|')));
    }
  });
});

it('are one press away from why where others read along', () => {
  const subject = { kind: 'webinar', id: 'e-1', title: 'Spring', phase: 'ended', role: 'organizer' } as const;
  const diagnosis: Diagnosis = { subject, looks: [], cause: 'access-policy-missing', details };
  const [link] = (whyCard(diagnosis, { ...shared, app }).actions ?? []).filter(one => one.type === 'Action.OpenUrl');
  expect(link).toMatchObject({ title: 'See the step in private', url: expect.stringContaining('message=why%20e-1') });
  const without: Diagnosis = { ...diagnosis, cause: 'report-gone' };
  for (const card of [whyCard(diagnosis, own), whyCard(without, { ...shared, app })])
    expect(card.actions?.some(one => one.type === 'Action.OpenUrl')).toBe(false);
});

describe.each(withStep)('the card of %s', code => {
  it.each([
    ['as the app', own],
    ['in people’s names', inName],
  ])('says who can mend it, shows the step when asked, and offers to ask again: %s', (_, context) => {
    const card = problemCard({ code, details, retry }, context);
    expectSoundCard(card);
    expect(cardText(card, context)).toContain('Who can mend it: ');
    const titles = card.actions?.map(action => action.title);
    const lines = linesOf(code, details, context);
    expect(titles?.includes('Show the step')).toBe(lines.length > 0);
    expect(titles).toContain('Ask again');
    const step = parts(card.body).find(part => part.id === 'step');
    expect(step?.isVisible ?? false).toBe(false);
    for (const line of lines) expect(cardText(card, context)).toContain(`\n${line}\n`);
  });
});

it.each([
  ['conditional-access', own, 'Conditional Access can hold for applications'],
  ['conditional-access', inName, 'Sign in to Teams again'],
  ['sign-in-expired', own, 'Rollcall could not sign in'],
  ['sign-in-expired', inName, 'Your sign-in has expired'],
] as const)('does not send people to sign in where Rollcall does: %s', (code, context, words) => {
  expect(cardText(problemCard({ code, details: {} }, context), context)).toContain(words);
});

it('says of every documented cause who can mend it', () => {
  const documented: ProblemCode[] = [
    ...(['permission-missing', 'access-policy-missing', 'access-policy-elsewhere', 'not-the-organizer'] as const),
    ...(['access-policy-spreading', 'conditional-access', 'still-running', 'report-not-ready', 'report-gone'] as const),
    ...(['channel-meeting', 'cloud-without-api', 'throttled', 'graph-unavailable'] as const),
  ];
  for (const code of documented) expect({ code, who: menderOf(code, app) }).toEqual({ code, who: expect.any(String) });
});
