/** A reader of JUnit files from another project (junit2json). The library is imported late, as it is only an ES module. */

/** Reads the test suites of a file and their cases. */
export async function readJunit(xml: string) {
  const { parse } = await import('junit2json');
  const suites = await parse(xml);
  if (!suites || !('testsuite' in suites)) throw new Error('no test suites');
  const cases = (suites.testsuite ?? []).flatMap(({ testcase }) => testcase ?? []);
  return { suites, cases, caseOf: (name: string) => cases.find((one) => one.name === name) };
}
