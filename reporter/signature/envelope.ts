/**
 * The DSSE envelope (Dead Simple Signing Envelope v1.0) around an in-toto Statement, signed with Ed25519 by `node:crypto`.
 * @sigstore/core is not used, as it needs a newer Node; a self-test checks the envelopes with @sigstore/verify.
 */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { printable } from '../../fixtures/evidence/printable.ts';
import { sha256 } from '../certificate/files.ts';
import { mismatches } from '../../schemas/index.ts';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** An envelope as its file holds it. */
interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly [{ readonly keyid: string; readonly sig: string }];
}

/** Returns the id of a key: the SHA-256 of its public half (SPKI, DER), in hex. */
export function keyIdOf(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return sha256(half.export({ type: 'spki', format: 'der' }));
}

/** Returns the bytes that are signed: the payload, its type and the lengths of both, so that no two payloads coincide. */
function preAuthEncoding(type: string, payload: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `),
    payload,
  ]);
}

/** Writes the text of the envelope's file. Opening accepts this text alone, byte by byte. */
function textOf({ payload, payloadType, signatures: [{ keyid, sig }] }: Envelope): string {
  return `${JSON.stringify({ payload, payloadType, signatures: [{ keyid, sig }] }, null, 2)}\n`;
}

/** Signs a payload, and returns the text of the envelope's file. */
export function sealEnvelope(payload: Buffer, key: KeyObject): string {
  return textOf({
    payload: payload.toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [
      {
        keyid: keyIdOf(key),
        sig: sign(null, preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64'),
      },
    ],
  });
}

function parse(text: string): Envelope | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isEnvelope(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isEnvelope(value: unknown): value is Envelope {
  return mismatches('envelope', value).length === 0;
}

/** Decodes base64; returns undefined if the text is not the one form that these bytes have. */
function decoded(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

const shown = (text: string) => JSON.stringify(printable(text.slice(0, 80)));

/** Payload of an envelope, or the reason why the envelope cannot be trusted. */
export type Opened = { readonly payload: Buffer } | { readonly problem: string };

/** Opens an envelope that was signed with the private half of this public key. Nothing of it is used before that check. */
export function openEnvelope(bytes: Buffer, key: KeyObject): Opened {
  const text = bytes.toString('utf8');
  const envelope = parse(text);
  if (!envelope)
    return { problem: 'is no DSSE envelope with one signature: it is cut short, or was changed' };
  const { payloadType } = envelope;
  if (payloadType !== PAYLOAD_TYPE)
    return { problem: `has the payloadType ${shown(payloadType)}, which is not ${PAYLOAD_TYPE}` };
  const [{ keyid, sig }] = envelope.signatures;
  const [payload, signature] = [decoded(envelope.payload), decoded(sig)];
  if (!payload || !signature) return { problem: 'was changed: what it holds is not in base64' };
  const given = keyIdOf(key);
  if (!verify(null, preAuthEncoding(payloadType, payload), key, signature))
    return {
      problem:
        keyid === given
          ? 'was changed: its signature does not belong to what it says'
          : `was signed with another key: its id is ${shown(keyid)}, the given one's ${shown(given)}`,
    };
  if (keyid !== given)
    return { problem: `was changed: it names the key ${shown(keyid)}, but ${shown(given)} signed it` };
  if (!bytes.equals(Buffer.from(textOf(envelope))))
    return { problem: 'was changed around what is signed: it is not the text that was written' };
  return { payload };
}
