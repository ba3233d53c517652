import type { ReadersConfig } from './config/readers';
import { RIGHT_HOLDS, isSamePerson } from './domain/access';
import { keepNewest } from './domain/newest';
import { noReaders, type Readers } from './domain/readers';
import type { Asker } from './domain/sources';
import type { GraphClient } from './graph/client-types';
import { readGroupsOf } from './graph/members';
import type { Log } from './log';

export interface ReadersOptions {
  config: ReadersConfig | undefined;
  /** The tenant whose ids are configured; absent: that of every asker. */
  tenantId?: string;
  client: GraphClient;
  now?: () => number;
  log?: Pick<Log, 'warn'>;
}

const MOST_KEPT = 5_000;

/** Who was configured to read everybody's events: what Graph says of groups counts for five minutes, and what it can't say is no. */
export function createReaders({ config, tenantId, client, now = Date.now, log }: ReadersOptions): Readers {
  if (!config) return noReaders;
  const { people, groups } = config;
  const kept = new Map<string, { at: number; isMember: Promise<boolean> }>();

  function isMember(personId: string): Promise<boolean> {
    const key = personId.toLowerCase();
    const known = kept.get(key);
    if (known && now() - known.at < RIGHT_HOLDS) return known.isMember;
    const asked = {
      at: now(),
      isMember: readGroupsOf(client, personId, groups).then(
        of => of.length > 0,
        (error: unknown) => {
          log?.warn('could not find out whether somebody may read everything', { error });
          if (kept.get(key) === asked) kept.delete(key);
          return false;
        },
      ),
    };
    keepNewest(kept, key, asked, MOST_KEPT);
    return asked.isMember;
  }

  return {
    some: true,
    async isReader({ tenantId: tenant, personId }: Asker) {
      if (tenantId !== undefined && !isSamePerson(tenant, tenantId)) return false;
      if (people.some(one => isSamePerson(one, personId))) return true;
      return groups.length > 0 && isMember(personId);
    },
  };
}
