import type { Instant } from './time';

/** Somebody's registration for an event (Graph: virtualEventRegistration). Nothing is promised to be present. */
export interface Registration {
  id: string | undefined;
  /** Entra object id; guests from outside have none. */
  userId: string | undefined;
  email: string | undefined;
  /** First and last name in one. */
  name: string | undefined;
  /** As Graph wrote it: one of `registrationStatuses`, or a word it adds later; empty where it wrote nothing. */
  status: string;
  registeredAt: Instant | undefined;
  canceledAt: Instant | undefined;
  /** Only where they were asked for. */
  answers?: RegistrationAnswer[];
}

/** The statuses that Graph has (v1.0). */
export const registrationStatuses = [
  'registered',
  'canceled',
  'waitlisted',
  'pendingApproval',
  'rejectedByOrganizer',
] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

/** One answer: Graph fills one of text, yes or no, and choices; a single choice comes in either text or choices. */
export interface RegistrationAnswer {
  questionId: string | undefined;
  /** The question's words, which Graph mostly leaves out here. */
  question: string | undefined;
  text: string | undefined;
  isYes: boolean | undefined;
  choices: string[];
}

/** A question of the registration form, one of Graph's own or of the organiser's. */
export interface RegistrationQuestion {
  id: string;
  title: string | undefined;
  /** As Graph wrote it: text, multilineText, singleChoice, multiChoice, boolean, or a word it adds later; `text` for Graph's own questions. */
  input: string;
  choices: string[];
}
