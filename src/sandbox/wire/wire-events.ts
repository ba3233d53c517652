import type {
  CommunicationsIdentitySet,
  CommunicationsUserIdentity,
  ItemBody,
  VirtualEventPresenter,
  VirtualEventTownhall,
  VirtualEventWebinar,
} from '@microsoft/microsoft-graph-types';
import type { Presenter, TenantEvent } from '../world/model';
import type { Member } from '../world/people';
import { toZoneTime, type Wire } from './wire';

type WireUser = Wire<CommunicationsUserIdentity>;
type WireCreator = Wire<CommunicationsIdentitySet, { user: WireUser }>;
/** Webinars send their description as a bare string. */
export type WireWebinar = Wire<
  VirtualEventWebinar,
  { description: string; createdBy: WireCreator; isRegistrationRequired: boolean }
>;
/** Not in the typings yet: capacity and isRegistrationRequired. */
export type WireTownhall = Wire<
  VirtualEventTownhall,
  {
    description: ItemBody;
    createdBy: WireCreator;
    capacity: number;
    isRegistrationRequired: boolean;
    invitedAttendees: WireUser[];
  }
>;

/** `insider` is true for organisers, co-organisers and apps: only they are told the external information. */
export function toWireEvent(event: TenantEvent, insider: boolean): WireWebinar | WireTownhall {
  return event.kind === 'webinar' ? toWebinar(event, insider) : toTownhall(event, insider);
}

function toWebinar(event: TenantEvent, insider: boolean): WireWebinar {
  return {
    '@odata.type': '#microsoft.graph.virtualEventWebinar',
    ...common(event),
    description: event.description,
    createdBy: creator(event.organizer),
    externalEventInformation: insider ? event.external : null,
  };
}

function toTownhall(event: TenantEvent, insider: boolean): WireTownhall {
  return {
    '@odata.type': '#microsoft.graph.virtualEventTownhall',
    ...common(event),
    description: { content: `<p>${escaped(event.description)}</p>`, contentType: 'html' },
    createdBy: { '@odata.type': 'microsoft.graph.communicationsIdentitySet', ...creator(event.organizer) },
    capacity: event.capacity,
    invitedAttendees: event.invited.map(person => ({
      '@odata.type': 'microsoft.graph.communicationsUserIdentity',
      id: person.id,
      displayName: person.name,
      tenantId: person.tenantId,
    })),
    isInviteOnly: event.isInviteOnly,
    externalEventInformation: insider ? event.external : null,
  };
}

function common(event: TenantEvent) {
  return {
    id: event.id,
    status: event.status,
    displayName: event.title,
    startDateTime: event.start === null ? null : toZoneTime(event.start, event.zone),
    endDateTime: event.end === null ? null : toZoneTime(event.end, event.zone),
    audience: event.audience,
    coOrganizers: event.coOrganizers.map(toUser),
    settings: { isAttendeeEmailNotificationEnabled: false },
    isRegistrationRequired: event.isRegistrationRequired,
  };
}

function creator(person: Member): WireCreator {
  return {
    application: null,
    device: null,
    user: { '@odata.type': '#microsoft.graph.communicationsUserIdentity', ...toUser(person) },
  };
}

function toUser(person: Member): CommunicationsUserIdentity {
  return { id: person.id, displayName: person.name, tenantId: person.tenantId };
}

/** Only webinars tell details of their presenters. */
export function toWirePresenter(presenter: Presenter, kind: TenantEvent['kind']): Wire<VirtualEventPresenter> {
  const { person } = presenter;
  return {
    id: person.id,
    identity: toUser(person),
    email: person.email,
    presenterDetails:
      kind === 'townhall'
        ? null
        : {
            bio: { content: presenter.bio, contentType: 'text' },
            company: presenter.company,
            jobTitle: presenter.jobTitle,
            linkedInProfileWebUrl: null,
            personalSiteWebUrl: null,
            twitterProfileWebUrl: null,
          },
  };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
