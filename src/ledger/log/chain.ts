/**
 * Chains and signatures.
 *
 * Each event's hash covers the hash before it, its header and the hash of its body, so that an export
 * can leave bodies out and still be checked. One signature over a transaction's last hash covers all
 * of the chain before it. Every use of a key has a prefix of its own.
 */

import {
  createPrivateKey,
  createPublicKey,
  hash as digest,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

import { toBase32 } from "../../domain/base/base32.ts";
import { type ShopFounded } from "../../domain/events/control-events.ts";
import {
  type DeviceId,
  deviceIdSchema,
  type Hash,
  type Origin,
  type ShopId,
  shopIdSchema,
} from "../../domain/identity.ts";
import { type EventBytes } from "./envelope.ts";

const EVENT_PREFIX = "tillmesh/event/1\0";
const CHAIN_PREFIX = "tillmesh/chain/1\0";
const TRANSACTION_PREFIX = "tillmesh/tx/1\0";
const DEVICE_PREFIX = "tillmesh/device/1\0";
const SHOP_PREFIX = "tillmesh/shop/1\0";
const TAG_PREFIX = "tillmesh/tag/1\0";

/** DER head of a PKCS #8 Ed25519 key (RFC 8410), before its 32 bytes of seed. */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

const NAME_CHARACTERS = 26;
const HASH_BYTES = 32;
const LENGTH_BYTES = 4;

export interface DeviceKey {
  readonly device: DeviceId;
  /** Raw public key, hexadecimal. */
  readonly publicKey: string;
  readonly sign: (hash: Hash) => Uint8Array;
  /** Signs other statements of the device, under a prefix of their own. */
  readonly signStatement: (prefix: string, statement: string) => Uint8Array;
}

/** The key pair that 32 random bytes stand for. */
export function deviceKeyFromSeed(seed: Uint8Array): DeviceKey {
  const der = Buffer.concat([PKCS8_HEAD, seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = rawPublicKey(privateKey);
  return {
    device: deviceIdOf(publicKey),
    publicKey,
    sign: (hash) => sign(null, signedBytes(TRANSACTION_PREFIX, hash), privateKey),
    signStatement: (prefix, statement) => sign(null, signedBytes(prefix, statement), privateKey),
  };
}

/** A device is named by the hash of its key. */
export function deviceIdOf(publicKey: string): DeviceId {
  return deviceIdSchema.parse(
    toBase32(sha256(DEVICE_PREFIX, Buffer.from(publicKey, "hex")), NAME_CHARACTERS),
  );
}

/**
 * A shop is named by all that its founding says, so that nobody else can found it again, and the founder's
 * key can't found it otherwise: `shop` itself is left out, the rest goes in under its names in their order.
 */
export function shopIdOf(founding: Readonly<Omit<ShopFounded, "shop">>): ShopId {
  const said = Object.entries(founding)
    .filter(([field]) => field !== "shop")
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const bytes = Buffer.from(JSON.stringify(said));
  return shopIdSchema.parse(toBase32(sha256(SHOP_PREFIX, bytes), NAME_CHARACTERS));
}

/** Returns the hash that the first event of an origin follows. */
export function chainStart(shop: ShopId, origin: Origin): Hash {
  return toHash(sha256(CHAIN_PREFIX, Buffer.from(`${shop}\0${origin}`)));
}

/** The hash of an event that follows `previous`. */
export function eventHash(previous: Hash, event: EventBytes): Hash {
  return toHash(hashAfter(Buffer.from(previous, "hex"), event));
}

/** The hash at the end of a transaction that follows `previous`. */
export function transactionHash(previous: Hash, events: ReadonlyArray<EventBytes>): Hash {
  return toHash(events.reduce(hashAfter, Buffer.from(previous, "hex")));
}

/** The hash at the end of each of the transactions that follow `previous`, one after the other. */
export function transactionHashes(
  previous: Hash,
  transactions: ReadonlyArray<{ readonly events: ReadonlyArray<EventBytes> }>,
): ReadonlyArray<Hash> {
  let hash = previous;
  return transactions.map(({ events }) => {
    hash = transactionHash(hash, events);
    return hash;
  });
}

const EVENT_HEAD = Buffer.from(EVENT_PREFIX);

/** The bytes are joined in one buffer, because hashing takes most of the time for a whole history. */
function hashAfter(previous: Buffer, { headerBytes, bodyBytes }: EventBytes): Buffer {
  const headerAt = EVENT_HEAD.length + HASH_BYTES + LENGTH_BYTES;
  const hashed = Buffer.allocUnsafe(headerAt + headerBytes.length + HASH_BYTES);
  hashed.set(EVENT_HEAD);
  hashed.set(previous, EVENT_HEAD.length);
  hashed.writeUInt32BE(headerBytes.length, EVENT_HEAD.length + HASH_BYTES);
  hashed.set(headerBytes, headerAt);
  hashed.set(digest("sha256", bodyBytes, "buffer"), headerAt + headerBytes.length);
  return digest("sha256", hashed, "buffer");
}

/**
 * The tag of a transaction: fresh randomness is mixed with where it stands and what it says, so that
 * two voices with one cloned random state still differ.
 */
export function transactionTag(parts: {
  readonly random: Uint8Array;
  readonly wallMs: number;
  readonly previous: Hash;
  readonly command: string;
}): string {
  const text = `${Buffer.from(parts.random).toString("hex")}\0${parts.wallMs}\0${parts.previous}\0${parts.command}`;
  return sha256(TAG_PREFIX, Buffer.from(text)).subarray(0, 4).toString("hex");
}

/** Checks a signature by a device's raw public key. Never throws. */
export function isSignedBy(publicKey: string, hash: Hash, signature: Uint8Array): boolean {
  return isStatementSignedBy(publicKey, { prefix: TRANSACTION_PREFIX, statement: hash, signature });
}

export function isStatementSignedBy(
  publicKey: string,
  signed: { readonly prefix: string; readonly statement: string; readonly signature: Uint8Array },
): boolean {
  try {
    const bytes = signedBytes(signed.prefix, signed.statement);
    return verify(null, bytes, toKeyObject(publicKey), signed.signature);
  } catch {
    // A key that isn't one signs nothing.
    return false;
  }
}

function signedBytes(prefix: string, statement: string): Buffer {
  return Buffer.from(prefix + statement);
}

function rawPublicKey(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: "jwk" });
  return Buffer.from(x ?? "", "base64url").toString("hex");
}

/** The limit is more devices than any shop has ever had. */
const KEYS_KEPT_MAX = 256;
const keyObjects = new Map<string, KeyObject>();

/** Reading a key takes as long as checking a signature by it: few devices say all that is heard. */
function toKeyObject(publicKey: string): KeyObject {
  const known = keyObjects.get(publicKey);
  if (known !== undefined) return known;
  const x = Buffer.from(publicKey, "hex").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  if (keyObjects.size >= KEYS_KEPT_MAX) keyObjects.clear();
  keyObjects.set(publicKey, key);
  return key;
}

function sha256(prefix: string, bytes: Uint8Array): Buffer {
  return digest("sha256", Buffer.concat([Buffer.from(prefix), bytes]), "buffer");
}

function toHash(bytes: Buffer): Hash {
  return bytes.toString("hex") as Hash;
}
