import { toEndIdentity, toSetIdentity } from '../../src/graph/call-identity';

const ann = { id: 'oid-1', displayName: 'Ann', tenantId: 'ten-1' };
const nobody = { user: null, acsUser: null, spoolUser: null, acsApplicationInstance: null };

describe('an identity set', () => {
  it.each<[string, unknown, object | undefined]>([
    ['a user', { user: ann }, { is: 'user', ...ann }],
    ['a user beside an application', { application: { id: 'app' }, user: ann }, { is: 'user', ...ann }],
    ['an application and no user', { user: null, application: { id: 'app' } }, { is: 'application', id: 'app' }],
    [
      'a phone, whose name and tenant are null',
      { ...nobody, phone: { id: '+5564981205182', displayName: null, tenantId: null } },
      { is: 'phone', id: '+5564981205182' },
    ],
    ['a guest without an id', { guest: { displayName: 'Bo' } }, { is: 'guest', displayName: 'Bo' }],
    ['somebody of Azure’s', { user: null, acsUser: { id: '8:acs:1' } }, { is: 'acsUser', id: '8:acs:1' }],
    [
      'a room or queue',
      { applicationInstance: { id: 'i', displayName: 'Desk' } },
      { is: 'applicationInstance', id: 'i', displayName: 'Desk' },
    ],
    ['a key nobody heard of', { '@odata.type': '#x', hologram: { id: 'h' } }, { is: 'hologram', id: 'h' }],
    ['a key as long as a page', { ['k'.repeat(3_000)]: { id: 'h' } }, { is: 'identity', id: 'h' }],
    ['an id that is a number', { phone: { id: 4711 } }, { is: 'phone', id: '4711' }],
    ['a user without anything, and a phone', { user: {}, phone: { id: '1' } }, { is: 'phone', id: '1' }],
    ['a tenant alone', { user: { tenantId: 'ten-1' } }, undefined],
    ['blanks', { user: { id: '', displayName: ' ' } }, undefined],
    ['nobody', nobody, undefined],
    ['nothing', {}, undefined],
    ['null', null, undefined],
    ['a text', 'ann', undefined],
    ['a list', [{ user: ann }], undefined],
  ])('%s', (_, set, expected) => {
    expect(toSetIdentity(set)).toEqual(expected);
  });
});

describe('who is at an end', () => {
  const upn = { ...ann, userPrincipalName: 'ann@contoso.example' };

  it.each<[string, unknown, unknown, object | undefined]>([
    ['the associated identity, which is a user', upn, undefined, { is: 'user', ...upn }],
    [
      'by its type',
      { '@odata.type': '#microsoft.graph.callRecords.userIdentity', ...ann },
      null,
      { is: 'user', ...ann },
    ],
    ['of a kind that nobody says', ann, null, { is: 'identity', ...ann }],
    ['told by the set beside it', ann, { guest: { id: 'oid-1' } }, { is: 'guest', ...ann }],
    ['filled from the set beside it', { displayName: 'Ann' }, { user: upn }, { is: 'user', ...upn }],
    ['before another in the set', ann, { phone: { id: '+1' } }, { is: 'identity', ...ann }],
    ['the set, where none is associated', null, { user: ann }, { is: 'user', ...ann }],
    ['the set, where the associated one says nothing', { id: null }, { user: ann }, { is: 'user', ...ann }],
    ['nobody', {}, {}, undefined],
    ['nobody, of wrong types', 5, 'x', undefined],
  ])('%s', (_, associated, set, expected) => {
    expect(toEndIdentity(associated, set)).toEqual(expected);
  });
});
