import { describe, expect, test } from "vitest";

import {
  decideClockIn,
  decideClockOut,
} from "../../../../src/domain/commands/people/clock-staff.ts";
import { openShiftTag } from "../../../../src/domain/folds/shift-fold.ts";
import {
  act,
  createShop,
  faultOf,
  synchronise,
  type TestTill,
  valueOf,
} from "../../../support/shop.ts";

describe("a shift", () => {
  test("begins once, ends once, and may begin again", () => {
    using shop = createShop();

    valueOf(act(shop.a, decideClockIn));
    expect(faultOf(act(shop.a, decideClockIn))).toEqual({
      type: "shift/already-in",
      staff: "1",
      since: "13:00",
    });
    valueOf(act(shop.a, decideClockOut));
    expect(faultOf(act(shop.a, decideClockOut))).toEqual({ type: "shift/not-in", staff: "1" });
    valueOf(act(shop.a, decideClockIn));
    expect(openShifts(shop.a)).toBe(1);
  });

  test("of one person is none of another's", () => {
    using shop = createShop();

    valueOf(act(shop.a, decideClockIn, { staff: "1" }));
    valueOf(act(shop.a, decideClockIn, { staff: "2" }));

    expect(openShifts(shop.a)).toBe(1);
  });

  test("can end on another till than it began", () => {
    using shop = createShop();
    const b = shop.join("B");
    valueOf(act(shop.a, decideClockIn));
    synchronise(shop.a, b);

    valueOf(act(b, decideClockOut));
    synchronise(b, shop.a);

    expect(openShifts(shop.a)).toBe(0);
  });
});

function openShifts(till: TestTill): number {
  return till.ledger().read((view) => view.tagged(openShiftTag("1")).length);
}
