/** What ends a run in order, and what must not end it. */

/**
 * Ends the run in order at SIGTERM, at SIGHUP, and when the process that started the run is gone. Playwright by itself
 * does so only at SIGINT: other signals would kill it with all that was decided, and without its parent it would go on.
 */
export function endInOrder(): void {
  process.once('SIGTERM', end);
  process.once('SIGHUP', end);
  process.once('disconnect', end);
  // The channel to the parent process must not keep a finished run alive.
  process.channel?.unref();
}

/** Lets the run come to its end when nobody reads its output any more, as in `npm run certify | head`. */
export function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}

/** Seconds that the run may take to end. About one is normal, but a signal between two fixtures can leave a worker waiting. */
const PATIENCE = 10;

function end(): void {
  // Sent within the process, because on Windows a signal from outside kills without a word.
  if (!process.emit('SIGINT', 'SIGINT')) process.kill(process.pid, 'SIGINT');
  // The inconclusive certificate of the beginning then stays.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE * 1000).unref();
}
