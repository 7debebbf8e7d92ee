/** Stops the monotonic clock of a process between two moments. A self-test loads the file before the product. */
const { readFileSync } = require('node:fs');

const real = process.hrtime.bigint;
let stop;
let asked = 0;

/** Reads the two moments, in milliseconds of the wall clock, once the file `CLOCK_STOPS` is there. */
function readStop() {
  if (stop || Date.now() - asked < 20) return stop;
  asked = Date.now();
  try {
    stop = JSON.parse(readFileSync(process.env.CLOCK_STOPS, 'utf8'));
  } catch {
    // The file is not there yet, or not complete.
  }
  return stop;
}

process.hrtime.bigint = () => {
  const moments = readStop();
  const lost = moments ? Math.min(Math.max(Date.now() - moments.from, 0), moments.to - moments.from) : 0;
  return real() - BigInt(Math.round(lost * 1e6));
};
