import type { AppIds } from '../../domain/app-ids';
import type { GraphPermission } from '../../domain/errors';
import { clouds } from '../../graph/clouds';
import type { Check } from './check';
import type { RealConfig } from './real-config';
import { linesOf } from './step';

const what = 'Permissions';

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
  const needs = needsOf(config);
  const lacking = needs.filter(({ permission }) => !holds(roles, permission));
  const known = needs.flatMap(({ permission }) => [permission, toWriting(permission)]);
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
  return found;
}

function needsOf({ cloud, readers }: RealConfig): Need[] {
  const hasEvents = clouds[cloud].apis.includes('virtualEvents');
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
    ...(readers && readers.groups.length > 0
      ? ([
          { permission: 'User.Read.All', without: 'note', loses: ofGroups },
          { permission: 'GroupMember.Read.All', without: 'note', loses: ofGroups },
        ] as const)
      : []),
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
