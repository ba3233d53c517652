/** Lists and reports that somebody just read, kept for ten minutes in memory, so that paging and sorting ask Graph nothing. */
export interface RecentReads {
  /** The value kept under this key for this person, unless it is older than 10 minutes. */
  get(owner: string, key: string): unknown;
  /** `weight` is about how many bytes the value holds; the oldest go when all together are too heavy. */
  set(owner: string, key: string, value: unknown, weight: number): void;
}
