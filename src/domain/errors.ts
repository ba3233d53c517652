/** Every trouble that Rollcall expects. `cards/problem` has words for each: a new code without words does not compile. */
export const problemCodes = [
  // the question
  'unknown-command',
  'too-long',
  'nothing-named',
  'not-found',
  'meeting-not-found',
  'no-such-number',
  'no-list-yet',
  'no-such-date',
  'not-a-meeting-link',
  'bad-action',
  'who-is-asking',
  'nobody-named',
  'person-not-found',
  'list-gone',
  'nothing-to-compare',
  'too-many-compared',
  'names-unclear',
  'too-many-questions',
  'figures-only',
  // the report
  'not-started',
  'still-running',
  'report-not-ready',
  'no-report',
  'report-gone',
  'no-registrations',
  'report-unlisted',
  'event-canceled',
  'event-draft',
  'no-sessions',
  'meeting-without-sessions',
  'channel-meeting',
  'meeting-chat-refused',
  'meeting-chat-unread',
  // rights
  'permission-missing',
  'registrations-refused',
  'access-policy-missing',
  'access-policy-elsewhere',
  'access-policy-spreading',
  'not-the-organizer',
  'readers-only-read',
  // sign-in
  'sign-in-needed',
  'consent-needed',
  'conditional-access',
  'sign-in-expired',
  'sign-in-refused',
  'sign-in-failed',
  // a new session
  'session-unfit',
  'session-exists',
  'create-needs-sign-in',
  'create-not-offered',
  'create-refused',
  'create-rejected',
  'create-unsure',
  // calls
  'call-not-found',
  'call-not-ready',
  'call-gone',
  'no-call',
  'no-such-call-session',
  'caller-not-found',
  // watching
  'watch-needs-store',
  'watch-needs-chat',
  'posts-need-store',
  'not-watched',
  // Graph
  'throttled',
  'graph-unavailable',
  'graph-garbled',
  'graph-refused',
  'paging-broken',
  'report-changing',
  'notifications-unreachable',
  'subscription-limit',
  'subscription-taken',
  'cloud-without-api',
  // Rollcall itself
  'took-too-long',
  'internal',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Graph's permissions that Rollcall asks for: the app's own, and those in a person's name. */
export type GraphPermission =
  | 'VirtualEvent.Read.All'
  | 'VirtualEvent.Read.Chat'
  | 'OnlineMeetings.Read.All'
  | 'OnlineMeetingArtifact.Read.All'
  | 'User.Read.All'
  | 'GroupMember.Read.All'
  | 'CallRecords.Read.All'
  | 'VirtualEvent.Read'
  | 'VirtualEvent.ReadWrite'
  | 'OnlineMeetings.Read';

/** What a problem card may show beside its words. Never an error message, never a name. */
export interface ProblemDetails {
  /** Graph's `request-id`, for the operator and for Microsoft's support. */
  requestId?: string;
  /** HTTP status that Graph answered with. */
  status?: number;
  /** Graph's error code, from a 4xx or 5xx body. */
  graphCode?: string;
  /** Seconds after which a retry makes sense. */
  retryAfterSeconds?: number;
  /** What the asker typed and could not be understood, cut to 100 characters. */
  asked?: string;
  /** Nearest titles, or commands, to what was asked. */
  nearest?: string[];
  /** How many entries the list had that a number was to point into. */
  listLength?: number;
  /** Not everything could be looked through that it may be in. */
  incomplete?: true;
  /** When it starts or ended, ISO 8601. */
  at?: string;
  /** Title of the event or meeting in question, for people who may read it. */
  title?: string;
  /** The one property, under Graph's own name, that a refusal is about. */
  field?: string;
  /** Where what Rollcall can't do can be done by hand: an https address. */
  page?: string;
  /** Where the asker agrees, or signs in once more: an address of Rollcall's own, for them alone. */
  signInPage?: string;
  /** What Rollcall was not given. */
  permission?: GraphPermission;
  /** Entra object id of whoever organises it; for those who may read it. */
  organizerId?: string;
  /** Of the app that was refused. */
  appId?: string;
  tenantId?: string;
  /** What has to be signed in for. */
  scopes?: 'read' | 'create';
}

/** An expected trouble: the code decides the words, `cause` and `details.requestId` are for the log. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

/** Troubles with Graph that pass: what could not be read because of one may well be there. */
export const passing: readonly ProblemCode[] = [
  'throttled',
  'graph-unavailable',
  'graph-garbled',
  'paging-broken',
  'took-too-long',
];

/** True for AppErrors, also those made in another realm (jest). */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'AppError';
}

/** Whether it is an expected trouble, and this one. */
export function isProblem(error: unknown, code: ProblemCode): error is AppError {
  return isAppError(error) && error.code === code;
}
