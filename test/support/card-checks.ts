import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card } from '../../src/cards/card';
import { CARD_BYTES } from '../../src/cards/card';
import { cardBytes } from '../../src/cards/render';
import schema from './adaptive-card-1.5.schema.json';

const validate = new Ajv({ discriminator: true, allErrors: false, allowUnionTypes: true }).compile(schema);

/** What is wrong with a card against our part of the 1.5 schema; empty when nothing is. */
export function schemaFaults(card: unknown): string[] {
  return validate(card) ? [] : (validate.errors ?? []).map(error => `${error.instancePath} ${error.message ?? ''}`);
}

/** Everything that must hold for any card whatever its data. */
export function expectSoundCard(card: Card): void {
  const json = JSON.stringify(card);
  expect(schemaFaults(card)).toEqual([]);
  expect(cardBytes(card)).toBeLessThanOrEqual(CARD_BYTES);
  expect(json).not.toContain('${');
  expect(json).not.toMatch(/:null|\bNaN\b|\bundefined\b|\[object /);
  expect(buttons(card).length).toBeLessThanOrEqual(6);
  expect(buttons(card).filter(button => button.mode !== 'secondary').length).toBeLessThanOrEqual(4);
  expect(card.speak.trim()).not.toBe('');
  expect(card.fallbackText.trim()).not.toBe('');
}

type Part = Record<string, unknown>;

/** Every object of a card, depth first. */
export function parts(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Part, ...Object.values(value).flatMap(parts)];
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
