/** Whole tills over real links, of which one is shut out: what is said, how often, and what is not. */

import { describe, expect, test } from "vitest";

import { hasUnheardRevokers } from "../../src/app/membership/own-revocation.ts";
import { keepStaticAddresses } from "../../src/app/mesh/mesh-addresses.ts";
import { linkIdentity } from "../../src/app/mesh/mesh-keys.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { pem } from "../support/link-shop.ts";
import { keyedTills, type LivingMeshes } from "../support/living-meshes.ts";
import { withLivingShops } from "../support/living-shop.ts";
import { type Openssl, pemFolder, startOpenssl, whyNoOpenssl } from "../support/openssl.ts";
import { type TestShop, type TestTill } from "../support/shop.ts";

const MINUTE_MS = 60_000;
/** Of what a till says first. */
const GREETING = "instance";

let shop: TestShop;
let meshes: LivingMeshes;

withLivingShops((opened) => {
  ({ shop, meshes } = opened);
});

test("a till that was revoked while it was away hears so, and both are quiet from then on", async () => {
  const [a, b] = await keyedTills(shop, "A", "B");
  revoke(a, b);
  const first = meshes.open(a, 7801);
  await meshes.time.pass(1000);
  const second = meshes.open(b, 7802, first.port());
  keepStaticAddresses(a.ledger().store, [`127.0.0.1:${second.port()}`]);

  await meshes.time.pass(5 * MINUTE_MS);

  expect(hasUnheardRevokers(b.ledger())).toBe(true);
  // A line for each link that ends is some forty, and some two hundred where it is the revoked one's.
  expect(first.log.length).toBeLessThan(12);
  expect(second.log.length).toBeLessThan(30);
});

describe.skipIf(whyNoOpenssl() !== undefined)("whoever stole a revoked till's keys", () => {
  test("hears not a byte of a till's, also of one that it was senior to", async () => {
    const [a, b, c] = await keyedTills(shop, "A", "B", "C");
    revoke(c, b);
    const till = meshes.open(c, 7803);
    await meshes.time.pass(1000);

    const member = await knock(till.port(), a);
    await meshes.time.until(member.says(GREETING));
    const thief = await knock(till.port(), b);
    await meshes.time.until(thief.says("Verification: OK"));
    await meshes.time.pass(12_000);
    const said = await meshes.time.until(thief.ended);

    expect(said).not.toContain(GREETING);
    expect(said).toMatch(/read \d+ bytes|DONE|closed/iu);
    expect(till.log).toContain("the link to 127.0.0.1 ended: said nothing");
  });
});

function revoke(by: TestTill, { device }: TestTill): void {
  const { words, heads: known } = by.ledger();
  const heads = endsOf(known()).filter(({ origin }) => origin.startsWith(device));
  words.put(revokedId(device, by.device), Buffer.from("stolen"));
  by.write({
    kind: "device/revoked",
    streams: [],
    body: { device, heads: [...heads], reason: "stolen" },
  });
}

async function knock(port: number, till: TestTill): Promise<Openssl> {
  const identity = linkIdentity(till.ledger());
  if (identity === undefined) throw new Error(`${till.code} has no keys for links.`);
  const write = await pemFolder();
  const shown = [
    ["-key", write("key.pem", identity.key)],
    ["-cert", write("cert.pem", pem(identity.certificate))],
    ["-CAfile", write("ca.pem", pem(till.ledger().roots()[0] ?? ""))],
  ].flat();
  return startOpenssl([
    ...`s_client -connect 127.0.0.1:${port} -alpn tillmesh/1 -verify_return_error`.split(" "),
    ...shown,
  ]);
}
