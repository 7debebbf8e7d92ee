/** Playwright reporter that writes Allure's results, with the catalogue's entries as labels, links and descriptions. */
import type { Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import { requirementOf } from '../fixtures/catalogue/annotate.ts';
import { requirements } from '../fixtures/catalogue/requirements.ts';
import { suiteVersion } from '../fixtures/evidence/suite-version.ts';
import { readRunSettings } from '../fixtures/settings/read.ts';
import { linksOf } from '../fixtures/catalogue/links.ts';

const SEVERITIES = { MUST: 'critical', SHOULD: 'normal', OBSERVED: 'trivial' } as const;

/** Names of the topics, which are the first part of a requirement's id. */
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

/** Content type of the attachments through which Allure takes metadata. */
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

  /** Hides the annotations from Allure, which would show each as a step. `onTestEnd` adds them as labels. */
  override onTestBegin(test: TestCase): void {
    super.onTestBegin(Object.create(test, { annotations: { value: [] } }));
  }

  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    const body = Buffer.from(JSON.stringify({ type: 'metadata', data: metadataOf(test) }));
    const message = { name: 'Allure Metadata', contentType: MESSAGE, body };
    // A copy, because the same result goes on to the other reporters.
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
