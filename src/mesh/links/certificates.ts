/**
 * Roots and device certificates: what lets a box of the shop in, and strangers fail in TLS.
 *
 * They never expire, because a till with a dead battery believes that it is 1970 or 2099, and has to
 * sell with the others all the same; whoever has to go is revoked in the ledger. Strangers can read a
 * certificate by connecting, so there is no name in it that people gave.
 */

import { generateKeyPair, hash as digest, type KeyObject, sign } from "node:crypto";
import { createRequire } from "node:module";

import type * as Forge from "node-forge";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DeviceId, type ShopId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import {
  type CertificateFault,
  certificateText,
  linkKeyOf,
  readCertificate,
  readLinkKey,
  spkiOf,
} from "./link-key.ts";

export interface LinkKeyPair {
  /** PEM (PKCS #8). */
  readonly privateKey: string;
  /** SPKI, DER. */
  readonly publicKey: Buffer;
}

/** A key that may certify, and its certificate as events have it. */
export interface Root {
  readonly key: string;
  readonly certificate: string;
}

const KEY_BITS = 2048;
const SERIAL_BYTES = 16;
/** 9999-12-31T23:59:59Z: no well-defined end (RFC 5280, 4.1.2.5). */
const NEVER_MS = 253_402_300_799_000;
const SHOP_NAME_CHARACTERS = 16;

/** Off the main thread: on a small box it takes seconds. */
export function newLinkKeyPair(): Promise<LinkKeyPair> {
  return new Promise((resolve, reject) => {
    generateKeyPair("rsa", { modulusLength: KEY_BITS }, (cause, publicKey, privateKey) => {
      if (cause !== null) reject(cause);
      else resolve({ privateKey: pemOf(privateKey), publicKey: spkiOf(publicKey) });
    });
  });
}

/** A root of the shop, signed by itself. A shop may have several. */
export function certifyRoot(
  keys: LinkKeyPair,
  { shop, random }: { readonly shop: ShopId; readonly random: Random },
): Root {
  const name = `tillmesh root ${linkKeyOf(keys.publicKey).slice(0, SHOP_NAME_CHARACTERS)}`;
  const certificate = signed({
    publicKey: keys.publicKey,
    subject: [...nameOf(name), ...organisationOf(shop)],
    issuer: [...nameOf(name), ...organisationOf(shop)],
    issuerKey: keys.privateKey,
    issuerSpki: keys.publicKey,
    random,
    extensions: [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: keys.privateKey, certificate };
}

/** DER in base64. */
export function certifyDevice(
  root: Root,
  wanted: {
    /** SPKI, DER. */
    readonly publicKey: Uint8Array;
    readonly shop: ShopId;
    readonly device: DeviceId;
    readonly random: Random;
  },
): Result<string, CertificateFault> {
  const { publicKey, shop, device, random } = wanted;
  const key = readLinkKey(publicKey);
  if (!key.ok) return key;
  const issuer = readCertificate(root.certificate);
  if (!issuer.ok) return issuer;
  const { pki } = loadForge();
  const signer = pki.certificateFromPem(issuer.value.toString());
  const certificate = signed({
    publicKey: spkiOf(key.value),
    subject: [...nameOf(device), ...organisationOf(shop)],
    issuer: signer.subject.attributes,
    issuerKey: root.key,
    issuerSpki: spkiOf(issuer.value.publicKey),
    random,
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true, clientAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: DNS_NAME, value: `${device}.${shopName(shop)}.tillmesh.internal` },
          { type: URI, value: `urn:tillmesh:device:${device}` },
        ],
      },
    ],
  });
  return ok(certificate);
}

/** For the pairing port, where codes and not certificates say who is who: signed by its own key. */
export function certifyNobody(keys: LinkKeyPair, random: Random): string {
  return signed({
    publicKey: keys.publicKey,
    subject: nameOf("tillmesh pairing"),
    issuer: nameOf("tillmesh pairing"),
    issuerKey: keys.privateKey,
    issuerSpki: keys.publicKey,
    random,
    extensions: [{ name: "basicConstraints", cA: false, critical: true }],
  });
}

/** Whether others will let this key in with this certificate. */
export function checkCertificate(
  certificate: string,
  { linkKey, roots }: { readonly linkKey: string; readonly roots: ReadonlyArray<string> },
): Result<undefined, CertificateFault> {
  const read = readCertificate(certificate);
  if (!read.ok) return read;
  const isOwn = linkKeyOf(spkiOf(read.value.publicKey)) === linkKey;
  const isByRoot = roots.some((text) => {
    const root = readCertificate(text);
    return (
      root.ok &&
      root.value.ca &&
      read.value.checkIssued(root.value) &&
      read.value.verify(root.value.publicKey)
    );
  });
  return isOwn && isByRoot ? ok(undefined) : err({ type: "certificate/not-by-root" });
}

/** SHA-256 of a certificate, hexadecimal: roots are told apart by it. */
export function certificateFingerprint(certificate: string): Result<string, CertificateFault> {
  const read = readCertificate(certificate);
  return read.ok ? ok(digest("sha256", read.value.raw)) : read;
}

interface Statement {
  readonly publicKey: Buffer;
  readonly subject: ReadonlyArray<CertificateField>;
  readonly issuer: ReadonlyArray<CertificateField>;
  readonly issuerKey: string;
  readonly issuerSpki: Buffer;
  readonly random: Random;
  readonly extensions: ReadonlyArray<object>;
}

/** The numbers of subjectAltName (RFC 5280, 4.2.1.6). */
const DNS_NAME = 2;
const URI = 6;

function signed(statement: Statement): string {
  const { md, pki } = loadForge();
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(spkiPem(statement.publicKey));
  certificate.serialNumber = serialNumber(statement.random);
  certificate.validity.notBefore.setTime(0);
  certificate.validity.notAfter.setTime(NEVER_MS);
  certificate.setSubject([...statement.subject]);
  certificate.setIssuer([...statement.issuer]);
  certificate.setExtensions([
    ...statement.extensions,
    { name: "subjectKeyIdentifier" },
    { name: "authorityKeyIdentifier", keyIdentifier: keyIdentifier(statement.issuerSpki) },
  ]);
  certificate.sign(signerOf(certificate, statement.issuerKey), md.sha256.create());
  const read = readCertificate(pki.certificateToPem(certificate));
  if (!read.ok) throw new Error("The certificate that was made can't be read");
  return certificateText(read.value);
}

/** Forge's own arithmetic would take fifty times as long. */
function signerOf(certificate: Certificate, key: string): PrivateKey {
  const { asn1, util } = loadForge();
  const signer: Pick<PrivateKey, "sign"> = {
    sign: () => {
      const body = asn1.toDer(certificate.tbsCertificate).getBytes();
      return sign("sha256", util.binary.raw.decode(body), key).toString("binary");
    },
  };
  return signer as PrivateKey;
}

/** Positive, and without a leading zero, as DER wants it. */
function serialNumber(random: Random): string {
  const bytes = Buffer.from(random.bytes(SERIAL_BYTES));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

/** Returns the identifier that forge makes of a subject's key. */
function keyIdentifier(spki: Buffer): string {
  const { pki } = loadForge();
  const key = pki.publicKeyFromPem(spkiPem(spki));
  return pki.getPublicKeyFingerprint(key, { type: "RSAPublicKey" }).getBytes();
}

function nameOf(commonName: string): ReadonlyArray<CertificateField> {
  return [{ name: "commonName", value: commonName }];
}

function organisationOf(shop: ShopId): ReadonlyArray<CertificateField> {
  return [{ name: "organizationName", value: shopName(shop) }];
}

/** Who knows the shop can tell it from others by this; who doesn't learns nothing. */
function shopName(shop: ShopId): string {
  return digest("sha256", `tillmesh/shop-name/1\0${shop}`).slice(0, SHOP_NAME_CHARACTERS);
}

function spkiPem(spki: Buffer): string {
  return `-----BEGIN PUBLIC KEY-----\n${spki.toString("base64")}\n-----END PUBLIC KEY-----\n`;
}

function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

type Certificate = Forge.pki.Certificate;

type CertificateField = Forge.pki.CertificateField;

type PrivateKey = Forge.pki.rsa.PrivateKey;

const load = createRequire(import.meta.url);

/**
 * node-forge, which makes certificates: loaded when there is one to make. Each box starts many times
 * and makes one or two certificates in its life, and loading it takes 40 ms and 9 MB.
 */
function loadForge(): typeof Forge {
  return load("node-forge") as typeof Forge;
}
