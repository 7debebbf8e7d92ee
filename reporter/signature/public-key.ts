/** The public key of the expected signer, as a user gives it. */
import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Reads an Ed25519 public key from PEM.
 * @throws {Error} if the text is something else; the message continues a sentence that begins with the file's name.
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
