import { isObject, type Incoming } from './activity';

/** Tags that Teams' own editor writes. Other angle brackets are words: people copy `attendance <which>` from the help card. */
const EDITOR_TAG =
  /<\/?(?:p|div|span|br|b|i|u|s|strong|em|strike|a|ul|ol|li|pre|code|h[1-6]|blockquote|font|table|tbody|tr|td|at)(?:\s[^<>]{0,2000})?\/?>/gi;
const AT_TAG = /<at(?:\s[^<>]{0,2000})?>([^<]{0,500})<\/at>/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a person typed: without the bot's mention, without the editor's markup, with plain spaces. Empty where there is no text. */
export function messageText(activity: Pick<Incoming, 'text' | 'entities' | 'recipient'>): string {
  const { text, recipient } = activity;
  if (!text) return '';
  const own = ownNames(activity);
  return text
    .replace(AT_TAG, (_tag, name: string) => (own.has(nameKey(name)) ? ' ' : name))
    .replace(EDITOR_TAG, tag => (/^<\/?(?:at|b|i|u|s|strong|em|span|font|a|code)\b/i.test(tag) ? '' : ' '))
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, toCharacter)
    .replace(/[\s\u00a0\u200b\u2060\ufeff]+/g, ' ')
    .trim();

  function ownNames({ entities }: Pick<Incoming, 'entities'>): Set<string> {
    const names = new Set(recipient?.name === undefined ? [] : [nameKey(recipient.name)]);
    for (const entity of entities ?? [])
      if (
        isObject(entity) &&
        entity.type === 'mention' &&
        isObject(entity.mentioned) &&
        entity.mentioned.id === recipient?.id
      ) {
        const { mentioned, text: tag } = entity as { mentioned: { name?: unknown }; text?: unknown };
        if (typeof mentioned.name === 'string') names.add(nameKey(mentioned.name));
        if (typeof tag === 'string') names.add(nameKey(tag.replace(/<[^<>]*>/g, '')));
      }
    return names;
  }
}

function nameKey(name: string): string {
  return name
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function toCharacter(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}
