import { noPermission, notFound, unknownSegment } from './errors';
import type { RegistrationBook, TenantEvent } from '../world/model';
import { page } from './pages';
import { allowOnly, functionCall } from './query';
import type { Exchange } from './exchange';
import type { Reply } from './request';
import { toWireConfiguration, toWireQuestion, toWireRegistration } from '../wire/wire-registrations';
import { toWireSummary } from '../wire/wire-sessions';

/** `…/registrations…` and `…/registrationConfiguration[/questions]` of one event. */
export function registrationRoute(exchange: Exchange, event: TenantEvent, below: string[]): Reply {
  const [part = '', key, ...rest] = below;
  allowOnly(exchange.request);
  const keys = functionCall(part, 'registrations');
  if (event.registrationsRefused) throw noPermission();
  if (part.toLowerCase() === 'registrationconfiguration') return configuration(event, key);
  if (keys) return one(event, indexByKeys(event.registrations, keys), key === undefined ? rest : [key, ...rest]);
  if (key === undefined) return list(exchange, event.registrations);
  return one(event, indexById(event.registrations, key), rest);
}

function configuration(event: TenantEvent, key: string | undefined): Reply {
  if (key === undefined) return { status: 200, body: toWireConfiguration(event) };
  if (key.toLowerCase() !== 'questions') throw unknownSegment(key);
  return { status: 200, body: { value: event.registrations?.questions.map(toWireQuestion) ?? [] } };
}

function list(exchange: Exchange, book: RegistrationBook | undefined): Reply {
  if (!book) return { status: 200, body: { value: [] } };
  const item = (index: number) => toWireRegistration(book.registration(index));
  return { status: 200, body: page(exchange, book.count, item, exchange.pageSize) };
}

/** One registration, or its sessions: Graph gives those of single-session webinars only. */
function one(event: TenantEvent, index: number | undefined, rest: string[]): Reply {
  if (index === undefined || !event.registrations) throw notFound();
  const [part] = rest;
  if (part === undefined) return { status: 200, body: toWireRegistration(event.registrations.registration(index)) };
  if (part.toLowerCase() !== 'sessions') throw unknownSegment(part);
  if (event.kind !== 'webinar' || event.sessions.length !== 1) throw notFound();
  return { status: 200, body: { value: event.sessions.map(toWireSummary) } };
}

function indexById(book: RegistrationBook | undefined, id: string): number | undefined {
  return indexWhere(book, index => book?.idOf(index) === id);
}

/** Registrations have alternate keys: `registrations(email='…')` and `registrations(userId='…')`. */
function indexByKeys(book: RegistrationBook | undefined, keys: Record<string, string>): number | undefined {
  return indexWhere(book, index => {
    const person = book?.registration(index).person;
    if (keys.email !== undefined) return person?.email?.toLowerCase() === keys.email.toLowerCase();
    return keys.userId !== undefined && person?.tenantId != null && person.id === keys.userId;
  });
}

function indexWhere(book: RegistrationBook | undefined, matches: (index: number) => boolean): number | undefined {
  for (let index = 0; index < (book?.count ?? 0); index++) if (matches(index)) return index;
  return undefined;
}
