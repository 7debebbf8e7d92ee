/** A host on the REST layer that the API is built on, as its public source answers. */
import { jsonIn } from './requests.ts';
import { type Answer, Host, type Incoming } from '../reference/routes.ts';
import type { Session } from '../reference/rules.ts';

/** What differs from one version of the layer to another. */
export interface Layer {
  /** The message of a missing `expire_token`. */
  readonly missing: string;
  /** The code of bad credentials. */
  readonly badCredentials: number;
}

const error = (status: number, code: number, message: string): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf8' },
  body: { error_code: code, error_message: message, error_details: null },
});

/** Tells whether a field is neither missing nor text. The layer converts such a field to text, which is nobody's token. */
const isNoText = (value: unknown) => value !== undefined && value !== null && typeof value !== 'string';

/** The host on this version. */
export const onLayer = (layer: Layer) =>
  class extends Host {
    override answer(request: Incoming): Answer {
      if (request.path.replace(/\/$/, '') === '/api/version')
        return { status: 200, body: { version: '6.0.1' } };
      const { status, body, headers } = super.answer(request);
      if (status < 400) return { status, body, ...(headers ? { headers } : {}) };
      const { error_code: code, error_message: message }: { error_code?: number; error_message?: string } =
        Object(body);
      if (code === 15) return error(401, layer.badCredentials, 'Invalid credentials');
      if (code === 10 && status === 401) return error(401, 7, 'Session not found');
      if (message?.startsWith('Could not locate field for key_path expire_token'))
        return error(400, 3, layer.missing);
      return error(status, code ?? 0, message ?? '');
    }

    protected override refresh(request: Incoming): Answer {
      const known = this.sessions.authenticate(request.accessToken);
      if ('session' in known && isNoText(Object(jsonIn(request)).expire_token))
        return error(401, 7, 'Session not found');
      return super.refresh(request);
    }

    protected override pair(session: Session): Answer {
      const answer = super.pair(session);
      return { ...answer, body: { ...Object(answer.body), expire_date: Math.floor(session.expireDate) } };
    }
  };
