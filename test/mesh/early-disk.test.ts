/**
 * A copy of a till's disk that sells on apart after the till was shut out, over real links: what it sold
 * reaches the shop and stands among what is in question, also where the disk is from before the till's
 * first word, so that the two share no place.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { endsOf } from "../../src/ledger/exchange.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { sell } from "../support/audited-shop.ts";
import { keyedTills, type LivingMeshes } from "../support/living-meshes.ts";
import { withLivingShops } from "../support/living-shop.ts";
import { synchroniseAll, type TestShop, type TestTill } from "../support/shop.ts";

const MINUTE_MS = 60_000;

let shop: TestShop;
let meshes: LivingMeshes;

withLivingShops((opened) => {
  ({ shop, meshes } = opened);
});

test.each([
  { before: 0, sold: 1, apart: 1 },
  { before: 0, sold: 6, apart: 1 },
  { before: 0, sold: 6, apart: 2 },
  { before: 0, sold: 2, apart: 6 },
  { before: 1, sold: 6, apart: 2 },
])(
  "a disk after $before sales, the till sold $sold more and the disk $apart",
  async ({ before, sold, apart }) => {
    const [a, b] = await keyedTills(shop, "A", "B");
    sellOften(b, before);
    synchroniseAll([a, b]);
    const early = shop.clone(b);
    sellOften(b, sold);
    synchroniseAll([a, b]);
    revoke(a, b);
    sellOften(early, apart);
    const wanted = ownEnd(early);

    const first = meshes.open(a, 7821);
    await meshes.time.pass(1000);
    meshes.open(early, 7822, first.port());
    await meshes.time.pass(2 * MINUTE_MS);

    const inQuestion = a.ledger().quarantined();
    expect(inQuestion).toMatchObject([
      { ...wanted, fromSeq: 1 + seqAfter(early, before), reason: "chain/revoked" },
    ]);
  },
);

function sellOften(till: TestTill, times: number): void {
  for (let sale = 0; sale < times; sale += 1) sell(till);
}

/** Of the till's chain, as a range in question ends. */
function ownEnd(till: TestTill) {
  const { origin } = till.ledger().identity;
  const head = till.ledger().heads().get(origin);
  return { origin, toSeq: head?.seq, hash: head?.hash };
}

function seqAfter(till: TestTill, sales: number): number {
  const { origin } = till.ledger().identity;
  const [first] = [...till.ledger().store.ofOrigin(origin, 1)];
  return sales * (first?.last ?? 0);
}

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
