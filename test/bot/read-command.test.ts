import fc from 'fast-check';
import { commands } from '../../src/bot/commands';
import { readEventsView } from '../../src/bot/events-view';
import { readParticipantsView } from '../../src/bot/participants-view';
import { plainText, saysSomething } from '../../src/bot/plain-text';
import { searchNames } from '../../src/bot/which/which-name';
import { nearestCommand, readCommand } from '../../src/bot/read-command';
import { anyCharacter } from '../support/any-character';

describe('the command that a text begins with', () => {
  it.each<[string, string | undefined, string]>([
    ['attendance', 'attendance', ''],
    ['attendance all-hands', 'attendance', 'all-hands'],
    ['ATTENDANCE All-Hands', 'attendance', 'All-Hands'],
    ['Attendance: all-hands', 'attendance', 'all-hands'],
    ['attendance, all-hands', 'attendance', 'all-hands'],
    ['attendance - all-hands', 'attendance', 'all-hands'],
    ['/attendance all-hands', 'attendance', 'all-hands'],
    ['attendance all-hands.', 'attendance', 'all-hands'],
    ['attendance all-hands?', 'attendance', 'all-hands'],
    ['attendance 12.11.', 'attendance', '12.11.'],
    ['attendance on 12.11.!', 'attendance', 'on 12.11.'],
    ['report spring', 'attendance', 'spring'],
    ['who came to spring?', 'attendance', 'spring'],
    ['Who attended the all-hands', 'attendance', 'the all-hands'],
    ['who came', 'attendance', ''],
    ['people', 'participants', ''],
    ['attendees spring', 'participants', 'spring'],
    ['event spring', 'event', 'spring'],
    ['events spring', 'events', 'spring'],
    ['my events', 'events', ''],
    ['show my events', 'events', ''],
    ['please show me the events past', 'events', 'past'],
    ['show me the attendance of spring', 'attendance', 'of spring'],
    ['what is the attendance for spring?', 'attendance', 'for spring'],
    ['session 2', 'session', '2'],
    ['sessions 2', 'sessions', '2'],
    ['hi', 'help', ''],
    ['Hello!', 'help', ''],
    ['?', 'help', ''],
    ['help me', 'help', 'me'],
    ['event-driven design', undefined, ''],
    ['reporting', undefined, ''],
    ['hiking club', undefined, ''],
    ['spring attendance', undefined, ''],
    ['show me the way', undefined, ''],
    ['', undefined, ''],
  ])('%j', (text, name, words) => {
    const found = readCommand(text, commands);
    expect(found?.command.name).toBe(name);
    if (found) expect(found.words).toBe(words);
  });

  it.each([
    ['attendence x', 'attendance', 'x'],
    ['atendance: x', 'attendance', 'x'],
    ['evetns', 'events', ''],
    ['hlep', 'help', ''],
    ['attndnce', undefined, undefined],
    ['ab', undefined, undefined],
  ])('%j is nearest to %s', (text, name, words) => {
    const near = nearestCommand(text, commands);
    expect([near?.command.name, near?.words]).toEqual([name, words]);
  });

  it('leaves a word alone that is as near to two commands', () => {
    expect(nearestCommand('session', commands)).toBeUndefined();
  });

  it('never throws, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 500 }), text => {
        readCommand(text, commands);
        nearestCommand(text, commands);
        readParticipantsView(text);
        readEventsView(text);
      }),
    );
  });

  it('is done with what makes patterns slow', () => {
    const hostile = ['the '.repeat(125), 'show me '.repeat(62), ' by'.repeat(160), 'who '.repeat(125), '<'.repeat(500)];
    for (const text of hostile) {
      readCommand(plainText(text), commands);
      readParticipantsView(text);
      readEventsView(text);
      searchNames(text, [], { zone: 'UTC', now: 0 });
    }
    // Before its length is known to be too much, a text is only cleaned; jest's own time-out is the bound.
    for (const part of ['<a ', '<a href="http:', '<at>', '&#', '<', 'https://', 'x'])
      expect(plainText(part.repeat(10_000 / part.length)).length).toBeLessThanOrEqual(10_000);
  });
});

describe('plain text', () => {
  it.each([
    ['<p>attendance&nbsp;<strong>x</strong></p>', 'attendance x'],
    ['<at id="0">Rollcall</at> help', 'help'],
    ['a &lt;b&gt; &amp; c &#233; &#x1F389;', 'a <b> & c é 🎉'],
    ['event <which>', 'event <which>'],
    ['see <https://example.com/a?b=1&amp;c=2>', 'see https://example.com/a?b=1&c=2'],
    ['<a href="https://example.com/x" title="y">words</a>', 'https://example.com/x'],
    ['\u202Eabc\u202C\u200b', 'abc'],
    ['a\u0000b\r\nc', 'a b c'],
    ['&#0;&#xD800;&bogus;', '&bogus;'],
  ])('%j is %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('knows what says nothing', () => {
    expect(['', ' ', '🎉', '?!', '👋🏽'].map(saysSomething)).toEqual([false, false, false, false, false]);
    expect(['a', '1', 'é', '会', 'ا'].map(saysSomething)).toEqual([true, true, true, true, true]);
  });
});

describe('views in words', () => {
  it.each([
    ['all-hands', { which: 'all-hands' }],
    ['all-hands late', { which: 'all-hands', filter: 'late' }],
    ['all-hands left early by time page 2', { which: 'all-hands', filter: 'left-early', sort: 'time', page: 2 }],
    ['all-hands find anna maria', { which: 'all-hands', find: 'anna maria' }],
    ['find anna', { find: 'anna' }],
    ['late', { filter: 'late' }],
    ['page 2', { page: 2 }],
    ['Late Summer Webinar', { which: 'Late Summer Webinar' }],
    ['who stayed to the end', { filter: 'stayed' }],
    ['', {}],
  ])('participants %j', (words, args) => {
    expect(readParticipantsView(words)).toEqual(args);
  });

  it.each([
    ['', {}],
    ['coming', { filter: 'coming' }],
    ['CANCELLED', { filter: 'canceled' }],
    ['town halls', { filter: 'townhalls' }],
    ['past webinars', { filter: 'past', find: 'webinars' }],
    ['webinars past', { filter: 'past', find: 'webinars' }],
    ['town halls live', { filter: 'live', find: 'town halls' }],
    ['webinars spring', { filter: 'webinars', find: 'spring' }],
    ['last week', { find: 'last week' }],
    ['next month', { find: 'next month' }],
    ['next', { filter: 'coming' }],
    ['past all-hands', { filter: 'past', find: 'all-hands' }],
    ['strategy town hall', { find: 'strategy town hall' }],
  ])('events %j', (words, args) => {
    expect(readEventsView(words)).toEqual(args);
  });
});
