/** Tests the commit of the suite on a certificate. */
import { commit } from '../../reporter/certificate/commit.ts';
import { expect, test } from '../tools/certify.ts';

test('the commit is known where git takes the owner of the files for another user', () => {
  // A switch from Git's own tests.
  process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';

  expect(commit()).toMatch(/^[0-9a-f]{40}(-dirty)?$/);
});
