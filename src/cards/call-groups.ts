import { toCount } from '../domain/call-groups';
import type { CallQuality, QualityCount, QualityGroup } from '../domain/call-quality';
import { isFew, SMALLEST_GROUP } from '../domain/small-groups';
import type { CardContext } from './card';
import { capitalised } from './format';
import { FEW, mayTellFew } from './privacy';

/** Whether a call is of so few people that its figures would tell of single ones. Where Graph says of nobody who they are, sessions stand for people. */
export function isUntoldCall({ people, sessions }: Pick<CallQuality, 'people' | 'sessions'>, context: CardContext) {
  return !mayTellFew(context) && isFew(people || sessions);
}

/** In the place of figures, where there are none to tell; null where there are. */
export function untoldText(quality: CallQuality, context: CardContext): string | null {
  if (quality.sessions === 0) return 'The record lists no session.';
  return isUntoldCall(quality, context) ? `${capitalised(FEW)} people.` : null;
}

/** The groups that may be told, worst first, and what the others come to together. */
export interface ToldGroups {
  told: QualityGroup[];
  others: QualityCount | null;
}

/**
 * Groups of fewer than 5 people are told together, with as many of the next smallest as it takes for them to be of 5 people at least: what is left of
 * all streams would tell of them. People may be in several groups, so that counts say only how many they are at least.
 */
export function toldGroups(
  groups: readonly QualityGroup[],
  whole: Pick<CallQuality, 'people'>,
  context: CardContext,
): ToldGroups {
  if (mayTellFew(context)) return { told: [...groups], others: null };
  const sizeOf = ({ people, sessions }: QualityGroup) => people || sessions;
  const bySize = [...groups].sort((one, other) => sizeOf(one) - sizeOf(other));
  let untold = bySize.filter(group => isFew(sizeOf(group))).length;
  const atLeast = () => {
    const told = bySize.slice(untold).reduce((sum, group) => sum + sizeOf(group), 0);
    return Math.max(whole.people - told, ...bySize.slice(0, untold).map(sizeOf));
  };
  while (untold > 0 && untold < bySize.length && atLeast() < SMALLEST_GROUP) untold += 1;
  if (untold === 0) return { told: [...groups], others: null };
  const hidden = new Set(bySize.slice(0, untold));
  return { told: groups.filter(group => !hidden.has(group)), others: summed([...hidden]) };
}

function summed(groups: readonly QualityCount[]): QualityCount {
  const sum = (of: 'good' | 'poor' | 'unclassified') => groups.reduce((all, group) => all + group[of], 0);
  return toCount(sum('good'), sum('poor'), sum('unclassified'));
}
