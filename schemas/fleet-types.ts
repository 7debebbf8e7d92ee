// Made from fleet.schema.json by `npm run types:generate`; never edited by hand.

/**
 * The base URL of the host, or the environment variable that holds it
 */
export type Address = (string | number) | Variable;
/**
 * A value, or the environment variable that holds it
 */
export type Value = (string | number) | Variable;
/**
 * The path of a file of header fields, or the environment variable that holds them or that path
 */
export type Headers = (string | number) | Variable;
/**
 * The address of a proxy, or the environment variable that holds it
 */
export type Proxy = (string | number) | Variable;

/**
 * A fleet: the hosts of one run. x-wrong says what is wrong by the keyword that does not hold, x-write what to write instead; no message shows a value, as somebody may have written a password.
 */
export interface FleetFile {
  /**
   * The hosts by their names
   */
  hosts: {
    [k: string]: HostEntry;
  };
}
/**
 * What a host sets for itself: everything but where the reports go and what signs them
 */
export interface HostEntry {
  OZ_API_HOST: Address;
  OZ_USER_EMAIL?: Value;
  OZ_USER_PASSWORD?: Password;
  OZ_OTHER_USER_EMAIL?: Value;
  OZ_OTHER_USER_PASSWORD?: Password;
  OZ_SERVICE_USER_EMAIL?: Value;
  OZ_SERVICE_USER_PASSWORD?: Password;
  OZ_SESSION_TTL?: Value;
  OZ_SESSION_LONGLIVE_TTL?: Value;
  OZ_RESOURCE_PATH?: Value;
  OZ_VERSION_PATH?: Value;
  OZ_TIME_BUDGET?: Value;
  OZ_LOGINS_PER_MINUTE?: Value;
  OZ_FUZZ_SEED?: Value;
  OZ_FUZZ_REQUESTS?: Value;
  OZ_EXPLORE_SEED?: Value;
  OZ_EXPLORE_REQUESTS?: Value;
  OZ_WAIVERS?: Value;
  OZ_CA_FILE?: Value;
  OZ_CLIENT_CERT?: Value;
  OZ_CLIENT_KEY?: Value;
  OZ_TLS_INSECURE?: Value;
  OZ_EXTRA_HEADERS?: Headers;
  https_proxy?: Proxy;
  HTTPS_PROXY?: Proxy;
  http_proxy?: Proxy;
  HTTP_PROXY?: Proxy;
  no_proxy?: Proxy;
  NO_PROXY?: Proxy;
}
/**
 * The environment variable that holds a value
 */
export interface Variable {
  env: string;
}
/**
 * The environment variable that holds a password
 */
export interface Password {
  env: string;
}
