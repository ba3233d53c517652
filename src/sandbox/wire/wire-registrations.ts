import type {
  VirtualEventRegistration,
  VirtualEventRegistrationCustomQuestion,
  VirtualEventRegistrationPredefinedQuestion,
  VirtualEventWebinarRegistrationConfiguration,
} from '@microsoft/microsoft-graph-types';
import type { Question, TenantEvent, TenantRegistration } from '../world/model';
import type { Wire } from './wire';

/** Times here come without a Z, though they are UTC. */
export function toWireRegistration(registration: TenantRegistration): Wire<VirtualEventRegistration> {
  const { person } = registration;
  return {
    '@odata.type': '#microsoft.graph.virtualEventRegistration',
    id: registration.id,
    // Guests from outside register without an account.
    userId: person.tenantId === null ? null : person.id,
    firstName: person.given,
    lastName: person.family,
    email: person.email,
    preferredTimezone: null,
    preferredLanguage: null,
    externalRegistrationInformation: registration.external,
    status: registration.status,
    registrationDateTime: toBareTime(registration.registeredAt),
    cancelationDateTime: registration.canceledAt === null ? null : toBareTime(registration.canceledAt),
    registrationQuestionAnswers: registration.answers.map(answer => ({ ...answer, displayName: null })),
  };
}

function toBareTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}

export type WireQuestion = Wire<VirtualEventRegistrationCustomQuestion | VirtualEventRegistrationPredefinedQuestion>;

export function toWireQuestion({ id, displayName, isRequired, ask }: Question): WireQuestion {
  if ('label' in ask) {
    const predefined: Wire<VirtualEventRegistrationPredefinedQuestion> = {
      '@odata.type': '#microsoft.graph.virtualEventRegistrationPredefinedQuestion',
      id,
      displayName,
      isRequired,
      label: ask.label,
    };
    return predefined;
  }
  const custom: Wire<VirtualEventRegistrationCustomQuestion> = {
    '@odata.type': '#microsoft.graph.virtualEventRegistrationCustomQuestion',
    id,
    displayName,
    isRequired,
    answerInputType: ask.input,
    answerChoices: ask.choices,
  };
  return custom;
}

export function toWireConfiguration(event: TenantEvent): Wire<VirtualEventWebinarRegistrationConfiguration> {
  const registrationWebUrl = `https://events.teams.microsoft.com/event/${encodeURIComponent(event.id)}`;
  const book = event.registrations;
  if (!book) return { registrationWebUrl };
  return {
    capacity: book.capacity,
    isManualApprovalEnabled: book.isManualApprovalEnabled,
    isWaitlistEnabled: book.isWaitlistEnabled,
    registrationWebUrl,
  };
}
