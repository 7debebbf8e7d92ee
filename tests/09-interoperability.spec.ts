/** Requirements that third-party clients rely on. */
import {
  expect,
  FORM,
  given,
  loginCalled,
  onEachHost,
  refreshWith,
  requirement,
  test,
} from '../fixtures/index.ts';

// Publishing API Methods in the Internet: The vendor's own clients leave the final slash out.
test(
  'both endpoints work without the final slash',
  requirement('interop.no-trailing-slash'),
  onEachHost(async ({ alice }) => {
    await given.refreshedSession(alice);

    const login = await alice.tryLogin({ finalSlash: false });
    expect(login).toMatchSchema('pair');
    const session = await given.stillWorksIfInDoubt(alice.sessionOf(login));
    const refresh = await session.refresh({ expireToken: session.expireToken, finalSlash: false });
    expect(refresh).toMatchSchema('pair');
  }),
);

// Good practice: JSON is called application/json, and a charset beside it is accepted.
test(
  'JSON is called JSON, and a charset beside it does no harm',
  requirement('interop.json-content-type'),
  onEachHost(async ({ alice }) => {
    const withCharset = { headers: { 'Content-Type': 'application/json; charset=utf-8' } };
    const control = await given.refreshedSession(alice);

    const login = await alice.tryLogin(withCharset);
    expect(login).toMatchSchema('pair');
    const session = alice.sessionOf(login);
    const resource = await session.request();
    const refresh = await session.refresh({ expireToken: session.expireToken, ...withCharset });
    expect(refresh).toMatchSchema('pair');
    const error = await refreshWith('missing', control, control);

    for (const answer of [login, resource, error, refresh]) expect(answer).toBeCalledJson();
  }),
);

// Public client code: The vendor's own SDK calls the JSON of its login a form.
test(
  'a login whose JSON is called a form issues a pair',
  requirement('interop.form-content-type'),
  onEachHost(async ({ alice }) => {
    await given.session(alice);

    expect(await loginCalled(FORM, alice)).toMatchSchema('pair');
  }),
);
