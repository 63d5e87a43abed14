/** The certificates that a terminal's own has to be by, as an installer has them. */

import { X509Certificate } from "node:crypto";

import { TRUST_MAX } from "../../domain/events/terminal-events.ts";
import { readNamedText } from "../system/named-file.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu;

/** Returns the certificates of a PEM file and nothing else of it; undefined for a file that has none. */
export function readCertificates(file: string): string | undefined {
  try {
    const found = readNamedText(file).match(CERTIFICATE) ?? [];
    const pem = found.map((text) => new X509Certificate(text).toString()).join("");
    return pem === "" || pem.length > TRUST_MAX ? undefined : pem;
  } catch {
    return undefined;
  }
}
