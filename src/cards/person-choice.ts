import template from '../../adaptiveCards/person-choice.json';
import { LONGEST_SEARCH, type Args } from '../domain/args';
import type { PersonChoice, PersonChoiceAnswer } from '../domain/person';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { searchWords } from './person-notes';
import { identityWord, unnamed } from './person-row';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { createRenderer, withRowsThatFit } from './render';
import { roleWord } from './role';
import { subjectArgs } from './subject-head';

const render = createRenderer(template);

/** "Which one did you mean?" of several people who fit, or those who come near where nobody does. Namesakes stay apart. */
export function personChoiceCard(value: PersonChoiceAnswer, context: CardContext): Card {
  if (!mayShowPeople(context)) return privateCard({ command: 'person' }, context);
  const title = value.code === 'which-one' ? 'Which one did you mean?' : 'Nobody of that name';
  return withRowsThatFit(value.choices, choices => {
    const names = choices.map(one => `${one.number}. ${plainText(one.name, 60) || unnamed[one.identity]}`).join(', ');
    return render({
      speak: `${title} ${names}`,
      fallbackText: `${title} ${names}`,
      title,
      asked: personText(value.asked),
      where: value.subject ? `in ${personText(value.subject.title) || 'an untitled event'}` : null,
      near: value.code === 'person-not-found' && choices.length > 0 ? 'These names come near:' : null,
      rows: choices.map((one, index) => ({
        separated: index > 0,
        number: formatFor(context).number(one.number),
        name: personText(one.name) || unnamed[one.identity],
        who: [roleWord(one.role), identityWord[one.identity], personText(one.email) || 'no e-mail address']
          .filter(Boolean)
          .join(' · '),
        seen: seenText(one, value, context),
        tap: commandAction({ title: `Open number ${one.number}`, command: 'person', args: choiceArgs(one, value) }),
      })),
      hint: hintText(value, choices.length, context),
      actions: actionBar(choiceActions(value)),
    });
  });
}

/** How the choice goes on with one of its people: by an id of Graph's or a place, never by name. */
export function choiceArgs(
  { key, subject }: Pick<PersonChoice, 'key' | 'subject'>,
  { search }: Pick<PersonChoiceAnswer, 'search'>,
): Args {
  return { ...subjectArgs(subject), person: key, ...(search && { all: true }) };
}

function seenText(one: PersonChoice, { subject }: PersonChoiceAnswer, context: CardContext): string {
  const format = formatFor(context);
  const time = one.seconds === null ? 'time unknown' : format.duration(one.seconds);
  const from = one.firstJoin === null ? '' : ` from ${format.clock(one.firstJoin)}`;
  if (subject) return `${time}${from}`;
  const more = one.events > 1 ? `${counted(format, one.events, 'event', 'events')}, the newest ` : '';
  return `${more}${personText(one.subject.title, 60) || 'an untitled event'}: ${time}${from}`;
}

function hintText(value: PersonChoiceAnswer, shown: number, context: CardContext): string {
  const format = formatFor(context);
  const zone = value.choices.some(one => one.firstJoin !== null) ? ` Times are in ${format.zone}.` : '';
  const more = value.matching - shown;
  const press = value.choices.length > 0 ? `Press one, or say its number.${zone}` : '';
  const narrow =
    more > 0 ? `${format.number(more)} more match; more of the name, or the e-mail address, narrows it.` : '';
  const nobody =
    value.code === 'person-not-found'
      ? 'Check the spelling, say less of the name, or look at everybody. Whoever registered and did not come is among the no-shows.'
      : '';
  const partial =
    value.incomplete || (value.search?.unread.length ?? 0) > 0
      ? 'Not everything could be read, so somebody may be missing here.'
      : '';
  const where = value.search ? searchWords(value.search, context) : '';
  return [press, narrow, nobody, partial, where].filter(Boolean).join(' ');
}

function choiceActions({ subject, search, asked, matching, code }: PersonChoiceAnswer): CardElement[] {
  const to = (title: string, command: string, args: Args) => commandAction({ title, command, args });
  const sought = personText(asked, LONGEST_SEARCH);
  const find = sought ? { find: sought } : {};
  const everywhere = { ...find, all: true as const };
  if (search)
    return [
      ...(search.page < search.pages ? [to('Further back', 'person', { ...everywhere, page: search.page + 1 })] : []),
      to('All events', 'events', { filter: 'past' }),
    ];
  if (!subject) return [];
  const ids = subjectArgs(subject);
  return [
    to('Participants', 'participants', matching > 0 ? { ...ids, ...find } : ids),
    ...(code === 'person-not-found' && subject.kind !== 'meeting'
      ? [to('No-shows', 'no-shows', { ...ids, ...find })]
      : []),
    to('All my events', 'person', everywhere),
  ];
}
