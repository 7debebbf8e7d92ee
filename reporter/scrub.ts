/**
 * The first reporter: it takes secrets out of everything that passes on to the others. Our own code writes none; what
 * Playwright adds of its own accord, above all the call log of a request that failed, shows headers.
 */
import { stripVTControlCharacters } from 'node:util';
import type {
  FullResult,
  Reporter,
  TestCase,
  TestError,
  TestResult,
  TestStep,
} from '@playwright/test/reporter';
import { printable } from '../fixtures/printable.ts';
import { Redactor } from '../fixtures/redaction.ts';
import { learnSecrets } from '../fixtures/secrets.ts';
import { readRunSettings } from '../fixtures/settings.ts';

/** The annotations that quote what was seen; the others are the catalogue's, and a short password may stand in them. */
const WORDS = new Set(['failed', 'observed', 'skip', 'stopped']);

export default class Scrub implements Reporter {
  private readonly redactor = new Redactor();

  constructor() {
    for (const host of readRunSettings().hosts) learnSecrets(this.redactor, host);
  }

  printsToStdio(): boolean {
    return false;
  }

  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    step.title = this.clean(step.title);
    if (step.error) this.scrubError(step.error);
  }

  onTestEnd(_test: TestCase, result: TestResult): void {
    for (const error of result.errors) this.scrubError(error);
    if (result.error) this.scrubError(result.error);
    for (const annotation of result.annotations)
      if (WORDS.has(annotation.type) && annotation.description !== undefined)
        annotation.description = this.clean(annotation.description);
    result.stdout = result.stdout.map((chunk) => this.clean(String(chunk)));
    result.stderr = result.stderr.map((chunk) => this.clean(String(chunk)));
    for (const attachment of result.attachments) {
      if (attachment.body)
        attachment.body = Buffer.from(this.redactor.redact(attachment.body.toString('utf8')));
    }
  }

  onError(error: TestError): void {
    this.scrubError(error);
  }

  onEnd(_result: FullResult): void {}

  private scrubError(error: TestError): void {
    if (error.message !== undefined) error.message = this.clean(error.message);
    if (error.stack !== undefined) error.stack = this.clean(error.stack);
    if (error.value !== undefined) error.value = this.clean(error.value);
    if (error.snippet !== undefined) error.snippet = this.clean(error.snippet);
    if (error.cause) this.scrubError(error.cause);
  }

  private clean(text: string): string {
    const [shown = ''] = text.split(/\n\s*Call log:/);
    return this.redactor.redact(printable(stripVTControlCharacters(shown)));
  }
}
