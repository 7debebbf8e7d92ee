/** Allure's results, with what the catalogue says of a test as Allure's labels, links and description. */
import type { Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import { requirementOf } from '../fixtures/catalogue/annotate.ts';
import { requirements } from '../fixtures/catalogue/requirements.ts';
import { suiteVersion } from '../fixtures/evidence/suite-version.ts';
import { readRunSettings } from '../fixtures/settings/read.ts';
import { linksOf } from '../fixtures/catalogue/links.ts';

const SEVERITIES = { MUST: 'critical', SHOULD: 'normal', OBSERVED: 'trivial' } as const;

/** What the topics of ids stand for. */
const FEATURES: Readonly<Record<string, string>> = {
  issue: 'Getting an access token',
  access: 'Access to a resource',
  extension: 'Automatic session extension',
  service: 'Service accounts',
  refresh: 'Token renewal',
  error: 'Errors',
  security: 'Security',
  interop: 'Interoperability',
};

/** How a test hands metadata to Allure: an attachment of this type. */
const MESSAGE = 'application/vnd.allure.message+json';

export default class Allure extends AllureReporter {
  override onBegin(suite: Suite): void {
    const [settings] = readRunSettings().hosts;
    this.options = {
      ...this.options,
      environmentInfo: {
        host: settings?.host ?? 'the embedded reference host',
        OZ_SESSION_TTL: String(settings?.sessionTtl),
        OZ_SESSION_LONGLIVE_TTL: String(settings?.longliveTtl),
        suite: suiteVersion(),
      },
    };
    super.onBegin(suite);
  }

  /** Allure would show each annotation as a step; they come as labels, see below. */
  override onTestBegin(test: TestCase): void {
    super.onTestBegin(Object.create(test, { annotations: { value: [] } }));
  }

  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    const body = Buffer.from(JSON.stringify({ type: 'metadata', data: metadataOf(test) }));
    const message = { name: 'Allure Metadata', contentType: MESSAGE, body };
    // Of what was given: the result itself goes on to the other reporters.
    await super.onTestEnd(test, { ...result, attachments: [...result.attachments, message] });
  }
}

function metadataOf({ annotations }: TestCase) {
  const id = requirementOf(annotations);
  const epic = { name: 'epic', value: 'Token lifecycle of the Oz API' };
  if (id === undefined) return { labels: [epic, { name: 'feature', value: 'Before the tests' }] };
  const { level, source, statement } = requirements[id];
  const topic = id.split('.')[0] ?? id;
  return {
    description: statement,
    labels: [
      epic,
      { name: 'feature', value: FEATURES[topic] ?? topic },
      { name: 'story', value: id },
      { name: 'severity', value: SEVERITIES[level] },
      { name: 'requirement', value: id },
      { name: 'level', value: level },
      { name: 'source', value: source },
    ],
    links: linksOf(source).map((link) => ({ ...link, type: 'source' })),
  };
}
