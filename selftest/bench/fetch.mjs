/** `fetch.mjs BASE STEPS`: repeats the exchanges in a bare loop, and prints how many had the recorded status. */
import { readFileSync } from 'node:fs';

const [base, file = ''] = process.argv.slice(2);
const tokens = new Map();
const told = (/** @type {string} */ text) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => tokens.get(name) ?? '');
let alike = 0;
for (const { method, path, headers, body, status, keeps } of JSON.parse(readFileSync(file, 'utf8'))) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, told(value)]),
    redirect: 'manual',
    ...(body === '' ? {} : { body: told(body) }),
  });
  const text = await response.text();
  if (response.status === status) alike++;
  for (const [name, variable] of Object.entries(keeps))
    if (response.ok) tokens.set(variable, JSON.parse(text)[name]);
}
process.stdout.write(`${alike}\n`);
