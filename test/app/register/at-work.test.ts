/** Who works now, at the register: in a list, with the correction of a shift and what the person did. */

import { describe, expect, test } from "vitest";

import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { listShifts } from "../../../src/app/people/shifts.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const JONAS_LOGIN = ["2", "2222"] as const;
const RAVI = ["4", "4444"] as const;
const HOUR_MS = 3_600_000;

describe("who works now", () => {
  test("is listed for everybody: since when, on a break, at which till, and who has left", async () => {
    const cafe = await newCafe();
    const register = await registerLater(cafe, JONAS_LOGIN, HOUR_MS);
    const { till } = register.open;
    typed(register, ":clockin");
    valueOf(performBeside(till, MIA, { act: "clock-break", way: "turn" }));

    typed(register, ":who");
    expect(shown(register)).toEqual([
      ["14:32 Mia", "break since 15:32"],
      ["15:32 Jonas", "A Front counter"],
    ]);

    press(register, "Esc");
    valueOf(performBeside(till, MIA, { act: "clock-out" }));
    typed(register, ":who");
    expect(shown(register)).toEqual([
      ["15:32 Jonas", "A Front counter"],
      ["14:32 Mia", "left 15:32"],
    ]);
  });

  test("has its date in it where somebody forgot to clock out", async () => {
    const cafe = await newCafe();
    const register = await registerLater(cafe, JONAS_LOGIN, 20 * HOUR_MS);

    typed(register, ":who");
    expect(shown(register)).toEqual([["2026-11-20 14:32 Mia", "A Front counter"]]);
  });

  test("is nobody in a shop where nobody clocked in", async () => {
    const register = await registerAt(await newCafe(), JONAS_LOGIN);
    typed(register, ":who");

    expect(shown(register)).toEqual([["Nobody is clocked in.", ""]]);
  });

  test("leads to what a person did today, for whoever may see reports", async () => {
    const cafe = await newCafe();
    const ravi = await registerAt(cafe, RAVI);
    valueOf(performBeside(ravi.open.till, MIA, { act: "clock-in" }));
    sellGoods(ravi.open.till, ["croissant"], { cash: 500 });

    typed(ravi, ":who");
    press(ravi, "1", "2");
    expect(ravi.store.getState().list).toMatchObject({ type: "history", title: "Mia" });
  });

  test("hides from everybody else what a person did", async () => {
    const register = await registerAt(await newCafe(), JONAS_LOGIN);
    typed(register, ":clockin");
    typed(register, ":who");
    press(register, "1", "2");

    expect(register.message()).toContain("may not see reports");
  });
});

describe("a shift", () => {
  test("is corrected from the list: the line has its name, and a reason is asked for", async () => {
    const { register, day } = await forgotten();
    typed(register, ":who");
    press(register, "1", "1");
    expect(register.store.getState().text).toBe(`:clockfix 1/${day} `);

    register.type("out=15:00 break=10");
    press(register, "Enter");
    expect(register.message()).toContain(`Correct the shift 1/${day}: out=15:00 break=10: why?`);
    press(register, "1");

    expect(register.message()).toBe("The shift is corrected.");
    expect(listShifts(register.open.till, day)).toMatchObject([
      { out: `${day} 15:00`, corrected: { by: "4", reason: "forgot to clock out" } },
    ]);
  });

  test("is chosen from who works, where its command is chosen under F10", async () => {
    const { register, day } = await forgotten();
    press(register, "F10");
    typed(register, "Correct a shift");
    expect(shown(register)).toEqual([["14:32 Mia", "A Front counter"]]);

    press(register, "1", "1");
    expect(register.store.getState().text).toBe(`:clockfix 1/${day} `);
  });

  test("is corrected by one line, with the reason behind it", async () => {
    const { register, day } = await forgotten();
    typed(register, ":clockfix 1 out=15:00 went to the doctor");

    expect(register.message()).toBe("The shift is corrected.");
    expect(listShifts(register.open.till, day)).toMatchObject([
      { minutes: 28, corrected: { reason: "went to the doctor" } },
    ]);
  });

  test("stays as it is where the line can't be read, or nobody has such a shift", async () => {
    const { register, day } = await forgotten();
    for (const [line, says] of [
      [":clockfix", "Type whose shift, then what it was: 1 out=23:30 and why."],
      [":clockfix 1", "Type whose shift, then what it was: 1 out=23:30 and why."],
      [":clockfix 1 out=25:00 why", "Type in=17:05, out=23:30 or break=30, not out=25:00."],
      [":clockfix 3 out=15:00 why", "There is no shift 3: clock list names them."],
    ] as const) {
      typed(register, line);
      expect(register.message()).toBe(says);
      press(register, "Esc");
    }
    expect(listShifts(register.open.till, day)).toMatchObject([{ out: null, corrected: null }]);
  });

  test("is corrected by who may see reports, or with their word", async () => {
    const cafe = await newCafe();
    const register = await registerLater(cafe, JONAS_LOGIN, HOUR_MS);
    typed(register, ":clockfix 1 out=15:00 forgot");

    expect(register.message()).toContain("Who approves?");
    typed(register, "4");
    typed(register, "4444");
    await register.checked();
    expect(register.message()).toBe("The shift is corrected.");
  });
});

/** Ravi is at the register an hour after Mia has clocked in. */
async function forgotten(): Promise<{
  readonly register: CafeRegister;
  readonly day: BusinessDay;
}> {
  const register = await registerLater(await newCafe(), RAVI, HOUR_MS);
  return { register, day: register.open.till.days().now };
}

/** Somebody logs in so long after Mia has clocked in. */
async function registerLater(
  cafe: Cafe,
  who: readonly [string, string],
  afterMs: number,
): Promise<CafeRegister> {
  const earlier = cafe.open();
  valueOf(performBeside(earlier.till, MIA, { act: "clock-in" }));
  await earlier.close();
  cafe.clock.advance(afterMs);
  const register = { ...openRealRegister(cafe), clock: cafe.clock };
  await register.logIn(...who);
  return register;
}

function shown({ store }: CafeRegister): ReadonlyArray<readonly [string, string]> {
  return rowsOf(store.till, store.getState()).map(({ label, detail }) => [label, detail]);
}
