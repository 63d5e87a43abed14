import { describe, expect, test, vi } from "vitest";

import { sharedTables } from "../../../proof/sim/shared-rows.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { streamName, toStreamId } from "../../../src/domain/identity.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { sellOne } from "../../support/one-sale.ts";
import { setting } from "../../support/one-setting.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchronise,
  type TestShop,
} from "../../support/shop.ts";
import { growAll, sealAll } from "../../support/upkeep.ts";
import { expectWellFolded } from "../../support/well-folded.ts";

const OLD = "of the build before";
const LATEST = "of this build";
/** Everything is folded anew bit by bit, as after a long history. */
const SLOWLY = { refoldAtOnce: 0 };

describe("an update that folds otherwise", () => {
  test("opens at once, with every stream and sum as it was", async () => {
    using shop = await createSold(6);
    const before = looksOf(shop.a.ledger());

    shop.a.update({ ...SLOWLY, foldVersions: LATEST });

    expect(shop.a.ledger().growth()).toEqual({ done: 0, total: 15 });
    expect(looksOf(shop.a.ledger())).toEqual(before);
  });

  test("sells while the rest is folded anew, bit by bit, across restarts", async () => {
    using shop = await createSold(90);
    shop.a.update({ ...SLOWLY, foldVersions: LATEST });
    const numbers: string[] = [];

    for (let more = true; more;) {
      more = shop.a.ledger().grow();
      numbers.push(sellOne(shop.a));
      if (numbers.length % 2 === 0) shop.a.reopen();
    }

    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers).toEqual(numbers.map((_, index) => `A-${String(index + 91).padStart(6, "0")}`));
    expect(shop.a.ledger().growth()).toBeUndefined();
    shop.a.ledger().flush();
    expectWellFolded(shop.a.ledger());
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });

  test("folds a large import in pieces too, so that nobody waits long", () => {
    using shop = createShop("shop", { foldVersions: OLD });
    const many = Array.from({ length: 200 }, (_, index) => setting(index, `${index}`));
    for (let part = 0; part < 10; part += 1) shop.a.write(...many);
    shop.a.ledger().flush();
    shop.a.update({ ...SLOWLY, foldVersions: LATEST });

    const pieces = [];
    for (let more = true; more;) {
      more = shop.a.ledger().grow();
      pieces.push(shop.a.ledger().growth()?.done);
    }

    // Two transactions each, after the founding.
    expect(pieces).toEqual([3, 5, 7, 9, undefined]);
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });

  test("reads what holds many goods once for all of them", () => {
    using shop = createShop("shop", { foldVersions: OLD });
    for (let part = 0; part < 5; part += 1) shop.a.write(...goods(part * 200, 200));
    shop.a.write(...goods(0, 1, "dearer"));
    shop.a.ledger().flush();
    const before = namesOf(shop.a.ledger());
    shop.a.update({ refoldAtOnce: 1000, foldVersions: LATEST });
    const { store } = shop.a.ledger();
    const alone = vi.spyOn(store, "ofStream");
    const together = vi.spyOn(store, "ofStreams");

    expect(shop.a.ledger().growth()).toMatchObject({ done: 0 });
    expect(namesOf(shop.a.ledger())).toEqual(before);

    expect(before.length).toBe(1000);
    expect(before[0]).toBe("dearer 0");
    expect(together).toHaveBeenCalledTimes(1);
    expect(alone).not.toHaveBeenCalled();
    growAll(shop.a.ledger());
    expectWellFolded(shop.a.ledger());
  });

  test("leaves the rows of the build before, so that going back is instant", async () => {
    using shop = await createSold(6);
    const tables = sharedTables(shop.a.ledger());
    shop.a.update({ ...SLOWLY, foldVersions: LATEST });
    growAll(shop.a.ledger());
    const after = looksOf(shop.a.ledger());

    shop.a.update({ ...SLOWLY, foldVersions: OLD });

    expect(shop.a.ledger().growth()).toBeUndefined();
    expect(looksOf(shop.a.ledger())).toEqual(after);
    expect(sharedTables(shop.a.ledger())).toEqual(tables);
  });

  test("goes back also after much was sold, and packed, meanwhile", async () => {
    using shop = await createSold(6);
    shop.a.update({ ...SLOWLY, foldVersions: LATEST });
    growAll(shop.a.ledger());
    for (let sale = 0; sale < 9; sale += 1) sellOne(shop.a);
    await sealAll(shop.a.ledger());
    const before = looksOf(shop.a.ledger());

    shop.a.update({ ...SLOWLY, foldVersions: OLD });

    // Its own rows are too far behind to be brought up while somebody waits.
    expect(shop.a.ledger().growth()).toBeDefined();
    expect(looksOf(shop.a.ledger())).toEqual(before);
    expect(sellOne(shop.a)).toBe("A-000016");
    growAll(shop.a.ledger());
    shop.a.ledger().flush();
    expectWellFolded(shop.a.ledger());
  });

  test("takes away what nobody goes back to, a little at a time", async () => {
    using shop = await createSold(2);
    for (const foldVersions of ["two", "three", "four"]) {
      shop.a.update({ ...SLOWLY, foldVersions });
      growAll(shop.a.ledger());
    }

    while (shop.a.ledger().sweep());

    expect(generationsOf(shop.a.ledger())).toEqual(["three", "four"]);
    expect(tablesOf(shop.a.ledger())).toHaveLength(6);
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });

  test("takes away also what a build that was replaced had not folded to its end", async () => {
    using shop = await createSold(90);
    shop.a.update({ ...SLOWLY, foldVersions: "hasty" });
    expect(shop.a.ledger().grow()).toBe(true);
    shop.a.update({ ...SLOWLY, foldVersions: LATEST });
    growAll(shop.a.ledger());

    while (shop.a.ledger().sweep());

    expect(generationsOf(shop.a.ledger())).toEqual([OLD, LATEST]);
  });

  test("is folded by one of two processes, and seen by both", async () => {
    using shop = await createSold(30);
    shop.a.update({ ...SLOWLY, foldVersions: LATEST });
    const other = shop.a.openBeside();
    const before = looksOf(other);

    growAll(shop.a.ledger());

    expect(looksOf(other)).toEqual(before);
    expect(other.growth()).toBeUndefined();
    other.flush();
    expectWellFolded(other);
    other.close();
  });

  test("is folded at once where the history is short", async () => {
    using shop = await createSold(3);
    const before = looksOf(shop.a.ledger());

    shop.a.update({ refoldAtOnce: 2000, foldVersions: LATEST });

    expect(shop.a.ledger().growth()).toBeUndefined();
    expect(looksOf(shop.a.ledger())).toEqual(before);
    shop.a.ledger().flush();
    expect(generationsOf(shop.a.ledger())).toEqual([OLD, LATEST]);
    expectWellFolded(shop.a.ledger());
  });

  test("is written down bit by bit where it was folded at once, and let go of", () => {
    using shop = createShop("shop", { foldVersions: OLD });
    const many = Array.from({ length: 200 }, (_, index) => setting(index, `${index}`));
    for (let part = 0; part < 10; part += 1) shop.a.write(...many);
    shop.a.ledger().flush();
    shop.a.update({ refoldAtOnce: 5000, foldVersions: LATEST });
    const before = looksOf(shop.a.ledger());
    expect(shop.a.ledger().unflushed()).toMatchObject({ of: undefined });

    let pieces = 1;
    while (shop.a.ledger().grow()) pieces += 1;

    expect(pieces).toBe(5);
    expect(looksOf(shop.a.ledger())).toEqual(before);
    sellOne(shop.a);
    expect(shop.a.ledger().unflushed().of).toBeDefined();
    expect(generationsOf(shop.a.ledger())).toEqual([OLD, LATEST]);
    shop.a.ledger().flush();
    expectWellFolded(shop.a.ledger());
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });
});

test("a piece that another process was faster with is not folded twice", () => {
  using shop = createShop("shop", { foldVersions: OLD });
  for (let sale = 0; sale < 40; sale += 1) sellOne(shop.a);
  for (let value = 0; value < 70; value += 1) shop.a.write(setting(value));
  shop.a.ledger().flush();
  shop.a.update({ ...SLOWLY, foldVersions: LATEST });
  const other = shop.a.openBeside();

  // Both go on from the first piece; the other one has its lock first.
  shop.a.ledger().grow();
  const write = vi.spyOn(shop.a.ledger().db, "write").mockImplementationOnce((work) => {
    other.grow();
    return shop.a.ledger().db.write(work);
  });
  shop.a.ledger().grow();
  write.mockRestore();
  growAll(shop.a.ledger());

  for (const ledger of [shop.a.ledger(), other]) {
    expect(ledger.growth()).toBeUndefined();
    expect(verifyLedger(ledger).findings).toEqual([]);
  }
  expectWellFolded(other);
  other.close();
});

describe("a change of what counts, after a long history", () => {
  test("counts at once in what is asked for, and in the sums when all is folded anew", () => {
    using shop = createShop("shop", SLOWLY);
    const c = shop.join("C");
    const d = shop.stranger("D");
    c.write(enrolment(d));
    synchronise(c, d);
    d.write(setting(7));
    sellOne(shop.a);
    for (const till of [c, d]) synchronise(till, shop.a);
    shop.a.ledger().flush();

    shop.a.write(promotion(c));

    const looks = shop.a.ledger();
    expect(looks.growth()).toBeDefined();
    expect(looks.read((view) => view.state("set", "x"))).toMatchObject({
      fields: { value: { open: [{ value: 7 }] } },
    });
    growAll(shop.a.ledger());
    shop.a.ledger().flush();
    expect(shop.a.ledger().growth()).toBeUndefined();
    expectWellFolded(shop.a.ledger());
  });

  test("that comes while the one before is folded begins again", () => {
    using shop = createShop("shop", SLOWLY);
    const [b, c] = [shop.join("B"), shop.join("C")];
    const [d, e] = [shop.stranger("D"), shop.stranger("E")];
    b.write(enrolment(d));
    c.write(enrolment(e));
    synchronise(b, d);
    synchronise(c, e);
    d.write(setting(1, "d"));
    e.write(setting(2, "e"));
    for (let value = 0; value < 70; value += 1) shop.a.write(setting(value, `${value}`));
    for (const till of [b, c, d, e]) synchronise(till, shop.a);
    shop.a.ledger().flush();

    shop.a.write(promotion(b));
    expect(shop.a.ledger().grow()).toBe(true);
    shop.a.write(promotion(c));
    growAll(shop.a.ledger());

    shop.a.ledger().flush();
    expectWellFolded(shop.a.ledger());
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });
});

/** A shop of the old build with so many sales, some of them packed. */
async function createSold(sales: number): Promise<TestShop> {
  const shop = createShop("shop", { cut: { events: 20, bytes: 1_000_000 }, foldVersions: OLD });
  shop.a.write(setting(1));
  shop.a.write(setting(2));
  for (let sale = 0; sale < sales; sale += 1) sellOne(shop.a);
  await sealAll(shop.a.ledger());
  return shop;
}

function looksOf(ledger: Ledger): unknown {
  return ledger.read((view) => {
    const found = view.lastTagged("", 200);
    return [
      view.sums(""),
      found,
      found.map(([, stream]) => view.state("order", stream.slice(stream.indexOf("/") + 1))),
    ];
  });
}

function goods(from: number, count: number, name = "goods"): ReadonlyArray<Draft> {
  return Array.from({ length: count }, (_, index) => ({
    kind: "product/set",
    streams: [toStreamId("cat", `product/${String(from + index).padStart(4, "0")}`)],
    body: { set: { name: `${name} ${from + index}` }, over: {} },
  }));
}

function namesOf(ledger: Ledger): ReadonlyArray<unknown> {
  return ledger.read((view) =>
    view
      .tagged("cat")
      .map((stream) => view.state("cat", streamName(stream)).fields["name"]?.open.at(-1)?.value),
  );
}

function generationsOf({ db }: Ledger): ReadonlyArray<unknown> {
  return db.prepare("SELECT versions FROM generation ORDER BY id").pluck().all();
}

function tablesOf({ db }: Ledger): ReadonlyArray<unknown> {
  return db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'projection_%' OR name LIKE 'sums_%' OR name LIKE 'tags_%')",
    )
    .all();
}
