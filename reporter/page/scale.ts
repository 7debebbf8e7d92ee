/** The time axis of a timeline, from seconds to a part of its width. */

/** Part of the axis above which a wait is cut short, so that the marks around the wait can be told apart. */
const TOO_WIDE = 0.8;
/** Part of the width that a shortened wait takes. */
const CUT_TO = 0.18;

/** A time axis. */
export interface Scale {
  /** Returns the place of a moment, from 0 (left) to 1 (right). */
  readonly at: (seconds: number) => number;
  /** The wait that is drawn shorter than it was, in seconds. */
  readonly cut?: { readonly from: number; readonly to: number };
}

/** Makes an axis from 0 to `end` seconds on which these moments can be told apart. */
export function makeScale(moments: readonly number[], end: number): Scale {
  const sorted = [0, ...moments.filter((one) => one > 0 && one < end), end].toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((to, nth) => ({ from: sorted[nth] ?? 0, to }));
  const widest = gaps.reduce((best, gap) => (gap.to - gap.from > best.to - best.from ? gap : best), {
    from: 0,
    to: 0,
  });
  const wait = widest.to - widest.from;
  if (wait <= TOO_WIDE * end) return { at: (seconds) => seconds / end };

  // A little of the wait on each side is drawn to scale, so that the marks at its ends do not touch the cut.
  const room = (end - wait) / 10;
  const cut = { from: widest.from + room, to: widest.to - room };
  const unit = (1 - CUT_TO) / (end - (cut.to - cut.from));
  const at = (seconds: number) => {
    if (seconds <= cut.from) return seconds * unit;
    if (seconds >= cut.to) return 1 - (end - seconds) * unit;
    return cut.from * unit + (CUT_TO * (seconds - cut.from)) / (cut.to - cut.from);
  };
  return { at, cut };
}
