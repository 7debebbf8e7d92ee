/** A count for each key, of how often it has come. */
export class Counter<Key> {
  private readonly counts = new Map<Key, number>();

  /** Counts a key, and gives back how often it has come by now: 1 for the first time. */
  next(key: Key): number {
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }
}
