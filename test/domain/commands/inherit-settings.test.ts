import { expect, test } from "vitest";

import { inheritSettings } from "../../../src/domain/commands/enrol-device.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { readSetting } from "../../../src/domain/settings.ts";
import { createShop, synchroniseAll } from "../../support/shop.ts";

const RULES = ["always", "B=never", "B/takeaway=on-request"];
const STREAMS = [toStreamId("set", "receipts")];

test("rules of the old letters are those of the new ones, and once only", () => {
  using shop = createShop();
  const { a } = shop;
  a.write(said(RULES));

  a.write(...a.ledger().read((view) => inheritSettings(view, "B", "C")));

  expect(a.ledger().read((view) => readSetting(view, "receipts"))).toEqual([
    "always",
    "C=never",
    "C/takeaway=on-request",
  ]);
  expect(a.ledger().read((view) => inheritSettings(view, "B", "C"))).toEqual([]);
});

test("what tills have written apart is left for people to settle", () => {
  using shop = createShop();
  const b = shop.join("B");
  shop.a.write(said(RULES));
  b.write(said(["never", "B=always"]));
  synchroniseAll([shop.a, b]);

  expect(shop.a.ledger().read((view) => inheritSettings(view, "B", "C"))).toEqual([]);
});

function said(value: ReadonlyArray<string>): Draft {
  return { kind: "setting/set", streams: STREAMS, body: { value: [...value], over: [] } };
}
