import { startChat, type Said } from '../chat';
import { ATTENDEES, callOf, nobodys } from './call-desk';

/** What Graph said of a right counts for five minutes. */
const MINUTE = 60_000;
const spring = callOf('Spring Product Briefing');
const asCode = (said: Said) => said.problem;

describe('a co-organiser who was removed', () => {
  it('is shown what was kept of its call for five minutes, and then nothing, however often it is asked for', async () => {
    const chat = await startChat(ATTENDEES);
    try {
      const person = chat.sandbox.people.coOrganizer;
      const as = (conversation: string) => ({ person, conversation });
      const sessions = await chat.say('call sessions spring product briefing', as('sessions'));
      const call = await chat.say(`call ${spring.id}`, as('call'));
      const list = await chat.say('calls yesterday', as('list'));
      expect([sessions, call, list].map(asCode)).toEqual([undefined, undefined, undefined]);
      const number = Number(list.facts.calls.findIndex((one: { id: string }) => one.id === spring.id)) + 1;
      expect(number).toBeGreaterThan(0);
      const [row] = sessions.facts.sessions;
      const { kind, id, sessionId: session } = sessions.facts.subject;
      expect(chat.sandbox.removeCoOrganizer(id, person)).toBe(true);

      const args = { call: spring.id, kind, id, session };
      const again = [
        () => chat.press('call-sessions', { args: { ...args, page: 2 } }, as('sessions')),
        () => chat.say('call sessions page 2', as('sessions')),
        () => chat.say('call sessions failed', as('sessions')),
        () => chat.press('call-session', { args: { ...args, callSession: row.id } }, as('sessions')),
        () => chat.press('quality', { args: { call: spring.id } }, as('call')),
        () => chat.press('call-export', { args }, as('call')),
        () => chat.press('call', { args }, as('call')),
        () => chat.say('call', as('call')),
        () => chat.say(`call ${number}`, as('list')),
        () => chat.say(`call ${spring.id}`, as('new')),
      ];
      for (let minute = 1; minute <= 5; minute += 1) {
        chat.moveClock(0.98 * MINUTE);
        await again[0]!();
        await again[4]!();
      }
      chat.moveClock(0.2 * MINUTE);
      for (const ask of again) expect(asCode(await ask())).toBe('call-not-found');
      const later = await chat.press('calls', { args: { day: '2026-11-17' } }, as('list'));
      expect(later.facts.calls.map((one: { id: string }) => one.id)).not.toContain(spring.id);
      // By then it is as if it had never been.
      const never = await chat.say(`call ${nobodys}`, as('never'));
      const gone = await chat.say(`call ${spring.id}`, as('gone'));
      expect(JSON.stringify(gone.card).replaceAll(spring.id, nobodys)).toBe(JSON.stringify(never.card));
    } finally {
      await chat.close();
    }
  });
});
