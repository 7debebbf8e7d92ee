/** A `.env` that would be read otherwise than it was meant is refused, with what to write. */
import { writeFileSync } from 'node:fs';
import { readSettings } from '../../fixtures/settings/read.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const RIGHT = settingsFor('https://api.example.com');
const LINES = Object.entries(RIGHT)
  .map(([name, value]) => `${name}=${value}`)
  .join('\n');
const SECRET = 'planted-password';

/** What is said of a file with this text or these bytes; undefined where it is taken. */
function refusal(file: string, content: string | Buffer): string | undefined {
  writeFileSync(file, content);
  try {
    readSettings({}, file);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const utf16 = Buffer.from(LINES, 'utf16le');

for (const [what, content, says] of [
  ['UTF-16 with a byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'it is UTF-16'],
  ['UTF-16 without one', utf16, 'it is UTF-16'],
  ['UTF-16, the high byte first', Buffer.from(`\ufeff${LINES}`, 'utf16le').swap16(), 'it is UTF-16'],
  ['a code page of Windows', Buffer.from(`${LINES}\n# ä`, 'latin1'), 'it is no UTF-8'],
  [
    'set, of a command prompt',
    'set OZ_API_HOST=https://a.example',
    'line 1 begins with "set".*OZ_API_HOST=…',
  ],
  ['SET in quotes', 'SET "OZ_API_HOST=https://a.example"', 'line 1 begins with "set"'],
  [
    'PowerShell',
    '\n$env:OZ_USER_PASSWORD = "planted-password"',
    'line 2 begins with "\\$env:".*OZ_USER_PASSWORD=…',
  ],
  ['one line of several for PowerShell', `${LINES}\n$env:OZ_TIME_BUDGET = 5`, 'begins with "\\$env:"'],
  ['small letters', 'oz_api_host=https://a.example', 'in capitals. Write OZ_API_HOST=…'],
  ['a name that is none', 'oz_password=planted-password', 'is no setting'],
  ['no equals sign', 'OZ_API_HOST https://a.example', 'line 1 is no NAME=value'],
  ['JSON', '{\n "OZ_API_HOST": "https://a.example"\n}', 'OZ_API_HOST=…'],
  ['lines of something else', '[oz]\nhost = https://a.example', 'sets nothing.*OZ_API_HOST='],
  ['settings of another program', 'API_HOST=https://a.example', 'sets nothing: line 1 names no setting'],
  [
    'a password that is cut at #',
    `${LINES}\nOZ_USER_PASSWORD=planted-password#1`,
    "ends at the #.*OZ_USER_PASSWORD='…'",
  ],
  ['a password that is cut at a # after a space', `OZ_USER_PASSWORD=planted-password #1`, 'ends at the #'],
  ['a password that begins with #', `OZ_USER_PASSWORD=#planted-password`, 'ends at the #'],
  ['an address that is cut', 'OZ_API_HOST=https://a.example/#/', 'ends at the #'],
  ['a path of Windows in double quotes', 'OZ_CA_FILE="C:\\new\\ca.pem"', 'slashes: C:/new/ca.pem'],
  ['a password in double quotes', 'OZ_USER_PASSWORD="planted\\n-password"', 'the password in single quotes'],
] as const)
  test(`${what} is refused`, ({}, testInfo) => {
    const message = refusal(testInfo.outputPath('env'), content) ?? 'it was taken';

    expect(message).toMatch(new RegExp(says, 's'));
    expect(message).not.toContain(SECRET);
  });

for (const [what, text] of [
  ['a byte order mark of UTF-8', `\ufeff${LINES}`],
  ['line ends of Windows', LINES.replaceAll('\n', '\r\n')],
  ['export', LINES.replaceAll(/^/gm, 'export ')],
  ['comments', `# five\n${LINES} # ten\nOZ_SESSION_TTL=3 #three`],
  ['a # in quotes', `${LINES}\nOZ_USER_PASSWORD='a #1' # of Alice\nOZ_OTHER_USER_PASSWORD="b#2"`],
  ['an empty password with a comment', `${LINES}\nOZ_SERVICE_USER_EMAIL=\nOZ_SERVICE_USER_PASSWORD= # none`],
  ['values of several lines', `${LINES}\nOZ_SIGNING_KEY="-----BEGIN X\noz_a b#c\n-----END X"`],
  ['a path of Windows in single quotes', `${LINES}\nOZ_REPORT_DIR='C:\\new'`],
  ['names of other programs beside ours', `${LINES}\nNODE_ENV=x\nsomething else`],
] as const)
  test(`a file with ${what} is taken`, ({}, testInfo) => {
    expect(refusal(testInfo.outputPath('env'), text)).toBeUndefined();
  });

test('an empty file, and one of comments alone, set nothing', ({}, testInfo) => {
  for (const text of ['', '\n \n', '# OZ_API_HOST=https://a.example\n'])
    expect(refusal(testInfo.outputPath('env'), text)).toBeUndefined();
});

test('names of the environment are in capitals', () => {
  expect(() => readSettings({ oz_api_host: 'https://a.example' }, '/nonexistent')).toThrow(
    /has OZ_API_HOST, but not in capitals/,
  );
});
