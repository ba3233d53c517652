import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Another Graph-shaped server, made apart from src/sandbox: other people, ids that need encoding, other page sizes, other ways to write times and links.
 * What Rollcall answers from it must come from its data alone.
 */
export interface OtherGraph {
  root: string;
  /** Organises everything here. */
  organizer: string;
  /** Titles of events with a finished report, and where their records are. */
  finished: { title: string; reportUrl: string; reportUrls: string[]; registrationsUrl: string }[];
  close(): Promise<void>;
}

export interface OtherGraphStyle {
  pageSize: number;
  /** Whether `$batch` exists. */
  batch: boolean;
  /** nextLinks as `webinars('id')` instead of `webinars/id`. */
  keysInParentheses: boolean;
  now: number;
  /** Random numbers, 0 to 1. */
  random: () => number;
}

const HOUR = 3_600_000;

export async function startOtherGraph(style: OtherGraphStyle): Promise<OtherGraph> {
  const organizer = 'ORG-1e7a';
  const int = (below: number) => Math.floor(style.random() * below);
  const iso = (at: number, digits = 7) => new Date(at).toISOString().replace('Z', `${'0'.repeat(digits - 3)}Z`);

  const makeRecords = (start: number, people: number) =>
    Array.from({ length: people }, (_, index) => {
      const stays = Array.from({ length: int(4) }, () => {
        const join = start + int(90) * 60_000 - 10 * 60_000 + int(999);
        return {
          joinDateTime: style.random() < 0.1 ? null : iso(join, 3 + int(5)),
          leaveDateTime: style.random() < 0.1 ? null : iso(join + int(4000) * 1000, 3 + int(5)),
          durationInSeconds: int(4000),
        };
      });
      const who = int(people);
      return {
        ...(style.random() < 0.7 ? { id: `rec ${who % 50}` } : {}),
        identity:
          style.random() < 0.8
            ? {
                id: style.random() < 0.1 ? '00000000-0000-0000-0000-000000000000' : `person/${who}`,
                displayName: `P${who}`,
              }
            : null,
        emailAddress: style.random() < 0.5 ? ` Someone${who}@Else.example` : '',
        registrationId: style.random() < 0.2 ? `reg-${who}` : null,
        role: [null, 'Attendee', 'Attendee', 'Attendee', 'Presenter', 'Organizer', 'None', 'ProducerNew'][int(8)],
        totalAttendanceInSeconds: int(3) === 0 ? 0 : int(5000),
        attendanceIntervals: style.random() < 0.05 ? null : stays,
        unknownFutureProperty: { nested: [index] },
      };
    });

  const makeRegistrations = (start: number, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const who = int(70);
      return {
        id: `reg-${style.random() < 0.9 ? index : who}`,
        ...(style.random() < 0.5 ? { userId: style.random() < 0.1 ? '' : `person/${who}` } : {}),
        email: style.random() < 0.7 ? `SOMEONE${who}@else.example` : null,
        firstName: 'R',
        status: ['registered', 'registered', 'canceled', 'waitlisted', 'pendingApproval', 'rejectedByOrganizer', 'new'][
          int(7)
        ],
        registrationDateTime: style.random() < 0.1 ? null : iso(start - int(500) * HOUR, 3).slice(0, 19),
      };
    });

  const events = ['Ärger & Co: Kick-off', 'Budget 2026 / Q3', 'Budget 2026 / Q4', 'Zebra crossing'].map(
    (title, index) => {
      const start = style.now - (index + 1) * 50 * HOUR;
      return {
        kind: index % 2 ? 'townhalls' : 'webinars',
        id: `evt:${index} ü/${'x'.repeat(index)}@t`,
        title,
        start,
        session: { id: `s ${index}%2F`, start },
        // One event has none, and one does not let them be read.
        registrations: index === 1 ? [] : index === 2 ? undefined : makeRegistrations(start, int(90)),
        // The newest by end is neither first nor last in the list.
        reports: [0, 2, 1].map(turn => ({
          id: `rep(${index}-${turn})`,
          start: start + turn * 2 * HOUR,
          end: start + turn * 2 * HOUR + HOUR,
          records: makeRecords(start + turn * 2 * HOUR, 10 + int(60)),
        })),
      };
    },
  );

  const reportWire = (report: (typeof events)[0]['reports'][0]) => ({
    id: report.id,
    totalParticipantCount: report.records.length,
    meetingStartDateTime: iso(report.start),
    meetingEndDateTime: iso(report.end),
  });
  const eventWire = (event: (typeof events)[0]) => ({
    id: event.id,
    status: 'published',
    displayName: event.title,
    startDateTime: { dateTime: new Date(event.start).toISOString().replace('Z', ''), timeZone: 'UTC' },
    createdBy: { user: { id: organizer.toLowerCase(), displayName: 'O. Ther' } },
  });
  const sessionWire = (event: (typeof events)[0]) => ({
    id: event.session.id,
    subject: event.title,
    startDateTime: iso(event.session.start),
    endDateTime: iso(event.session.start + HOUR),
    surprise: true,
  });

  const page = (request: URL, root: string, rows: unknown[]) => {
    const from = Number(request.searchParams.get('cursor') ?? 0);
    const path = style.keysInParentheses
      ? request.pathname.replace(/\/(webinars|sessions|townhalls|attendanceReports)\/([^/(]+)(?=\/|$)/g, "/$1('$2')")
      : request.pathname;
    const more = from + style.pageSize < rows.length;
    return {
      value: rows.slice(from, from + style.pageSize),
      ...(more ? { '@odata.nextLink': `${root}${path}?cursor=${from + style.pageSize}` } : {}),
    };
  };

  const answerTo = (url: URL, root: string): unknown => {
    const path = url.pathname.replace(/\('([^)]*)'\)/g, '/$1');
    const asked = /\/(webinars|townhalls)\/getByUserIdAndRole\(userId='([^']*)',role='([^']*)'\)$/.exec(url.pathname);
    if (asked) {
      const mine = decodeURIComponent(asked[2]!) === organizer && asked[3] === 'organizer';
      return page(url, root, mine ? events.filter(event => event.kind === asked[1]).map(eventWire) : []);
    }
    const parts = path.split('/').slice(4).map(decodeURIComponent);
    const event = events.find(one => one.kind === parts[0] && one.id === parts[1]);
    if (!event) return undefined;
    if (parts.length === 2) return event.kind === 'webinars' ? { value: eventWire(event) } : eventWire(event);
    if (parts[2] === 'presenters') return { value: [] };
    if (parts[2] === 'registrations') return event.registrations && page(url, root, event.registrations);
    if (parts.length === 3) return page(url, root, [sessionWire(event)]);
    if (parts[3] !== event.session.id) return undefined;
    if (parts.length === 4) return { value: sessionWire(event) };
    if (parts.length === 5) return page(url, root, event.reports.map(reportWire));
    const report = event.reports.find(one => one.id === parts[5]);
    if (!report) return undefined;
    return parts.length === 6 ? reportWire(report) : page(url, root, report.records);
  };

  const send = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const one = (path: string, root: string): [number, unknown] => {
    const body = answerTo(new URL(path, root), root);
    if (body !== undefined) return [200, body];
    if (path.includes('registrations')) return [403, { error: { code: 'Forbidden', message: 'no' } }];
    return [404, { error: { code: 'itemNotFound', message: 'no' } }];
  };

  const server = createServer((request: IncomingMessage, response) => {
    if (!/^Bearer \S/.test(request.headers.authorization ?? '')) {
      send(response, 401, { error: { code: 'InvalidAuthenticationToken', message: 'no' } });
    } else if (request.url === '/v1.0/$batch' && style.batch) {
      let text = '';
      request.on('data', chunk => (text += String(chunk)));
      request.on('end', () => {
        const responses = JSON.parse(text).requests.map((inner: { id: string; url: string }) => {
          const [status, body] = one(`/v1.0/${inner.url.replace(/^\//, '')}`, root);
          return { id: inner.id, status, body };
        });
        send(response, 200, { responses: responses.reverse() });
      });
    } else send(response, ...one(request.url ?? '/', root));
  });
  // The oracle may think for longer than a server usually waits.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const in1 = encodeURIComponent;

  return {
    root,
    organizer,
    finished: events.map(event => {
      const eventUrl = `${root}/v1.0/solutions/virtualEvents/${event.kind}/${in1(event.id)}`;
      const reportUrls = event.reports.map(
        report => `${eventUrl}/sessions/${in1(event.session.id)}/attendanceReports/${in1(report.id)}`,
      );
      return {
        title: event.title,
        reportUrl: reportUrls[1]!,
        reportUrls,
        registrationsUrl: `${eventUrl}/registrations`,
      };
    }),
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
