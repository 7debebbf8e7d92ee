/**
 * Compares what the tests fail on a host with what the model of the page says of the same run. Where the two differ there
 * has to be a reason, and it stands here.
 */
import { isRequirementId, type RequirementId } from '../../fixtures/catalogue/requirements.ts';
import { mayBeDueTo, mayBeDueToInTime } from '../../fixtures/model/doubt.ts';
import type { MatrixHost } from './hosts.ts';
import type { HostResult } from './run.ts';

/**
 * The requirements that say what is to be refused, and how. The others that the model knows say what is to be granted, or when
 * a session ends. There it may be silent on any host: another session of the account has to live through what is seen, so that
 * nobody else can have ended them all; and it leaves more room around an end than the experiments do.
 */
const REFUSALS: readonly RequirementId[] = [
  'access.requires-token',
  'access.rejects-unknown-token',
  'access.rejects-expire-token',
  'refresh.requires-access-token',
  'refresh.rejects-unknown-access-token',
  'refresh.old-access-token-dies',
  'refresh.old-expire-token-dies',
  'error.missing-expire-token',
  'error.unknown-expire-token',
  'error.foreign-expire-token',
];

/** Hosts whose refusals the tests fail and the model does not, by the reason. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  'the status is right; the model reads no messages, and no tokens in a refusal': [
    'access-refusal-opens-a-session',
    'error-foreign-carries-a-pair',
    'error-foreign-full-stop',
    'error-foreign-in-detail',
    'error-foreign-message',
    'error-missing-field-beside-others',
    'error-missing-field-carries-a-pair',
    'error-missing-field-full-stop',
    'error-missing-field-in-detail',
    'error-missing-field-message',
    'error-unknown-session-carries-a-pair',
    'error-unknown-session-full-stop',
    'error-unknown-session-in-detail',
    'error-unknown-session-message',
    'foreign-session-shows-a-page',
    'layer-from-3.2',
    'second-missing-field-in-words-of-validator',
  ],
  'where several things are wrong with a refresh, any refusal is one for the model': [
    'error-unknown-session-is-404',
    'old-expire-token-is-forbidden',
    'refresh-with-an-unknown-access-token-is-404',
    'refresh-without-access-token-is-400',
    'second-no-row-is-404',
  ],
  'nobody knows what a host that breaks has done': [
    'missing-expire-token-breaks-the-connection',
    'second-no-row-is-500',
  ],
  'the request is refused; only what becomes of the sessions is wrong': [
    'refresh-is-empty',
    'refresh-without-access-token-ends-the-session',
    'refresh-without-access-token-uses-the-expire-token-up',
    'renewed-pair-comes-with-an-empty-body',
  ],
  'the model does not judge altered and empty tokens': [
    'access-with-an-empty-token',
    'expire-token-any-case',
    'expire-token-by-all-but-the-last-character',
    'expire-token-by-first-characters',
    'second-expire-token-column-of-32',
  ],
  'the two tokens of a pair are one, so the expire token is an access token as well': [
    'login-twice-the-same-token',
    'refresh-twice-the-same-token',
    'second-one-token-for-both',
  ],
};

const EXPLAINED = new Set(Object.values(SILENT).flat());

/** Tells whether a requirement that the tests left open or failed explains this one by the model. */
function isExplained(id: string, { failed, inconclusive }: HostResult): boolean {
  if (!isRequirementId(id)) return false;
  const seen = new Set([...failed, ...inconclusive]);
  return [...mayBeDueTo(id), ...mayBeDueToInTime(id)].some((one) => seen.has(one));
}

/** Returns a sentence for each difference between the tests and the model that has no reason. */
export function disagreements({ name, right }: MatrixHost, result: HostResult): string[] {
  const { brokenByModel, failed } = result;
  if (brokenByModel === undefined) return ['the model was not asked'];
  const more = brokenByModel
    .filter((id) => right || !isExplained(id, result))
    .map((id) => `${id} is broken by the model, and by no test`);
  const fewer = failed
    .filter((id) => REFUSALS.some((one) => one === id) && !brokenByModel.includes(id) && !EXPLAINED.has(name))
    .map((id) => `${id} is failed by its test, and the model is silent`);
  return [...more, ...fewer];
}
