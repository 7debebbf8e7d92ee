/** Which proxy a host is reached through, as curl reads the same variables. */
import { DIRECT } from '../../fixtures/settings/connection/connection.ts';
import { parseHost } from '../../fixtures/settings/parse.ts';
import { isExempt } from '../../fixtures/settings/connection/proxy.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const HOST = 'https://api.example.com';
const RIGHT = { ...settingsFor(HOST) };

test('a proxy is read as curl reads it', () => {
  const proxy = (values: Readonly<Record<string, string>>, OZ_API_HOST = HOST) =>
    parseHost({ ...RIGHT, OZ_API_HOST, ...values }).secrets.connection.proxy;

  expect(proxy({ HTTPS_PROXY: 'http://u:p%40ss@proxy.example:3128' })).toEqual({
    url: new URL('http://proxy.example:3128'),
    setting: 'HTTPS_PROXY',
    user: 'u',
    password: 'p@ss',
  });
  expect(proxy({ HTTPS_PROXY: 'proxy.example:3128' })?.url.href).toBe('http://proxy.example:3128/');
  expect(proxy({ HTTPS_PROXY: 'http://one.example', https_proxy: 'http://two.example' })?.url.host).toBe(
    'two.example',
  );
  expect(proxy({ HTTPS_PROXY: 'http://one.example', https_proxy: '' })).toBeUndefined();
  expect(proxy({ HTTP_PROXY: 'http://one.example' })).toBeUndefined();
  expect(proxy({ HTTP_PROXY: 'http://one.example' }, 'http://127.0.0.1:8080')?.setting).toBe('HTTP_PROXY');
  // A percent sign that encodes nothing stands for itself.
  expect(proxy({ HTTPS_PROXY: 'http://u:100%@one.example' })?.password).toBe('100%');
  expect(proxy({ HTTPS_PROXY: 'http://u:p%40a%ss%e2@one.example' })?.password).toBe('p@a%ss%e2');
  // What is not used is not looked at.
  expect(proxy({ HTTPS_PROXY: 'socks5://one.example', NO_PROXY: '.example.com' })).toBeUndefined();
  const { OZ_SESSION_TTL } = RIGHT;
  const embedded = parseHost({ OZ_SESSION_TTL, HTTP_PROXY: 'http://one.example' });
  expect(embedded.secrets.connection).toEqual(DIRECT);
});

test('NO_PROXY names hosts as with curl', () => {
  for (const [host, list] of [
    ['api.example.com', 'example.com'],
    ['api.example.com', ' .Example.com ,other'],
    ['example.com', 'other example.com'],
    ['example.com', '*'],
    ['127.0.0.1', 'localhost,127.0.0.1'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['[::1]', '::1'],
    ['[::1]', '[::1]'],
    ['[fd00::1]', 'fd00::/8'],
    ['api.example.com', '*.example.com'],
    ['a.b.example.com', 'other,*.example.com'],
    ['api.example.com', 'example.com:443'],
    ['api.example.com:8443', '*.example.com:8443'],
    ['[::1]:8443', '[::1]:8443'],
    ['127.0.0.1:8080', '127.0.0.1:8080'],
  ] as const)
    expect(isExempt(new URL(`https://${host}`), list), `${host} in ${list}`).toBe(true);
  for (const [host, list] of [
    ['api.example.com', ''],
    ['myexample.com', 'example.com'],
    ['example.com', 'api.example.com,*.example.com'],
    ['11.1.2.3', '10.0.0.0/8,10.0.0.0/99'],
    ['10.1.2.3', '10.0.0.0/x,fd00::/8'],
    ['localhost', '127.0.0.1'],
    ['myexample.com', '*.example.com'],
    ['api.example.com', 'api.example.com:8443'],
    ['api.example.com:8443', 'api.example.com:443'],
    ['[::1]:8443', '[::1]:443'],
  ] as const)
    expect(isExempt(new URL(`https://${host}`), list), `${host} in ${list}`).toBe(false);
});
