import { MINUTE, SECOND } from './calendar';
import { phoneParty, serviceOf, teamsAgent } from './call-clients';
import { makeCall, personIn, talkIn } from './call-maker';
import type { CallParty, TenantAgent, TenantCall, TenantEndpoint, TenantMedia } from './call-model';
import type { Maker } from './maker';
import { guidOf } from './random';

/** Calls with telephones, with services and with clients of another time. */
export function callsOutside(maker: Maker): TenantCall[] {
  const { people, calendar } = maker;
  const { demo, attendee, stranger } = people;
  const at = personIn(maker);
  const media = talkIn(maker);
  return [
    makeCall(maker, {
      key: 'outside',
      start: calendar.at(-2, 11, 20),
      length: 6 * MINUTE,
      sessions: [
        {
          caller: phone(phoneParty('+442079460135')),
          callee: at('outside', demo, 'iOS'),
          parts: media('outside', { caller: 'unknown', callee: 'mobile', received: 'unmeasured' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'dialled',
      start: calendar.at(-2, 12, 2),
      length: 4 * MINUTE,
      sessions: [
        {
          caller: at('dialled', demo, 'ipPhone'),
          callee: serviceOf('mediationServer'),
          parts: media('dialled', { caller: 'wired' }),
        },
        {
          caller: serviceOf('mediationServer'),
          callee: phone(phoneParty('+442079460188')),
          parts: [onTheTrunk(media('dialled', { caller: 'wired' })[0] ?? [], calendar.at(-2, 12, 2))],
        },
      ],
    }),
    makeCall(maker, {
      key: 'old clients',
      start: calendar.at(-6, 10, 45),
      length: 26 * SECOND,
      sessions: [
        {
          caller: { ...at('old clients', stranger, 'android'), agent: oldAgent('android', 'skypeForBusiness') },
          callee: { ...at('old clients', attendee, 'windows'), agent: oldAgent('windows', 'lync') },
          parts: media('old clients', { caller: 'mobile', callee: 'wired', sent: 'silent' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'help line',
      start: calendar.at(-5, 13, 20),
      length: 11 * MINUTE,
      sessions: [
        {
          caller: {
            ...at('help line', stranger, 'web'),
            party: {
              is: 'acsUser',
              id: `8:acs:${guidOf(maker.seed, 'acs')}_0000001a`,
              name: 'Shop visitor',
              tenantId: null,
            },
            agent: { ...teamsAgent('web', 'azureCommunicationServices'), serviceId: guidOf(maker.seed, 'acs') },
          },
          callee: {
            ...at('help line', demo, 'windows'),
            party: {
              is: 'applicationInstance',
              id: guidOf(maker.seed, 'queue'),
              name: 'Help line queue',
              tenantId: people.tenantId,
            },
          },
          parts: media('help line', { caller: 'wifi', callee: 'wired' }),
        },
        {
          caller: {
            ...at('help line', stranger, 'web'),
            party: { is: 'spoolUser', id: guidOf(maker.seed, 'spool'), name: 'Kiosk 4', tenantId: null },
          },
          callee: serviceOf('skypeForBusinessCallQueues'),
          parts: media('help line', { caller: 'wired' }),
        },
      ],
    }),
    makeCall(maker, {
      key: 'test call',
      start: calendar.at(-1, 7, 2),
      length: 40 * SECOND,
      sessions: [
        {
          caller: at('test call', demo, 'windows'),
          callee: {
            ...at('test call', demo, 'unknown'),
            party: { is: 'application', id: guidOf(maker.seed, 'echo'), name: 'Call quality tester', tenantId: null },
          },
          isTest: true,
          parts: media('test call', { caller: 'wifi' }),
        },
      ],
    }),
  ];
}

/** Streams of SIP say when they began. */
function onTheTrunk(media: TenantMedia[], start: number): TenantMedia[] {
  const times = {
    startDateTime: new Date(start).toISOString(),
    endDateTime: new Date(start + 4 * MINUTE).toISOString(),
  };
  return media.map(one => ({
    ...one,
    streams: one.streams?.map(stream => ({ ...stream, ...times, wasMediaBypassed: true })) ?? null,
  }));
}

/** A telephone tells nothing of itself. */
function phone(party: CallParty): TenantEndpoint {
  const agent: TenantAgent = { header: null, version: null, platform: 'unknown', product: 'unknown' };
  return { of: 'participant', party, written: 'both', agent };
}

function oldAgent(platform: string, product: string): TenantAgent {
  return {
    header: `UCCAPI/16.0.12527.20122 OC/16.0.12527.20194 (${product})`,
    version: '16.0.12527.20194',
    platform,
    product,
  };
}
