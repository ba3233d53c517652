import { HOUR, MINUTE } from './calendar';
import { meetingService, participant, partyOf, phoneParty, teamsAgent } from './call-clients';
import { drawsOfCall, makeCall, type SessionSpec, talk, versionsAfter } from './call-maker';
import type { CallParty, TenantCall, TenantMedia } from './call-model';
import { joinLink, type Maker, threadKey } from './maker';
import type { Member } from './people';
import { type Draws, guidOf } from './random';

/** Group calls of every kind of client, of nothing but nulls, of what nobody expects, and one that still grows. */
export function oddCalls(maker: Maker): TenantCall[] {
  return [everyClient(maker), hollow(maker), unexpected(maker), growing(maker)];
}

/** Meetings that somebody began on the spot: no event and no online meeting of the tenant. */
function adHoc(maker: Maker, key: string, organizer: Member): string {
  const threadId = `19:meeting_${threadKey(maker.seed, 'call', key)}@thread.v2`;
  return joinLink(threadId, maker.people.tenantId, organizer.id);
}

const HOSTILE_TEXT =
  '[Refund form](https://spread.example/refund) <at>Everyone</at> ${user.secret} =cmd|calc!A1 \u202Egnirts\u202C\nsecond line \u0000 👩‍👩‍👧‍👦 ' +
  'and then on and on. '.repeat(40);

/** Every platform, network, rating, kind of caller and modality that Graph knows, and one of each that it does not. */
function everyClient(maker: Maker): TenantCall {
  const { seed, people, calendar } = maker;
  const key = 'every client';
  const draws = drawsOfCall(maker, key);
  const outside = (is: string, name: string | null, id: string | null = null): CallParty => ({
    is,
    id,
    name,
    tenantId: null,
  });
  const callers: [platform: string, network: string, party: CallParty | null, rating?: string][] = [
    ['windows', 'wired', partyOf(people.secondCoOrganizer), 'excellent'],
    ['macOS', 'wifi', partyOf(people.demo), 'good'],
    ['iOS', 'mobile', partyOf(people.guest), 'fair'],
    ['android', 'wifi', outside('guest', 'Robin'), 'poor'],
    ['web', 'tunnel', outside('acsUser', 'Lobby screen', `8:acs:${guidOf(seed, 'acs')}_0000002b`), 'bad'],
    ['ipPhone', 'wired', outside('phone', null, '+442079460101'), 'notRated'],
    ['roomSystem', 'wired', partyOf(people.thirdPresenter)],
    ['surfaceHub', 'wired', outside('spoolUser', 'Boat house board', guidOf(seed, 'board'))],
    ['holoLens', 'wifi', partyOf(people.twoDevices)],
    ['unknown', 'unknown', outside('applicationInstance', 'Recording bot', guidOf(seed, 'recorder'))],
    // Members that came after this was written.
    ['smartGlasses', 'satellite', outside('avatar', 'Someone’s avatar', guidOf(seed, 'avatar')), 'splendid'],
    ['windows', 'wifi', null],
  ];
  const extra = ['data', 'screenSharing', 'unknown', 'hologram'];
  const sessions = callers.map(([platform, network, party, rating], index): SessionSpec => {
    const parts = [
      talk(draws, {
        caller: network,
        ...(index % 4 === 3 && { received: 'packet-loss' }),
        camera: 'good',
        screen: 'good',
      }),
    ];
    const more = extra[index];
    return {
      from: index * 20_000,
      caller: {
        ...participant(draws, party, platform),
        ...(rating && {
          feedback: {
            rating,
            text: rating === 'bad' ? HOSTILE_TEXT : rating === 'fair' ? 'Fine, but an echo at the start.' : null,
            tokens: tokensOf(rating),
          },
        }),
      },
      callee: meetingService,
      parts,
      ...(more && { modalities: ['audio', 'video', 'videoBasedScreenSharing', more] }),
    };
  });
  return makeCall(maker, {
    key,
    type: 'groupCall',
    start: calendar.at(-7, 9, 30),
    length: 50 * MINUTE,
    organizer: partyOf(people.secondCoOrganizer),
    joinWebUrl: adHoc(maker, key, people.secondCoOrganizer),
    modalities: ['audio', 'video', 'videoBasedScreenSharing', ...extra],
    sessions,
  });
}

/** Their names change: two of these are in no documentation. */
function tokensOf(rating: string): Record<string, boolean> | null {
  if (rating === 'excellent' || rating === 'notRated') return null;
  return {
    NoSound: false,
    Echo: rating === 'fair',
    Noisy: rating === 'poor',
    VideoFroze2027: rating !== 'good',
    'other:lip-sync': true,
  };
}

/** Wherever Graph's schema lets something be null, it is. */
function hollow(maker: Maker): TenantCall {
  const { people, calendar } = maker;
  const draws = drawsOfCall(maker, 'hollow');
  const nothing: TenantMedia = {
    label: null,
    callerNetwork: null,
    calleeNetwork: null,
    callerDevice: null,
    calleeDevice: null,
    streams: null,
  };
  const everyone = participant(draws, partyOf(people.stranger));
  const silent = { ...participant(draws, null, 'unknown'), agent: null };
  const base = { caller: null, callee: null, parts: [] };
  return makeCall(maker, {
    key: 'hollow',
    type: 'unknown',
    start: calendar.at(-8, 16, 3),
    length: 3 * MINUTE,
    organizer: null,
    modalities: [],
    sessions: [
      { ...base, instead: { modalities: [], start: null, end: null, isTest: null, segments: null } },
      { ...base, caller: silent, callee: meetingService, parts: [null] },
      { ...base, caller: everyone, parts: [[nothing, { ...nothing, label: 'main-audio', streams: [{}] }]] },
      {
        ...base,
        caller: { ...everyone, agent: { header: null, version: null, platform: 'unknown', product: 'unknown' } },
        callee: { ...meetingService, agent: null },
        failure: { stage: 'unknown', reason: null },
        parts: [talk(draws, { caller: 'unknown', sent: 'unmeasured', received: 'unmeasured', camera: 'unmeasured' })],
      },
    ],
  });
}

/** Durations that are none, measures beyond their range, words that Graph's schema does not have. */
function unexpected(maker: Maker): TenantCall {
  const { people, calendar } = maker;
  const draws = drawsOfCall(maker, 'unexpected');
  const [sound, ...rest] = talk(draws, { caller: 'wifi', callee: 'wired' });
  const strange: Record<string, unknown>[] = [
    {
      averageJitter: '00:00:00.0160000',
      maxJitter: 'PTxS',
      averageRoundTripTime: 'P0DT0H0M0.5001S',
      packetUtilization: 9_000,
    },
    {
      averageJitter: 42,
      maxJitter: '-PT1S',
      averageRoundTripTime: 'PT1M',
      averagePacketLossRate: 'n/a',
      packetUtilization: -1,
    },
    { averagePacketLossRate: 1.7, audioCodec: 'lyra9', streamDirection: 'sideways', hapticLatency: 'PT0.2S' },
  ];
  const media: TenantMedia[] = [
    { ...sound, streams: strange.map(written => ({ streamId: '7', written })) },
    { ...sound, label: 'main-scent' },
    ...rest,
  ];
  return makeCall(maker, {
    key: 'unexpected',
    type: 'broadcastCall',
    start: calendar.at(-9, 12),
    length: HOUR,
    modalities: ['audio', 'scent'],
    sessions: [
      {
        caller: {
          ...participant(draws, partyOf(people.secondPresenter), 'windows'),
          agent: { ...teamsAgent('toaster', 'teamsNext'), appId: 'not a guid' },
        },
        callee: participant(draws, phoneParty('+442079460166'), 'ipPhone'),
        failure: { stage: 'encore', reason: HOSTILE_TEXT },
        modalities: ['audio', 'scent'],
        parts: [media],
      },
    ],
  });
}

/** Ended 40 minutes ago: two sessions by now, four in 20 minutes, five in 80. */
function growing(maker: Maker): TenantCall {
  const { people, calendar } = maker;
  const draws: Draws = drawsOfCall(maker, 'growing');
  const length = 30 * MINUTE;
  const start = calendar.in(-40) - length;
  const members = [people.demo, people.coOrganizer, people.presenter, people.secondPresenter, people.attendee];
  return makeCall(maker, {
    key: 'growing',
    type: 'groupCall',
    start,
    length,
    joinWebUrl: adHoc(maker, 'growing', people.demo),
    versions: versionsAfter(start + length, [20, 2], [60, 4], [120, 5]),
    sessions: members.map((person, index) => ({
      caller: participant(draws, partyOf(person)),
      callee: meetingService,
      parts: [talk(draws, { caller: index % 2 ? 'wifi' : 'wired', ...(index === 3 && { received: 'jitter' }) })],
    })),
  });
}
