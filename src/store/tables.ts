/** The tables as both databases hold them: ids are text, times are milliseconds since 1970, JSON is text. Columns are snake_case there. */
export interface Tables {
  conversations: {
    tenant: string;
    id: string;
    serviceUrl: string;
    type: string;
    botId: string;
    personId: string | null;
    state: string;
    changedAt: number;
  };
  watches: {
    tenant: string;
    id: string;
    personId: string;
    conversationId: string;
    what: string;
    targetId: string;
    createdAt: number;
  };
  subscriptions: {
    tenant: string;
    id: string;
    resource: string;
    clientState: string;
    expiresAt: number;
    state: string;
    createdAt: number;
    changedAt: number;
  };
  inbox: {
    tenant: string;
    id: string;
    subscriptionId: string;
    changeType: string;
    resourceId: string;
    etag: string;
    resource: string;
    clientState: string;
    state: string;
    receivedAt: number;
    changedAt: number;
  };
  sessions: {
    tenant: string;
    sessionId: string;
    reportHome: string;
    eventId: string;
    ownerId: string;
    endAt: number;
    looks: number;
    nextLookAt: number | null;
    changedAt: number;
  };
  outbox: {
    tenant: string;
    id: string;
    sessionId: string;
    reportHome: string;
    conversationId: string;
    kind: string;
    revision: number;
    eventId: string;
    content: string;
    state: string;
    attempt: number;
    dueAt: number;
    leaseUntil: number | null;
    replaces: string | null;
    activityId: string | null;
    reason: string | null;
    createdAt: number;
    changedAt: number;
  };
  finished: {
    tenant: string;
    sessionId: string;
    reportHome: string;
    conversationId: string;
    kind: string;
    eventId: string;
    revision: number;
    fingerprint: string;
    figures: string;
    endAt: number;
    changedAt: number;
  };
  sends: { tenant: string; id: string; conversationId: string; at: number };
  leases: { tenant: string; name: string; holder: string; until: number };
  marks: { tenant: string; name: string; value: number };
  audit: {
    tenant: string;
    id: string;
    personId: string;
    deed: string;
    command: string;
    kind: string | null;
    targetId: string | null;
    sessionId: string | null;
    place: string;
    at: number;
  };
  /** SQLite only; PostgreSQL has pg-boss. */
  jobs: {
    id: string;
    name: string;
    key: string;
    data: string;
    state: string;
    runAt: number;
    leaseUntil: number | null;
    attempt: number;
    changedAt: number;
  };
}
