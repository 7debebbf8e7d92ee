/**
 * `npm run host -- [--port N] [--ttl SECONDS] [--longlive-ttl SECONDS]`: the reference host, to try with curl. With
 * `--while-stdin-is-open` it ends when whoever started it is gone.
 */
import { parseArgs } from 'node:util';
import { accounts } from './reference/accounts.ts';
import { listen } from './reference/http.ts';
import { referenceHost } from './reference/routes.ts';

const USAGE = 'npm run host -- [--port N] [--ttl SECONDS] [--longlive-ttl SECONDS]';

function fail(message: string): never {
  process.stderr.write(`${message}\nUsage: ${USAGE}\n`);
  process.exit(2);
}

type Numbers = Record<'port' | 'ttl' | 'longlive-ttl', string>;

function options(): Numbers & { 'while-stdin-is-open': boolean } {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        ttl: { type: 'string', default: '3' },
        'longlive-ttl': { type: 'string', default: '157680000' },
        'while-stdin-is-open': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function number(name: keyof Numbers, least: number, most: number): number {
  const value = Number(values[name]);
  if (values[name].trim() !== '' && value >= least && value <= most) return value;
  return fail(`--${name} is "${values[name]}": write a number from ${least} to ${most}.`);
}

const values = options();
const port = number('port', 0, 65535);
const ttl = number('ttl', 0.1, 1e9);
const longliveTtl = number('longlive-ttl', 0.1, 1e9);

const { url, port: bound } = await listen(referenceHost(accounts, { ttl, longliveTtl }), { port }).catch(
  (error: unknown) => fail(`Cannot listen on port ${port}: ${String(error)}`),
);

process.stdout.write(`The reference host listens on ${url} (port ${bound}); stop it with Ctrl-C.

  regular accounts live ${ttl} s after their last request, the service account ${longliveTtl} s

${accounts.map(({ email, password, service }) => `  ${email}  ${password}${service ? '  (service)' : ''}`).join('\n')}

The whole lifecycle, to paste into another terminal:

  # log in: a pair of tokens
  curl -s ${url}/api/authorize/auth/ -H 'Content-Type: application/json' \\
    -d '{"credentials": {"email": "${accounts[0].email}", "password": "${accounts[0].password}"}}'

  # keep them (paste the values of the answer), then use the access token: each request extends the session
  ACCESS_TOKEN=…; EXPIRE_TOKEN=…
  curl -si ${url}/api/folders/ -H "X-Forensic-Access-Token: $ACCESS_TOKEN"

  # renew: a new pair; the old one works until the new one is first used
  curl -s ${url}/api/authorize/refresh/ -H 'Content-Type: application/json' \\
    -H "X-Forensic-Access-Token: $ACCESS_TOKEN" -d "{\\"expire_token\\": \\"$EXPIRE_TOKEN\\"}"

  # use the new access token, then see the old one refused
  NEW_ACCESS_TOKEN=…
  curl -si ${url}/api/folders/ -H "X-Forensic-Access-Token: $NEW_ACCESS_TOKEN"
  curl -si ${url}/api/folders/ -H "X-Forensic-Access-Token: $ACCESS_TOKEN"

  # the documented errors
  curl -si ${url}/api/authorize/refresh/ -H "X-Forensic-Access-Token: $NEW_ACCESS_TOKEN" -d '{}'
  curl -si ${url}/api/authorize/refresh/ -H "X-Forensic-Access-Token: $NEW_ACCESS_TOKEN" \\
    -d '{"expire_token": "never issued"}'
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
if (values['while-stdin-is-open']) process.stdin.on('close', () => process.exit(0)).resume();
