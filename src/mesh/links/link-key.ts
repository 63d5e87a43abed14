/**
 * The name of a link key: what membership knows a box by, whichever certificate it shows.
 *
 * Read from certificates that TLS has accepted, and from what others claim; never throws.
 */

import { createPublicKey, hash as digest, type KeyObject, X509Certificate } from "node:crypto";

import { err, ok, type Result } from "../../domain/base/result.ts";

export interface CertificateFault {
  readonly type: "certificate/unreadable" | "certificate/weak-key" | "certificate/not-by-root";
}

/** RSA below this is not taken; above `LINK_KEY_BITS_MAX` it would cost the others too much. */
const LINK_KEY_BITS_MIN = 2048;
const LINK_KEY_BITS_MAX = 4096;

/** SHA-256 of the key (SPKI, DER), hexadecimal. */
export function linkKeyOf(spki: Uint8Array): string {
  return digest("sha256", spki);
}

export function spkiOf(key: KeyObject): Buffer {
  return key.export({ type: "spki", format: "der" });
}

/** A key that may be certified: RSA of a usual size. */
export function readLinkKey(spki: Uint8Array): Result<KeyObject, CertificateFault> {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    const isFit =
      key.asymmetricKeyType === "rsa" && bits >= LINK_KEY_BITS_MIN && bits <= LINK_KEY_BITS_MAX;
    // The key is compared in the encoding that others will hash.
    return isFit && spkiOf(key).equals(spki) ? ok(key) : err({ type: "certificate/weak-key" });
  } catch {
    return err({ type: "certificate/unreadable" });
  }
}

/** Reads PEM, or DER in base64 as events have it. */
export function readCertificate(text: string): Result<X509Certificate, CertificateFault> {
  try {
    const isPem = text.startsWith("-----");
    return ok(new X509Certificate(isPem ? text : Buffer.from(text, "base64")));
  } catch {
    return err({ type: "certificate/unreadable" });
  }
}

/** DER in base64, as it stands in events. */
export function certificateText(certificate: X509Certificate): string {
  return certificate.raw.toString("base64");
}
