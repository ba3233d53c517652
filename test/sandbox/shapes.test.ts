import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { all, allEvents, eventNamed, get, reportPath, sessionPath } from './asking';
import { faultsOf, sessionDetailNames, shapes, type Shape } from './shapes';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => Date.parse('2026-11-21T09:12:34Z'), attendees: 300 });
});
afterAll(() => sandbox.close());

const wrong = (values: any[], shape: Shape) => [...new Set(values.flatMap(one => faultsOf(one, shape)))];

describe('what the pretend tenant sends', () => {
  it('events, wrapped or not', async () => {
    for (const event of await allEvents(sandbox)) {
      const { path, ...listed } = event;
      const isWebinar = path.includes('webinars');
      const { body } = await get(sandbox, path);
      const entity = isWebinar ? body.value : body;
      expect(entity).toEqual(listed);
      expect(wrong([entity], isWebinar ? shapes.webinar : shapes.townhall)).toEqual([]);
      expect(wrong([entity.createdBy.user, ...entity.coOrganizers], shapes.identity)).toEqual([]);
    }
  });

  it('sessions: summaries in lists, wrapped and whole alone', async () => {
    const filled = new Set<string>();
    for (const event of await allEvents(sandbox)) {
      const sessions = await all(sandbox, `${event.path}/sessions`);
      expect(wrong(sessions, shapes.summary)).toEqual([]);
      for (const one of sessions) {
        const names = Object.entries(one)
          .filter(([, value]) => value !== null)
          .map(([name]) => name);
        expect(
          names.every(name => /^(@odata\.type|id|subject|joinWebUrl|(start|end)DateTime|capabilities)$/.test(name)),
        ).toBe(true);
        const { value } = (await get(sandbox, `${event.path}/sessions/${one.id}`)).body;
        expect(wrong([value], shapes.session)).toEqual([]);
        for (const [name, its] of Object.entries(value)) if (its !== null) filled.add(name);
      }
    }
    expect([...sessionDetailNames, ...Object.keys(shapes.summary)].filter(name => !filled.has(name))).toEqual([]);
  });

  it('one session with every property there is', async () => {
    const { value } = (await get(sandbox, await sessionPath(sandbox, 'Product Launch Preview'))).body;
    expect([...sessionDetailNames, ...Object.keys(shapes.summary)].filter(name => value[name] == null)).toEqual([]);
  });

  it('reports and records', async () => {
    for (const words of [
      'All-Hands',
      'Spring Product',
      'Accessibility',
      'New Joiners',
      'Roundtable',
      'Naming',
      'Guild',
    ]) {
      const path = await reportPath(sandbox, words);
      const { body } = await get(sandbox, path);
      expect(faultsOf(body, shapes.report)).toEqual([]);
      expect(body).not.toHaveProperty('attendanceRecords');
      const records = await all(sandbox, `${path}/attendanceRecords`);
      expect(wrong(records, shapes.record)).toEqual([]);
      expect(
        wrong(
          records.flatMap(one => one.identity ?? []),
          shapes.identity,
        ),
      ).toEqual([]);
      expect(
        wrong(
          records.flatMap(one => one.attendanceIntervals),
          shapes.interval,
        ),
      ).toEqual([]);
    }
  });

  it('presenters, registrations, questions and the configuration', async () => {
    const { path } = await eventNamed(sandbox, 'Energy Savings Masterclass');
    expect(wrong(await all(sandbox, `${path}/presenters`), shapes.presenter)).toEqual([]);
    const registrations = await all(sandbox, `${path}/registrations`);
    expect(wrong(registrations, shapes.registration)).toEqual([]);
    expect(
      wrong(
        registrations.flatMap(one => one.registrationQuestionAnswers),
        shapes.answer,
      ),
    ).toEqual([]);
    expect(wrong(await all(sandbox, `${path}/registrationConfiguration/questions`), shapes.question)).toEqual([]);
    expect(faultsOf((await get(sandbox, `${path}/registrationConfiguration`)).body, shapes.configuration)).toEqual([]);
  });

  it('presenter details for webinars alone', async () => {
    const townhall = await eventNamed(sandbox, 'All-Hands');
    expect((await all(sandbox, `${townhall.path}/presenters`)).map(one => one.presenterDetails)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

// The reference pages are beside the repository on our machines, not in it.
const samples = join(__dirname, '../../../shared/reference/samples');
const describeSamples = existsSync(samples) ? describe : describe.skip;

describeSamples('Microsoft’s published examples (skipped where ../shared is absent)', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(samples, `${name}.json`), 'utf8'));
  const listed = (name: string) => read(name).value;
  const cases: [string, () => any[], Shape][] = [
    ['virtualeventwebinar-get', () => [read('virtualeventwebinar-get').value], shapes.webinar],
    ['virtualeventsroot-list-webinars', () => listed('virtualeventsroot-list-webinars'), shapes.webinar],
    ['virtualeventwebinar-getbyuserrole', () => listed('virtualeventwebinar-getbyuserrole'), shapes.webinar],
    ['virtualeventtownhall-get', () => [read('virtualeventtownhall-get')], shapes.townhall],
    ['virtualevent-list-presenters', () => listed('virtualevent-list-presenters'), shapes.presenter],
    ['virtualevent-list-sessions', () => listed('virtualevent-list-sessions'), shapes.summary],
    ['virtualeventregistration-list-sessions', () => listed('virtualeventregistration-list-sessions'), shapes.summary],
    ['virtualeventsession-get', () => [read('virtualeventsession-get').value], shapes.session],
    [
      'meetingattendancereport-list-webinar-session',
      () => listed('meetingattendancereport-list-webinar-session'),
      shapes.report,
    ],
    [
      'meetingattendancereport-list-onlinemeeting',
      () => listed('meetingattendancereport-list-onlinemeeting'),
      shapes.report,
    ],
    [
      'meetingattendancereport-get-webinar-session',
      () => [read('meetingattendancereport-get-webinar-session')],
      shapes.report,
    ],
    [
      'meetingattendancereport-get-townhall-session',
      () => [read('meetingattendancereport-get-townhall-session')],
      shapes.report,
    ],
    ['meetingattendancereport-get-expanded', () => [read('meetingattendancereport-get-expanded')], shapes.report],
    [
      'meetingattendancereport-get-expanded, records',
      () => read('meetingattendancereport-get-expanded').attendanceRecords,
      shapes.record,
    ],
    ['attendancerecord-list-webinar-session', () => listed('attendancerecord-list-webinar-session'), shapes.record],
    [
      'attendancerecord-list-webinar-session, identities',
      () => listed('attendancerecord-list-webinar-session').map((one: any) => one.identity),
      shapes.identity,
    ],
    [
      'attendancerecord-list-webinar-session, intervals',
      () => listed('attendancerecord-list-webinar-session').flatMap((one: any) => one.attendanceIntervals),
      shapes.interval,
    ],
    ['onlinemeeting-get-by-id', () => [read('onlinemeeting-get-by-id')], shapes.meeting],
    ['onlinemeeting-get-by-joinweburl', () => listed('onlinemeeting-get-by-joinweburl'), shapes.meeting],
    ['virtualeventregistration-list', () => listed('virtualeventregistration-list'), shapes.registration],
    [
      'virtualeventregistration-list, answers',
      () => listed('virtualeventregistration-list').flatMap((one: any) => one.registrationQuestionAnswers),
      shapes.answer,
    ],
    [
      'virtualeventregistrationconfiguration-list-questions',
      () => listed('virtualeventregistrationconfiguration-list-questions'),
      shapes.question,
    ],
    [
      'virtualeventwebinarregistrationconfiguration-get',
      () => [read('virtualeventwebinarregistrationconfiguration-get')],
      shapes.configuration,
    ],
    [
      'error-403-no-application-access-policy',
      () => [read('error-403-no-application-access-policy').error],
      shapes.error,
    ],
    ['error-429-generic', () => [read('error-429-generic').error], shapes.error],
    ['batch-response-mixed', () => read('batch-response-mixed').responses, shapes.batchResponse],
  ];

  it.each(cases)('%s has the shape that our answers are held to', (_name, values, shape) => {
    expect(values().length).toBeGreaterThan(0);
    expect(wrong(values(), shape)).toEqual([]);
  });

  it.each(['error-403-no-application-access-policy', 'error-429-generic'])(
    '%s is what we send, word for word',
    async name => {
      const { error } = read(name);
      sandbox.faults.add({ times: 1, fault: { status: error.code === 'Forbidden' ? 403 : 429, retryAfter: 10 } });
      const { body, headers } = await get(sandbox, '/solutions/virtualEvents/webinars');
      expect(headers.get('retry-after')).toBe('10');
      expect({ code: body.error.code, message: body.error.message }).toEqual({
        code: error.code,
        message: error.message,
      });
      for (const key of Object.keys(error.innerError)) expect(body.error.innerError).toHaveProperty([key]);
    },
  );
});
