/** What a JUnit reader reads in a file. The library is an ES module alone. */

/** The suites of the file, and their cases. */
export async function readJunit(xml: string) {
  const { parse } = await import('junit2json');
  const suites = await parse(xml);
  if (!suites || !('testsuite' in suites)) throw new Error('no test suites');
  const cases = (suites.testsuite ?? []).flatMap(({ testcase }) => testcase ?? []);
  return { suites, cases, caseOf: (name: string) => cases.find((one) => one.name === name) };
}
