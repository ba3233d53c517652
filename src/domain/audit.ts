/** Who looked at, took or posted what: ids and Rollcall's own words, never content. */
export interface AuditEntry {
  tenantId: string;
  /** Entra object id. */
  personId: string;
  deed: 'looked' | 'exported' | 'posted';
  /** The command's name. */
  command: string;
  /** What it was about, where it was about one thing: webinar, townhall or meeting, or call where it was found through none of these. */
  kind?: string;
  id?: string;
  sessionId?: string;
  place: 'personal' | 'shared';
}

/** Never throws, and delays nothing. */
export type Audit = (entry: AuditEntry) => void;

/** What somebody did something with. */
export type About = Pick<AuditEntry, 'kind' | 'id' | 'sessionId'>;

/** Writes down that the asker did this. Never throws. */
export type Note = (deed: AuditEntry['deed'], command: string, about?: About) => void;
