import { sweepEvent } from '../../src/notifications/told-event';
import { createRuns } from '../../src/notifications/runs';
import { LOOK_JOB } from '../../src/store/looks';
import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { MINUTE, startTown, withJobs, type Town } from './town';

onEachStore(opened => {
  let town: Town;
  let told: { kind: 'townhall'; id: string; sessionId: string };
  let hinted: { personId: string; title: string; sessions: number }[];
  beforeEach(async () => {
    town = await startTown(opened);
    const { id } = await eventNamed(town.sandbox, 'Quarterly Results Live');
    hinted = [];
    for (const personId of people()) await town.watch('event', id, { personId });
    const { sessionId } = town.sandbox.endEvent(id)!;
    town.clock.now += MINUTE;
    told = { kind: 'townhall', id, sessionId };
  });
  afterEach(() => town.close());

  const people = () => [town.sandbox.demoOrganizerId, town.sandbox.people.coOrganizer];
  const looks = async () => (await opened.store.jobs.count(LOOK_JOB)).waiting;
  const sweep = (personIds: string[]) => {
    const now = () => town.clock.now;
    return sweepEvent(
      personIds.map(personId => ({ tenantId: town.tenant, personId })),
      told,
      {
        ...{ store: opened.store, now, onError: () => undefined },
        runs: createRuns({ sourceFor: town.sourceFor, now }),
        hinted: (_, personId, { run, sessions }) =>
          void hinted.push({ personId, title: run.event.title, sessions: sessions.length }),
      },
    );
  };

  it('is looked at once for everybody who runs it, and hands on what was read', async () => {
    const before = await looks();
    expect(await sweep([...people(), town.sandbox.people.stranger])).toBe(2);
    expect(await looks()).toBe(before + 1);
    expect(hinted).toEqual(people().map(personId => ({ personId, title: 'Quarterly Results Live', sessions: 1 })));
  });

  it('that could not be read for one is looked at for the other all the same, and asked for again', async () => {
    const before = await looks();
    town.sandbox.faults.add({ path: `/townhalls/${told.id}`, times: 1, fault: { status: 418 } });
    await expect(sweep(people())).rejects.toMatchObject({ code: 'graph-refused' });
    expect(await looks()).toBe(before + 1);
    expect(hinted).toHaveLength(1);
  });
}, withJobs);
