import { isGuid } from '../../domain/guid';

/** One placeholder of the manifest: what it is for, and what is wrong with a value. */
export interface PackageVariable {
  /** What it is and where to find it; ends a line that says what was found. */
  is: string;
  /** Undefined when the value will do. */
  fault: (value: string) => string | undefined;
  /** Taken where nothing is set. */
  unset?: (project: { version: string }) => string;
}

const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;
const SEMVER = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/;
/** The name is "Rollcall" and this; Teams shows at most 30 characters. */
const LONGEST_SUFFIX = 20;

function guidFault(value: string): string | undefined {
  if (!isGuid(value)) return 'no id: 32 hexadecimal digits with hyphens are one';
  return /^[0-]+$/.test(value) ? 'an id of zeros alone' : undefined;
}

function addressFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (url?.protocol !== 'https:' || !HOST.test(url.hostname)) return 'no address that begins with https://';
  return url.username || url.password ? 'an address with a user name or password in it' : undefined;
}

/** What appPackage/manifest.json may hold as `${{NAME}}`; env/.env.example is held against this list. */
export const packageVariables: Readonly<Record<string, PackageVariable>> = {
  BOT_ID: { is: 'The application id of the bot, from the Entra admin center.', fault: guidFault },
  TEAMS_APP_ID: {
    is: 'The id of the app in Teams: any new id for a new app (node -p "crypto.randomUUID()" makes one), and the same one for every later version of it.',
    fault: guidFault,
  },
  PUBLIC_HOST: {
    is: 'The host that Teams and people reach Rollcall at, such as rollcall.contoso.com; or set PUBLIC_URL.',
    fault: value => (HOST.test(value) ? undefined : 'no host name: no https://, no port and no path belong to it'),
  },
  WEBSITE_URL: { is: 'Where people read about your Rollcall. Teams links to it.', fault: addressFault },
  PRIVACY_URL: { is: 'Your privacy statement. Teams links to it.', fault: addressFault },
  TERMS_URL: { is: 'Your terms of use. Teams links to them.', fault: addressFault },
  APP_VERSION: {
    is: 'Three numbers with dots, higher than the version that Teams already has. Unset, that of package.json.',
    fault: value => (SEMVER.test(value) ? undefined : 'no version: three numbers with dots are one, such as 1.4.0'),
    unset: project => project.version,
  },
  APP_NAME_SUFFIX: {
    is: 'What the app is called after "Rollcall", to tell a test installation from the real one. Mostly nothing.',
    fault: value => (value.length <= LONGEST_SUFFIX ? undefined : `longer than ${LONGEST_SUFFIX} characters`),
    unset: () => '',
  },
};
