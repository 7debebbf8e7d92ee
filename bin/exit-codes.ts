/** The exit code of each verdict: scripts depend on them. */
export const EXIT_CODES = { conformant: 0, nonconformant: 1, inconclusive: 2 } as const;
