/**
 * node-forge, which makes certificates: loaded when there is one to make. Each box starts many times
 * and makes one or two certificates in its life, and loading it takes 40 ms and 9 MB.
 */

import { createRequire } from "node:module";

import type * as Forge from "node-forge";

export type Certificate = Forge.pki.Certificate;
export type CertificateField = Forge.pki.CertificateField;
export type PrivateKey = Forge.pki.rsa.PrivateKey;

const load = createRequire(import.meta.url);

export function loadForge(): typeof Forge {
  return load("node-forge") as typeof Forge;
}
