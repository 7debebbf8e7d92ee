/** Unix seconds with a fraction. Never goes back, whatever is done to the wall clock. */
export const now = (): number => (performance.timeOrigin + performance.now()) / 1000;
