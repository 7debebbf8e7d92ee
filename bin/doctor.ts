/**
 * `npm run doctor [-- --fleet FILE]`: tells what works on the way to a first run, and what does not, in a few seconds. The
 * exit code is 0 if nothing is in the way, else 2.
 */
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { bad, type Finding, lineOf, nodeFinding } from './doctor/finding.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

let inTheWay = 0;

function tell(finding: Finding): void {
  if (finding.mark === 'bad') inTheWay++;
  process.stdout.write(`${lineOf(finding)}\n`);
}

function end(): never {
  const things = inTheWay === 1 ? '1 thing is' : `${inTheWay} things are`;
  process.stdout.write(
    inTheWay > 0 ? `\n  ${things} in the way\n` : '\n  Nothing is in the way: npm run certify\n',
  );
  // A step that was cut off may hang on.
  return process.exit(inTheWay > 0 ? 2 : 0);
}

const USAGE = `npm run doctor [-- --fleet FILE]

  --fleet FILE  each host of this file
`;

function fleetOrExit(): string | undefined {
  try {
    const allowed = { program: 'doctor', values: ['fleet'], positionals: false };
    const args = argumentsFrom(allowed, (message) => failWith(message, USAGE));
    return parseArgs({ args, options: { fleet: { type: 'string' } } }).values.fleet;
  } catch (error) {
    return failWith(messageOf(error), USAGE);
  }
}

const fleet = fleetOrExit();
const node = nodeFinding(process.versions.node);
tell(node);
if (node.mark === 'bad') end();

// An older Node could not load the rest.
try {
  const { visit } = await import('./doctor/visit.ts');
  await visit(fleet, { tell, title: (text) => void process.stdout.write(`\n  ${text}\n`) });
} catch (error) {
  const [line = ''] = messageOf(error).split('\n');
  tell(bad('doctor', `it broke itself: ${line}`, 'Run npm run certify, which does without it.'));
}
end();
