import { AppError } from '../domain/errors';

export const cloudNames = ['global', 'usgov', 'usgovDod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

export type CloudApi = 'virtualEvents' | 'attendance' | 'callRecords';

export interface Cloud {
  /** Root of Graph; the scope of app tokens is `{root}/.default`. */
  root: string;
  /** Where Entra signs in. */
  authority: string;
  apis: readonly CloudApi[];
}

/** Microsoft's clouds: global and GCC, US Government L4 (GCC High), L5 (DoD), China (21Vianet). */
export const clouds: Record<CloudName, Cloud> = {
  global: {
    root: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com',
    apis: ['virtualEvents', 'attendance', 'callRecords'],
  },
  usgov: {
    root: 'https://graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    apis: ['attendance', 'callRecords'],
  },
  usgovDod: {
    root: 'https://dod-graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    apis: ['attendance', 'callRecords'],
  },
  china: {
    root: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    apis: [],
  },
};

/** The cloud that a root belongs to; a root of nobody's (a pretend tenant) can do everything. */
export function cloudOf(root: string): CloudName {
  const origin = new URL(root).origin;
  return cloudNames.find(name => clouds[name].root === origin) ?? 'global';
}

/** Throws cloud-without-api, before any request. */
export function requireApi(cloud: CloudName, api: CloudApi): void {
  if (!clouds[cloud].apis.includes(api)) throw new AppError('cloud-without-api');
}
