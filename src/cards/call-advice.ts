import type { Advice } from '../domain/calls';
import type { CardContext } from './card';
import { formatFor } from './format';

/** One piece of advice, for TextBlocks: our own words and figures alone. */
export interface AdviceText {
  what: string;
  why: string;
}

/** What may help and why, each with the figures that it rests on. */
export function adviceTexts(advice: readonly Advice[], context: CardContext): AdviceText[] {
  const format = formatFor(context);
  return advice.map(({ what, poor, of }) => words[what](format.number(poor), format.number(of)));
}

const words: Record<Advice['what'], (poor: string, of: string) => AdviceText> = {
  wire: (poor, of) => ({
    what: 'Use a cable in place of Wi-Fi, above all for presenters',
    why: `${poor} of ${of} audio streams on Wi-Fi were poor. Radio is shared with everybody nearby and loses packets; a cable does not. Where there is none: sit closer to the access point, and use the 5 GHz band.`,
  }),
  vpn: (poor, of) => ({
    what: 'Keep Teams’ sound and picture out of the VPN',
    why: `${poor} of ${of} audio streams through a VPN were poor: it adds distance and load. Ask IT for split tunnelling of Teams media: it is encrypted by itself.`,
  }),
  mobile: (poor, of) => ({
    what: 'Leave the mobile network for Wi-Fi or a cable',
    why: `${poor} of ${of} audio streams on a mobile network were poor: reception there changes by the minute. Who has nothing else: turn incoming video off, or dial in by phone.`,
  }),
  headset: (poor, of) => ({
    what: 'Use a headset that is certified for Teams',
    why: `In ${poor} of ${of} sessions in which it was measured there was echo, noise or glitching sound: that comes from microphones and loudspeakers, not from the network.`,
  }),
  client: (poor, of) => ({
    what: 'Close other programs, and update Teams and drivers',
    why: `In ${poor} of ${of} sessions in which it was measured the machine was too slow for sound or picture. Teams needs processor time of its own; old drivers cost more of it.`,
  }),
  service: (poor, of) => ({
    what: 'Look at the service health of Microsoft 365, and tell IT',
    why: `${poor} of ${of} audio streams were poor, on every network alike: then it is rarely people’s own equipment. IT finds Service health in the Microsoft 365 admin centre.`,
  }),
};
