/** Puts it in as the newest, and lets the oldest go beyond so many. */
export function keepNewest<K, V>(kept: Map<K, V>, key: K, value: V, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  dropOldest(kept, most, () => false);
}

/** Lets go of what is over, and of the oldest beyond so many. Looks no further than to the first that stays: what came later is over later. */
export function dropOldest<K, V>(kept: Map<K, V>, most: number, isOver: (value: V) => boolean): void {
  for (const [oldest, value] of kept) {
    if (kept.size <= most && !isOver(value)) break;
    kept.delete(oldest);
  }
}
