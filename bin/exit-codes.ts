/** Exit code of each verdict. Scripts depend on the numbers. */
export const EXIT_CODES = { conformant: 0, nonconformant: 1, inconclusive: 2 } as const;
