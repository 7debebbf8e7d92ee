/** The exchanges as a Postman collection, as a tester would write it: a request, a check of the status, the tokens kept. */
import type { Step } from './exchanges.ts';

function item(base: string, { method, path, headers, body, status, keeps }: Step, nth: number) {
  const kept = Object.entries(keeps).map(
    ([name, variable]) => `pm.environment.set('${variable}', pm.response.json().${name});`,
  );
  return {
    name: `${nth + 1}`,
    protocolProfileBehavior: { disableBodyPruning: true, followRedirects: false },
    request: {
      method,
      url: `${base}${path}`,
      header: Object.entries(headers).map(([key, value]) => ({ key, value })),
      ...(body === '' ? {} : { body: { mode: 'raw', raw: body } }),
    },
    event: [
      {
        listen: 'test',
        script: {
          exec: [
            `pm.test('status ${status}', () => pm.expect(pm.response.code).to.equal(${status}));`,
            ...kept,
          ],
        },
      },
    ],
  };
}

/** Makes a collection of these exchanges with the host at this base URL. */
export const collectionOf = (base: string, steps: readonly Step[]) => ({
  info: {
    name: 'token lifecycle',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  item: steps.map((step, nth) => item(base, step, nth)),
});
