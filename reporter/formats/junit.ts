/** The certificate as JUnit XML, for systems that show test results. Pure. */
import type { Certificate, RequirementResult } from '../../schemas/index.ts';
import { isWaived } from '../../schemas/waived.ts';
import { groups, type Results, topicOf } from '../certificate/results.ts';
import { waiverInWords, whoAsks } from '../certificate/result-in-words.ts';

/** Characters that XML 1.0 has no way to write. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // XML readers turn these three into spaces in attributes, and a bare carriage return into a line feed everywhere.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function clean(text: string): string {
  return text.replace(
    FORBIDDEN,
    (one) => `‹U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const text = clean(String(value)).replace(/[&<>"\t\n\r]/g, (one) => ENTITIES[one] ?? one);
      return ` ${name}="${text}"`;
    })
    .join('');
}

type Attributes = Readonly<Record<string, string | number>>;

/** Writes an element that holds other elements. */
function element(name: string, values: Attributes, inside: readonly string[] = []): string {
  return inside.length === 0
    ? `<${name}${attributes(values)}/>`
    : `<${name}${attributes(values)}>\n${inside.join('\n')}\n</${name}>`;
}

/** Writes an element that holds text. */
function textElement(name: string, values: Attributes, text: string): string {
  const inside = clean(text).replace(/[&<>\r]/g, (one) => ENTITIES[one] ?? one);
  return `<${name}${attributes(values)}>${inside}</${name}>`;
}

function requirementText({ statement, source }: RequirementResult): string {
  return `${whoAsks(source)}: ${statement}`;
}

const isFailure = (result: RequirementResult) =>
  result.verdict === 'failed' && result.level === 'MUST' && !isWaived(result);
const isSkipped = (result: RequirementResult) =>
  result.verdict === 'inconclusive' || (result.verdict === 'failed' && !isFailure(result));

/**
 * Writes the inside of a test case whose requirement did not simply pass. A failed SHOULD and a waived failure are
 * `skipped`, not `failure`: a build that the exit code calls good must not turn red.
 */
function caseBody(result: RequirementResult): string[] {
  const { level, waiver } = result;
  const deviation = result.verdict === 'failed' && level !== 'MUST' ? 'deviation from what SHOULD be: ' : '';
  const seen = `${deviation}${result.reason ?? ''}`;
  const reason = waiver ? [waiverInWords(waiver), ...(seen === '' ? [] : [seen])].join('\n') : seen;
  if (isFailure(result))
    return [
      textElement('failure', { type: level, message: reason }, `${requirementText(result)}\n${reason}`),
    ];
  if (isSkipped(result)) return [element('skipped', { message: reason })];
  return reason === '' ? [] : [textElement('system-out', {}, reason)];
}

function caseCounts(results: Results) {
  return {
    tests: results.length,
    failures: results.filter(isFailure).length,
    errors: 0,
    skipped: results.filter(isSkipped).length,
  };
}

/** Writes the JUnit XML of a run: a test suite for each topic, a test case for each requirement of the catalogue. */
export function junitXml(certificate: Certificate): string {
  const { verdict, summary, host, ttl, suite, run, requirements } = certificate;
  const time = Math.max(0, (Date.parse(run.end) - Date.parse(run.start)) / 1000).toFixed(3);
  const properties = Object.entries({
    verdict,
    waived: certificate.counts.waived,
    summary,
    host: host.url,
    OZ_SESSION_TTL: ttl.session,
    OZ_SESSION_LONGLIVE_TTL: ttl.longlive,
    suite: suite.version,
    commit: suite.commit ?? '',
    run: run.id,
  }).map(([name, value]) => element('property', { name, value }));
  const suites = [...groups(requirements, topicOf)].map(([topic, results]) =>
    element('testsuite', { name: topic, ...caseCounts(results), timestamp: run.start.slice(0, 19) }, [
      element('properties', {}, properties),
      ...results.map((one) => element('testcase', { classname: topic, name: one.id }, caseBody(one))),
    ]),
  );
  const all = { name: `${suite.name}: ${verdict}`, ...caseCounts(requirements), time };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', all, suites)}\n`;
}
