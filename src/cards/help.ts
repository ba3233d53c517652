import template from '../../adaptiveCards/help.json';
import { actionBar, commandAction, explainAction } from './action';
import type { Card, CardContext } from './card';
import { createRenderer } from './render';

/** A command as help shows it. */
export interface HelpLine {
  name: string;
  usage: string;
  help: string;
  example: string;
}

const render = createRenderer(template);

/** The last of six buttons is "Every way to ask". */
const MOST_PRESSED = 5;

/** Every command, or with `isPart` some of them, with an example, and buttons for those that need no more words. */
export function helpCard(
  { commands, isPart }: { commands: readonly HelpLine[]; isPart?: true },
  context: CardContext,
): Card {
  const lines = commands.map(({ name, usage, help, example }, index) => ({
    name,
    help,
    example: example === name ? null : example,
    formId: `form-${index}`,
    // With spaces a long choice wraps where the card is narrow.
    form: usage === name ? null : usage.replaceAll('|', ' | '),
  }));
  const forms = lines.filter(({ form }) => form !== null).map(({ formId }) => formId);
  const pressed = commands
    .filter(command => command.name !== 'help' && !mustBeFilledIn(command.usage))
    .slice(0, isPart ? MOST_PRESSED - 1 : MOST_PRESSED);
  return render({
    speak: `You can ask: ${commands.map(command => command.name).join(', ')}.`,
    fallbackText: `You can ask: ${commands.map(command => command.example).join(' · ')}`,
    commands: lines,
    place: placeText(context),
    actions: actionBar([
      ...pressed.map(command => commandAction({ title: titled(command.name), command: command.name, args: {} })),
      isPart && commandAction({ title: 'All commands', command: 'help', args: {} }),
      ...(forms.length > 0 ? [explainAction('Every way to ask', forms)] : []),
    ]),
  });
}

function placeText({ place, figuresOnly }: CardContext): string {
  const here = place === 'personal' ? 'In group chats and channels begin' : 'Here begin';
  if (figuresOnly)
    return `${here} with @Rollcall. All answers hold figures only, never names: your organisation wants it so.`;
  return place === 'personal'
    ? 'In group chats and channels begin with @Rollcall; the answers hold figures only.'
    : 'Here begin with @Rollcall, such as @Rollcall events. The answers hold figures only; names are for your own chat with Rollcall.';
}

/** `sessions <which>` needs words; `sessions [<which>]` does not. */
function mustBeFilledIn(usage: string): boolean {
  return usage.replace(/\[[^\]]*\]/g, '').includes('<');
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
