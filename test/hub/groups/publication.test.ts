/** What head office publishes to a shop of a group: what changes there, and what stays as the shop says. */

import { describe, expect, test } from "vitest";

import { modelEntries, wrongClock } from "../../../hub/groups/publication.ts";
import { type FieldChange } from "../../../hub/groups/said.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import {
  answer,
  groupOfOne,
  priceAt,
  productField,
  questionsAt,
  setProduct,
} from "../../support/group-of-shops.ts";
import { synchronise, TODAY } from "../../support/shop.ts";

const SKU = "CROISSANT";
const TOMORROW = addDays(TODAY, 1);

describe("a publication", () => {
  test("brings a shop without goods all of them, and nothing when it is published again", () => {
    using group = groupOfOne();
    const { till, model, publish, changes } = group;

    publish();

    for (const field of ["name", "price", "taxClass"]) {
      expect(productField(till, SKU, field)).toEqual(productField(model, SKU, field));
    }
    expect(changes().changes).toEqual([]);
    expect(till.ledger().quarantined()).toEqual([]);
    expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
  });

  test("answers for values that the shop has alike, and changes them when the model does", () => {
    using group = groupOfOne(true);
    const { till, model, publish } = group;
    const first = publish().changes;
    setProduct(model, SKU, { price: 333 });

    const second = publish().changes;

    expect(new Set(first.map(({ fate }) => fate))).toEqual(new Set(["adopt"]));
    expect(second.map(told)).toEqual([[SKU, "price", 260, 333, "write"]]);
    expect(productField(till, SKU, "price")).toBe(333);
  });

  test("writes nothing by a clock that is years from the shop's days", () => {
    using group = groupOfOne();
    const { office, till, model, publish } = group;
    publish();
    setProduct(model, SKU, { price: 300 });
    expect(wrongClock(office.ledger(), group.deps())).toBe(undefined);
    const before = office.ledger().head(office.ledger().identity.origin);
    office.clock.advance(70 * 365 * 86_400_000);

    expect(publish().changes).toEqual([]);

    expect(wrongClock(office.ledger(), group.deps())).toMatchObject({ heard: TODAY });
    expect(office.ledger().head(office.ledger().identity.origin)).toEqual(before);
    expect(productField(till, SKU, "price")).toBe(260);
  });

  test("leaves what the shop changed, and says so", () => {
    using group = groupOfOne();
    const { till, office, model, publish, changes } = group;
    publish();
    setProduct(till, SKU, { price: 250 });
    synchronise(till, office);
    setProduct(model, SKU, { price: 300, name: "Croissant au beurre" });

    expect(changes().changes.map(told)).toEqual([
      [SKU, "name", "Croissant", "Croissant au beurre", "write"],
      [SKU, "price", 250, 300, "own"],
    ]);
    publish();

    expect(productField(till, SKU, "price")).toBe(250);
    expect(productField(till, SKU, "name")).toBe("Croissant au beurre");
  });

  test("leaves a free field that the shop has set, and gives it one that it has not", () => {
    using group = groupOfOne();
    const { till, office, model, publish } = group;
    const free = ["product.price"];
    publish({ free });
    setProduct(till, SKU, { price: 250 });
    synchronise(till, office);
    setProduct(model, SKU, { price: 300 });
    setProduct(model, "LATTE", { price: 500 });

    expect(publish({ free }).changes.map(told)).toEqual([
      [SKU, "price", 250, 300, "free"],
      ["LATTE", "price", 340, 500, "write"],
    ]);
    expect(productField(till, SKU, "price")).toBe(250);
  });

  test("asks the shop's people once, who take the office's value or keep theirs", () => {
    using group = groupOfOne();
    const { till, office, publish, changes } = group;
    publish();
    for (const sku of [SKU, "LATTE"]) setProduct(till, sku, { price: 111 });
    synchronise(till, office);
    expect(changes().changes.map(fateOf)).toEqual(["own", "own"]);
    publish();
    expect(publish().changes.map(fateOf)).toEqual(["asked", "asked"]);
    const asked = questionsAt(till);
    expect(asked.map(({ own, theirs }) => [own, theirs])).toEqual([
      [111, 260],
      [111, 340],
    ]);

    answer(till, asked[0], true);
    answer(till, asked[1], false);
    synchronise(till, office);

    expect(questionsAt(till)).toEqual([]);
    expect(productField(till, SKU, "price")).toBe(260);
    expect(productField(till, "LATTE", "price")).toBe(111);
    expect(publish().changes.map(fateOf)).toEqual(["adopt", "kept"]);
    setProduct(till, "LATTE", { price: 112 });
    synchronise(till, office);
    expect(publish().changes.map(fateOf)).toEqual(["own"]);
    expect(questionsAt(till)).toMatchObject([{ own: 112, theirs: 340 }]);
    expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
  });

  test("asks no more about a field that is free from now on", () => {
    using group = groupOfOne();
    const { till, office, publish } = group;
    publish();
    setProduct(till, SKU, { price: 250 });
    synchronise(till, office);
    publish();
    const before = questionsAt(till).length;

    publish({ free: ["product.price"] });

    expect([before, questionsAt(till).length]).toEqual([1, 0]);
  });

  test("asks about a field that a till wrote apart while it was published", () => {
    using group = groupOfOne();
    const { till, office, model, publish, changes } = group;
    publish();
    setProduct(till, SKU, { price: 250 });
    setProduct(model, SKU, { price: 300 });
    publish();
    synchronise(till, office);

    expect(changes().changes.map(fateOf)).toEqual(["contested"]);
    const [question] = questionsAt(till);
    expect(question).toMatchObject({ item: { type: "entry/apart" }, own: 250, theirs: 300 });

    answer(till, question, false);
    synchronise(till, office);

    expect(productField(till, SKU, "price")).toBe(250);
    expect(publish().changes.map(fateOf)).toEqual(["kept"]);
    expect(questionsAt(till)).toEqual([]);
    setProduct(model, SKU, { price: 310 });
    expect(changes().changes.map(fateOf)).toEqual(["own"]);
  });

  test("for a day waits for it, is there once, and is said by nothing else until then", () => {
    using group = groupOfOne();
    const { till, office, model, publish, changes } = group;
    publish();
    setProduct(model, SKU, { price: 300 });
    const entries = modelEntries(model.ledger()).filter(({ id }) => id === SKU);
    const values = { [`cat/product/${SKU} price`]: 300 };
    const due = { id: "cafes 1", day: TOMORROW, entries, values };

    expect(changes({ later: [due] }).changes.map(told)).toEqual([
      [SKU, "price", 260, 300, "later"],
      [SKU, `price@${TOMORROW}`, null, 300, "write"],
    ]);
    publish({ later: [due] });
    publish({ due });
    expect(productField(till, SKU, "price")).toBe(260);

    office.clock.advance(24 * 3_600_000);
    publish({ due });
    expect(priceAt(till, SKU, TOMORROW)).toBe(300);
    setProduct(model, SKU, { price: 310 });
    publish();
    publish({ due });
    expect(priceAt(till, SKU, TOMORROW)).toBe(310);
  });

  test("takes the shop's own value away only where the office insists", () => {
    using group = groupOfOne();
    const { till, office, publish } = group;
    publish();
    setProduct(till, SKU, { price: 250 });
    synchronise(till, office);

    publish({ insists: true });

    expect(productField(till, SKU, "price")).toBe(260);
  });
});

function fateOf({ fate }: FieldChange): string {
  return fate;
}

function told({ id, field, from, to, fate }: FieldChange): ReadonlyArray<unknown> {
  return [id, field, from, to, fate];
}
