import { generateKeyPairSync, X509Certificate } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import {
  certificateFingerprint,
  certifyDevice,
  certifyNobody,
  checkCertificate,
} from "../../../src/mesh/links/certificates.ts";
import {
  linkKeyOf,
  readCertificate,
  readLinkKey,
  spkiOf,
} from "../../../src/mesh/links/link-key.ts";
import { foundLinkShop, type LinkBox, type LinkShop, pem } from "../../support/link-shop.ts";
import { opensslVerify, startOpenssl, whyNoOpenssl } from "../../support/openssl.ts";

const noOpenssl = whyNoOpenssl() !== undefined;
let kade: LinkShop;
let other: LinkShop;
let bar: LinkBox;

beforeAll(async () => {
  [kade, other] = await Promise.all([foundLinkShop("kade"), foundLinkShop("other")]);
  bar = await kade.certify("bar");
});

describe("a certificate of a box", () => {
  test.skipIf(noOpenssl)("is accepted under the shop's root alone, for both sides", async () => {
    const { certificate } = bar;
    for (const purpose of ["sslserver", "sslclient"]) {
      const args = ["-purpose", purpose];
      expect(await opensslVerify(certificate, kade.root.certificate, { args })).toBe("leaf: OK");
    }
    expect(await opensslVerify(certificate, other.root.certificate, {})).toContain(
      "unable to get local issuer certificate",
    );
  });

  test.skipIf(noOpenssl).each([
    ["at the beginning of 1970", 0],
    ["in 2026", 1_795_000_000],
    ["in 2099", 4_070_908_800],
    ["in 2500", 16_725_225_600],
  ])("holds by a clock %s", async (_, atSeconds) => {
    const args = ["-attime", String(atSeconds)];
    expect(await opensslVerify(bar.certificate, kade.root.certificate, { args })).toBe("leaf: OK");
  });

  test("says which device it is for and nothing that people have given a name", () => {
    const certificate = new X509Certificate(pem(bar.certificate));

    expect(certificate.subject).toMatch(/^CN=barb{23}\nO=[0-9a-f]{16}$/u);
    expect(certificate.subjectAltName).toMatch(
      /^DNS:barb{23}\.[0-9a-f]{16}\.tillmesh\.internal, URI:urn:tillmesh:device:barb{23}$/u,
    );
    expect(certificate.toString() + certificate.subject).not.toContain(kade.shop);
    expect(certificate.ca).toBe(false);
  });

  test("certifies nobody else", async () => {
    const keys = await kade.certify("thief");
    const forged = certifyDevice(
      { key: bar.privateKey, certificate: bar.certificate },
      { publicKey: keys.publicKey, shop: kade.shop, device: keys.device, random },
    );

    const certificate = forged.ok ? forged.value : "";

    const { linkKey } = keys;
    expect(checkCertificate(certificate, { linkKey, roots: [bar.certificate] })).toEqual({
      ok: false,
      fault: { type: "certificate/not-by-root" },
    });
    const between = [bar.certificate];
    if (noOpenssl) return;
    expect(await opensslVerify(certificate, kade.root.certificate, { between })).toContain(
      "invalid CA certificate",
    );
  });

  test("is known for what it is", () => {
    const { linkKey, certificate } = bar;
    const foreign = { ok: false, fault: { type: "certificate/not-by-root" } };

    const roots = [other.root.certificate, kade.root.certificate];
    expect(checkCertificate(certificate, { linkKey, roots })).toEqual({ ok: true });
    expect(checkCertificate(certificate, { linkKey, roots: roots.slice(0, 1) })).toEqual(foreign);
    expect(checkCertificate(certificate, { linkKey: "0".repeat(64), roots })).toEqual(foreign);
  });
});

describe("a root", () => {
  test.skipIf(noOpenssl)("is an authority over boxes and over no further ones", async () => {
    const openssl = startOpenssl(["x509", "-noout", "-text"]);
    openssl.process.stdin.end(pem(kade.root.certificate));
    const text = await openssl.ended;

    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\s/u);
    expect(text).toMatch(/Not Before: Jan {2}1 00:00:00 1970 GMT/u);
    expect(text).toMatch(/Not After : Dec 31 23:59:59 9999 GMT/u);
  });

  test("is told apart from others by its fingerprint, in either writing", () => {
    const fingerprint = new X509Certificate(pem(kade.root.certificate)).fingerprint256;
    const plain = { ok: true, value: fingerprint.replaceAll(":", "").toLowerCase() };

    expect(certificateFingerprint(kade.root.certificate)).toEqual(plain);
    expect(certificateFingerprint(pem(kade.root.certificate))).toEqual(plain);
    expect(certificateFingerprint(other.root.certificate)).not.toEqual(plain);
  });
});

describe("a link key", () => {
  test("keeps its name in every certificate", () => {
    const own = new X509Certificate(pem(certifyNobody(bar, random)));
    const byRoot = new X509Certificate(pem(bar.certificate));

    expect(linkKeyOf(spkiOf(own.publicKey))).toBe(bar.linkKey);
    expect(linkKeyOf(spkiOf(byRoot.publicKey))).toBe(bar.linkKey);
  });

  test.each([
    ["garbage", Buffer.from("garbage"), "certificate/unreadable"],
    ["too short", rsa(1024), "certificate/weak-key"],
    ["of another kind", spkiOf(generateKeyPairSync("ed25519").publicKey), "certificate/weak-key"],
    ["followed by something", Buffer.concat([rsa(2048), Buffer.from("x")]), "certificate/weak-key"],
  ])("that is %s is not certified", (_, publicKey, type) => {
    const device = "d".repeat(26) as DeviceId;
    const read = readLinkKey(publicKey);
    const certified = certifyDevice(kade.root, { publicKey, shop: kade.shop, device, random });

    expect(certified).toEqual({ ok: false, fault: { type } });
    expect(read).toEqual(certified);
  });
});

test("garbage is no certificate", () => {
  for (const text of ["", "garbage", "-----BEGIN CERTIFICATE-----\nAAAA\n", "AAAA"]) {
    expect(readCertificate(text)).toEqual({
      ok: false,
      fault: { type: "certificate/unreadable" },
    });
  }
});

const random = createSeededRandom("certificates");

function rsa(modulusLength: number): Buffer {
  return spkiOf(generateKeyPairSync("rsa", { modulusLength }).publicKey);
}
