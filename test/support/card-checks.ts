import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARD_BYTES, type Card } from '../../src/cards/card';
import { cardBytes } from '../../src/cards/render';
import schema from './adaptive-card-1.5.schema.json';

const validate = new Ajv({ discriminator: true, allErrors: false, allowUnionTypes: true }).compile(schema);

/** What is wrong with a card against our part of the 1.5 schema; empty when nothing is. */
export function schemaFaults(card: unknown): string[] {
  return validate(card) ? [] : (validate.errors ?? []).map(error => `${error.instancePath} ${error.message ?? ''}`);
}

/** What is wrong with a card, whatever its data; empty when nothing is. */
function faultsOf(card: Card): string[] {
  const json = JSON.stringify(card);
  const all = buttons(card);
  const faults = {
    'more bytes than Teams takes': cardBytes(card) > CARD_BYTES,
    'a placeholder that was not filled in': json.includes('${'),
    'a value that is none': /:null|\bNaN\b|\bundefined\b|\[object /.test(json),
    'more than 6 buttons': all.length > 6,
    'more than 4 buttons in sight': all.filter(button => button.mode !== 'secondary').length > 4,
    'nothing to speak': card.speak.trim() === '',
    'no text in its place': card.fallbackText.trim() === '',
  };
  return [...schemaFaults(card), ...Object.entries(faults).flatMap(([fault, is]) => (is ? [fault] : []))];
}

/** Everything that must hold for any card whatever its data: one expectation, since thousands of cards are held against it. */
export function expectSoundCard(card: Card): void {
  expect(faultsOf(card)).toEqual([]);
}

type Part = Record<string, unknown>;

/** Every object of a card, depth first. */
export function parts(value: unknown): Part[] {
  const found: Part[] = [];
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    if (!Array.isArray(one)) found.push(one as Part);
    for (const inner of Object.values(one)) look(inner);
  };
  look(value);
  return found;
}

/** The buttons in sight or in the menu: the card's own and those of action sets. */
export function buttons(card: Card): Part[] {
  const sets = parts(card.body).filter(part => part.type === 'ActionSet');
  return [...(card.actions ?? []), ...sets.flatMap(set => set.actions as Part[])];
}

/** Whatever a TextBlock, where Markdown is read, says. */
export function textBlocks(card: Card): string[] {
  return parts(card.body)
    .filter(part => part.type === 'TextBlock')
    .map(part => part.text as string);
}

export const root = join(__dirname, '..', '..');

export function readCardFile(name: string): string {
  return readFileSync(join(root, 'adaptiveCards', name), 'utf8');
}
