import { DAY, MINUTE, SECOND } from './calendar';
import { makeCall, personIn, talkIn, versionsAfter } from './call-maker';
import type { TenantCall } from './call-model';
import type { Maker } from './maker';

/** Calls of two people, some of which came to nothing. They belong to no event and no meeting. */
export function callsBetween(maker: Maker): TenantCall[] {
  const { people, calendar } = maker;
  const { demo, coOrganizer, presenter, attendee, thirdPresenter, stranger } = people;
  const at = personIn(maker);
  const media = talkIn(maker);
  return [
    makeCall(maker, {
      key: 'desk',
      start: calendar.at(-1, 13, 5),
      length: 9 * MINUTE,
      sessions: [
        {
          caller: at('desk', demo, 'windows'),
          callee: { ...at('desk', coOrganizer, 'macOS'), feedback: { rating: 'excellent', text: null, tokens: null } },
          parts: media('desk', { caller: 'wired', callee: 'wifi' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'pairing',
      start: calendar.at(-1, 8, 40),
      length: 42 * MINUTE,
      sessions: [
        {
          caller: at('pairing', presenter, 'windows'),
          callee: at('pairing', attendee, 'windows'),
          // From the desk to the sofa, and both pictures suffered.
          parts: media(
            'pairing',
            { caller: 'wired', callee: 'wired', camera: 'good', screen: 'good' },
            { caller: 'wifi', callee: 'wired', sent: 'jitter', camera: 'frame-loss', screen: 'frame-rate' },
          ),
        },
      ],
    }),
    makeCall(maker, {
      key: 'unanswered',
      start: calendar.at(-3, 15, 11),
      length: 0,
      modalities: ['audio'],
      sessions: [
        {
          caller: at('unanswered', demo, 'android'),
          callee: at('unanswered', attendee, 'windows'),
          failure: { stage: 'callSetup', reason: 'The callee did not answer' },
        },
      ],
    }),
    makeCall(maker, {
      key: 'dropped',
      start: calendar.at(-3, 15, 30),
      length: 95 * SECOND,
      sessions: [
        {
          caller: at('dropped', coOrganizer, 'macOS'),
          callee: at('dropped', demo, 'windows'),
          failure: { stage: 'midcall', reason: 'Media connectivity was lost' },
          parts: media('dropped', { caller: 'tunnel', callee: 'wired', sent: 'round-trip', received: 'packet-loss' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'unheard',
      start: calendar.at(-4, 9, 15),
      length: 2 * MINUTE,
      sessions: [{ caller: at('unheard', stranger, 'web'), callee: at('unheard', presenter, 'macOS'), parts: [[]] }],
    }),
    makeCall(maker, {
      key: 'phones',
      start: calendar.at(-4, 14),
      length: 17 * MINUTE,
      sessions: [
        {
          caller: at('phones', thirdPresenter, 'ipPhone'),
          callee: at('phones', presenter, 'roomSystem'),
          parts: media('phones', { caller: 'wired', callee: 'wired', camera: 'post-fec-loss' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'recent',
      start: calendar.in(-35),
      length: 15 * MINUTE,
      versions: versionsAfter(calendar.in(-20), [45, 1]),
      sessions: [
        {
          caller: at('recent', demo, 'windows'),
          callee: at('recent', coOrganizer, 'iOS'),
          parts: media('recent', { caller: 'wifi', callee: 'mobile' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'gone',
      start: calendar.now - 31 * DAY,
      length: 12 * MINUTE,
      sessions: [
        {
          caller: at('gone', demo, 'windows'),
          callee: at('gone', attendee, 'macOS'),
          parts: media('gone', { caller: 'wifi', callee: 'wifi' }),
        },
      ],
    }),
  ];
}
