import template from '../../adaptiveCards/watch.json';
import type { Args } from '../domain/args';
import type { WatchAnswer, WatchPlace, WatchScope } from '../domain/watch';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { createRenderer } from './render';
import type { State } from './state';
import { eventArgs, subjectHead } from './subject-head';

const render = createRenderer(template);

const states: Record<WatchAnswer['outcome'], State> = {
  made: { text: 'Watched', style: 'Good', color: 'Good' },
  known: { text: 'Already watched', style: 'Good', color: 'Good' },
  ended: { text: 'Not watched', style: 'Subtle', color: 'Default' },
};

/** What is watched from now on, or not any more: what, where, from when it posts, and who may undo it. Names nobody. */
export function watchCard(value: WatchAnswer, context: CardContext): Card {
  const { outcome, subject, scope, count } = value;
  const head = subject && subjectHead(subject, context);
  const title = head?.title ?? (count === undefined ? nameless(scope, context) : endedText(count, context));
  const spoken = head?.spoken ?? title;
  const said = saidText(value);
  return render({
    speak: `${spoken}. ${said}`,
    fallbackText: `${spoken}. ${said}`,
    title,
    state: states[outcome],
    line: head ? (scope === 'series' ? 'The whole series' : head.line) : null,
    said,
    rows: outcome === 'ended' ? [] : watchRows(value, context),
    actions: actionBar(watchActions(value)),
  });
}

/** What is watched, where its title is not known or it has none. */
export function nameless(scope: WatchScope, context: CardContext): string {
  if (scope === 'series') return 'A series';
  if (scope === 'event') return 'An event';
  return context.place === 'personal'
    ? 'All your webinars and town halls'
    : 'All webinars and town halls of one organiser';
}

export const placeWords: Record<WatchPlace, string> = {
  personal: 'your own chat',
  groupChat: 'this group chat',
  channel: 'this channel',
};

function endedText(count: number, context: CardContext): string {
  return `${counted(formatFor(context), count, 'watch', 'watches')} ended`;
}

function saidText({ outcome, place, isPast, scope, count }: WatchAnswer): string {
  if (count !== undefined) return 'Nothing that you asked for is posted here any more. What was posted stays.';
  if (outcome === 'ended')
    return `${scope === 'all' ? 'Their' : 'Its'} summaries are not posted here any more. What was posted stays.`;
  if (isPast) return 'It ended more than a day ago, so only a new session of it would be posted.';
  const where = place === 'personal' ? 'here' : `into ${placeWords[place]}`;
  const what = scope === 'event' ? 'Its summary comes' : 'Each summary comes';
  return `${what} ${where} by itself${outcome === 'known' ? ' already' : ''}.`;
}

function watchRows(value: WatchAnswer, context: CardContext): { label: string; value: string }[] {
  return [
    { label: 'What', value: whatText(value, context) },
    { label: 'Where', value: whereText(value.place) },
    { label: 'When', value: whenText(value) },
    { label: 'Shows', value: 'Figures only. Nobody is named.' },
    { label: 'Who', value: whoText(value) },
  ];
}

function whatText({ scope, subject }: WatchAnswer, { place }: CardContext): string {
  if (scope === 'series')
    return 'Every event whose title is the same but for numbers, dates and a subtitle, those to come as well.';
  if (scope === 'event')
    return subject?.kind === 'meeting' ? 'This meeting, each time it is held.' : 'This event, each of its sessions.';
  return place === 'personal'
    ? 'Every webinar and town hall that you organise or co-organise, those to come as well.'
    : 'Every webinar and town hall that whoever asked for this organises or co-organises, those to come as well.';
}

function whenText({ scope, subject, isPast }: WatchAnswer): string {
  const isOver = scope === 'event' && subject?.kind !== 'meeting' && subject?.phase === 'ended' && !isPast;
  const first = isOver
    ? 'It has ended: as soon as Teams has the report.'
    : 'Once it has ended and Teams has the report: after minutes as a rule, sometimes hours.';
  return `${first} Later reports update it.`;
}

function whereText(place: WatchPlace): string {
  if (place === 'personal') return 'In this chat, which only you read.';
  return place === 'channel' ? 'In this channel, as a post of its own.' : 'In this group chat.';
}

function whoText({ scope, place }: WatchAnswer): string {
  const rights = 'Posted only while whoever asked for it runs the event.';
  if (place === 'personal') return 'Posted only while you run the event. Unwatch ends it.';
  return scope === 'event'
    ? `${rights} Everybody who runs it can end it with Unwatch.`
    : `${rights} The same person can end it with Unwatch.`;
}

function watchActions({ outcome, scope, subject, isPast, count }: WatchAnswer): (CardElement | undefined)[] {
  const args: Args = { ...(subject && eventArgs(subject)), ...(scope !== 'event' && { scope }) };
  const canName = count === undefined && (subject !== undefined || scope === 'all');
  const list = commandAction({ title: 'All that is watched', command: 'watching', args: {} });
  const events = commandAction({ title: 'My events', command: 'events', args: {} });
  if (outcome === 'ended')
    return [canName ? commandAction({ title: 'Watch again', command: 'watch', args }) : undefined, list, events];
  const isEvent = scope === 'event' && subject !== undefined && subject.kind !== 'meeting';
  const end = commandAction({ title: 'Unwatch', command: 'unwatch', args });
  const series = isEvent
    ? commandAction({ title: 'Watch the series', command: 'watch', args: { ...args, scope: 'series' } })
    : undefined;
  if (isPast) return [series, commandAction({ title: 'Attendance', command: 'attendance', args }), end, list];
  return [
    end,
    series,
    list,
    subject && subject.kind !== 'meeting'
      ? commandAction({ title: 'Event', command: 'event', args: eventArgs(subject) })
      : events,
  ];
}
