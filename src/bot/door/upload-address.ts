import { onlyLoopback, type ServiceUrlRule } from './clouds';

/**
 * Where people's OneDrive takes files, in Microsoft's clouds: the address comes from a client, and whatever is sent there is people's names. `-df` is where
 * Microsoft tries things out.
 */
const domains = [
  'sharepoint.com',
  'sharepoint-df.com',
  'sharepoint.us',
  'sharepoint-mil.us',
  'sharepoint.cn',
  '1drv.com',
  'onedrive.com',
];
const hosts = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
];

/** Https, one of OneDrive's hosts, the default port, no user name. */
export const onlyOneDrive: ServiceUrlRule = address => {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return false;
  return hosts.includes(url.hostname) || domains.some(domain => url.hostname.endsWith(`.${domain}`));
};

/** The pretend channel on this machine. */
export const onlyPretendDrive: ServiceUrlRule = onlyLoopback;
