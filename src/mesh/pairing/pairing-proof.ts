/**
 * What both sides of a pairing prove to each other about the connection that they share.
 *
 * Each proof covers what TLS derived for this connection alone (RFC 9266 uses the same), and the keys
 * at both ends: somebody in the middle who relays every byte has two connections, so what one side
 * proves is wrong for the other.
 */

import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";

import { linkKeyOf } from "../links/link-key.ts";

/** The connection as one of its ends sees it. */
export interface PairingBinding {
  /** Exported from TLS: the same at both ends, and different for each connection. */
  readonly exported: Buffer;
  /** SPKI, DER. */
  readonly ownKey: Buffer;
  readonly peerKey: Buffer;
}

/** `J`: whoever joins, who proves first. `A`: whoever has invited. */
export type PairingSide = "J" | "A";

export const EXPORTER_LABEL = "EXPORTER-tillmesh-pair-1";
export const EXPORTER_BYTES = 32;
/** The prefix under which a device's key signs that it joins. */
export const PAIRING_PREFIX = "tillmesh/pair/1\0";

/** Returns this end's proof, hexadecimal. */
export function ownProof(side: PairingSide, secret: string, binding: PairingBinding): string {
  return proof(side, secret, [binding.exported, binding.ownKey, binding.peerKey]).toString("hex");
}

/** Whether the other end has said what it has to, in the same time whatever it is. */
export function isPeerProof(
  { side, proof: said }: { readonly side: PairingSide; readonly proof: string },
  secret: string,
  binding: PairingBinding,
): boolean {
  const right = proof(side, secret, [binding.exported, binding.peerKey, binding.ownKey]);
  const bytes = Buffer.from(said, "hex");
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

/**
 * Returns the statement that the joining device's key signs: it means this connection, this link
 * key and no other.
 */
export function possession(
  { exported }: PairingBinding,
  keys: { readonly joinerKey: Buffer; readonly sealKey: string },
): string {
  return [exported.toString("hex"), linkKeyOf(keys.joinerKey), keys.sealKey].join("\0");
}

/** Checks the signature of a device's raw Ed25519 key. Never throws. */
export function isPossessedBy(deviceKey: string, statement: string, signature: string): boolean {
  try {
    const x = Buffer.from(deviceKey, "hex").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(
      null,
      Buffer.from(PAIRING_PREFIX + statement),
      key,
      Buffer.from(signature, "hex"),
    );
  } catch {
    return false;
  }
}

function proof(side: PairingSide, secret: string, parts: ReadonlyArray<Buffer>): Buffer {
  return createHmac("sha256", Buffer.from(secret, "hex"))
    .update(Buffer.concat([Buffer.from(side), ...parts]))
    .digest();
}
