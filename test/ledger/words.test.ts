/** Words about devices: signed apart from every chain, so that an outcast can be told. */

import { describe, expect, test } from "vitest";

import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { type WordRow, WORDS_MAX } from "../../src/ledger/words.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import {
  createShop,
  promotion,
  synchronise,
  type TestShop,
  type TestTill,
} from "../support/shop.ts";

describe("words about devices", () => {
  test("reach the other tills", () => {
    using shop = createShop();
    const b = shop.join("B");
    const id = revokedId(b.device, shop.a.device);
    shop.a.ledger().words.put(id, Buffer.from("stolen"));

    expect(hear(b, shop.a)).toEqual([true]);

    expect(b.ledger().words.get(id)).toEqual(Buffer.from("stolen"));
  });

  test("are found by what came or changed since a look", () => {
    using shop = createShop();
    const { words } = shop.a.ledger();
    const [one, other] = ["B", "C"].map((code) => revokedId(shop.join(code).device, shop.a.device));
    words.put(one ?? "", Buffer.from(""));
    const before = words.revision();

    words.put(other ?? "", Buffer.from(""));

    expect(words.changedAfter(before).map(({ id }) => id)).toEqual([other]);
    expect(words.changedAfter(words.revision())).toEqual([]);
    expect(words.changedAfter(-1)).toHaveLength(2);
  });

  test.each(["revoked", "replaced"])(
    "that one is %s, which several say apart, are the same everywhere in whatever order they are heard",
    (kind) => {
      using shop = createShop();
      const b = joinAsAuthority(shop, "B");
      const rows = wordsApart(shop, b, `${kind}/${b.device}/${shop.a.device}`);
      const looks = permutations(rows).map((order) => {
        const till = shop.clone(b);
        for (const row of order) till.ledger().words.receive(row);
        return till.ledger().words.rows();
      });

      expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(1);
      // Its own device's word, and the one that says something.
      expect(looks[0]).toMatchObject([{ by: shop.a.device, value: "c3RvbGVu" }]);
    },
  );

  test.each<[string, (row: WordRow) => unknown]>([
    ["another value", (row) => ({ ...row, value: "AAAA" })],
    ["no value", (row) => ({ ...row, value: null })],
    ["another name", (row) => ({ ...row, id: row.id.replace("revoked", "replaced") })],
    ["a device that is none of the shop's", (row) => ({ ...row, by: stranger() })],
    ["no signature", (row) => ({ ...row, signature: "" })],
    ["nothing that is a row", () => "row"],
  ])("are refused with %s", (_, forge) => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().words.put(revokedId(b.device, shop.a.device), Buffer.from("stolen"));
    const [row] = shop.a.ledger().words.rows();
    if (row === undefined) throw new Error("There is no word.");

    expect(b.ledger().words.receive(forge(row))).toBe(false);
    expect(b.ledger().words.rows()).toEqual([]);
  });

  test("are refused of a till without authority, and of devices that nobody knows", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.ledger().words.put(revokedId(shop.a.device, b.device), Buffer.from(""));
    expect(hear(shop.a, b)).toEqual([false]);

    shop.a.ledger().words.put(revokedId(stranger(), shop.a.device), Buffer.from(""));
    expect(hear(b, shop.a)).toEqual([false]);
  });

  test("of one author have room for so many and no more, whatever names it makes up", () => {
    using shop = createShop();
    const b = joinAsAuthority(shop, "B");
    const { words } = b.ledger();
    b.ledger().db.write(() => {
      for (let n = 0; n < WORDS_MAX + 50; n += 1) {
        const madeUp = String(n).padStart(26, "0");
        words.put(`revoked/${shop.a.device}/${madeUp}`, Buffer.from("x".repeat(200)));
      }
    });

    hear(shop.a, b);

    expect(shop.a.ledger().words.rows()).toHaveLength(WORDS_MAX);
  });
});

/** By A, by a copy of its disk that has lost the reason, and by B, which seconds either. */
function wordsApart(shop: TestShop, b: TestTill, id: string): ReadonlyArray<WordRow> {
  const tills = [shop.a, shop.clone(shop.a), b, shop.clone(b)];
  return tills.map((till, index) => {
    till.ledger().words.put(id, Buffer.from(index % 2 === 0 ? "stolen" : ""));
    const row = till.ledger().words.row(id);
    if (row === undefined) throw new Error("There is no word.");
    return row;
  });
}

function permutations<Item>(items: ReadonlyArray<Item>): ReadonlyArray<ReadonlyArray<Item>> {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item].concat(rest)),
  );
}

function stranger() {
  return deviceKeyFromSeed(new Uint8Array(32).fill(3)).device;
}

function hear(to: TestTill, from: TestTill): ReadonlyArray<boolean> {
  return from
    .ledger()
    .words.rows()
    .map((row) => to.ledger().words.receive(row));
}

function joinAsAuthority(shop: TestShop, code: string): TestTill {
  const till = shop.join(code);
  shop.a.write(promotion(till));
  synchronise(shop.a, till);
  return till;
}
