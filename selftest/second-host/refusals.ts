/** A refusal, thrown wherever the host finds its reason. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: unknown;

  constructor(status: number, code: number, message: string, details: unknown = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const tokenNotGiven = 6;
export const tokenUnknown = 7;

/** The refusals of the host with their messages. The codes are those of the vendor's list of error codes. */
export const refusals = {
  badCredentials: (): Error => new Refusal(401, 15, 'No account has this email and this password'),
  noToken: (): Error => new Refusal(401, tokenNotGiven, 'Access token is not given', {}),
  unknownToken: (): Error => new Refusal(401, tokenUnknown, 'Access token is unknown', {}),
  expiredToken: (): Error => new Refusal(401, 8, 'Access token has expired', { renewable: false }),

  sessionNotFound: (): Error => new Refusal(401, 10, 'Session not found'),
  notOwner: (): Error => new Refusal(403, 9, 'You have not access to refresh this session', []),

  missingField: (keyPath: string, _validator: string): Error =>
    new Refusal(400, 3, `Could not locate field for key_path ${keyPath} from provided dict data`, {
      key_path: keyPath,
    }),
  wrongType: (keyPath: string, expected: string): Error =>
    new Refusal(400, 5, 'A field has the wrong type', { key_path: keyPath, expected }),
  wrongValue: (keyPath: string): Error =>
    new Refusal(400, 4, 'A field has a value that is not allowed', { key_path: keyPath }),

  brokenJson: (): Error => new Refusal(400, 3, 'The body is not JSON', ''),
  wrongMethod: (allowed: string): Error =>
    new Refusal(405, 1, 'Method is not allowed here', { allowed: [allowed] }),
  noSuchPath: (): Error => new Refusal(404, 10, 'Nothing is here', []),
};

export type Refusals = typeof refusals;

/** The framework's own errors are put in the host's words; all other errors become a 500 without details. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = statusOf(error);
  if (status === 413) return new Refusal(413, 4, 'The body is too large', []);
  if (status === 415) return new Refusal(415, 5, 'The body must be application/json', []);
  if (status >= 400 && status < 500) return new Refusal(status, 3, 'The request is malformed', []);
  return new Refusal(500, 0, 'Something went wrong');
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
