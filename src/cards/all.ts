import { attendanceCard } from './attendance';
import { callCard } from './call';
import { callExportCard } from './call-export';
import { callSessionCard } from './call-session';
import { callSessionsCard } from './call-sessions';
import { callerChoiceCard } from './caller-choice';
import { callsCard } from './calls';
import type { Card, CardContext } from './card';
import { choiceCard } from './choice';
import { comparisonCard } from './comparison';
import { demoEndCard } from './demo-end';
import { eventCard } from './event';
import { eventsCard } from './events';
import { exportCard } from './export';
import { fileCard } from './file';
import { foundCard } from './found';
import { helpCard } from './help';
import { linkCard } from './link';
import { meetingLinksCard } from './meeting-links';
import { newSessionCard } from './new-session';
import { participantsCard } from './participants';
import { personCard } from './person';
import { personChoiceCard } from './person-choice';
import { postsCard } from './posts';
import { privateCard } from './private';
import { problemCard } from './problem';
import { progressCard } from './progress';
import { reportsCard } from './reports';
import { qualityCard } from './quality';
import { questionCard } from './question';
import { registrationsCard } from './registrations';
import { sessionCard } from './session';
import { sessionsCard } from './sessions';
import { signInCard } from './sign-in';
import { stillReadingCard } from './still-reading';
import { summaryCard } from './summary';
import { summaryEventCard } from './summary-event';
import { summaryPreviewCard } from './summary-preview';
import { turnoutCard } from './turnout';
import { unsurePostCard } from './unsure-post';
import { watchCard } from './watch';
import { watchingCard } from './watching';
import { welcomeCard } from './welcome';
import { whyCard } from './why';

/** Every card by the stem of its template, for the previews and the tests. */
export const cards = {
  welcome: welcomeCard,
  help: helpCard,
  events: eventsCard,
  event: eventCard,
  sessions: sessionsCard,
  session: sessionCard,
  'new-session': newSessionCard,
  attendance: attendanceCard,
  reports: reportsCard,
  participants: participantsCard,
  registrations: registrationsCard,
  summary: summaryCard,
  'summary-event': summaryEventCard,
  'summary-preview': summaryPreviewCard,
  question: questionCard,
  person: personCard,
  'person-choice': personChoiceCard,
  turnout: turnoutCard,
  export: exportCard,
  file: fileCard,
  comparison: comparisonCard,
  calls: callsCard,
  call: callCard,
  'call-sessions': callSessionsCard,
  'call-session': callSessionCard,
  quality: qualityCard,
  'call-export': callExportCard,
  'caller-choice': callerChoiceCard,
  watch: watchCard,
  watching: watchingCard,
  posts: postsCard,
  'unsure-post': unsurePostCard,
  found: foundCard,
  problem: problemCard,
  'sign-in': signInCard,
  why: whyCard,
  choice: choiceCard,
  progress: progressCard,
  'demo-end': demoEndCard,
  'still-reading': stillReadingCard,
  'meeting-links': meetingLinksCard,
  private: privateCard,
  link: linkCard,
} as const;

export type CardStem = keyof typeof cards;

/** One entry of a `<stem>.sample.json`. */
export interface CardSample {
  name: string;
  value: unknown;
  context: CardContext;
}

/** Draws a sample, which the caller read from the sample file of that stem. */
export function sampleCard(stem: CardStem, sample: CardSample): Card {
  const draw = cards[stem] as (value: unknown, context: CardContext) => Card;
  return draw(sample.value, sample.context);
}
