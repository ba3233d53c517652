import type { Subject } from '../domain/subject';

/** What a file is of. */
export interface NamedAfter {
  subject: Pick<Subject, 'title' | 'sessionTitle'> & { kind: Subject['kind'] | 'call' };
  figures: { incomplete?: true };
}

const LONGEST_TITLE = 80;
/** Names that Windows keeps for itself, whatever stands behind the first point. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=$|[.\s])/i;

/** `Spring Product Briefing people.csv`; a name says so where people are missing in the file. */
export function fileName({ subject, figures }: NamedAfter, holds: string): string {
  return `${titleOf(subject)} ${holds}${figures.incomplete ? ' (incomplete)' : ''}.csv`;
}

/** Without what OneDrive, Windows or a shell would stumble over. */
function titleOf({ title, sessionTitle, kind }: NamedAfter['subject']): string {
  const whole = sessionTitle && sessionTitle !== title ? `${title} ${sessionTitle}` : title;
  const plain = whole
    .toWellFormed()
    .replace(/["*:<>?/\\|#%&{}~$!'`^\ufffd]/g, ' ')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/^[\s.=+@-]+/, '')
    .slice(0, LONGEST_TITLE)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[\s.]+$/, '')
    .replace(DEVICES, '_$&');
  return plain || `Untitled ${kind}`;
}
