/** A box alone whose clock is dead: it asks what time it is, sells all the same, and goes on right. */

import { describe, expect, test, vi } from "vitest";

import { listTillItems } from "../../../src/app/attention/attention-items.ts";
import { examine } from "../../../src/app/attention/checks.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { type MachineRun } from "../../../src/app/system/set-clock.ts";
import { statusFields, troubleFields } from "../../../src/tui/rows/status-fields.ts";
import { CAFE_DAY, CAFE_START_MS, type Cafe, cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "FLAT-WHITE" });
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ASKS = "The clock says 1970-01-01 01:01. Type what it is, such as :date 21.11. 8:30.";

describe("a clock that stands in 1970", () => {
  test("is asked for at the log-in, and sells on the day that the till is on", async () => {
    const { register } = await atDeadClock();

    expect(register.message()).toBe(ASKS);
    expect(register.store.getState().message?.level).toBe("error");
    sellOne(register);

    expect(dayOfLast(register)).toBe(CAFE_DAY);
    expect(dayFinding(register.open)).toBe(
      "The clock says 1970-01-01 01:01, the till is on 2026-11-20: set the clock of this box, or type `:date` at the register.",
    );
    const { till } = register.store;
    expect(statusFields(till, register.store.getState())).toContain("CLOCK SAYS 1970-01-01: :date");
    expect(troubleFields(till)).toContain("CLOCK SAYS 1970-01-01: :date");
  });

  test("is right once somebody says what it is, for every till object on the box", async () => {
    const { register, again } = await atDeadClock();

    register.type(":date 21.11. 8:30");
    register.press("Enter");

    expect(register.message()).toBe(
      "It is 2026-11-21 08:30 now, until the clock of this box is set.",
    );
    sellOne(register);
    expect(dayOfLast(register)).toBe("2026-11-21");
    expect(again().till.days()).toEqual({ now: "2026-11-21", suggested: "2026-11-21" });
    expect(troubleFields(register.store.till).join()).not.toContain("CLOCK");
    expect(dayFinding(again())).toBe(
      "Business day 2026-11-21, by a date that somebody typed: set the clock of this box.",
    );
    // A slip is typed anew.
    register.type(":date 21.11. 9:30");
    register.press("Enter");
    expect(register.message()).toContain("2026-11-21 09:30");
  });

  test("is asked for again after the next start of the machine", async () => {
    const { register, again } = await atDeadClock();
    register.type(":date 21.11. 8:30");
    register.press("Enter");

    const restarted = again("another start").till;

    expect(restarted.days().now).toBe("2026-11-21");
    expect(restarted.days().suggested < restarted.days().now).toBe(true);
  });

  test("begins a day that is far ahead when it was said twice", async () => {
    const { register } = await atDeadClock();
    function say(typed: string): string {
      register.type(typed);
      register.press("Enter");
      return register.message();
    }

    expect(say(":date 19.11.2027 8:30")).toBe(
      "2027-11-19 is 364 days after the last business day: the same once more, if it is so.",
    );
    expect(register.open.till.days().now).toBe(CAFE_DAY);
    register.press("Esc");
    expect(say(":date 1.3.2027 9:00")).toContain("2027-03-01 is 101 days after");
    register.press("Enter");

    expect(register.message()).toContain("It is 2027-03-01 09:00 now");
    expect(register.open.till.days().now).toBe("2027-03-01");
  });

  test.each([
    ["9999-12-31 23:59", "“9999-12-31 23:59” is no date and time: such as 21.11. 8:30."],
    ["", "Say what it is, such as :date 21.11. 8:30."],
    ["8:30", "“8:30” is no date and time: such as 21.11. 8:30."],
    ["19.11. 8:30", "The till is on 2026-11-20 already: the same once more, if it is 2026-11-19."],
  ])("“:date %s” changes nothing", async (typed, sentence) => {
    const { register } = await atDeadClock();

    register.type(`:date ${typed}`);
    register.press("Enter");

    expect(register.message()).toBe(sentence);
    expect(register.open.clockSetting.isSet()).toBe(false);
    expect(register.open.till.days().now).toBe(CAFE_DAY);
  });
});

describe("a clock that stands in 2099", () => {
  /** 2099-06-01, noon in UTC. */
  const FAR_MS = 4_083_998_400_000;

  test("is asked for at the log-in, begins no day, and sells on the one that the till is on", async () => {
    const { register } = await atDeadClock(FAR_MS);

    expect(register.message()).toBe(ASKS.replace("1970-01-01 01:01", "2099-06-01 14:00"));
    sellOne(register);

    expect(dayOfLast(register)).toBe(CAFE_DAY);
    expect(troubleFields(register.store.till)).toContain("CLOCK SAYS 2099-06-01: :date");
    expect(clockItems(register)).toEqual(["clock/wrong"]);
  });

  test("is right once somebody says what it is", async () => {
    const { register } = await atDeadClock(FAR_MS);

    register.type(":date 21.11. 8:30");
    register.press("Enter");
    sellOne(register);

    expect(dayOfLast(register)).toBe("2026-11-21");
    expect(troubleFields(register.store.till).join()).not.toContain("CLOCK");
  });

  test("while the register is open stops no sale", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    await register.logIn("1", "1111");

    cafe.clock.set(FAR_MS);
    sellOne(register);

    expect(dayOfLast(register)).toBe(CAFE_DAY);
  });
});

describe("a clock that is weeks ahead of the last day", () => {
  const ASKED = "Is it 2026-12-24? The last day was 2026-11-20. Yes: PIN again. No: Esc.";

  test("is right after long holidays: it is asked for in one line, and the PIN once more begins the day", async () => {
    const { register } = await asked();

    expect(register.message()).toBe(ASKED);
    expect(register.open.till.days().now).toBe(CAFE_DAY);
    // A slip is no answer.
    await answer(register, "1112");
    expect(register.store.getState().session).toBeUndefined();
    await answer(register, "1111");
    sellOne(register);

    expect(dayOfLast(register)).toBe("2026-12-24");
    expect(clockItems(register)).toEqual([]);
  });

  test("that nobody confirms lets them sell on the day that the till is on, and a person hears of it", async () => {
    const { register, cafe } = await asked();
    expect(clockItems(register)).toEqual([]);

    // Esc, and signed in anew.
    await register.logIn("1", "1111");

    expect(register.message()).toBe(
      "The clock says 2026-12-24 14:32. Type what it is, such as :date 21.11. 8:30.",
    );
    sellOne(register);
    expect(dayOfLast(register)).toBe(CAFE_DAY);
    expect(troubleFields(register.store.till)).toContain("CLOCK SAYS 2026-12-24: :date");
    expect(clockItems(register)).toEqual(["clock/wrong"]);
    // Nor does another program on the box begin it, or the next day of that clock.
    cafe.clock.set(cafe.clock.nowMs() + 24 * 60 * MINUTE_MS);
    const beside = cafe.open().till;
    expect(beside.beginDay({ number: "1" })).toEqual({ ok: true, value: CAFE_DAY });
  });

  test("is right once somebody says what it is, be it what the clock says", async () => {
    for (const [typed, day] of [
      ["21.11. 8:30", "2026-11-21"],
      ["24.12. 14:32", "2026-12-24"],
    ] as const) {
      const { register } = await asked();
      await register.logIn("1", "1111");

      register.type(`:date ${typed}`);
      register.press("Enter");
      // Far ahead it wants to be said twice.
      if (register.open.till.days().now === CAFE_DAY) register.press("Enter");
      sellOne(register);

      expect(dayOfLast(register)).toBe(day);
      expect(troubleFields(register.store.till).join()).not.toContain("CLOCK");
    }
  });
});

describe("a clock that was three days ahead", () => {
  test("leaves the till on that day until it comes, and nobody in another year", async () => {
    const { register } = await ahead();
    expect(register.message()).toContain("Type what it is, such as :date");
    expect(clockItems(register)).toEqual(["clock/wrong"]);

    register.type(":date 20.11. 15:32");
    register.press("Enter");
    expect(register.message()).toBe(
      "The till is on 2026-11-23 already: the same once more, if it is 2026-11-20.",
    );
    register.press("Enter");

    expect(register.message()).toBe(
      "It is 2026-11-20 15:32 now; the till stays on 2026-11-23 until then.",
    );
    sellOne(register);
    expect(dayOfLast(register)).toBe("2026-11-23");
    expect(register.open.clockSetting.isSet()).toBe(false);
    expect(clockItems(register)).toEqual([]);
    expect(troubleFields(register.store.till)).toContain("ON 2026-11-23 UNTIL THEN");
    expect(dayFinding(register.open)).toBe(
      "Business day 2026-11-23, which is still to come: the till stays on it until then.",
    );
  });

  test("is asked about no more at the next log-in, and the day goes on when it comes", async () => {
    const { register, cafe } = await ahead();
    for (const key of [":date 20.11. 15:32", ""]) {
      register.type(key);
      register.press("Enter");
    }
    const next = await signedIn(cafe);
    expect(next.message()).not.toContain("Type what it is");

    cafe.clock.set(CAFE_START_MS + 3 * DAY_MS);
    const reached = await signedIn(cafe);

    expect(reached.open.till.days()).toEqual({ now: "2026-11-23", suggested: "2026-11-23" });
    expect(troubleFields(reached.store.till).join()).not.toContain("2026-11-23");
  });
});

test("a clock that may be right is the machine's own affair", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("1", "1111");

  register.type(":date 21.11. 8:30");
  register.press("Enter");

  expect(register.message()).toBe(
    "The clock says 2026-11-20 14:32: if that is wrong, set the clock of this box.",
  );
  expect(troubleFields(register.store.till)).toEqual([]);
});

/** Sold on the day that it said, and put right by whoever has the box. */
async function ahead(): Promise<{ readonly register: RealRegister; readonly cafe: Cafe }> {
  const cafe = await newCafe();
  cafe.clock.set(CAFE_START_MS + 3 * DAY_MS);
  const before = openRealRegister(cafe);
  await before.logIn("1", "1111");
  sellOne(before);
  cafe.clock.set(CAFE_START_MS + 60 * MINUTE_MS);
  return { register: await signedIn(cafe), cafe };
}

async function signedIn(cafe: Cafe): Promise<RealRegister> {
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  return register;
}

async function asked(): Promise<{ readonly register: RealRegister; readonly cafe: Cafe }> {
  const cafe = await newCafe();
  cafe.clock.set(CAFE_START_MS + 34 * 24 * 60 * MINUTE_MS);
  const register = openRealRegister(cafe);
  await expect(register.logIn("1", "1111")).rejects.toThrow("Nobody was let in.");
  return { register, cafe };
}

async function answer(register: RealRegister, pin: string): Promise<void> {
  register.type(pin);
  register.press("Enter");
  await vi.waitFor(() => {
    expect(register.store.getState().logIn.step).not.toBe("checking");
  });
}

/** Somebody has signed in on the morning after: the battery is dead. */
async function atDeadClock(saysMs = MINUTE_MS): Promise<{
  readonly register: RealRegister;
  readonly again: (run?: string) => ReturnType<Cafe["open"]>;
}> {
  const cafe = await newCafe();
  const { clock } = cafe;
  clock.set(saysMs);
  function opened(run = "this start"): ReturnType<Cafe["open"]> {
    return cafe.open(runOf(clock, run));
  }
  const register = openRealRegister({ open: () => opened(), clock });
  await register.logIn("1", "1111");
  return { register, again: opened };
}

function runOf({ nowMs }: Cafe["clock"], id: string): MachineRun {
  return { id, elapsedMs: nowMs };
}

function dayFinding(open: OpenTill): string | undefined {
  return examine(open).find(({ check }) => check === "day")?.sentence;
}

function sellOne(register: RealRegister): void {
  register.type("flat");
  register.press("Enter");
  register.type("20");
  register.press("F9");
  expect(register.store.getState().paid?.receiptNumber).not.toBe("");
}

function clockItems({ open }: RealRegister): ReadonlyArray<string> {
  const kinds = listTillItems(open, "en").map(({ kind }) => kind);
  return kinds.filter((kind) => kind.startsWith("clock/"));
}

/** The receipt is among the last things that the till has said. */
function dayOfLast({ open: { till } }: RealRegister): string | undefined {
  const { ledger } = till;
  return ledger.head(ledger.identity.origin)?.day;
}
