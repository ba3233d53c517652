import type { Args } from '../../domain/args';

const EVERYTHING =
  /^(?:all|every ?thing|(?:all|every one)(?: of)?(?: my)?(?: events?| webinars and town ?halls)?|(?:all )?my events)$/i;
const SERIES =
  /^(?:all (?:of )?)?(?:the |this )?(?:whole )?series(?:(?: of)? (?<of>.+))?$|^every (?<every>.+)$|^(?<of2>.+?) series$/i;
const IT = /^(?:it|this|that|this one)$/i;

/** `all my events`, `series customer webinar`, `all-hands`: what is to be watched, or not any more. */
export function readWatchWords(words: string): Args {
  if (EVERYTHING.test(words)) return { scope: 'all' };
  const series = SERIES.exec(words)?.groups;
  const which = series ? (series.of ?? series.every ?? series.of2 ?? '') : words;
  return { ...(series && { scope: 'series' }), ...(which && !IT.test(which) && { which }) };
}
