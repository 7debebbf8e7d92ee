/** A host that leaks all it knows, with planted passwords and personal data, for the search of secrets in what a run writes. */
import { type Wire, write } from '../../host/reference/http.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../../host/reference/routes.ts';
import { type Account, Sessions } from '../../host/reference/rules.ts';
import { settingsFor } from '../tools/certify.ts';
import { formsOf } from '../tools/search.ts';

const accounts: readonly Account[] = [
  { email: 'alice@example.com', password: 'Planted+alice/pässword "1" #', service: false },
  { email: 'bob@example.com', password: "planted'bob&password=2 %41", service: false },
  { email: 'service@example.com', password: 'planted\\service<b>3</b>', service: true },
];

/** Personal data of a customer. */
const PERSON = { name: 'Planted Q. Customer', national_id: 734_512_998_041, phone: '+49 30 5550 1234' };
const FOLDERS = [{ folder_id: 1, meta_data: PERSON, user: PERSON }];

/** A host that repeats each request and all passwords in its errors, and grants the resource without a token. */
class BabblingHost extends Host {
  override answer(request: Incoming): Answer {
    const answer = super.answer(request);
    if (answer.status < 400) return answer;
    const said = `${request.accessToken} ${request.body} ${accounts.map(({ password }) => password).join(' ')}`;
    return {
      status: answer.status,
      headers: {
        'X-Echo': encodeURIComponent(said),
        'X-Echo-64': Buffer.from(said).toString('base64'),
        'Set-Cookie': `token=${request.accessToken ?? 'none'}`,
      },
      body: {
        ...Object(answer.body),
        ...(answer.status === 400 ? { error_code: 'seven', error_message: said } : {}),
        details: { ...request, connection: undefined, said },
      },
    };
  }

  protected override folders(request: Incoming): Answer {
    const answer = super.folders(request);
    return request.accessToken && answer.status !== 200 ? answer : { status: 200, body: FOLDERS };
  }
}

/** Makes a babbling host, a wire that breaks each twelfth connection, and the list of tokens that the host has issued. */
export function babblingHost() {
  const tokens: string[] = [];
  class ListedSessions extends Sessions {
    protected override newToken(): string {
      const token = super.newToken();
      tokens.push(token);
      return token;
    }
  }
  let count = 0;
  const wire: Wire = ({ request, response, speak }) => {
    count++;
    if (count % 12 === 0) request.socket.destroy();
    write(response, count % 30 === 7 ? failure(503, 0, tokens.join(' ')) : speak());
  };
  const sessions = new ListedSessions({ ttl: 3, longliveTtl: 1e6, now: steadyClock });
  return { host: new BabblingHost(accounts, sessions), wire, tokens };
}

/** Returns the settings of a run against a babbling host. */
export function babblingSettings(url: string) {
  const [alice = '', bob = '', service = ''] = accounts.map(({ password }) => password);
  return {
    ...settingsFor(url),
    OZ_USER_PASSWORD: alice,
    OZ_OTHER_USER_PASSWORD: bob,
    OZ_SERVICE_USER_PASSWORD: service,
    OZ_FUZZ_REQUESTS: '20',
  };
}

/** Returns all forms of the planted passwords, of these tokens, and of the personal data. */
export const plantedForms = (tokens: readonly string[]) => [
  ...accounts.flatMap(({ password }) => formsOf(password, 'password')),
  ...tokens.flatMap((token) => formsOf(token, 'token')),
  ...Object.values(PERSON).flatMap((value) => formsOf(String(value), 'password')),
];
