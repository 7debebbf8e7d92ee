/** The time axis of a timeline: seconds → a part of its width. */

/** A wait that takes up more of the axis than this is cut short, so that what is around it can be told apart. */
const TOO_WIDE = 0.8;
/** The part of the width that a wait cut short takes. */
const CUT_TO = 0.18;

export interface Scale {
  /** Where a moment stands, from 0 (left) to 1 (right). */
  readonly at: (seconds: number) => number;
  /** The wait that is drawn shorter than it was. */
  readonly cut?: { readonly from: number; readonly to: number };
}

/** An axis from 0 to `end` seconds on which these moments are worth seeing. */
export function makeScale(moments: readonly number[], end: number): Scale {
  const sorted = [0, ...moments.filter((one) => one > 0 && one < end), end].toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((to, nth) => ({ from: sorted[nth] ?? 0, to }));
  const widest = gaps.reduce((best, gap) => (gap.to - gap.from > best.to - best.from ? gap : best), {
    from: 0,
    to: 0,
  });
  const wait = widest.to - widest.from;
  if (wait <= TOO_WIDE * end) return { at: (seconds) => seconds / end };

  // A little of the wait on each side stays true, so that the marks at its ends don't touch the cut.
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
