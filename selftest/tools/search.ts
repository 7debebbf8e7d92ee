/** Search for secrets in output and files: as they are, encoded, in part, and inside archives. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { groups } from '../../reporter/certificate/results.ts';

/** Length of a part of a token that counts as a leak, in characters. */
const PART = 12;

/** Least length of a form that is searched for. Shorter forms would be found by chance. */
const LEAST = 8;

/** Returns every form of a secret that is searched for. A password counts only whole, a token also in part. */
export function formsOf(secret: string, kind: 'password' | 'token'): string[] {
  const parts =
    kind === 'password'
      ? [secret]
      : Array.from({ length: Math.max(1, Math.ceil(secret.length / PART)) }, (_, nth) =>
          secret.slice(nth * PART, (nth + 1) * PART),
        ).filter((part) => part.length === PART || part === secret);
  return [...new Set(parts.flatMap(encodedForms))];
}

/** Returns the forms of a text in markup. Writers of HTML and XML escape quotes in different ways, or not at all. */
function inMarkup(text: string): string[] {
  const bare = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const double = bare.replaceAll('"', '&quot;');
  return [bare, double, ...['&#39;', '&apos;'].map((quote) => double.replaceAll("'", quote))];
}

function encodedForms(text: string): string[] {
  const base64 = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    // The first characters also hold bits of the bytes before the text.
    const own = shift === 0 ? whole : whole.slice(4);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    new URLSearchParams({ text }).toString().slice('text='.length),
    ...inMarkup(text),
    ...base64,
  ].filter((form) => form.length >= LEAST);
}

/** Groups the forms by their first bytes, because there are thousands of forms, and pages of megabytes to search. */
function indexOf(forms: readonly string[]): Map<string, string[]> {
  const known = indexes.get(forms);
  if (known) return known;
  const index = groups(
    forms.map((form) => Buffer.from(form).toString('latin1')),
    (needle) => needle.slice(0, LEAST),
  );
  indexes.set(forms, index);
  return index;
}

const indexes = new WeakMap<readonly string[], Map<string, string[]>>();

function holdsAny(text: string, index: ReadonlyMap<string, readonly string[]>): boolean {
  for (let at = 0; at + LEAST <= text.length; at++)
    if (index.get(text.slice(at, at + LEAST))?.some((needle) => text.startsWith(needle, at))) return true;
  return false;
}

/** Returns the places in these bytes that hold any of the forms. Archives and data URIs are opened. */
export function findIn(bytes: Uint8Array, forms: readonly string[], where: string): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const found = holdsAny(text, indexOf(forms)) ? [where] : [];
  if (text.startsWith('PK\u0003\u0004'))
    for (const [name, inner] of Object.entries(unzipSync(bytes)))
      found.push(...findIn(inner, forms, `${where}!${name}`));
  // A data URI, or a file that Allure's page holds as a string in its script.
  for (const [, inner = ''] of text.matchAll(/(?:;base64,|\bd\("[^"]*",")([A-Za-z0-9+/=]{40,})/g))
    found.push(...findIn(Buffer.from(inner, 'base64'), forms, `${where}!data`));
  return found;
}

/** Returns every file under the folder that holds any of the forms. */
export function findUnder(folder: string, forms: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .flatMap((file) => findIn(readFileSync(file), forms, file));
}
