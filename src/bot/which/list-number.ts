/** Numbers that point into a list; longer ones are years and ids. */
const NUMBER = /^(?:#|no\.? ?|nr\.? ?|number |the )?([-–−]?\d{1,3})\.?$/i;

/** `#3`, `no. 3`, `3.`: the number that the words are, below 0 where they say so; undefined where they are none. */
export function readListNumber(words: string): number | undefined {
  const number = NUMBER.exec(words)?.[1];
  return number === undefined ? undefined : Number(number.replace(/[–−]/, '-'));
}
