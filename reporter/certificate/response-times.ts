/** How long the host took to answer. The times are for information; no verdict rests on them. */
import type { ResponseTimes } from '../../schemas/index.ts';
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';

/** Method of the requests that count, for each endpoint. */
const METHODS: Readonly<Record<ResponseTimes['endpoint'], string>> = {
  login: 'POST',
  refresh: 'POST',
  resource: 'GET',
};

/** Returns the endpoint whose response time this exchange shows; undefined if it tells nothing of the host's speed. */
function timedEndpoint(entry: Entry): ResponseTimes['endpoint'] | undefined {
  const { method, status, requirement, notTheApi } = entry;
  // Requests that are sent at the same moment slow each other down.
  if (status === undefined || notTheApi !== undefined || requirement.startsWith('race.')) return undefined;
  const endpoint = endpointOf(entry);
  return endpoint !== undefined && METHODS[endpoint] === method ? endpoint : undefined;
}

/** Returns the value that this part (0 to 1) of the sorted values does not exceed. */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** Returns the response times of each endpoint that was asked, in seconds. */
export function responseTimesOf(entries: readonly Entry[]): ResponseTimes[] {
  return (['login', 'refresh', 'resource'] as const).flatMap((endpoint) => {
    const times = entries
      .filter((entry) => timedEndpoint(entry) === endpoint)
      .map(({ seconds }) => seconds)
      .toSorted((one, two) => one - two);
    if (times.length === 0) return [];
    const [median, p95, worst] = [0.5, 0.95, 1].map((part) => quantile(times, part));
    return [{ endpoint, requests: times.length, median: median ?? 0, p95: p95 ?? 0, worst: worst ?? 0 }];
  });
}
