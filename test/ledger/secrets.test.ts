/** Secrets on real ledgers: what an honest till needs, and what a liar with a counting key can do. */

import { describe, expect, test } from "vitest";

import { type Draft } from "../../src/domain/events/kinds.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { SECRET_VALUE_MAX } from "../../src/ledger/secret-table.ts";
import { secretDestroyed, secretWritten, DAY_MS } from "../../src/ledger/secrets.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
} from "../support/shop.ts";

const PEPPER = Buffer.from("pepper");
const KEY = Buffer.from("key");

describe("a secret", () => {
  test("reaches the other tills and can be read there", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper/1", PEPPER);

    tell(shop.a, b);

    expect(b.ledger().secrets.get("pepper/1")).toEqual(PEPPER);
    expect(b.ledger().secrets.get("pepper/2")).toBeUndefined();
    expect(b.ledger().secrets.lacks().names).toEqual([]);
  });

  test("is found by what came or changed since a look", () => {
    using shop = createShop();
    const { secrets } = shop.a.ledger();
    secrets.put("pepper/1", PEPPER);
    secrets.put("customer/1", KEY);
    const before = secrets.revision();

    secrets.put("customer/2", KEY);
    secrets.destroy("customer/1");

    expect(secrets.changedAfter(before)?.toSorted()).toEqual(["customer/1", "customer/2"]);
    expect(secrets.changedAfter(secrets.revision())).toEqual([]);
  });

  test("is not written twice by one device", () => {
    using shop = createShop();
    shop.a.ledger().secrets.put("pepper/1", PEPPER);

    expect(() => {
      shop.a.ledger().secrets.put("pepper/1", KEY);
    }).toThrow("before");
  });

  test("is taken only with the value that a counting event names", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.ledger().secrets.put("pepper/1", PEPPER);
    const [row] = shop.a.ledger().secrets.rows();
    const { secrets } = b.ledger();
    // Before the chain that says so is here.
    expect(secrets.receive(row)).toBe(false);

    synchronise(shop.a, b);

    const forged = [
      { ...row, value: "AAAA" },
      { ...row, id: "pepper/2" },
      { ...row, value: null },
      { ...row, value: "A".repeat(SECRET_VALUE_MAX + 4) },
      "row",
    ];
    expect(forged.map((it) => secrets.receive(it))).toEqual(forged.map(() => false));
    expect(secrets.rows()).toEqual([]);
    expect(secrets.receive(row)).toBe(true);
    expect(secrets.receive(row)).toBe(true);
  });

  test("that every shop has is not for a till without authority to write", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.ledger().secrets.put("pepper/1", PEPPER);
    b.ledger().secrets.put("root-key/1/sheet", PEPPER);
    b.ledger().secrets.put("pin/7/1", PEPPER);

    tell(b, shop.a);

    const { secrets } = shop.a.ledger();
    expect(["pepper/1", "root-key/1/sheet", "pin/7/1"].map(secrets.get)).toEqual([
      undefined,
      undefined,
      PEPPER,
    ]);
  });

  test("is found in a store that another build has made", () => {
    using shop = createShop();
    shop.a.ledger().secrets.put("pin/7/1", PEPPER);

    shop.a.reopen();

    expect(shop.a.ledger().secrets.get("pin/7/1")).toEqual(PEPPER);
  });
});

describe("of several values under one id", () => {
  test("the senior's holds everywhere, whoever heard which one first", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    b.ledger().secrets.put("pin/7/1", Buffer.from("of B"));
    shop.a.ledger().secrets.put("pin/7/1", Buffer.from("of A"));
    tell(b, c);
    expect(c.ledger().secrets.get("pin/7/1")).toEqual(Buffer.from("of B"));

    tellAll([shop.a, b, c]);

    expect(valuesOf([shop.a, b, c], "pin/7/1")).toEqual(Array(3).fill("of A"));
  });

  test("of one liar the first of its chain holds, whatever it gave to whom", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    b.write(secretWritten("pin/7/1", Buffer.from("to A")));
    b.write(secretWritten("pin/7/1", Buffer.from("to C")));
    synchroniseAll([shop.a, b, c]);

    const given = [
      [shop.a, "to A"],
      [c, "to C"],
    ] as const;
    for (const [till, text] of given) {
      till.ledger().secrets.receive({ id: "pin/7/1", value: base64(text) });
    }
    tellAll([shop.a, c]);

    expect(valuesOf([shop.a, c], "pin/7/1")).toEqual(["to A", "to A"]);
    expect(shop.a.ledger().secrets.lacks()).toEqual(c.ledger().secrets.lacks());
  });

  test("the true one is back once the liar is shut out", () => {
    using shop = createShop();
    const [b, c] = [joinAsAuthority(shop, "B"), shop.join("C")];
    c.ledger().secrets.put("pin/7/1", Buffer.from("true"));
    tellAll([shop.a, b, c]);
    const before = endsOf(b.ledger().heads());
    b.ledger().secrets.put("pin/7/1", Buffer.from("false"));
    tellAll([shop.a, b, c]);
    expect(valuesOf([shop.a, c], "pin/7/1")).toEqual(["false", "false"]);

    shop.a.write(revocation(b, before));
    tellAll([shop.a, c]);

    expect(valuesOf([shop.a, c], "pin/7/1")).toEqual(["true", "true"]);
    expect(shop.a.ledger().secrets.rows()).toEqual(c.ledger().secrets.rows());
  });
});

describe("who may write it, and is senior, is asked anew while a till runs", () => {
  test("what a till wrote before it was promoted counts from then on", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.ledger().secrets.put("pepper/1", PEPPER);
    synchronise(b, shop.a);
    expect(shop.a.ledger().secrets.lacks().names).toEqual([]);
    const before = shop.a.ledger().secrets.revision();

    shop.a.write(promotion(b));

    const { secrets } = shop.a.ledger();
    expect(secrets.lacks().names).toMatchObject([{ id: "pepper/1" }]);
    expect(secrets.changedAfter(before)).toBeUndefined();
    const running = secrets.lacks();
    shop.a.reopen();
    expect(shop.a.ledger().secrets.lacks()).toEqual(running);
  });

  test("what others wrote is not read anew for a till that joins", () => {
    using shop = createShop();
    shop.a.ledger().secrets.put("pepper/1", PEPPER);
    const before = shop.a.ledger().secrets.revision();

    shop.join("B");

    expect(shop.a.ledger().secrets.changedAfter(before)).toEqual([]);
  });
});

describe("what an authority destroys", () => {
  const ids = ["pepper/1", "pin/1/a", "pin/2/a", "root-key/1/sheet", "person/1/a", "customer/1"];

  function stolen() {
    const shop = createShop();
    const b = joinAsAuthority(shop, "B");
    const c = shop.join("C");
    for (const id of ids) shop.a.ledger().secrets.put(id, KEY);
    tellAll([shop.a, b, c]);
    const before = endsOf(b.ledger().heads());
    b.write(...ids.map(secretDestroyed));
    tellAll([shop.a, b, c]);
    return { shop, b, c, before, tills: [shop.a, c] };
  }

  test("is nothing that anybody signs in with", () => {
    const { shop, tills } = stolen();
    using _ = shop;

    for (const till of tills) {
      const read = ids.filter((id) => till.ledger().secrets.get(id) !== undefined);
      expect(read).toEqual(ids.slice(0, 4));
      passDays(till, 30);
      expect(ids.filter((id) => till.ledger().secrets.get(id) !== undefined)).toEqual(read);
    }
  });

  test("is hidden at once, handed on no more, and destroyed after seven days", () => {
    const { shop, c } = stolen();
    using _ = shop;
    const { secrets } = c.ledger();
    const hash = secretWritten("customer/1", KEY).body;
    expect(secrets.row(hash as never)).toBeUndefined();
    expect(secrets.waits.waiting()).toEqual(["customer/1", "person/1/a"]);
    expect(secrets.waits.daysLeft("customer/1", 7)).toBe(7);

    expect(passDays(c, 6)).toEqual([]);
    expect(secrets.waits.daysLeft("customer/1", 7)).toBe(1);
    expect(passDays(c, 1, 6).toSorted()).toEqual(["customer/1", "person/1/a"]);

    expect(secrets.waits.waiting()).toEqual([]);
    expect(secrets.waits.daysLeft("customer/1", 7)).toBeUndefined();
  });

  test("comes back with its revocation, also where it was destroyed, from whoever has it", () => {
    const { shop, b, c, before, tills } = stolen();
    using _ = shop;
    passDays(c, 8);

    shop.a.write(revocation(b, before));
    tellAll(tills);

    for (const till of tills) {
      for (const id of ids) expect(till.ledger().secrets.get(id)).toEqual(KEY);
    }
  });

  test("waits from the beginning when its author is shut out without that being taken back", () => {
    const { shop, b, c } = stolen();
    using _ = shop;
    passDays(c, 6);

    shop.a.write(revocation(b, endsOf(shop.a.ledger().heads())));
    tell(shop.a, c);

    expect(passDays(c, 6, 6)).toEqual([]);
    expect(passDays(c, 2, 12)).toHaveLength(2);
  });

  test("waits for days of the box's own: a clock that jumps counts one, who heard nobody none", () => {
    const { shop, c } = stolen();
    using _ = shop;
    const { waits } = c.ledger().secrets;
    waits.look({ nowMs: 0, isHeard: true, days: 7 });
    for (let day = 1; day < 100; day += 1) {
      waits.look({ nowMs: day * DAY_MS, isHeard: false, days: 7 });
    }
    expect(waits.daysLeft("customer/1", 7)).toBe(7);
    waits.look({ nowMs: 1000 * DAY_MS, isHeard: true, days: 7 });
    expect(waits.daysLeft("customer/1", 7)).toBe(6);
    // Set back, it begins again from there.
    waits.look({ nowMs: 10 * DAY_MS, isHeard: true, days: 7 });
    expect(waits.daysLeft("customer/1", 7)).toBe(6);
    waits.look({ nowMs: 11 * DAY_MS, isHeard: true, days: 7 });
    expect(waits.daysLeft("customer/1", 7)).toBe(5);
  });

  test("waits as long as the shop's law says", () => {
    const { shop, c } = stolen();
    using _ = shop;
    for (let day = 0; day < 30; day += 1) {
      expect(
        c.ledger().secrets.waits.look({ nowMs: day * DAY_MS, isHeard: true, days: 30 }),
      ).toEqual([]);
    }
    expect(
      c.ledger().secrets.waits.look({ nowMs: 30 * DAY_MS, isHeard: true, days: 30 }),
    ).toHaveLength(2);
  });

  test("can be destroyed before it was ever heard of", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.write(secretDestroyed("person/7/a"));
    shop.a.ledger().secrets.put("person/7/a", KEY);

    tellAll([shop.a, b]);

    expect(valuesOf([shop.a, b], "person/7/a")).toEqual([undefined, undefined]);
  });
});

test("a value that another one took the place of is kept for ninety days, and no longer", () => {
  using shop = createShop();
  const b = shop.join("B");
  b.ledger().secrets.put("pin/7/1", Buffer.from("of B"));
  shop.a.ledger().secrets.put("pin/7/1", Buffer.from("of A"));
  tellAll([shop.a, b]);
  expect(b.ledger().secrets.values("pin/7/1")).toHaveLength(2);

  passDays(b, 89);
  expect(b.ledger().secrets.values("pin/7/1")).toHaveLength(2);
  passDays(b, 3, 89);
  expect(b.ledger().secrets.values("pin/7/1")).toEqual([Buffer.from("of A")]);
});

function revocation(till: TestTill, ends: ReturnType<typeof endsOf>): Draft {
  const heads = ends.filter(({ origin }) => origin.startsWith(till.device));
  const body = { device: till.device, heads, reason: "stolen" };
  return { kind: "device/revoked", streams: [], body };
}

/** The chains, and then whatever that one lacks. */
function tell(from: TestTill, to: TestTill): void {
  synchronise(from, to);
  for (const name of to.ledger().secrets.lacks().names) {
    const row = from.ledger().secrets.row(name);
    if (row !== undefined) to.ledger().secrets.receive(row);
  }
}

function tellAll(tills: ReadonlyArray<TestTill>): void {
  for (const from of tills.concat(tills)) {
    for (const to of tills) if (from !== to) tell(from, to);
  }
}

function passDays({ ledger }: TestTill, days: number, from = 0): ReadonlyArray<string> {
  const destroyed: string[] = [];
  for (let day = from; day <= from + days; day += 1) {
    const now = { nowMs: day * DAY_MS, isHeard: true, days: 7 };
    destroyed.push(...ledger().secrets.waits.look(now));
  }
  return destroyed;
}

function valuesOf(tills: ReadonlyArray<TestTill>, id: string): ReadonlyArray<string | undefined> {
  return tills.map((till) => till.ledger().secrets.get(id)?.toString());
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function joinAsAuthority(shop: TestShop, code: string): TestTill {
  const till = shop.stranger(code);
  shop.a.write(enrolment(till), promotion(till));
  synchronise(shop.a, till);
  return till;
}
