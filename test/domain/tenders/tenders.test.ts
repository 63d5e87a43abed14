import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  METHOD,
  type OwnTender,
  ownTenderSchema,
  readTenderName,
  tenderAdded,
  tenderNamed,
  tenderRenamed,
  tendersCalled,
} from "../../../src/domain/tenders/tenders.ts";
import { valueOf } from "../../support/shop.ts";

const VOUCHER: OwnTender = { digit: 1, id: "own-meal-voucher", name: "Meal voucher" };

describe("a tender of the shop's own", () => {
  test("has an id of its name and the first digit that is free", () => {
    const tenders = added(["Meal voucher", "Überweisung", "Lunch card"]);

    expect(tenders.map(({ digit, id }) => `${digit} ${id}`)).toEqual([
      "1 own-meal-voucher",
      "2 own-uberweisung",
      "3 own-lunch-card",
    ]);
    const fewer = tenders.filter(({ digit }) => digit !== 2);
    expect(valueOf(tenderAdded(fewer, "Bank"))[1]).toMatchObject({ digit: 2, name: "Bank" });
  });

  test("keeps digit and id under another name, and then the old name is free", () => {
    const renamed = valueOf(tenderRenamed([VOUCHER], { id: VOUCHER.id, to: "Lunch card" }));

    expect(renamed).toEqual([{ ...VOUCHER, name: "Lunch card" }]);
    expect(valueOf(tenderAdded(renamed, "Meal voucher"))[1]?.id).not.toBe(VOUCHER.id);
  });

  test("is found by its digit or its name", () => {
    expect(tenderNamed([VOUCHER], "1")).toBe(VOUCHER);
    expect(tenderNamed([VOUCHER], "meal VOUCHER")).toBe(VOUCHER);
    expect(tenderNamed([VOUCHER], "meal")).toBeUndefined();
  });

  test("stays what it is where the whole list is said anew", () => {
    const renamed = { ...VOUCHER, name: "Lunch card" };

    expect(tendersCalled(["Bank", "lunch card"], [renamed])).toEqual({
      ok: true,
      value: [
        { digit: 1, id: "own-bank", name: "Bank" },
        { digit: 2, id: VOUCHER.id, name: "lunch card" },
      ],
    });
  });

  test.each(["", "  ", "cash", "Card", "a,b", "x".repeat(21), "–"])("“%s” is no name", (text) => {
    expect(readTenderName(text)).toMatchObject({ ok: false });
  });

  test("there are nine, and no two of one name", () => {
    const nine = added(["a", "b", "c", "d", "e", "f", "g", "h", "i"]);

    expect(tenderAdded(nine, "j")).toMatchObject({ ok: false });
    expect(tenderAdded([VOUCHER], "MEAL  voucher")).toMatchObject({ ok: false });
    expect(tendersCalled(["a", "A"], [])).toMatchObject({ ok: false });
  });

  test("whatever it is called, its id is one that payments may have, and no other's", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 20 }), { maxLength: 9 }), (names) => {
        const tenders = added(names);

        expect(tenders.filter((it) => !ownTenderSchema.safeParse(it).success)).toEqual([]);
        expect(tenders.filter(({ id }) => !METHOD.test(id))).toEqual([]);
        expect(new Set(tenders.map(({ id }) => id)).size).toBe(tenders.length);
        expect(new Set(tenders.map(({ digit }) => digit)).size).toBe(tenders.length);
      }),
    );
  });
});

/** As many of them as are names. */
function added(names: ReadonlyArray<string>): ReadonlyArray<OwnTender> {
  return names.reduce<ReadonlyArray<OwnTender>>((tenders, name) => {
    const next = tenderAdded(tenders, name);
    return next.ok ? next.value : tenders;
  }, []);
}
