import template from '../../adaptiveCards/caller-choice.json';
import type { Args } from '../domain/args';
import type { CallerChoiceAnswer } from '../domain/calls';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { formatFor } from './format';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { createRenderer, withRowsThatFit } from './render';

const render = createRenderer(template);
const TITLE = 'Whose calls?';
const UNNAMED = 'Somebody without a name';

/** Several people of the directory fit: each leads to the calls that this person took part in. */
export function callerChoiceCard(value: CallerChoiceAnswer, context: CardContext): Card {
  if (!mayShowPeople(context)) return privateCard({ command: 'calls' }, context);
  const day: Args = value.day === undefined ? {} : { day: value.day };
  return withRowsThatFit(value.choices, choices => {
    const names = choices.map(one => `${one.number}. ${plainText(one.displayName, 60) || UNNAMED}`).join(', ');
    return render({
      speak: `${TITLE} ${names}`,
      fallbackText: `${TITLE} ${names}`,
      title: TITLE,
      asked: personText(value.asked),
      rows: choices.map((one, index) => ({
        separated: index > 0,
        number: formatFor(context).number(one.number),
        name: personText(one.displayName) || UNNAMED,
        email: personText(one.email) || null,
        tap: commandAction({
          title: `Calls of number ${one.number}`,
          command: 'calls',
          args: { ...day, participant: one.id },
        }),
      })),
      hint: 'Press one, or say its number. The whole name, or the e-mail address, narrows it.',
      actions: actionBar([commandAction({ title: 'All calls', command: 'calls', args: day })]),
    });
  });
}
