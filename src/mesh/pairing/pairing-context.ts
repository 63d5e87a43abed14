/**
 * The TLS identity of both ends of a pairing: their link key, under a certificate that they made
 * themselves.
 */

import { type Random } from "../../domain/ports.ts";
import { certifyNobody, type LinkKeyPair } from "../links/certificates.ts";
import { readCertificate } from "../links/link-key.ts";

export interface PairingContext {
  readonly key: string;
  readonly cert: string;
  readonly ca: [];
  readonly rejectUnauthorized: false;
}

export function pairingContext(keys: LinkKeyPair, random: Random): PairingContext {
  const own = readCertificate(certifyNobody(keys, random));
  if (!own.ok) throw new Error("A certificate that was just made can't be read");
  // Nobody here is known by a certificate: the code is what lets somebody in.
  return { key: keys.privateKey, cert: own.value.toString(), ca: [], rejectUnauthorized: false };
}
