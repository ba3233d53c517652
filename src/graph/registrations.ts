import { AppError } from '../domain/errors';
import type { Registration, RegistrationAnswer, RegistrationQuestion } from '../domain/registration';
import type { EventRef } from '../domain/sources';
import type { GraphClient, ReadOptions } from './client-types';
import { readMoment } from './instant';
import { pagesOf, rowsOf } from './pages';
import { registrationQuestionsPath, registrationsPath } from './paths';
import { isWire, toFlag, toList, toText } from './wire';

/** The registrations of an event, page by page as they arrive. Throws AppError in the middle when a page can't be had. */
export async function* readRegistrations(
  client: GraphClient,
  event: EventRef,
  options: ReadOptions & { answers?: boolean | undefined },
): AsyncGenerator<Registration[], void, undefined> {
  const { answers = false, ...read } = options;
  for await (const page of pagesOf(client, registrationsPath(event), read))
    yield page.map(row => toRegistration(row, answers));
}

/** The questions of the registration form, in its order. */
export async function readRegistrationQuestions(
  client: GraphClient,
  event: EventRef,
  options: ReadOptions,
): Promise<RegistrationQuestion[]> {
  return (await rowsOf(client, registrationQuestionsPath(event), options)).flatMap(row => toQuestion(row) ?? []);
}

/** One registration; an event has up to twenty thousand and more of them, so answers are read only where somebody wants them. */
export function toRegistration(row: unknown, withAnswers = false): Registration {
  if (!isWire(row)) throw new AppError('graph-garbled');
  const first = toText(row.firstName)?.trim();
  const last = toText(row.lastName)?.trim();
  const registration: Registration = {
    id: toText(row.id),
    userId: toText(row.userId),
    email: toText(row.email),
    name: first && last ? `${first} ${last}` : (first ?? last),
    status: toText(row.status) ?? '',
    registeredAt: readMoment(row.registrationDateTime),
    // Spelt with one L in the documentation and its examples, with two in English.
    canceledAt: readMoment(row.cancelationDateTime ?? row.cancellationDateTime),
  };
  if (withAnswers) registration.answers = toList(row.registrationQuestionAnswers).flatMap(one => toAnswer(one) ?? []);
  return registration;
}

function toAnswer(wire: unknown): RegistrationAnswer | undefined {
  if (!isWire(wire)) return undefined;
  return {
    questionId: toText(wire.questionId),
    question: toText(wire.displayName)?.trim(),
    text: toText(wire.value)?.trim(),
    isYes: toFlag(wire.booleanValue),
    choices: toWords(wire.multiChoiceValues),
  };
}

export function toQuestion(wire: unknown): RegistrationQuestion | undefined {
  const id = isWire(wire) ? toText(wire.id) : undefined;
  if (!isWire(wire) || id === undefined) return undefined;
  return {
    id,
    title: (toText(wire.displayName) ?? toText(wire.label))?.trim(),
    input: toText(wire.answerInputType) ?? 'text',
    choices: toWords(wire.answerChoices),
  };
}

/** Choices may hold commas: each is a text of its own. */
function toWords(wire: unknown): string[] {
  return toList(wire).flatMap(one => toText(one)?.trim() ?? []);
}
