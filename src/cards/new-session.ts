import template from '../../adaptiveCards/new-session.json';
import type { Args } from '../domain/args';
import type { NewSessionAnswer } from '../domain/new-session-answer';
import { formFieldOf, type SessionFormField } from '../domain/new-session-form';
import type { NewSessionFault } from '../domain/new-session-shape';
import { actionBar, commandAction, explainAction, openAction, toggleAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { advancedGroup, formInput, inputGroups, type InputGroup } from './new-session-inputs';
import { faultPlace, faultWords, fieldLabels } from './new-session-words';
import { plainText } from './person-text';
import { detailLines } from './problem';
import { wordsFor } from './problem-words';
import type { ProblemWords } from './problem-wording';
import { createRenderer } from './render';
import { eventArgs, subjectHead } from './subject-head';

const render = createRenderer(template);
/** All of them stand at their places too. */
const MOST_AT_TOP = 8;

/** What is filled in when the form opens, for a button of the form; how it is sent depends on where the form stands. */
export type CreateButton = (args: Args) => CardElement;

const inChat: CreateButton = args => {
  const { fallback, ...action } = commandAction({
    title: 'Create session',
    command: 'new-session',
    args,
    associatedInputs: 'auto',
  });
  return { ...action, style: 'positive', fallback: { ...(fallback as CardElement), style: 'positive' } };
};

/** The form for a new session, grouped; after an error as it was filled in, with what is wrong at the top and at the place. */
export function newSessionCard(value: NewSessionAnswer, context: CardContext, create: CreateButton = inChat): Card {
  const { subject, form, faults, problem } = value;
  const head = subjectHead(subject, context);
  const words = problem && troubleWords(value, context);
  const said = words ? `${words.title}. ${words.what}` : 'Fill in the form and press Create session.';
  const details = problem ? detailLines(problem.code, problem.details) : [];
  const group = (one: InputGroup) => ({ ...one, inputs: form ? groupInputs(one, value) : [] });
  return render({
    speak: `New session in ${plainText(subject.title, 200) || 'an untitled event'}. ${said}`,
    fallbackText: `New session in ${plainText(subject.title, 200) || 'an untitled event'}. ${said} Your Teams cannot show this form; ask from another one.`,
    head,
    problem: words ? { ...words, why: words.why ?? null } : null,
    faults: [
      ...faults
        .slice(0, MOST_AT_TOP)
        .map(fault => ({ place: `${faultPlace(fault, !form)}: `, words: faultWords(fault) })),
      ...refusedField(value),
    ],
    groups: form ? inputGroups.map(group) : [],
    advanced: form
      ? [{ ...group(advancedGroup), isVisible: faults.some(isAdvanced) || isAdvanced(refusedProperty(value)) }]
      : [],
    details,
    actions: actionBar([
      form && create({ ...eventArgs(subject), token: value.token }),
      form && toggleAction('Advanced', ['advanced']),
      openAction('Open the event in Teams', problem?.details.page),
      commandAction({
        title: 'Sessions',
        command: 'sessions',
        args: eventArgs(subject),
        associatedInputs: 'none',
      }),
      details.length > 0 ? explainAction('Details', ['details']) : undefined,
    ]),
  });
}

/** Of a file there are no places to look at. */
function troubleWords({ form, problem }: NewSessionAnswer, context: CardContext): ProblemWords | undefined {
  const words = problem && wordsFor(problem.code, problem.details, context);
  if (!words || form || problem.code !== 'session-unfit') return words;
  return { ...words, what: 'Some of what the file says does not work.', fix: 'Change the file, and ask again.' };
}

/** The one property that Graph itself named in its refusal. */
function refusedProperty({ problem }: NewSessionAnswer): Pick<NewSessionFault, 'field'> | undefined {
  return problem?.details.field === undefined ? undefined : { field: problem.details.field };
}

function refusedField(value: NewSessionAnswer): { place: string; words: string }[] {
  const property = refusedProperty(value);
  return property ? [{ place: `${faultPlace(property, !value.form)}: `, words: 'Graph did not take this.' }] : [];
}

function isAdvanced(fault: Pick<NewSessionFault, 'field'> | undefined): boolean {
  const field = fault && formFieldOf(fault);
  return field !== undefined && advancedGroup.fields.includes(field);
}

/** The inputs of a group, two beside each other where they are one thing, each under a word on what is wrong with it. */
function groupInputs({ fields }: InputGroup, value: NewSessionAnswer): CardElement[] {
  const { form = {} } = value;
  return fields.flatMap(field =>
    typeof field === 'string'
      ? [...noteOn(field, value), formInput(field, form)]
      : [
          ...field.flatMap(one => noteOn(one, value)),
          {
            type: 'ColumnSet',
            columns: field.map(one => ({ type: 'Column', width: 'stretch', items: [formInput(one, form)] })),
          },
        ],
  );
}

function noteOn(field: SessionFormField, value: NewSessionAnswer): CardElement[] {
  const wrong = value.faults.filter(fault => formFieldOf(fault) === field).map(faultWords);
  const property = refusedProperty(value);
  const refused = property && formFieldOf(property) === field ? ['Graph did not take this.'] : [];
  return [...new Set([...wrong, ...refused])].map(text => ({
    type: 'TextBlock',
    text: `${fieldLabels[field]}: ${text}`,
    wrap: true,
    color: 'Attention',
    weight: 'Bolder',
    spacing: 'Medium',
  }));
}
