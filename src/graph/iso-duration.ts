/** Longer than any call that Graph keeps: a longer one is no measure. In milliseconds. */
const LONGEST = 30 * 24 * 3_600_000;
const LONGEST_TEXT = 60;

const forms =
  /^P(?:(\d{1,9})W|(?=[\dT])(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,40}))?S)?)?)$/;

/**
 * An ISO 8601 duration (`PT0.061S`, `PT1M2.5S`, `P1DT2H`) in milliseconds. Undefined for anything else: negative ones, years and months, which have no
 * fixed length, and what is longer than 30 days.
 */
export function readDuration(wire: unknown): number | undefined {
  if (typeof wire !== 'string') return undefined;
  return readSeconds(wire) ?? readOtherForm(wire);
}

/** The form of nearly all, several times faster: seconds of at most six digits, with at most nine after a full stop. */
function readSeconds(text: string): number | undefined {
  const end = text.length - 1;
  if (end < 3 || end > 18 || text.charCodeAt(0) !== 80 || text.charCodeAt(1) !== 84 || text.charCodeAt(end) !== 83)
    return undefined;
  let digits = 0;
  let stop = 0;
  for (let at = 2; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === -2 && stop === 0 && at > 2 && at < end - 1) stop = at;
    else return undefined;
  }
  const places = stop === 0 ? 0 : end - 1 - stop;
  if ((stop === 0 ? end : stop) > 8 || places > 9) return undefined;
  // A division of two whole numbers is the nearest there is: 0.069 s are 69 ms, and not 69.00000000000001.
  return places <= 3 ? digits * (TENS[3 - places] ?? 1) : digits / (TENS[places - 3] ?? 1);
}

const TENS = [1, 10, 100, 1000, 1e4, 1e5, 1e6];

function readOtherForm(text: string): number | undefined {
  const parts = text.length > LONGEST_TEXT ? null : forms.exec(text);
  if (!parts) return undefined;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0, fraction = ''] = parts;
  const wholeMinutes = ((Number(weeks) * 7 + Number(days)) * 24 + Number(hours)) * 60 + Number(minutes);
  const ms = wholeMinutes * 60_000 + Number(seconds) * 1000 + Number(`0.${fraction}0`) * 1000;
  return ms <= LONGEST ? ms : undefined;
}
