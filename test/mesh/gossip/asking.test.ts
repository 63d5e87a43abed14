/** A till asks another one for rights to guarded goods, and nobody else hears of it. */

import { expect, test } from "vitest";

import { type DeviceId, toStreamId } from "../../../src/domain/identity.ts";
import { type TestShop } from "../../support/shop.ts";
import { wiredShop, withWiredShops } from "../../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../../support/wired-tills.ts";

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

const ASKED = { of: toStreamId("stock", "CROISSANT"), quantity: 1_000_000, heard: 7 };

function deviceOf({ till }: WiredTill): DeviceId {
  return till.ledger().identity.key.device;
}

test("who is asked hears at once who lacks what, and the others hear nothing", () => {
  const [a, b, c] = wiredShop({ shop, wires }, "A", "B", "C");
  if (a === undefined || b === undefined || c === undefined) throw new Error("Three tills.");
  wires.connect(a, b);
  wires.connect(a, c);
  wires.run(1000);

  b.node.ask(deviceOf(a), ASKED);
  wires.run(100);

  expect(a.asked).toEqual([{ device: deviceOf(b), ...ASKED }]);
  expect([b.asked, c.asked]).toEqual([[], []]);
});

test("who is not linked is asked nothing, and hears nothing later", () => {
  const [a, b] = wiredShop({ shop, wires }, "A", "B");
  if (a === undefined || b === undefined) throw new Error("Two tills.");
  b.node.ask(deviceOf(a), ASKED);
  wires.connect(a, b);
  wires.run(1000);

  expect(a.asked).toEqual([]);
});
