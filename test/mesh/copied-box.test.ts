/** A till and a copy of its disk, over real links: both listen, and each is where the other one dials. */

import { expect, test } from "vitest";

import { keepStaticAddresses } from "../../src/app/mesh/mesh-addresses.ts";
import { keyedTills, type LivingMeshes } from "../support/living-meshes.ts";
import { withLivingShops } from "../support/living-shop.ts";
import { type TestShop } from "../support/shop.ts";
import { endsText, note } from "../support/wired-shop.ts";

const MINUTE_MS = 60_000;

let shop: TestShop;
let meshes: LivingMeshes;

withLivingShops((opened) => {
  ({ shop, meshes } = opened);
});

test("they dial each other, keep one link of those, and come to hold the same", async () => {
  const [a] = await keyedTills(shop, "A", "B");
  const copy = shop.clone(a);
  const first = meshes.open(a, 7811);
  await meshes.time.pass(1000);
  const second = meshes.open(copy, 7812, first.port());
  note({ till: a }, 1);
  note({ till: copy }, 2, 3);
  await meshes.time.pass(1000);
  keepStaticAddresses(a.ledger().store, [`127.0.0.1:${second.port()}`]);

  await meshes.time.pass(MINUTE_MS);

  expect(endsText(copy)).toEqual(endsText(a));
  for (const { log, view } of [first, second]) {
    expect(log.filter((line) => line.includes("ended")).length).toBeLessThan(6);
    expect(view()?.peers).toEqual([]);
    expect(view()?.addresses).toMatchObject([{ device: a.device, lastEnd: null }]);
  }
});

test("a till that a person has told to dial itself says so once, and not in its log", async () => {
  const [a] = await keyedTills(shop, "A", "B");
  const only = meshes.open(a, 7813);
  await meshes.time.pass(1000);
  keepStaticAddresses(a.ledger().store, [`127.0.0.1:${only.port()}`]);

  await meshes.time.pass(5 * MINUTE_MS);

  expect(only.view()?.addresses).toMatchObject([{ lastEnd: "ourselves", state: "left alone" }]);
  expect(only.log.filter((line) => line.includes("ended"))).toEqual([]);
});
