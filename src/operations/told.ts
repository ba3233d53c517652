/* What the parts tell the metrics, in their own words: none of them knows what becomes of it. */

/** One try of a request to Graph. */
export interface Asked {
  method: string;
  /** The path without ids. */
  route: string;
  /** HTTP status, or how the try failed. */
  outcome: number | string;
}

/** One request to the address for notifications. */
export interface Taken {
  outcome: 'handshake' | 'refused' | 'too-many' | 'kept' | 'not-kept';
  rows: number;
  malformed: number;
  repeated: number;
  beyond: number;
  forged: number;
}

/** A look at a session that led to so many summaries. */
export interface Found {
  by: 'notification' | 'sweep';
  intended: number;
}

/** A try to send that came to an end. */
export interface Sent {
  outcome: 'sent' | 'later' | 'refused' | 'gone' | 'uncertain';
  /** First posts only: milliseconds since the session ended. */
  lagMs?: number;
}
