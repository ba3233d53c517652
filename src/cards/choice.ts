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

/** "Which one did you mean?", or "Which event?" where none was named: pressing a row goes on with the command. */
export function choiceCard(value: ChoiceAnswer, context: CardContext): Card {
  return withRowsThatFit(value.choices.slice(0, MOST_CHOICES), choices => {
    const titles = spokenTitles(choices, MOST_CHOICES);
    const title = value.code === 'nothing-named' ? 'Which event?' : 'Which one did you mean?';
    return render({
      speak: `${title} ${titles}`,
      fallbackText: `${title} ${titles}`,
      title,
      asked: personText(value.asked) || null,
      rows: listRows(
        choices,
        ({ kind, id, sessionId }) => ({
          command: value.command,
          args: { ...value.args, kind, id, ...(sessionId === undefined ? {} : { session: sessionId }) },
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
  const press = `Press one, or say its number: ${value.command} 1. Dates are in your time.`;
  if (more <= 0) return press;
  return value.code === 'nothing-named'
    ? `${press} Or say a part of its name, or its date: ${format.number(more)} more are not shown here.`
    : `${press} ${format.number(more)} more match; more of the name, or its date, narrows it.`;
}
