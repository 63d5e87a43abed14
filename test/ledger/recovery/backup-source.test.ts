import { describe, expect, test } from "vitest";

import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { backupSource } from "../../../src/ledger/recovery/backup-source.ts";
import { refill } from "../../../src/ledger/recovery/refill.ts";
import { sellOne } from "../../support/one-sale.ts";
import { createShop, synchronise, type TestShop, type TestTill } from "../../support/shop.ts";
import { sealAll } from "../../support/upkeep.ts";

const CUT = { events: 10, bytes: 1_000_000 };

describe("what goes into a backup", () => {
  test("is all there is: segments and tail together make the same ledger", async () => {
    using shop = newShop();
    const { a } = shop;
    const b = shop.join("B");
    await writeEvents(a, 23);
    await writeEvents(b, 12);
    sellOne(b);
    synchronise(b, a);

    const source = sourceOf(a.ledger());
    const copy = shop.stranger("C");
    await refill(copy.ledger(), partsOf(a.ledger()));

    expect(source.segments.length).toBeGreaterThanOrEqual(3);
    expect(copy.ledger().heads()).toEqual(a.ledger().heads());
    expect(source.heads).toHaveLength(2);
  });

  test("is cut so that a segment never changes, whatever comes after it", async () => {
    using shop = newShop();
    await writeEvents(shop.a, 15);
    const before = segmentsOf(shop.a.ledger());

    await writeEvents(shop.a, 30);

    const after = segmentsOf(shop.a.ledger());
    expect(before.length).toBeGreaterThan(0);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
  });

  test("is cut by every till in the same way", async () => {
    using shop = newShop();
    const b = shop.join("B");
    await writeEvents(b, 25);
    synchronise(b, shop.a);

    const { origin } = b.ledger().identity;
    await sealAll(shop.a.ledger());
    const [cutByA, cutByB] = [shop.a, b].map((till) =>
      segmentsOf(till.ledger()).filter((segment) => segment.origin === origin),
    );
    expect(cutByA).toEqual(cutByB);
    expect(cutByB?.length).toBeGreaterThan(0);
  });

  test("holds both branches of a fork", async () => {
    using shop = newShop();
    const b = shop.join("B");
    await writeEvents(b, 12);
    const twin = shop.clone(b);
    sellOne(b);
    sellOne(twin);
    synchronise(b, shop.a);
    synchronise(twin, shop.a);
    await sealAll(shop.a.ledger());

    const copy = shop.stranger("C");
    await refill(copy.ledger(), partsOf(shop.a.ledger()));

    expect(copy.ledger().heads()).toEqual(shop.a.ledger().heads());
    expect(sourceOf(shop.a.ledger()).heads).toHaveLength(3);
  });

  test("is nothing on a device that has not heard of its shop", () => {
    using shop = newShop();

    expect(backupSource(shop.stranger("C").ledger())).toBeUndefined();
  });
});

describe("a ledger that is filled again", () => {
  test("takes parts in any order", async () => {
    using shop = newShop();
    const b = shop.join("B");
    await writeEvents(b, 22);
    synchronise(b, shop.a);
    await writeEvents(shop.a, 11);

    const copy = shop.stranger("C");
    await refill(copy.ledger(), partsOf(shop.a.ledger()).toReversed());

    expect(copy.ledger().heads()).toEqual(shop.a.ledger().heads());
  });

  test("holds each chain up to the part that is missing", async () => {
    using shop = newShop();
    const b = shop.join("B");
    await writeEvents(b, 35);
    synchronise(b, shop.a);
    const { origin } = b.ledger().identity;
    const lost = sourceOf(shop.a.ledger()).segments.findIndex(
      (segment) => segment.origin === origin && segment.first > 1,
    );
    const parts = partsOf(shop.a.ledger()).map((part, at) =>
      at === lost ? { load: () => Promise.resolve(undefined) } : part,
    );

    const copy = shop.stranger("C");
    await refill(copy.ledger(), parts);

    const first = sourceOf(shop.a.ledger()).segments[lost]?.first ?? 0;
    expect(copy.ledger().heads().get(origin)?.seq).toBe(first - 1);
    const own = shop.a.ledger().identity.origin;
    expect(copy.ledger().heads().get(own)).toEqual(shop.a.ledger().heads().get(own));
  });

  test("takes nothing that its shop's devices did not sign", async () => {
    using shop = newShop();
    using others = createShop("another shop", { cut: CUT });
    sellOne(others.a);

    const copy = shop.stranger("C");
    await refill(copy.ledger(), [...partsOf(others.a.ledger()), ...partsOf(shop.a.ledger())]);

    expect(copy.ledger().heads()).toEqual(shop.a.ledger().heads());
  });
});

function sourceOf(ledger: Ledger) {
  const source = backupSource(ledger);
  if (source === undefined) throw new Error("The shop is not founded.");
  return source;
}

function segmentsOf(ledger: Ledger) {
  return sourceOf(ledger).segments.map(({ origin, first, last, hash }) => {
    return { origin, first, last, hash };
  });
}

/** One for each segment, and the tail last. */
function partsOf(ledger: Ledger) {
  const { segments, tail } = sourceOf(ledger);
  return [...segments.map((segment) => [segment.bytes()]), tail].map((records) => ({
    load: () => Promise.resolve(records),
  }));
}

async function writeEvents(till: TestTill, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) till.write(product(number));
  await sealAll(till.ledger());
}

/** Each a stream of its own, so that folding costs little. */
function product(number: number): Draft {
  const streams = [toStreamId("cat", `product/P${number}`)];
  return { kind: "product/set", streams, body: { set: { name: `Tea ${number}` }, over: {} } };
}

function newShop(): TestShop {
  return createShop("shop", { cut: CUT });
}
