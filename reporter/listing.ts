/** Whether Playwright is only to list tests: that is no run, and leaves nothing. */
export const listing = process.argv.includes('--list');
