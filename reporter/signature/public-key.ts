/** The public key of who should have signed, as a user names it. */
import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * The Ed25519 public key in this text.
 * @throws {Error} that says what else it is, fit to follow the name of the file.
 */
export function parsePublicKey(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY-----')) throw new Error('is a private key: the public one verifies');
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (cause) {
    throw new Error('is no public key in PEM', { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`is a key of the type ${key.asymmetricKeyType ?? 'unknown'}: Ed25519 is needed`);
  return key;
}
