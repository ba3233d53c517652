import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerer } from '../../../src/bot/answerer';
import { createFileOffers, type FileOffers } from '../../../src/bot/file-offers';
import { createExportFolder } from '../../../src/export/folder';
import { createGraphClient } from '../../../src/graph/client';
import type { GraphClient } from '../../../src/graph/client-types';
import { createEventSourceFor } from '../../../src/graph/event-source';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { startConnector, type FakeConnector } from '../../support/connector';
import { message, press, startDoor, TENANT, type Door } from '../../support/door';
import { turnOf } from '../../support/thorough';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const SAVED = 'application/vnd.microsoft.teams.card.file.info';
const PERSONAL = 'a:personal';
const group = { conversation: { id: '19:group', conversationType: 'groupChat', isGroup: true, tenantId: TENANT } };

/** Not what people wait: the order is held by door-delivery. */
const AFTER_INVOKE = 50;
/** Long enough for something to follow an invoke, if there were to be anything. */
const awhile = () => new Promise(resolve => setTimeout(resolve, 5 * AFTER_INVOKE));

let sandbox: Sandbox;
let client: GraphClient;
let connector: FakeConnector;
let door: Door;
let offers: FileOffers;
let root: string;
let clock = 0;
const now = () => Date.now() + clock;

beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60 });
  client = createGraphClient({ root: sandbox.root, token: async () => 'test' });
});
beforeEach(async () => {
  clock = 0;
  root = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  connector = await startConnector();
  offers = createFileOffers({ now, folder: createExportFolder({ now, parent: join(root, 'exports') }) });
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client), files: offers, now });
  door = await startDoor(undefined, {
    answerer,
    files: offers,
    now,
    pace: { afterInvoke: AFTER_INVOKE },
    askers: {
      personOf: id => (sandbox.knows(id) ? id : sandbox.demoOrganizerId),
      tenantOf: (named = 'sandbox') => named,
      figuresOnly: false,
      untypedIsPersonal: true,
    },
  });
});
afterEach(async () => {
  await door.close();
  await offers.close();
  await connector.close();
  await rm(root, { recursive: true });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const say = (text: string, rest: object = {}) =>
  door.post(message(text, { serviceUrl: connector.serviceUrl, ...rest }));
const attachmentOf = (activity: any) => activity.attachments?.[0] ?? {};
const standing = (contentType: string) =>
  connector.standing(PERSONAL).filter(one => attachmentOf(one).contentType === contentType) as any[];
const speaking = () =>
  connector.standing(PERSONAL).map((one: any) => attachmentOf(one).content?.speak as string | undefined);
const onDisk = () =>
  readdirSync(join(root, 'exports')).flatMap(name =>
    readdirSync(join(root, 'exports', name)).map(file => join(root, 'exports', name, file)),
  );

async function until(holds: () => unknown): Promise<void> {
  const end = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it never came to be');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** What Teams sends when one of the questions is answered. */
function answered(consent: any, action: 'accept' | 'decline', rest: object = {}) {
  const { name, content } = attachmentOf(consent);
  const uploadInfo = connector.uploads.open(name);
  const context = action === 'accept' ? content.acceptContext : content.declineContext;
  const invoke = message(undefined, {
    type: 'invoke',
    name: 'fileConsent/invoke',
    serviceUrl: connector.serviceUrl,
    replyToId: consent.id,
    value: { type: 'fileUpload', action, context, ...(action === 'accept' && { uploadInfo }) },
    ...rest,
  });
  return { invoke, uploadInfo };
}

async function offered(words = 'export spring product briefing'): Promise<any[]> {
  await say(words);
  const count = words.includes('teams') ? 1 : 3;
  await until(() => standing(CONSENT).length === count);
  return standing(CONSENT);
}

describe('export in a personal chat', () => {
  it('answers with a card, and has Teams ask for each file, with its exact size', async () => {
    const consents = await offered();
    expect(speaking()[0]).toMatch(/^Spring Product Briefing, .*3 files, 264 people\.$/);
    expect(consents.map(one => attachmentOf(one).name)).toEqual([
      'Spring Product Briefing people.csv',
      'Spring Product Briefing stays.csv',
      'Spring Product Briefing summary.csv',
    ]);
    const sizes = onDisk().map(path => readFileSync(path).length);
    expect(consents.map(one => attachmentOf(one).content.sizeInBytes).sort()).toEqual(sizes.sort());
    for (const one of consents) {
      const { content } = attachmentOf(one);
      expect(content.acceptContext).toEqual({ file: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(content.declineContext).toEqual(content.acceptContext);
      expect(JSON.stringify(content)).not.toContain(sandbox.demoOrganizerId);
    }
  });

  it('uploads what is allowed, and puts the way to the file in place of the question', async () => {
    const [people, stays] = await offered();
    const before = onDisk();
    const { invoke, uploadInfo } = answered(people, 'accept');
    expect(await door.post(invoke)).toMatchObject({ status: 200 });
    await until(() => standing(SAVED).length === 1);
    const [saved] = standing(SAVED);
    expect(saved.id).toBe(people.id);
    expect(attachmentOf(saved)).toEqual({
      contentType: SAVED,
      name: uploadInfo.name,
      contentUrl: uploadInfo.contentUrl,
      content: { uniqueId: uploadInfo.uniqueId, fileType: 'csv' },
    });
    const bytes = connector.uploads.file(uploadInfo.uploadUrl)!;
    expect(bytes.length).toBe(attachmentOf(people).content.sizeInBytes);
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(264 + 2);
    // What was brought is no longer here, what was not is.
    expect(onDisk()).toHaveLength(before.length - 1);
    expect(standing(CONSENT).map(one => one.id)).toContain(stays.id);
  });

  it('does nothing twice, however often Teams asks', async () => {
    const [people] = await offered();
    const { invoke } = answered(people, 'accept');
    const again = [
      door.post(invoke),
      door.post({ ...invoke, id: 'another' }),
      door.post(answered(people, 'accept').invoke),
    ];
    for (const { status } of await Promise.all(again)) expect(status).toBe(200);
    await until(() => standing(SAVED).length === 1);
    expect((await door.post(answered(people, 'accept').invoke)).status).toBe(200);
    expect((await door.post(answered(people, 'decline').invoke)).status).toBe(200);
    await awhile();
    expect(connector.uploads.ranges).toHaveLength(1);
    expect(standing(SAVED)).toHaveLength(1);
    expect(speaking().filter(text => /no longer|Not saved/.test(text ?? ''))).toEqual([]);
  });

  it('removes what is declined, and says so where the question stood', async () => {
    const [people] = await offered();
    const before = onDisk();
    expect((await door.post(answered(people, 'decline').invoke)).status).toBe(200);
    await until(() => speaking().some(text => text?.startsWith('Not saved')));
    expect(connector.standing(PERSONAL).find((one: any) => one.id === people.id)).toBeDefined();
    expect(standing(CONSENT)).toHaveLength(2);
    expect(onDisk()).toHaveLength(before.length - 1);
    expect(connector.uploads.ranges).toEqual([]);
  });

  it('is kept from a co-organiser who was removed since', async () => {
    const person = sandbox.people.coOrganizer;
    const rest = { from: { id: `29:${person}`, name: 'Canary Name', aadObjectId: person } };
    await say('export spring product briefing', rest);
    await until(() => standing(CONSENT).length === 3);
    const [people, stays] = standing(CONSENT);
    const all = onDisk().length;
    const paths = sandbox.requests.map(
      ({ path }) => /webinars\/([^/]+)\/sessions\/[^/]+\/attendanceReports/.exec(path)?.[1],
    );
    const id = decodeURIComponent(paths.findLast(one => one !== undefined)!);
    expect(sandbox.removeCoOrganizer(id, person)).toBe(true);
    // What was read of their right just now still counts.
    await door.post({ ...answered(people, 'accept').invoke, ...rest });
    await until(() => standing(SAVED).length === 1);
    clock = 5 * 60_000;
    const { invoke, uploadInfo } = answered(stays, 'accept');
    await door.post({ ...invoke, ...rest });
    await until(() => speaking().some(text => text?.includes('no longer')));
    expect(connector.uploads.file(uploadInfo.uploadUrl)).toBeUndefined();
    // Neither the one that was taken nor the one that no longer may be.
    expect(onDisk()).toHaveLength(all - 2);
    expect(standing(SAVED)).toHaveLength(1);
  });

  it('tells that a file is gone after an hour, and how to get it again', async () => {
    const [people] = await offered();
    clock = 60 * 60_000;
    await offers.sweep();
    expect(onDisk()).toEqual([]);
    expect((await door.post(answered(people, 'accept').invoke)).status).toBe(200);
    await until(() => speaking().some(text => text?.startsWith('That file is no longer here')));
    expect(connector.uploads.ranges).toEqual([]);
  });

  const others: [string, object][] = [
    ['somebody else', { from: { id: '29:other', aadObjectId: '00000000-0000-4000-8000-00000000beef' } }],
    [
      'another tenant',
      { conversation: { id: PERSONAL, conversationType: 'personal', tenantId: 'other' }, channelData: {} },
    ],
    ['another chat', { conversation: { id: 'a:other', conversationType: 'personal', tenantId: TENANT } }],
    ['a group', group],
    ['nobody', { from: { id: '29:nobody' } }],
  ];
  it.each(turnOf(others, 0, 2))('gives nothing to %s who knows the id', async (_, rest) => {
    const [people] = await offered();
    const foreign = 'from' in rest && 'aadObjectId' in (rest.from as object);
    const { invoke } = answered(people, 'accept', {
      ...rest,
      ...(foreign && { from: { id: '29:other', aadObjectId: sandbox.people.stranger } }),
    });
    expect((await door.post(invoke)).status).toBe(200);
    await awhile();
    expect(connector.uploads.ranges).toEqual([]);
    expect(onDisk()).toHaveLength(3);
    // Whoever it was written for still has it.
    await door.post(answered(people, 'accept').invoke);
    await until(() => standing(SAVED).length === 1);
  });

  const contexts: [string, unknown][] = [
    ['no id', {}],
    ['an id of nobody', { file: '5b0c2d9e-0000-4000-8000-000000000000' }],
    ['no text for an id', { file: { toString: 'x' } }],
    ['a way out of the folder', { file: '../../../etc/passwd' }],
  ];
  it.each(turnOf(contexts, 1, 2))('gives nothing for %s', async (_, context) => {
    const [people] = await offered();
    const { invoke } = answered(people, 'accept');
    expect((await door.post({ ...invoke, value: { ...invoke.value, context } })).status).toBe(200);
    await until(() => speaking().some(text => text?.startsWith('That file is no longer here')));
    expect(connector.uploads.ranges).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['no context', { type: 'fileUpload', action: 'accept' }],
    ['another action', { type: 'fileUpload', action: 'maybe', context: {} }],
    ['no address', { type: 'fileUpload', action: 'accept', context: {}, uploadInfo: { name: 'x' } }],
    [
      'an address without end',
      {
        type: 'fileUpload',
        action: 'accept',
        context: {},
        uploadInfo: { name: 'x', contentUrl: 'x', uniqueId: 'x', fileType: 'x', uploadUrl: 'x'.repeat(5000) },
      },
    ],
  ])('refuses an answer that is none: %s', async (_, value) => {
    const invoke = message(undefined, { type: 'invoke', name: 'fileConsent/invoke', serviceUrl: connector.serviceUrl });
    expect((await door.post({ ...invoke, value })).status).toBe(400);
  });

  const addresses = ['https://evil.example/upload', 'http://169.254.169.254/latest', 'file:///etc/passwd'];
  it.each(turnOf(addresses, 0, 2))('sends nothing to %s, and asks once more', async uploadUrl => {
    const [people] = await offered();
    const { invoke } = answered(people, 'accept');
    invoke.value.uploadInfo.uploadUrl = uploadUrl;
    await door.post(invoke);
    await until(() => speaking().some(text => text?.startsWith('The file could not be saved')));
    await until(() => standing(CONSENT).length === 3);
    expect(door.lines.some(line => JSON.stringify(line).includes('refused address'))).toBe(true);
    await door.post(answered(standing(CONSENT).at(-1), 'accept').invoke);
    await until(() => standing(SAVED).length === 1);
  });

  it('goes on after OneDrive asked for a pause and the line broke', async () => {
    const [report] = await offered('export spring product briefing as teams');
    connector.uploads.faults.push({ status: 429, headers: { 'retry-after': '0' } }, 'reset');
    const { invoke, uploadInfo } = answered(report, 'accept');
    await door.post(invoke);
    await until(() => standing(SAVED).length === 1);
    const text = connector.uploads.file(uploadInfo.uploadUrl)!.toString('utf16le');
    expect(text.startsWith('\ufeff1. Summary\r\n')).toBe(true);
  });

  it('says that it failed, and offers the file once more', async () => {
    const [people] = await offered();
    const { invoke, uploadInfo } = answered(people, 'accept');
    connector.uploads.expire(uploadInfo.uploadUrl);
    await door.post(invoke);
    await until(() => speaking().some(text => text?.startsWith('The file could not be saved')));
    await until(() => standing(CONSENT).length === 3);
    await door.post(answered(standing(CONSENT).at(-1), 'accept').invoke);
    await until(() => standing(SAVED).length === 1);
  });

  it('gives the way to the file as a new message where the question can not be replaced', async () => {
    const [people] = await offered();
    const gone = { status: 404 };
    connector.faults.push(gone, gone);
    await door.post(answered(people, 'accept').invoke);
    await until(() => standing(SAVED).length === 1);
    expect(standing(SAVED)[0].id).not.toBe(people.id);
  });

  it('writes no name and no address to the log', async () => {
    const [people] = await offered();
    await door.post(answered(people, 'accept').invoke);
    await until(() => standing(SAVED).length === 1);
    const log = JSON.stringify(door.lines);
    expect(log).toContain('saved');
    expect(log).not.toMatch(/Spring|tempauth|Okonkwo|\/upload\//);
  });
});

describe('export elsewhere', () => {
  it('in a group offers the private chat, and no file', async () => {
    await say('export spring product briefing', group);
    await until(() => connector.standing('19:group').length === 1);
    const [answer] = connector.standing('19:group') as any[];
    expect(attachmentOf(answer).content.actions[0]).toMatchObject({ type: 'Action.OpenUrl', title: 'Open in private' });
    expect(existsSync(join(root, 'exports'))).toBe(false);
  });

  it('by a button answers in its card, and asks for each file beside it', async () => {
    const pressed = press(
      'export',
      { args: { which: 'spring product briefing' } },
      { serviceUrl: connector.serviceUrl },
    );
    const { body } = await door.post(pressed);
    expect(body.value.speak).toContain('3 files');
    await until(() => standing(CONSENT).length === 3);
  });

  it('where the channel waits gives everything in the body, the answer last', async () => {
    const { body } = await door.post({ ...message('export spring product briefing'), deliveryMode: 'expectReplies' });
    const types = body.activities.map((one: any) => attachmentOf(one).contentType);
    expect(types).toEqual([CONSENT, CONSENT, CONSENT, 'application/vnd.microsoft.card.adaptive']);
    const { invoke, uploadInfo } = answered(body.activities[0], 'accept');
    const done = await door.post({ ...invoke, deliveryMode: 'expectReplies' });
    expect(done.body.activities.map((one: any) => attachmentOf(one).contentType ?? one.type)).toContain(SAVED);
    expect(connector.uploads.file(uploadInfo.uploadUrl)!.length).toBe(
      attachmentOf(body.activities[0]).content.sizeInBytes,
    );
  });
});
