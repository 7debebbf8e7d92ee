/** Counts how often something has come. */
export class Counter<Key> {
  private readonly counts = new Map<Key, number>();

  /** Counts this one, and gives back how often it has come by now: 1 for the first time. */
  next(key: Key): number {
    const count = this.of(key) + 1;
    this.counts.set(key, count);
    return count;
  }

  /** How often it has come. */
  of(key: Key): number {
    return this.counts.get(key) ?? 0;
  }
}
