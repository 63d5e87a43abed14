/**
 * The certificates of a simulated Nexo terminal: an authority of its own, and the terminal's by it, in the
 * name that Adyen's terminals have.
 */

import { generateKeyPair } from "node:crypto";
import { createRequire } from "node:module";

import type * as Forge from "node-forge";

export interface NexoPapers {
  /** The authority's certificate (PEM), which the till is told to trust. */
  readonly root: string;
  /** The terminal's certificate and its key (PEM). */
  readonly certificate: string;
  readonly key: string;
}

const KEY_BITS = 2048;
/** 9999-12-31T23:59:59Z: no well-defined end (RFC 5280, 4.1.2.5). */
const NEVER_MS = 253_402_300_799_000;
const ROOT = [{ name: "commonName", value: "tillmesh simulated terminals" }];

/** Takes up to a second. */
export async function makeNexoPapers(poi: string): Promise<NexoPapers> {
  const { pki } = createRequire(import.meta.url)("node-forge") as typeof Forge;
  const [root, own] = await Promise.all([newKeys(), newKeys()]);
  const issuer = { subject: ROOT, issuer: ROOT, issuerKey: root.privateKey };
  const subject = [{ name: "commonName", value: `${poi}.test.terminal.adyen.com` }];
  return {
    root: signed(pki, {
      ...issuer,
      publicKey: root.publicKey,
      serial: "01",
      extensions: [{ name: "basicConstraints", cA: true, critical: true }],
    }),
    certificate: signed(pki, {
      ...issuer,
      subject,
      publicKey: own.publicKey,
      serial: "02",
      extensions: [
        { name: "basicConstraints", cA: false, critical: true },
        { name: "extKeyUsage", serverAuth: true },
      ],
    }),
    key: own.privateKey,
  };
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

function newKeys(): Promise<KeyPair> {
  return new Promise((resolve, reject) => {
    generateKeyPair(
      "rsa",
      {
        modulusLength: KEY_BITS,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      },
      (cause, publicKey, privateKey) => {
        if (cause === null) resolve({ publicKey, privateKey });
        else reject(cause);
      },
    );
  });
}

interface Statement {
  readonly publicKey: string;
  readonly serial: string;
  readonly subject: Forge.pki.CertificateField[];
  readonly issuer: Forge.pki.CertificateField[];
  readonly issuerKey: string;
  readonly extensions: object[];
}

function signed(pki: typeof Forge.pki, statement: Statement): string {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(statement.publicKey);
  certificate.serialNumber = statement.serial;
  certificate.validity.notBefore.setTime(0);
  certificate.validity.notAfter.setTime(NEVER_MS);
  certificate.setSubject(statement.subject);
  certificate.setIssuer(statement.issuer);
  certificate.setExtensions(statement.extensions);
  const { md } = createRequire(import.meta.url)("node-forge") as typeof Forge;
  certificate.sign(pki.privateKeyFromPem(statement.issuerKey), md.sha256.create());
  return pki.certificateToPem(certificate);
}
