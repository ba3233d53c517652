import type { Args } from '../domain/args';
import { commandAction } from './action';
import type { CardElement } from './card';
import type { Format } from './format';

/** Buttons to the pages beside this one. */
export function pageActions(
  list: { page: number; pages: number },
  command: string,
  args: Args,
  associatedInputs?: 'none',
): CardElement[] {
  const inputs = associatedInputs === undefined ? {} : { associatedInputs };
  const to = (title: string, page: number): CardElement =>
    commandAction({ title, command, args: { ...args, page }, ...inputs });
  return [
    ...(list.page < list.pages ? [to('Next', list.page + 1)] : []),
    ...(list.page > 1 ? [to('Previous', list.page - 1)] : []),
  ];
}

/** `page 2 of 3`, or nothing where there is one page. */
export function pageText(list: { page: number; pages: number }, format: Format): string {
  return list.pages > 1 ? `page ${format.number(list.page)} of ${format.number(list.pages)}` : '';
}
