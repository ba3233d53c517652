import { attendanceCard } from '../../src/cards/attendance';
import { sessionCard } from '../../src/cards/session';
import { cardText } from '../../src/cards/text';
import { welcomeCard } from '../../src/cards/welcome';
import { readSamples } from '../../src/cli/card-page';
import type { AttendanceAnswer } from '../../src/domain/attendance';
import type { SessionAnswer } from '../../src/domain/lists';
import { root } from '../support/card-checks';
import { personal } from '../support/card-context';

it('an attendance answer reads from the top', () => {
  const answer = readSamples(root, 'attendance')[0]!.value as AttendanceAnswer;
  const lines = cardText(attendanceCard(answer, { ...personal, zone: 'Europe/Berlin' }), {
    ...personal,
    zone: 'Europe/Berlin',
  }).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'Attendance                [Ended]',
    'Spring Product Briefing',
    'Webinar · Thu, 12 Nov 2026, 11:00 to 12:00 (Europe/Berlin) · you organise',
  ]);
  expect(lines).toContain('264    173              38 min       62 %');
  expect(lines).toContain('came   at once, 11:18   on average   of the event');
  expect(lines.find(line => /^[▁-█]{60}$/.test(line))).toBeDefined();
  expect(lines).toContain(`> Sessions: sessions ${answer.subject.id}`);
});

it('buttons are what can be typed instead', () => {
  const text = cardText(welcomeCard({}, personal), personal);
  expect(text.split('\n').slice(-4)).toEqual(['> My events: events', '> Who came: attendance', '> Help: help', '']);
});

it('what opens on a press is printed, explanations are not', () => {
  const session = readSamples(root, 'session')[0]!;
  expect(cardText(sessionCard(session.value as SessionAnswer, personal), personal)).toContain(
    'Toll number: +44 20 7946 0018',
  );
  const answer = readSamples(root, 'attendance')[0]!.value as AttendanceAnswer;
  expect(cardText(attendanceCard(answer, personal), personal)).not.toContain('How is this counted?');
});
