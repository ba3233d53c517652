import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { all, get } from '../asking';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60 });
});
afterAll(() => sandbox.close());

const names = async (filter: string, token?: string) =>
  (await all(sandbox, `/users?$filter=${encodeURIComponent(filter)}`, token)).map(one => one.displayName);

describe('the directory', () => {
  it.each([
    ["startswith(displayName,'mar')", ['Maria Silva', 'Maria Silva']],
    ["mail eq 'SOFIA.MARCHETTI@tidewater.example'", ['Sofia Marchetti']],
    ["userPrincipalName eq 'rosalind.achebe_northlake.example#EXT#@tidewater.example'", ['Rosalind Achebe']],
    ["userPrincipalName eq 'x' or mail eq 'rosalind.achebe@northlake.example'", ['Rosalind Achebe']],
    ["startswith(displayName,'O''Brien or mail eq')", []],
    ["displayName eq 'nobody'", []],
  ])('finds by %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it('finds by id and by name, for the app and for people', async () => {
    const { attendee } = sandbox.people;
    for (const token of ['app', `user:${sandbox.people.stranger}`]) {
      expect(await names(`id eq '${attendee}'`, token)).toEqual(['Sofia Marchetti']);
      for (const key of [attendee.toUpperCase(), 'sofia.marchetti@tidewater.example']) {
        const { body } = await get(sandbox, `/users/${key}?$select=id,displayName`, token);
        expect(body).toEqual({ '@odata.context': expect.any(String), id: attendee, displayName: 'Sofia Marchetti' });
      }
    }
    const { status, body } = await get(sandbox, '/users/nobody@tidewater.example');
    expect([status, body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  });

  it('has pages', async () => {
    const { body } = await get(sandbox, '/users?$top=4');
    expect(body.value).toHaveLength(4);
    expect(await all(sandbox, '/users?$top=4')).toEqual(await all(sandbox, '/users'));
  });

  it.each([
    "$filter=contains(displayName,'x')",
    "$filter=jobTitle eq 'x'",
    "$filter=startswith(id,'x')",
    '$expand=manager',
    '$top=0',
  ])('refuses %s', async query => {
    expect((await get(sandbox, `/users?${query}`)).status).toBe(400);
  });
});
