/** A verifier of DSSE envelopes from another project (@sigstore/verify). */
import type { KeyObject } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';

/**
 * Verifies an envelope with a plain public key, without network, transparency log, certificate or timestamp.
 * @throws {Error} if the envelope is not valid.
 */
export function verifyForeign(text: string, publicKey: KeyObject): void {
  const envelope: { signatures: Array<{ keyid: string }> } = JSON.parse(text);
  const bundle = bundleFromJSON({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: envelope.signatures[0]?.keyid }, tlogEntries: [] },
    dsseEnvelope: envelope,
  });
  const verifier = new Verifier(
    {
      certificateAuthorities: [],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
      publicKey: () => ({ publicKey, validFor: () => true }),
    },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  );
  verifier.verify(toSignedEntity(bundle));
}
