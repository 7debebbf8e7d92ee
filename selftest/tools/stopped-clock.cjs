/** Loaded before the product by a self-test: the monotonic clock of its processes stands still from one moment to another. */
const { readFileSync } = require('node:fs');

const real = process.hrtime.bigint;
let stop;
let asked = 0;

/** The moments by the clock on the wall, in milliseconds, once the file that tells them is there. */
function known() {
  if (stop || Date.now() - asked < 20) return stop;
  asked = Date.now();
  try {
    stop = JSON.parse(readFileSync(process.env.CLOCK_STOPS, 'utf8'));
  } catch {
    // It is not there yet, or not whole.
  }
  return stop;
}

process.hrtime.bigint = () => {
  const moments = known();
  const lost = moments ? Math.min(Math.max(Date.now() - moments.from, 0), moments.to - moments.from) : 0;
  return real() - BigInt(Math.round(lost * 1e6));
};
