/** How long the host took to answer, for information: nothing is judged by it. */
import type { ResponseTimes } from '../../schemas/index.ts';
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';

/** How each endpoint is asked. */
const METHODS: Readonly<Record<ResponseTimes['endpoint'], string>> = {
  login: 'POST',
  refresh: 'POST',
  resource: 'GET',
};

/** Whose time this is; undefined where it says nothing of how fast the host is. */
function timeOf(entry: Entry): ResponseTimes['endpoint'] | undefined {
  const { method, status, requirement, notTheApi } = entry;
  // Requests at the same moment wait for each other.
  if (status === undefined || notTheApi !== undefined || requirement.startsWith('race.')) return undefined;
  const endpoint = endpointOf(entry);
  return endpoint !== undefined && METHODS[endpoint] === method ? endpoint : undefined;
}

/** The value that so large a part of these sorted ones does not exceed. */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** The times of each endpoint, in seconds; none of one that was not asked. */
export function responseTimesOf(entries: readonly Entry[]): ResponseTimes[] {
  return (['login', 'refresh', 'resource'] as const).flatMap((endpoint) => {
    const times = entries
      .filter((entry) => timeOf(entry) === endpoint)
      .map(({ seconds }) => seconds)
      .toSorted((one, two) => one - two);
    if (times.length === 0) return [];
    const [median, p95, worst] = [0.5, 0.95, 1].map((part) => quantile(times, part));
    return [{ endpoint, requests: times.length, median: median ?? 0, p95: p95 ?? 0, worst: worst ?? 0 }];
  });
}
