import { askerKey } from '../../src/domain/asker-key';

it('is one for one person in one tenant, whatever the case of the ids', () => {
  const key = askerKey({ tenantId: 'TENANT', personId: 'Person' }, 'read');
  expect(askerKey({ tenantId: 'tenant', personId: 'PERSON' }, 'read')).toBe(key);
});

it('is another for everybody and everything else', () => {
  const keys = [
    askerKey(undefined),
    askerKey(undefined, 'a'),
    askerKey({ tenantId: 'a', personId: 'b' }),
    askerKey({ tenantId: 'b', personId: 'a' }),
    askerKey({ tenantId: 'a b', personId: '' }),
    askerKey({ tenantId: 'a', personId: 'b' }, 'c'),
    askerKey({ tenantId: 'a', personId: 'b' }, 'C'),
    askerKey({ tenantId: 'a', personId: 'b","c' }),
    askerKey({ tenantId: 'a', personId: 'b' }, { c: 'd' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
