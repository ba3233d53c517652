import { literal, reportPath, roleListPath, routeOf, segment, sessionPath } from '../../src/graph/paths';

describe('paths', () => {
  it.each([
    ['a/b', 'a%2Fb'],
    ['../x', '..%2Fx'],
    ["x' or startswith(organizer/", "x'%20or%20startswith(organizer%2F"],
    ['?$filter=1#', '%3F%24filter%3D1%23'],
    ['88b2@f944', '88b2%40f944'],
    ['MSo5MWZm==', 'MSo5MWZm%3D%3D'],
    ['%2e%2e', '%252e%252e'],
  ])('take %j as one segment', (id, encoded) => {
    expect(segment(id)).toBe(encoded);
  });

  it.each(['', '.', '..', 'a\nb', 'a\u0000', 'half a pair \ud83c', 'x'.repeat(513)])('refuse the id %j', id => {
    const refused = expect.objectContaining({ code: 'not-found' });
    expect(() => segment(id)).toThrow(refused);
    expect(() => sessionPath({ kind: 'webinar', id }, 's')).toThrow(refused);
    expect(() => sessionPath({ kind: 'webinar', id: 'w' }, id)).toThrow(refused);
    expect(() => reportPath({ of: 'meeting', userId: 'u', meetingId: id }, 'r', 'app')).toThrow(refused);
    expect(() => roleListPath('webinar', id, 'organizer', 'app')).toThrow(refused);
  });

  it('double quotes in literals', () => {
    expect(literal("it's")).toBe("'it''s'");
    expect(literal('half a pair \ud83c')).toBe("'half%20a%20pair%20%EF%BF%BD'");
    expect(roleListPath('townhall', "o'id,role='x", 'coOrganizer', 'app')).toBe(
      "/solutions/virtualEvents/townhalls/getByUserIdAndRole(userId='o''id%2Crole%3D''x',role='coOrganizer')",
    );
  });

  it('name nobody else in a person’s own name', () => {
    expect(roleListPath('townhall', 'ann', 'coOrganizer', 'person')).toBe(
      "/solutions/virtualEvents/townhalls/getByUserRole(role='coOrganizer')",
    );
    expect(reportPath({ of: 'meeting', userId: 'ann', meetingId: 'm' }, 'r', 'person')).toBe(
      '/me/onlineMeetings/m/attendanceReports/r',
    );
  });

  it('are logged without ids', () => {
    expect(routeOf('/v1.0/me/onlineMeetings/MSo5')).toBe('/v1.0/me/onlineMeetings/{id}');
    expect(routeOf('/v1.0/users/ann(smith)/onlineMeetings/MSo5/attendanceReports/r?$skiptoken=ann')).toBe(
      '/v1.0/users/{id}/onlineMeetings/{id}/attendanceReports/{id}',
    );
    expect(routeOf("/v1.0/communications/callRecords?$filter=participants_v2/any(p:p/id eq 'ann')")).toBe(
      '/v1.0/communications/callRecords',
    );
    expect(routeOf('/v1.0/communications/callRecords/e523/sessions?$expand=segments')).toBe(
      '/v1.0/communications/callRecords/{id}/sessions',
    );
    expect(routeOf("/v1.0/communications/callRecords('e523')/participants_v2")).toBe(
      '/v1.0/communications/{id}/participants_v2',
    );
  });
});
