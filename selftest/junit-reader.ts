/** What a JUnit reader reads in a file: the library is an ES module alone. */
import type { parse } from 'junit2json';

export async function readJunit(xml: string): ReturnType<typeof parse> {
  const library = await import('junit2json');
  return library.parse(xml);
}
