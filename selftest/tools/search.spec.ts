/** Tests the search for secrets: planted ones are found as they are, encoded, in part, and inside archives. */
import { zipSync } from 'fflate';
import { expect, test } from './certify.ts';
import { findIn, formsOf } from './search.ts';

test('the search finds what is planted', () => {
  const secret = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const forms = formsOf(secret, 'token');
  const inZip = zipSync({ 'a.txt': Buffer.from(`x ${secret.slice(12, 24)}`) });

  expect(findIn(Buffer.from(secret.slice(0, 12)), forms, 'part')).toEqual(['part']);
  expect(findIn(Buffer.from(Buffer.from(`1${secret}`).toString('base64')), forms, '64')).toEqual(['64']);
  expect(findIn(inZip, forms, 'zip')).toEqual(['zip!a.txt']);
  const data = `data:application/zip;base64,${Buffer.from(inZip).toString('base64')}`;
  expect(findIn(Buffer.from(data), forms, 'html')).toEqual(['html!data!a.txt']);
  const quoted = formsOf(`a'b"c<d>&e`.repeat(2), 'password');
  expect(findIn(Buffer.from('a&#39;b&quot;c&lt;d&gt;&amp;e'.repeat(2)), quoted, 'page')).toEqual(['page']);
  const script = `d("data/a.txt","${Buffer.from(`x ${secret.repeat(2)}`).toString('base64')}")`;
  expect(findIn(Buffer.from(script), [secret], 'page')).toEqual(['page!data']);
  expect(findIn(Buffer.from('nothing'), forms, 'nothing')).toEqual([]);
});
