import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { readFigures, type Figures, type FiguresOf } from './figures';
import type { Asked, Found, Sent, Taken } from './told';

/** Counts what happens and reads the rest from the store when asked. No value and no label names a tenant, a person, an event or an id. */
export interface Metrics {
  /** Each try of a request to Graph. */
  asked: (line: Asked) => void;
  /** Each request to the address for notifications. */
  taken: (taken: Taken) => void;
  /** Each look at a session that led to summaries. */
  found: (found: Found) => void;
  /** Each try to send a summary that came to an end. */
  sent: (sent: Sent) => void;
  purged: (rows: number) => void;
  auditLost: (entries: number) => void;
  /** The page for a scraper, as text format 0.0.4. Where the database does not answer, the figures from it are left out. */
  page: () => Promise<{ type: string; text: string }>;
}

/** From a minute to a day: Graph takes its time for a report. */
const LAG_BUCKETS = [60, 300, 600, 900, 1_200, 1_800, 2_700, 3_600, 7_200, 14_400, 28_800, 86_400];

/** `figures`: where the store is, absent without one. `startedAt`: milliseconds. */
export function createMetrics(figures: FiguresOf | undefined, startedAt: number): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `rollcall_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `rollcall_${name}`, help, labelNames, registers });

  const requests = counter('graph_requests_total', 'Requests to Microsoft Graph, each try.', [
    'method',
    'route',
    'status',
  ]);
  const received = counter('notifications_total', 'Requests to the address for notifications.', ['outcome']);
  const items = counter('notification_items_total', 'Notifications in them.', ['kind']);
  const summaries = counter('summaries_found_total', 'Summaries that are to be sent, by how they were found.', ['by']);
  const lag = new Histogram({
    name: 'rollcall_summary_lag_seconds',
    help: 'From the end of a session to its summary in Teams.',
    buckets: LAG_BUCKETS,
    registers,
  });
  const sends = counter('sends_total', 'Tries to send a summary, by what came of them.', ['outcome']);
  const purged = counter('purged_rows_total', 'Rows that were removed because their period was over.');
  const auditLost = counter('audit_lost_total', 'Entries of the audit log that could not be kept.');
  const outbox = gauge('outbox', 'Summaries in the outbox.', ['state']);
  const outboxAge = gauge('outbox_age_seconds', 'How long the oldest summary that could be sent has been due.');
  const inboxAge = gauge('inbox_age_seconds', 'How long the oldest unread notification has waited.');
  const life = gauge('subscription_life_seconds', 'Until the first Graph subscription ends; below 0: it has ended.');
  const jobs = gauge('jobs', 'Jobs of the store.', ['name', 'state']);
  const database = gauge('database_up', '1 when the database answered this scrape.');
  const memory = gauge('resident_memory_bytes', 'Memory of this process.');
  gauge('start_time_seconds', 'When this process started, in Unix time.').set(startedAt / 1000);

  const show = (read: Figures): void => {
    outboxAge.set(read.outboxAgeMs / 1000);
    inboxAge.set(read.inboxAgeMs / 1000);
    for (const [state, rows] of Object.entries(read.outbox)) outbox.set({ state }, rows);
    for (const { name, state, count } of read.jobs) jobs.set({ name, state }, count);
    if (read.subscriptionLifeMs === undefined) life.remove();
    else life.set(read.subscriptionLifeMs / 1000);
  };
  const forget = (): void => {
    for (const one of [outbox, jobs]) one.reset();
    for (const one of [outboxAge, inboxAge, life]) one.remove();
  };

  return {
    asked: ({ method, route, outcome }) => {
      requests.inc({ method, route, status: statusOf(outcome) });
    },
    taken: ({ outcome, ...kinds }) => {
      received.inc({ outcome });
      for (const [kind, count] of Object.entries(kinds)) items.inc({ kind }, count);
    },
    found: ({ by, intended }) => {
      summaries.inc({ by }, intended);
    },
    sent: ({ outcome, lagMs }) => {
      sends.inc({ outcome });
      if (lagMs !== undefined) lag.observe(Math.max(0, lagMs) / 1000);
    },
    purged: rows => {
      purged.inc(rows);
    },
    auditLost: entries => {
      auditLost.inc(entries);
    },
    page: async () => {
      const read = figures && (await readFigures(figures).catch(() => undefined));
      if (read) show(read);
      else forget();
      database.set(read ? 1 : 0);
      memory.set(process.memoryUsage.rss());
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** A class of statuses; throttling by itself, since it is what one looks for. */
function statusOf(outcome: number | string): string {
  if (typeof outcome !== 'number') return 'no-answer';
  return outcome === 429 ? '429' : `${Math.floor(outcome / 100)}xx`;
}
