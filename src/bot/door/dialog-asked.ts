import { LONGEST_ID } from '../../domain/args';
import type { Opened } from '../dialogs/dialog';
import { isObject } from './activity';

/** What an invoke asks of a dialog, before any of it is trusted: to open, to take what was filled in, or something with a button that was changed on its way. */
export type DialogAsked = { dialog: string } & (
  { opened: Opened } | { press: string | undefined; data: Record<string, unknown> } | { isChanged: true }
);

/** A message with its markup; longer ones are cut. The door takes no body above 256 KB. */
const LONGEST_MESSAGE = 250_000;

/** Reads the value of an invoke; undefined where it names no dialog. */
export function readDialogAsked(name: string, value: unknown): DialogAsked | undefined {
  if (!isObject(value)) return undefined;
  const { commandId, data } = value;
  switch (name) {
    case 'composeExtension/fetchTask':
      return isId(commandId) ? { dialog: commandId, opened: toOpened(value) } : undefined;
    case 'task/fetch':
      return isObject(data) && isId(data.dialog) ? { dialog: data.dialog, opened: { data: own(data) } } : undefined;
    default: {
      const { dialog, press } = isObject(data) ? data : {};
      const named = isId(commandId) ? commandId : dialog;
      if (!isId(named)) return undefined;
      // A command's window holds the buttons of its own dialog alone.
      if (!isObject(data) || dialog !== named) return { dialog: named, isChanged: true };
      return { dialog: named, press: isId(press) ? press : undefined, data: own(data) };
    }
  }
}

function toOpened({ messagePayload }: Record<string, unknown>): Opened {
  if (!isObject(messagePayload)) return {};
  const { body, attachments } = messagePayload;
  const { content, contentType } = isObject(body) ? body : {};
  const texts = [content, ...(Array.isArray(attachments) ? attachments.flatMap(attachmentTexts) : [])];
  const text = texts
    .filter(one => typeof one === 'string')
    .join('\n')
    .slice(0, LONGEST_MESSAGE);
  return { message: { text, isHtml: contentType !== 'text' } };
}

/** A card in the message, as JSON or as text, and the address it leads to. */
function attachmentTexts(attachment: unknown): unknown[] {
  if (!isObject(attachment)) return [];
  const { contentUrl, content } = attachment;
  return [contentUrl, isObject(content) ? JSON.stringify(content) : content];
}

/** Without what the door itself put there. */
function own({ dialog: _dialog, press: _press, ...data }: Record<string, unknown>): Record<string, unknown> {
  return data;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}
