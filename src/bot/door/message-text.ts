import { isObject, type Incoming } from './activity';

const AT_TAG = /<at(?:\s[^<>]{0,2000})?>([^<]{0,500})<\/at>/gi;

/** What a person typed, without the mention of the bot, and with the names of others whom it mentions; still in the editor's markup, which `plainText` reads. */
export function messageText(activity: Pick<Incoming, 'text' | 'entities' | 'recipient'>): string {
  const own = ownNames(activity);
  return (activity.text ?? '').replace(AT_TAG, (_tag, name: string) => (own.has(nameKey(name)) ? ' ' : name));
}

function ownNames({ entities, recipient }: Pick<Incoming, 'entities' | 'recipient'>): Set<string> {
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

function nameKey(name: string): string {
  return name
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
    .toLowerCase();
}
