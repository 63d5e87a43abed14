/**
 * Text about a person in events: sealed under a key of its own among the secrets. Destroying the key
 * erases the text on every till and in every backup, while each chain stays whole.
 */

import { createSecretKey, type KeyObject } from "node:crypto";

import { type SealedText } from "../../domain/events/people-events.ts";
import { type Random } from "../../domain/ports.ts";
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES } from "../../ledger/authenticated-cipher.ts";
import { type Secrets } from "../../ledger/secrets.ts";

const CUSTOMER_KEYS = "customer/";

/** Returns the id of the one key for all fields of a customer. */
export function customerKeyId(id: string): string {
  return `${CUSTOMER_KEYS}${id}`;
}

/** Returns the customer of that key; undefined for any other secret. */
export function customerOfKey(keyId: string): string | undefined {
  return keyId.startsWith(CUSTOMER_KEYS) ? keyId.slice(CUSTOMER_KEYS.length) : undefined;
}

export interface SealingSecrets extends Pick<Secrets, "get"> {
  readonly put: (id: string, key: Uint8Array) => void;
}

/** Makes a key with this id when there is none yet. */
export function sealText(
  text: string,
  keyId: string,
  { secrets, random }: { readonly secrets: SealingSecrets; readonly random: Random },
): SealedText {
  const keyBefore = secrets.get(keyId);
  const key = keyBefore ?? random.bytes(KEY_BYTES);
  if (keyBefore === undefined) secrets.put(keyId, key);
  const nonce = random.bytes(NONCE_BYTES);
  const sealed = encrypt(key, { nonce, plain: Buffer.from(text) });
  return { k: keyId, c: Buffer.concat([nonce, sealed]).toString("base64") };
}

/** The texts that were opened, kept as long as the key is the same: a receipt names people several times. */
const opened = new WeakMap<
  SealedText,
  { readonly key: Uint8Array; readonly text: string | undefined }
>();

/** Undefined when the key is not here, or was destroyed. */
export function openText(sealed: SealedText, secrets: Pick<Secrets, "get">): string | undefined {
  const key = secrets.get(sealed.k);
  if (key === undefined) return undefined;
  const kept = opened.get(sealed);
  if (kept !== undefined && Buffer.compare(kept.key, key) === 0) return kept.text;
  const text = openWith(sealed, toOpeningKey(key));
  opened.set(sealed, { key, text });
  return text;
}

/** For many texts of one key: as bytes it would be made into this for each, which takes longer than the rest. */
export function toOpeningKey(key: Uint8Array): KeyObject {
  return createSecretKey(key);
}

/** Opens a text without keeping it, for callers who open thousands, each once. */
export function openWith({ c }: SealedText, key: KeyObject): string | undefined {
  const bytes = Buffer.from(c, "base64");
  const [nonce, sealed] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
  try {
    return decrypt(key, { nonce, sealed }).toString("utf8");
  } catch {
    // Sealed under another key of that id, or bent: not readable is all that can be said.
    return undefined;
  }
}
