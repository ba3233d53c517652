import type { AppIds } from '../../domain/app-ids';
import type { GraphPermission } from '../../domain/errors';
import { clouds } from '../../graph/clouds';
import type { Check } from './check';
import type { RealConfig } from './real-config';
import { linesOf } from './step';

const what = 'Permissions';
const CALLS: GraphPermission = 'CallRecords.Read.All';

interface Need {
  permission: GraphPermission;
  /** `broken`: nothing could be asked for without it. */
  without: 'broken' | 'note';
  loses: string;
}

/** Whether the app's own token holds the application permissions that Rollcall uses, and no others. The token is read, not verified: Graph does that. */
export function checkPermissions(token: string, config: RealConfig, app: AppIds | undefined): Check[] {
  const roles = rolesOf(token);
  if (!roles)
    return [{ what, state: 'note', found: 'The token is of another kind: what it permits shows when Graph answers.' }];
  const needs = needsOf(config, holds(roles, CALLS));
  const lacking = needs.filter(({ permission }) => !holds(roles, permission));
  const known = [...needs.map(({ permission }) => permission), CALLS].flatMap(one => [one, toWriting(one)]);
  const beyond = roles.filter(role => !known.includes(role));
  const found: Check[] = lacking.map(({ permission, without, loses }, index) => ({
    what,
    state: without,
    found: `The app's token lacks ${permission}: ${loses}.`,
    ...(index > 0
      ? { fix: 'Have it granted in the same way.' }
      : { fix: 'Have an administrator grant it to the app.', lines: grantOf(permission, app) }),
  }));
  if (lacking.length === 0)
    found.push({ what, state: 'ok', found: `The app's token holds ${needs.map(one => one.permission).join(', ')}.` });
  if (beyond.length > 0)
    found.push({
      what,
      state: 'note',
      found: `The app's token holds more than Rollcall uses: ${beyond.join(', ')}.`,
      fix: 'Take it away from the app, unless something else needs it.',
    });
  return [...found, ...checkCalls(roles, config, app)];
}

/** Nobody has to grant it: it is of the whole tenant. */
function checkCalls(roles: string[], { cloud }: RealConfig, app: AppIds | undefined): Check[] {
  const of = 'Call records';
  if (!clouds[cloud].apis.includes('callRecords')) return [];
  if (holds(roles, CALLS))
    return [
      {
        what: of,
        state: 'ok',
        found:
          'The app may read every call of the tenant. Rollcall shows organisers those of their own events and meetings, and readers all.',
      },
    ];
  return [
    {
      what: of,
      state: 'note',
      found: `The app's token lacks ${CALLS}: no call can be looked at, and no answer says how a call was.`,
      fix: "Leave it so, or have it granted: it is of the whole tenant, can't be limited, and Rollcall's own check is then all that stands before the calls of others.",
      lines: grantOf(CALLS, app),
    },
  ];
}

function needsOf({ cloud, readers }: RealConfig, hasCalls: boolean): Need[] {
  const hasEvents = clouds[cloud].apis.includes('virtualEvents');
  const hasGroups = readers !== undefined && readers.groups.length > 0;
  const ofNames = "the calls of a person can't be found by name";
  const ofGroups = 'nobody is known as a member of ROLLCALL_READER_GROUPS';
  return [
    ...(hasEvents
      ? [
          {
            permission: 'VirtualEvent.Read.All',
            without: 'broken',
            loses: 'no webinar or town hall can be read',
          } as const,
        ]
      : []),
    { permission: 'OnlineMeetingArtifact.Read.All', without: 'broken', loses: 'no attendance can be read' },
    {
      permission: 'OnlineMeetings.Read.All',
      without: hasEvents ? 'note' : 'broken',
      loses: 'no meeting can be read, webinars and town halls can',
    },
    ...(hasGroups || hasCalls
      ? [{ permission: 'User.Read.All', without: 'note', loses: hasGroups ? ofGroups : ofNames } as const]
      : []),
    ...(hasGroups ? [{ permission: 'GroupMember.Read.All', without: 'note', loses: ofGroups } as const] : []),
  ];
}

/** As an app, whoever questions are answered for: what Rollcall does by itself needs it. */
function grantOf(permission: GraphPermission, app: AppIds | undefined): string[] {
  return linesOf('permission-missing', { permission }, app && { ...app, reads: 'app' });
}

/** Undefined for what is no JSON Web Token: nobody promised that it is one. */
function rolesOf(token: string): string[] | undefined {
  try {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      roles?: unknown;
    };
    const { roles = [] } = payload;
    return Array.isArray(roles) ? roles.filter(role => typeof role === 'string') : undefined;
  } catch {
    return undefined;
  }
}

function holds(roles: string[], permission: string): boolean {
  return roles.includes(permission) || roles.includes(toWriting(permission));
}

function toWriting(permission: string): string {
  return permission.replace('.Read.', '.ReadWrite.');
}
