/** What docs/hours.md and docs/history.md say to type and press at a register does there what they promise. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { listShifts } from "../../src/app/people/shifts.ts";
import { rowsOf } from "../../src/tui/lists/list-rows.ts";
import { type CafeRegister, press, registerAt, typed } from "../support/cafe-register.ts";
import { type Cafe, CAFE_DAY, cafeCopies, MIA } from "../support/cafe.ts";
import { documentedWords } from "../support/documented-keys.ts";
import { openRealRegister } from "../support/real-register.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const MIA_LOGIN = ["1", "1111"] as const;
const RAVI_LOGIN = ["4", "4444"] as const;
const JONAS = { number: "2", name: "Jonas" };
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as Parameters<typeof listShifts>[1];
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

describe("docs/hours.md", () => {
  test("has no word at the register that is not played here", () => {
    expect(new Set(documentedWords("docs/hours.md"))).toEqual(
      new Set([
        ":clockin",
        ":break",
        ":clockout",
        ":clockout 23:30",
        ":clockin 23:30",
        ":clockfix 1 out=23:30 forgot to clock out",
        ":who",
      ]),
    );
  });

  test("a shift, its breaks and its end are a word each, and the digit 1 alone prints the evening", async () => {
    const it = await registerAt(await newCafe(), MIA_LOGIN);
    typed(it, ":clockin");
    expect(it.message()).toBe("Mia clocked in at 14:32.");
    sellGoods(it.open.till, ["croissant"], { cash: 500 });

    typed(it, ":break");
    it.clock.advance(5 * MINUTE_MS);
    typed(it, ":break");
    expect(shiftOf(it)).toMatchObject({ breaks: [{ from: "14:32", to: "14:37", paid: false }] });
    typed(it, ":break");
    it.clock.advance(5 * MINUTE_MS);
    typed(it, ":clockout");
    expect(shiftOf(it)).toMatchObject({ minutes: 10, work: 0, breaks: [{}, {}] });

    const { list } = it.store.getState();
    expect(list?.type === "evening" ? list.lines.join("\n") : "").toMatch(
      /^Cash to hand in +2\.60$/mu,
    );
    press(it, "Enter", "2", "0");
    expect(reportsOf(it)).toBe(0);
    press(it, "1");
    expect(reportsOf(it)).toBe(1);
  });

  test("a shift is offered once a day, Tab begins it, and any other key goes on without", async () => {
    const cafe = await newCafe();
    const it = await registerAt(cafe, MIA_LOGIN);
    expect(it.message()).toContain("the Tab key or :clockin begins your shift");
    press(it, "Tab");
    expect(listShifts(it.open.till, DAY)).toMatchObject([{ staff: "1", out: null }]);

    press(it, "Ctrl-L");
    await it.logIn("2", "2222");
    expect(it.message()).toContain("Not clocked in");
    typed(it, "croissant");
    press(it, "Tab");
    expect(listShifts(it.open.till, DAY)).toHaveLength(1);
  });

  test("whoever forgot to clock out says at the next clocking in when they left", async () => {
    const cafe = await newCafe();
    const it = await registerLater(cafe, MIA_LOGIN, 20 * HOUR_MS);
    typed(it, ":clockin");
    expect(it.message()).toContain("say until when, as :clockin 23:30");
    press(it, "Esc");
    typed(it, ":clockin 23:30");

    expect(it.message()).toBe("Mia clocked in at 10:32.");
    expect(shiftOf(it)).toMatchObject({ out: "2026-11-20 23:30" });
  });

  test("whoever clocks out of a shift of yesterday says when they left", async () => {
    const it = await registerLater(await newCafe(), MIA_LOGIN, 20 * HOUR_MS);
    typed(it, ":clockout");
    expect(it.message()).toContain("say until when, as :clockout 23:30");
    press(it, "Esc");
    typed(it, ":clockout 23:30");

    expect(shiftOf(it)).toMatchObject({ out: "2026-11-20 23:30" });
  });

  test("a correction is a line with the reason behind it, also with a colleague's PIN", async () => {
    const it = await registerLater(await newCafe(), MIA_LOGIN, 20 * HOUR_MS);
    typed(it, ":clockfix 1 out=23:30 forgot to clock out");
    expect(it.message()).toContain("Who approves?");
    typed(it, "4");
    typed(it, "4444");
    await it.checked();

    expect(it.message()).toBe("The shift is corrected.");
    expect(shiftOf(it)).toMatchObject({
      out: "2026-11-20 23:30",
      corrected: { by: "1", reason: "forgot to clock out" },
    });
  });

  test("a correction without a reason asks why", async () => {
    const it = await registerLater(await newCafe(), RAVI_LOGIN, 20 * HOUR_MS);
    typed(it, ":clockfix 1 out=23:30");

    expect(it.message()).toContain("why?");
  });

  test("who works now is a list with two digits behind a person", async () => {
    const it = await registerLater(await newCafe(), RAVI_LOGIN, HOUR_MS);
    typed(it, ":who");
    expect(rowsOf(it.store.till, it.store.getState())).toMatchObject([
      { label: "14:32 Mia", detail: "A Front counter" },
    ]);
    press(it, "1", "2");
    expect(it.store.getState().list).toMatchObject({ type: "history", title: "Mia" });
    press(it, "Esc");
    press(it, "F10");
    typed(it, "Correct a shift");
    press(it, "1", "1");
    expect(it.store.getState().text).toBe(":clockfix 1/2026-11-20 ");
  });
});

describe("docs/history.md", () => {
  test("has no word at the register that is not played here", () => {
    expect(new Set(documentedWords("docs/history.md"))).toEqual(
      new Set([":history", ":history A-000012", ":history A12", ":history 2", ":receipt"]),
    );
  });

  test("each word tells of what it names, a digit does in a receipt, and PgDn turns the page", async () => {
    const it = await registerAt(await newCafe(), RAVI_LOGIN);
    for (let sold = 0; sold < 12; sold += 1) {
      sellGoods(it.open.till, ["croissant"], { cash: 500, by: JONAS });
    }
    typed(it, "espresso");

    for (const [word, title] of [
      [":history", "Order A13"],
      [":history A-000012", "Receipt A-000012"],
      [":history A12", "Order A12"],
      [":history 2", "Jonas"],
    ] as const) {
      typed(it, word);
      expect(it.store.getState().list).toMatchObject({ type: "history", title, top: 0 });
      if (word !== ":history 2") press(it, "Esc");
    }
    press(it, "PgDn");
    expect(it.store.getState().list).not.toMatchObject({ top: 0 });
    press(it, "Esc");

    typed(it, ":receipt A-000012");
    press(it, "5");
    expect(it.store.getState().list).toMatchObject({ type: "history", title: "Receipt A-000012" });
  });
});

/** Somebody logs in so long after Mia has clocked in. */
async function registerLater(
  cafe: Cafe,
  who: readonly [string, string],
  afterMs: number,
): Promise<CafeRegister> {
  const earlier = cafe.open();
  valueOf(performBeside(earlier.till, MIA, { act: "clock-in" }));
  valueOf(changeSetting(earlier.till, RAVI, { key: "clock-in", texts: ["off"] }));
  await earlier.close();
  cafe.clock.advance(afterMs);
  const register = { ...openRealRegister(cafe), clock: cafe.clock };
  await register.logIn(...who);
  return register;
}

/** Mia's first shift of the first day. */
function shiftOf({
  open: { till },
}: CafeRegister): ReturnType<typeof listShifts>[number] | undefined {
  return listShifts(till, DAY).find(({ staff }) => staff === "1");
}

function reportsOf({ open }: CafeRegister): number {
  return open.jobs.latest(9).filter(({ kind }) => kind === "report").length;
}
