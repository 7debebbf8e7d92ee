export interface SecondAccount {
  email: string;
  password: string;
  service: boolean;
}

/** Both periods in seconds. */
export interface SecondRules {
  ttl: number;
  longliveTtl: number;
}

export interface SecondFault {
  name: string;
  wrong: string;
  /** The sentences of the page that it breaks: 'S9' or 'S4 S8'. */
  breaks: string;
  /** The ids of the requirements that must fail because of it. */
  fails: readonly string[];
}
