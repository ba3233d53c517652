import type { AttendanceRecord } from '../../src/domain/attendance-record';
import type { Registration } from '../../src/domain/registration';
import type { RegistrationFigures } from '../../src/domain/registration-join';

/**
 * The registration figures straight from the words of metrics.md: every record is compared with every registration. Slow, obvious, and written apart
 * from src/domain. People come as groups of records, as the attendance oracle makes them.
 */
export function slowFigures(pages: Registration[][], people: AttendanceRecord[][]): RegistrationFigures {
  const all = distinct(pages.flat());
  const having = (status: string) => all.filter(one => one.status === status);
  const matches = people.map(records => records.map(record => slowMatch(all, record)).filter(one => one !== undefined));
  const registered = having('registered');
  const matched = registered.filter(one => matches.some(mine => mine.includes(one)));
  const walkIns = people.filter((records, person) => {
    const roles = records.map(record => record.role ?? 'None');
    return (
      matches[person]!.length === 0 &&
      roles.every(role => role !== 'Organizer' && role !== 'Presenter') &&
      isGuest(roles)
    );
  });
  return {
    registered: registered.length,
    matched: matched.length,
    noShows: registered.filter(one => !matched.includes(one)).length,
    walkIns: walkIns.length,
    attendanceRate: registered.length === 0 ? null : matched.length / registered.length,
    canceled: having('canceled').length,
    waitlisted: having('waitlisted').length,
    pendingApproval: having('pendingApproval').length,
    rejectedByOrganizer: having('rejectedByOrganizer').length,
  };
}

/** Attendee ranks above a role Graph adds later, and that above None. */
function isGuest(roles: string[]): boolean {
  return roles.includes('Attendee') || roles.every(role => role === 'None');
}

/** A registration's place is that of its first sight; its fields are those read last with a status that was news. */
export function distinct(registrations: Registration[]): Registration[] {
  const kept: Registration[] = [];
  for (const one of registrations) {
    const at = isKey(one.id) ? kept.findIndex(other => other.id === one.id) : -1;
    if (at < 0) kept.push(one);
    else if (kept[at]!.status !== one.status) kept[at] = one;
  }
  return kept;
}

export function slowMatch(all: Registration[], record: AttendanceRecord): Registration | undefined {
  const email = (text: string | undefined) => (text ?? '').trim().toLowerCase();
  const rules: ((one: Registration) => boolean)[] = [
    one => isKey(record.registrationId) && one.id === record.registrationId,
    one => email(record.email) !== '' && email(one.email) === email(record.email),
    one => isKey(record.identityId) && one.userId === record.identityId,
  ];
  for (const rule of rules) {
    const equals = all.filter(rule);
    const registered = equals.filter(one => one.status === 'registered');
    const newest = [...(registered.length > 0 ? registered : equals)].sort(
      (a, b) => (b.registeredAt ?? -Infinity) - (a.registeredAt ?? -Infinity) || 0,
    );
    if (newest[0]) return newest[0];
  }
  return undefined;
}

function isKey(key: string | undefined): boolean {
  return key !== undefined && key.trim() !== '' && key.replace(/[0-]/g, '') !== '';
}
