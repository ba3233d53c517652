import { createHash } from 'node:crypto';
import { createdCard } from '../../cards/session-created';
import { mayShowPeople } from '../../cards/privacy';
import type { CreateButton } from '../../cards/new-session';
import { isAppError } from '../../domain/errors';
import type { SessionCreated } from '../../domain/new-session-answer';
import { checkNewSession, nameOfSession, type SoundSession } from '../../domain/new-session-check';
import { bodyOfForm, type SessionForm } from '../../domain/new-session-form';
import type { Session } from '../../domain/session';
import { withoutPeople } from '../../domain/lists';
import type { Answer, Question } from '../command';
import { eventSubject, toRemembered, type FoundEvent } from '../which/subjects';
import { forgetSessions } from '../which/which-session';
import { formAnswer, pageOf, requireSignIn } from './session-form';

/** What was filled in, or given as a file in its place. */
export type Filled = { form: SessionForm; token: string } | { file: unknown };

/** Checks, sends and tells: the new session, or the form as it was filled in with what is wrong. */
export async function createdAnswer(
  found: FoundEvent,
  filled: Filled,
  question: Question,
  create?: CreateButton,
): Promise<Answer> {
  requireSignIn(found, question);
  const { source, card, asker } = question;
  const isForm = 'form' in filled;
  const token = isForm ? filled.token : question.forms.token();
  const given = isForm ? { token, form: filled.form } : { token };
  const body = isForm ? bodyOfForm(filled.form) : filled.file;
  const checked = checkNewSession(body, { now: card.now, zoneOf: name => source.zoneOf(name) });
  if ('faults' in checked) {
    const problem = { code: 'session-unfit' as const, details: {} };
    return formAnswer(found, question, { ...given, faults: checked.faults, problem }, create);
  }
  try {
    const session = await sentOnce(found, checked, token, question);
    forgetSessions(question, found.event.id);
    return toldAnswer(found, session, question);
  } catch (error) {
    question.signal?.throwIfAborted();
    if (!isAppError(error)) throw error;
    const details = { ...error.details, ...(isByHand(error.code) && pageOf(found.event.id, asker.tenantId)) };
    return formAnswer(found, question, { ...given, faults: [], problem: { code: error.code, details } }, create);
  }
}

/** The same form with the same content makes one session, whoever presses, and however often; another form for the same session waits for it. */
async function sentOnce(found: FoundEvent, wanted: SoundSession, token: string, question: Question): Promise<Session> {
  const { source, asker, forms, signal } = question;
  const { kind, id } = found.event;
  const content = createHash('sha256').update(JSON.stringify(wanted)).digest('base64url');
  const key = JSON.stringify([asker.tenantId.toLowerCase(), id, token, content]);
  const looks = [nameOfSession(wanted.session.subject), wanted.start, wanted.end];
  const same = JSON.stringify([asker.tenantId.toLowerCase(), id, ...looks]);
  // What was sent is not called back: who no longer waits finds it made when asking again.
  return unlessAborted(
    forms.send(key, again => forms.inTurn(same, () => source.createSession({ kind, id }, wanted, { again }))),
    signal,
  );
}

function unlessAborted<Outcome>(outcome: Promise<Outcome>, signal: AbortSignal | undefined): Promise<Outcome> {
  if (!signal) return outcome;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    outcome.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', leave);
    });
  });
}

function isByHand(code: string): boolean {
  return code === 'create-not-offered' || code === 'create-refused';
}

function toldAnswer(found: FoundEvent, session: Session, question: Question): Answer {
  const { event, role } = found;
  const siblings = session.subject !== event.title ? 2 : 1;
  const whole: SessionCreated = {
    created: true,
    subject: eventSubject({ event, role }, question.card.now, session, siblings),
    session,
  };
  const facts = mayShowPeople(question.card) ? whole : withoutPeople(whole);
  return {
    card: createdCard(facts, question.card),
    facts,
    remember: { subject: toRemembered(found, session.id) },
  };
}
