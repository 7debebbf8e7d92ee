/** Ends a run of Playwright's in order, whatever tells it to end. */

/**
 * Playwright does so at SIGINT only. SIGTERM and a closed terminal would kill it, and with it what was decided so far;
 * without the process that started it, it would go on with nobody to read its verdict.
 */
export function endInOrder(): void {
  process.once('SIGTERM', end);
  process.once('SIGHUP', end);
  process.once('disconnect', end);
  // The channel alone must not keep a run alive that has come to its end.
  process.channel?.unref();
}

function end(): void {
  process.kill(process.pid, 'SIGINT');
}
