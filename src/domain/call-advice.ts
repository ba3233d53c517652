import type { CallQuality, QualityGroup, SignCount } from './call-quality';
import type { Advice } from './calls';

/** Fewer judged audio streams than this, or sessions with a sign measured, say nothing; nor do fewer poor ones. */
export const LEAST_JUDGED = 5;
export const LEAST_POOR = 2;
/** From this share of poor ones on something is to be done. */
export const NOTABLE_SHARE = 0.05;
/** So many times the share is clearly higher; less than that is even. */
export const CLEARLY_HIGHER = 2;
export const MOST_ADVICE = 3;

/** What may help, at most three, the most poor first; nothing where too little was measured. docs/metrics.md has the rules. */
export function adviceFor(quality: CallQuality): Advice[] {
  const { good, poor } = quality.byKind.audio;
  if (good + poor < LEAST_JUDGED) return [];
  const isEven = isEvenlyPoor(quality);
  const network = (key: string) => quality.audioByNetwork.find(group => group.key === key);
  return [
    ...(isEven ? adviseOn('service', { poor, of: good + poor }) : []),
    ...(isWifiToBlame(quality, isEven) ? adviseOn('wire', toSign(network('wifi'))) : []),
    ...(isEven ? [] : adviseOn('vpn', toSign(network('tunnel')))),
    ...(isEven ? [] : adviseOn('mobile', toSign(network('mobile')))),
    ...adviseOn('headset', quality.signs.headset),
    ...adviseOn('client', quality.signs.client),
  ]
    .sort((one, other) => other.poor - one.poor)
    .slice(0, MOST_ADVICE);
}

function adviseOn(what: Advice['what'], { poor, of }: SignCount): Advice[] {
  return isNotable({ poor, of }) ? [{ what, poor, of }] : [];
}

function isNotable({ poor, of }: SignCount): boolean {
  return of >= LEAST_JUDGED && poor >= LEAST_POOR && poor / of >= NOTABLE_SHARE;
}

function toSign(group: QualityGroup | undefined): SignCount {
  return group ? { poor: group.poor, of: group.good + group.poor } : { poor: 0, of: 0 };
}

/** Poor at two networks and more, and at none of them clearly more than at another. */
function isEvenlyPoor({ audioByNetwork }: CallQuality): boolean {
  const judged = audioByNetwork.map(toSign).filter(({ of }) => of >= LEAST_JUDGED);
  const shares = judged.map(({ poor, of }) => poor / of);
  return judged.length > 1 && judged.every(isNotable) && Math.max(...shares) < CLEARLY_HIGHER * Math.min(...shares);
}

/** Clearly worse than on a cable, or most of what is poor is on Wi-Fi and it is no better elsewhere; not where every network is poor alike. */
function isWifiToBlame({ audioByNetwork }: CallQuality, isEven: boolean): boolean {
  if (isEven) return false;
  const of = (key: string) => toSign(audioByNetwork.find(group => group.key === key));
  const [wifi, wired] = [of('wifi'), of('wired')];
  const rest = audioByNetwork.filter(({ key }) => key !== 'wifi').map(toSign);
  const elsewhere = rest.reduce((sum, one) => ({ poor: sum.poor + one.poor, of: sum.of + one.of }), { poor: 0, of: 0 });
  const isClearlyWorse = wired.of >= LEAST_JUDGED && shareOf(wifi) >= CLEARLY_HIGHER * shareOf(wired);
  return isClearlyWorse || (wifi.poor > elsewhere.poor && shareOf(wifi) >= shareOf(elsewhere));
}

function shareOf({ poor, of }: SignCount): number {
  return of > 0 ? poor / of : 0;
}
