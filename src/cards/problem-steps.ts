import type { AppIds } from '../domain/app-ids';
import type { GraphPermission, ProblemCode, ProblemDetails } from '../domain/errors';
import { isGuid } from '../domain/guid';
import { safeUrl } from './action';
import type { CardContext } from './card';
import { isReadByOne } from './privacy';

/** One part of a step: what it is, and what can be copied, line by line. */
export interface StepPart {
  say: string;
  lines: string[];
}

/** What mends a trouble, with the ids filled in: for whoever may do it, to be passed on to them. */
export interface Step {
  parts: StepPart[];
  /** A page that does it, where there is one. */
  page?: { title: string; url: string };
}

type Make = (details: ProblemDetails, app: AppIds) => Step | undefined;

/** By what name the steps call the policy that they make. */
const POLICY = 'Rollcall';
const GRAPH_APP = '00000003-0000-0000-c000-000000000000';

const connectTeams: Record<AppIds['cloud'], string> = {
  global: '',
  usgov: ' -TeamsEnvironmentName TeamsGCCH',
  usgovDod: ' -TeamsEnvironmentName TeamsDOD',
  china: ' -TeamsEnvironmentName TeamsChina',
};
const connectGraph: Record<AppIds['cloud'], string> = {
  global: '',
  usgov: ' -Environment USGov',
  usgovDod: ' -Environment USGovDoD',
  china: ' -Environment China',
};

const steps: Partial<Record<ProblemCode, Make>> = {
  'permission-missing': ({ permission }, app) => permissionStep(permission, app),
  'registrations-refused': (_, app) =>
    permissionStep(app.reads === 'person' ? 'VirtualEvent.Read' : 'VirtualEvent.Read.All', app),
  'access-policy-missing': policyStep,
  'access-policy-elsewhere': policyStep,
  'access-policy-spreading': ({ organizerId }, app) =>
    isGuid(organizerId)
      ? {
          parts: [
            {
              say: 'To see in Teams PowerShell which policy the organiser has, and which apps it names:',
              lines: [toTeams(app), policyOf(organizerId), `Get-CsApplicationAccessPolicy -Identity "${POLICY}"`],
            },
          ],
        }
      : undefined,
  'consent-needed': (_, app) => consentStep(app),
  'conditional-access': (_, { id, reads }) => ({
    parts: [
      {
        say: `In the Microsoft Entra admin centre open Sign-in logs, ${reads === 'app' ? 'Service principal sign-ins' : 'User sign-ins'}, and filter by this application id. A failed one names under Conditional Access the rule that stopped it.`,
        lines: [id],
      },
    ],
  }),
  'sign-in-expired': (_, { reads }) =>
    reads === 'app'
      ? {
          parts: [
            { say: 'Where Rollcall runs, this says what is wrong with its credentials:', lines: ['npm run doctor'] },
          ],
        }
      : undefined,
  'no-report': (_, app) => ({
    parts: [
      {
        say: 'To see in Teams PowerShell which meeting policies allow attendance reports:',
        lines: [toTeams(app), 'Get-CsTeamsMeetingPolicy | Select-Object Identity, AllowEngagementReport'],
      },
    ],
  }),
};

/** The step for a trouble; undefined where there is none to take, where an id for it is not known, and where others read along. */
export function stepFor(code: ProblemCode, details: ProblemDetails, context: CardContext): Step | undefined {
  const { app } = context;
  // Into a command that an administrator runs nothing is written but GUIDs and our own words.
  if (!app || !isReadByOne(context) || !isGuid(app.id) || !isGuid(app.tenantId)) return undefined;
  return steps[code]?.(details, app);
}

/** A new policy takes the place of whatever the organiser has: so that is looked at first. */
function policyStep({ organizerId }: ProblemDetails, app: AppIds): Step {
  const made = `New-CsApplicationAccessPolicy -Identity "${POLICY}" -AppIds "${app.id}"`;
  if (!isGuid(organizerId))
    return {
      parts: [
        {
          say: 'In Teams PowerShell. Graph did not say who organises this, so these lines grant the policy to everybody who has no other:',
          lines: [toTeams(app), made, `Grant-CsApplicationAccessPolicy -PolicyName "${POLICY}" -Global`],
        },
      ],
    };
  return {
    parts: [
      {
        say: 'In Teams PowerShell, to see which policy the organiser has:',
        lines: [toTeams(app), policyOf(organizerId)],
      },
      {
        say: 'If there is none:',
        lines: [made, `Grant-CsApplicationAccessPolicy -PolicyName "${POLICY}" -Identity "${organizerId}"`],
      },
      {
        say: 'If there is one, add Rollcall to it, as nobody has two. Write its name for NAME:',
        lines: [`Set-CsApplicationAccessPolicy -Identity "NAME" -AppIds @{Add="${app.id}"}`],
      },
    ],
  };
}

/** Needed of the app itself, whoever asks: Graph gives call records to nobody else, and the directory is searched beside them. */
const ofTheApp: readonly GraphPermission[] = ['CallRecords.Read.All', 'User.Read.All'];

function permissionStep(permission: GraphPermission | undefined, app: AppIds): Step | undefined {
  if (app.reads === 'person' && !(permission !== undefined && ofTheApp.includes(permission)))
    return consentStep(app, permission);
  if (permission === undefined) return undefined;
  return {
    parts: [
      {
        say: `In Microsoft Graph PowerShell, which also does for a managed identity. Or in the Microsoft Entra admin centre: App registrations, this application id, API permissions, Application permissions, ${permission}, Grant admin consent.`,
        lines: [
          `Connect-MgGraph -TenantId "${app.tenantId}" -Scopes "Application.Read.All","AppRoleAssignment.ReadWrite.All"${connectGraph[app.cloud]}`,
          `$rollcall = Get-MgServicePrincipal -Filter "appId eq '${app.id}'"`,
          `$graph = Get-MgServicePrincipal -Filter "appId eq '${GRAPH_APP}'"`,
          `$role = $graph.AppRoles | Where-Object Value -eq "${permission}"`,
          'New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $rollcall.Id -PrincipalId $rollcall.Id -ResourceId $graph.Id -AppRoleId $role.Id',
        ],
      },
      { say: 'It works from the next token on, which can take an hour; restarting Rollcall fetches one.', lines: [] },
    ],
  };
}

/** Entra's own page on which an administrator agrees for everybody. */
function consentStep({ authority, tenantId, id }: AppIds, permission?: GraphPermission): Step | undefined {
  const url = safeUrl(`${authority}/${tenantId}/adminconsent?client_id=${id}`);
  if (url === undefined) return undefined;
  const first =
    permission === undefined
      ? ''
      : ` ${permission} has to stand among the delegated API permissions of the app registration.`;
  return {
    parts: [{ say: `This page asks an administrator to agree once for everybody.${first}`, lines: [url] }],
    page: { title: 'Give admin consent', url },
  };
}

function toTeams({ tenantId, cloud }: AppIds): string {
  return `Connect-MicrosoftTeams -TenantId "${tenantId}"${connectTeams[cloud]}`;
}

function policyOf(organizerId: string): string {
  return `Get-CsOnlineUser -Identity "${organizerId}" | Select-Object ApplicationAccessPolicy`;
}
