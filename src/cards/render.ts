import { Template } from 'adaptivecards-templating';
import { CARD_BYTES, type Card } from './card';

/** Makes the function that fills one static template, once, with a view object, and leaves out what the view left null. */
export function createRenderer(template: object): (view: object) => Card {
  let prepared: Template | undefined;
  return view => {
    prepared ??= new Template(template);
    const expanded: unknown = prepared.expand({ $root: view });
    return withoutNulls(expanded) as Card;
  };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isPresent).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) if (isPresent(inner)) present[name] = withoutNulls(inner);
  return present;
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Bytes of UTF-8 that a card takes as JSON. */
export function cardBytes(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card));
}

/** The card with as many of its rows as fit under our cap: rows go from the end, a card is never cut. `draw` says how many it shows. */
export function withRowsThatFit<Row>(rows: readonly Row[], draw: (rows: Row[]) => Card): Card {
  let shown = [...rows];
  for (;;) {
    const card = draw(shown);
    if (shown.length === 0 || cardBytes(card) <= CARD_BYTES) return card;
    shown = shown.slice(0, -1);
  }
}
