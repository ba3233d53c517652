import template from '../../adaptiveCards/choice.json';
import type { ChoiceAnswer } from '../domain/lists';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { dialogAction } from './dialog-card';
import { formatFor } from './format';
import { listRows, spokenTitles } from './list-row';
import { personText, plainText } from './person-text';
import { createRenderer, withRowsThatFit } from './render';

const render = createRenderer(template);
const MOST_CHOICES = 10;
const LONGEST_TYPED = 200;

/** A choice in a window, where nobody can say a number or a name: there is a place to type. */
export interface WindowChoice extends ChoiceAnswer {
  /** What was typed there and fits nothing; empty at first. */
  typed: string;
}

/** "Which one did you mean?", or "Which event?" where none was named: pressing a row goes on with the command. */
export function choiceCard(value: ChoiceAnswer | WindowChoice, context: CardContext): Card {
  const typed = 'typed' in value ? value.typed : undefined;
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
      hint:
        typed === undefined
          ? hintText(value, choices.length, context)
          : windowHint(typed, value.matching - choices.length, context),
      isWindow: typed !== undefined,
      typed: plainText(typed, LONGEST_TYPED),
      actions: actionBar([
        typed === undefined
          ? commandAction({ title: 'All events', command: 'events', args: {} })
          : dialogAction('Find', {}),
      ]),
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

function windowHint(typed: string, more: number, context: CardContext): string {
  const press = `${typed ? 'No event of yours fits that. ' : ''}Press one. Dates are in your time.`;
  return more > 0 ? `${press} ${formatFor(context).number(more)} more are not shown here.` : press;
}
