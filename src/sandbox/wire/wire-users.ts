import { userPrincipalNameOf } from '../world/call-clients';
import type { Member } from '../world/people';

export interface WireUser {
  id: string;
  displayName: string;
  givenName: string;
  surname: string;
  mail: string;
  userPrincipalName: string;
  jobTitle: null;
  mobilePhone: null;
  businessPhones: never[];
  officeLocation: null;
  preferredLanguage: null;
}

/** The default properties of a user of the directory. */
export function toWireUser(person: Member): WireUser {
  return {
    businessPhones: [],
    displayName: person.name,
    givenName: person.given,
    jobTitle: null,
    mail: person.email,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: person.family,
    userPrincipalName: userPrincipalNameOf(person),
    id: person.id,
  };
}
