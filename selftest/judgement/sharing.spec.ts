/** What tests share on a host, and that it costs no host its verdict. */
import { requirementIds } from '../../fixtures/catalogue/requirements.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { type Answer, type Incoming, referenceHost } from '../../host/reference/routes.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const reference = () => referenceHost(accounts, { ttl: 60, longliveTtl: 600 });
const quickly = (url: string, grep: string) =>
  [{ ...settingsFor(url), OZ_SESSION_TTL: '60' }, '--quick', '--grep', grep] as const;
const OF_ACCESS = requirementIds.filter((id) => id.startsWith('access.')).toSorted();

test('an answer that several requirements rest on is asked for once, and stands with each', async ({
  certify,
  serve,
}) => {
  const run = await certify(...quickly(await serve(reference()), '@access'));

  expect(run.ids('passed')).toEqual(OF_ACCESS);
  const evidenceOf = (id: string) =>
    run.certificate.requirements
      .find((one) => one.id === id)
      ?.evidence?.map(({ status, requestId }) => `${status} ${requestId}`) ?? [];
  const described = evidenceOf('access.describes-refusals');
  for (const id of ['access.requires-token', 'access.rejects-unknown-token'])
    expect(evidenceOf(id).filter((one) => one.startsWith('401') && described.includes(one))).toHaveLength(1);
  // The login of a session that another test has left.
  for (const id of OF_ACCESS) expect(evidenceOf(id).some((one) => one.startsWith('200'))).toBe(true);
});

test('where a session bears but few requests, each test has one of its own in the end', async ({
  certify,
  serve,
}) => {
  const host = reference();
  const uses = new Map<string, number>();
  const weary = (request: Incoming): Answer => {
    const answer = host.answer(request);
    if (request.method !== 'GET' || answer.status !== 200) return answer;
    const token = String(request.accessToken);
    const nth = (uses.get(token) ?? 0) + 1;
    uses.set(token, nth);
    return nth > 6 ? { status: 401, body: { error_code: 8, error_message: 'Used up', details: {} } } : answer;
  };

  const run = await certify(...quickly(await serve({ answer: weary }), '@access'));

  expect(run.ids('passed')).toEqual(OF_ACCESS);
});

test('what fails once, beside the experiments, and then passes, is not told', async ({ certify, serve }) => {
  const host = reference();
  let failed = false;
  const answer = (request: Incoming): Answer => {
    const its = request.rawHeaders.some((text) => text.includes('-issue.returns-pair-'));
    if (!its || failed) return host.answer(request);
    failed = true;
    return { status: 200, body: {} };
  };

  const run = await certify(...quickly(await serve({ answer }), '@issue.returns-pair'));

  expect(run.ids('inconclusive')).toContain('issue.returns-pair');
  expect(run.output).toContain('it passed at the second try, and not at the first');
});
