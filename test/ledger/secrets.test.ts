import { describe, expect, test } from "vitest";

import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { type SecretRow } from "../../src/ledger/secrets.ts";
import {
  createShop,
  promotion,
  synchronise,
  type TestShop,
  type TestTill,
} from "../support/shop.ts";

const PEPPER = Buffer.from("pepper");

describe("secrets", () => {
  test("reach the other tills and can be read there", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper", PEPPER);

    expect(hear(b, shop.a)).toEqual([true]);

    expect(b.ledger().secrets.get("pepper")).toEqual(PEPPER);
    expect(b.ledger().secrets.get("salt")).toBeUndefined();
  });

  test("are heard by a till that has only just been opened", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper", PEPPER);
    const rows = shop.a.ledger().secrets.rows();

    b.reopen();

    expect(rows.map((row) => b.ledger().secrets.receive(row))).toEqual([true]);
  });

  test("are found by what came or changed since a look, also in a store of before", () => {
    using shop = createShop();
    const { secrets } = shop.a.ledger();
    secrets.put("pepper", PEPPER);
    secrets.put("customer/1", Buffer.from("key"));
    const before = secrets.revision();
    function idsAfter(revision: number): ReadonlyArray<string> {
      return secrets.changedAfter(revision).map(({ id }) => id);
    }

    secrets.put("customer/2", Buffer.from("key"));
    secrets.destroy("pepper");

    expect(idsAfter(before)).toEqual(["customer/2", "pepper"]);
    expect(idsAfter(secrets.revision())).toEqual([]);
    expect(idsAfter(-1)).toEqual(["customer/1", "customer/2", "pepper"]);
    // As a store has it whose rows are older than their revisions.
    shop.a.ledger().db.exec("UPDATE secrets SET revision = 0");
    expect(idsAfter(-1)).toHaveLength(3);
  });

  test("are never overwritten", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper", PEPPER);
    b.ledger().secrets.put("pepper", Buffer.from("another"));

    hear(b, shop.a);

    expect(b.ledger().secrets.get("pepper")).toEqual(Buffer.from("another"));
    expect(() => {
      shop.a.ledger().secrets.put("pepper", PEPPER);
    }).toThrow("UNIQUE");
  });

  test("that every shop has are not for a till without authority to write or destroy", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper", PEPPER);
    hear(b, shop.a);
    b.ledger().secrets.destroy("pepper");
    b.ledger().secrets.put("salt", PEPPER);
    b.ledger().secrets.put("pin/7/1", PEPPER);

    hear(shop.a, b);

    expect(shop.a.ledger().secrets.get("pepper")).toEqual(PEPPER);
    expect(shop.a.ledger().secrets.get("salt")).toBeUndefined();
    expect(shop.a.ledger().secrets.get("pin/7/1")).toEqual(PEPPER);
  });

  test("stay destroyed, whichever copy is heard first", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    shop.a.ledger().secrets.put("person-7", PEPPER);
    const before = shop.a.ledger().secrets.rows();
    hear(b, shop.a);

    shop.a.ledger().secrets.destroy("person-7");
    hear(b, shop.a);
    hear(c, shop.a);
    for (const till of [shop.a, b, c]) {
      for (const row of before) till.ledger().secrets.receive(row);
    }

    for (const till of [shop.a, b, c]) {
      expect(till.ledger().secrets.get("person-7")).toBeUndefined();
      expect(till.ledger().secrets.rows()).toEqual(shop.a.ledger().secrets.rows());
    }
  });

  test("can be destroyed before they were ever heard of", () => {
    using shop = createShop();
    const b = joinAsAuthority(shop, "B");
    b.ledger().secrets.destroy("person-7");
    shop.a.ledger().secrets.put("person-7", PEPPER);

    hear(b, shop.a);
    hear(shop.a, b);

    expect(b.ledger().secrets.get("person-7")).toBeUndefined();
    expect(shop.a.ledger().secrets.get("person-7")).toBeUndefined();
  });

  test("destroyed by two tills apart leave the same tombstone everywhere", () => {
    using shop = createShop();
    const b = joinAsAuthority(shop, "B");
    shop.a.ledger().secrets.destroy("person-7");
    b.ledger().secrets.destroy("person-7");
    const rows = [...shop.a.ledger().secrets.rows(), ...b.ledger().secrets.rows()];

    for (const row of rows) shop.a.ledger().secrets.receive(row);
    for (const row of rows.toReversed()) b.ledger().secrets.receive(row);

    expect(b.ledger().secrets.rows()).toEqual(shop.a.ledger().secrets.rows());
  });

  test.each(["revoked", "replaced", "root-key"])(
    "of %s, which several write apart, are the same everywhere in whatever order they are heard",
    (kind) => {
      using shop = createShop();
      const b = joinAsAuthority(shop, "B");
      const rows = wordsApart(shop, b, `${kind}/c/${shop.a.device}`);
      const looks = permutations(rows).map((order) => {
        const till = shop.clone(b);
        for (const row of order) till.ledger().secrets.receive(row);
        return till.ledger().secrets.rows();
      });

      expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(1);
      // Its own device's word, and the one that says something.
      expect(looks[0]).toMatchObject([{ by: shop.a.device, value: "c3RvbGVu" }]);
    },
  );

  test.each<[string, (row: SecretRow) => unknown]>([
    ["another value", (row) => ({ ...row, value: "AAAA" })],
    ["a tombstone that nobody signed", (row) => ({ ...row, value: null })],
    ["another name", (row) => ({ ...row, id: "salt" })],
    ["a device that is none of the shop's", (row) => ({ ...row, by: stranger() })],
    ["no signature", (row) => ({ ...row, signature: "" })],
    ["nothing that is a row", () => "row"],
  ])("are refused with %s", (_, forge) => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper", PEPPER);
    const [row] = shop.a.ledger().secrets.rows();
    if (row === undefined) throw new Error("There is no secret.");

    expect(b.ledger().secrets.receive(forge(row))).toBe(false);
    expect(b.ledger().secrets.rows()).toEqual([]);
  });
});

/** By A, by a copy of its disk that has lost the reason, and by B, which seconds either. */
function wordsApart(shop: TestShop, b: TestTill, id: string): ReadonlyArray<SecretRow> {
  const tills = [shop.a, shop.clone(shop.a), b, shop.clone(b)];
  return tills.map((till, index) => {
    till.ledger().secrets.put(id, Buffer.from(index % 2 === 0 ? "stolen" : ""));
    const row = till.ledger().secrets.row(id);
    if (row === undefined) throw new Error("There is no secret.");
    return row;
  });
}

function permutations<Item>(items: ReadonlyArray<Item>): ReadonlyArray<ReadonlyArray<Item>> {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item].concat(rest)),
  );
}

function stranger(): string {
  return deviceKeyFromSeed(new Uint8Array(32).fill(3)).device;
}

function hear(to: TestTill, from: TestTill): ReadonlyArray<boolean> {
  return from
    .ledger()
    .secrets.rows()
    .map((row) => to.ledger().secrets.receive(row));
}

function joinAsAuthority(shop: TestShop, code: string): TestTill {
  const till = shop.join(code);
  shop.a.write(promotion(till));
  synchronise(shop.a, till);
  return till;
}
