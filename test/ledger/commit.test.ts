import { expect, test } from "vitest";

import { ok } from "../../src/domain/base/result.ts";
import { setting } from "../support/one-setting.ts";
import { createShop, type TestTill } from "../support/shop.ts";

test("what was committed stands, whatever fails after it", () => {
  using shop = createShop();
  shop.a.ledger().onChange(() => {
    throw new Error("a screen that broke");
  });

  const done = write(shop.a, 1);

  expect(done.ok).toBe(true);
  expect(shop.a.ledger().read((view) => view.state("set", "x").fields["value"])).toBeDefined();
});

test("a disk that is full when the folded state is written down takes back no sale", () => {
  using shop = createShop();
  const { db } = shop.a.ledger();
  for (let index = 0; index < 240; index += 1) write(shop.a, index);
  const pages = Number(db.pragma("page_count", { simple: true }));
  // Room for the sales themselves, and none for the rows that they are folded into.
  db.pragma(`max_page_count = ${pages + 12}`);

  const outcomes = Array.from({ length: 20 }, (_, index) => tryWrite(shop.a, 1000 + index));

  const written = outcomes.filter((outcome) => outcome === "written").length;
  db.pragma("max_page_count = 1000000");
  shop.a.reopen();
  expect(seqOf(shop.a)).toBe(1 + 240 + written);
});

function write(till: TestTill, value: number) {
  return till.ledger().commit({
    by: "1",
    name: "set",
    decide: () =>
      ok({
        events: [setting("v".repeat(500) + String(value))],
      }),
  });
}

function tryWrite(till: TestTill, value: number): "written" | "refused" {
  try {
    return write(till, value).ok ? "written" : "refused";
  } catch {
    return "refused";
  }
}

function seqOf(till: TestTill): number {
  const { origin } = till.ledger().identity;
  return till.ledger().heads().get(origin)?.seq ?? 0;
}
