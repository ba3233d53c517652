import template from '../../adaptiveCards/choice.json';
import type { ChoiceAnswer } from '../domain/lists';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { formatFor } from './format';
import { listRows, spokenTitles } from './list-row';
import { personText } from './person-text';
import { createRenderer, withRowsThatFit } from './render';

const render = createRenderer(template);
const MOST_CHOICES = 10;

/** "Which one did you mean?": pressing a row goes on with the command. */
export function choiceCard(value: ChoiceAnswer, context: CardContext): Card {
  return withRowsThatFit(value.choices.slice(0, MOST_CHOICES), choices => {
    const titles = spokenTitles(choices, MOST_CHOICES);
    return render({
      speak: `Which one did you mean? ${titles}`,
      fallbackText: `Which one did you mean? ${titles}`,
      asked: personText(value.asked) || null,
      rows: listRows(
        choices,
        ({ kind, id, sessionId }) => ({
          command: value.command,
          args: { kind, id, ...(sessionId === undefined ? {} : { session: sessionId }) },
        }),
        context,
      ),
      hint: hintText(value, choices.length, context),
      actions: actionBar([commandAction({ title: 'All events', command: 'events', args: {} })]),
    });
  });
}

function hintText(value: ChoiceAnswer, shown: number, context: CardContext): string {
  const format = formatFor(context);
  const more = value.matching - shown;
  const press = `Press one, or say its number: ${value.command} 1.`;
  return more > 0 ? `${press} ${format.number(more)} more match; more of the name, or its date, narrows it.` : press;
}
