/** The clocks of the tills that are heard stand beside the question of the day, and count in its answer. */

import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { deviceKeyFromSeed } from "../../../src/ledger/log/chain.ts";
import { CAFE_DAY, CAFE_START_MS, type Cafe, cafeCopies } from "../../support/cafe.ts";
import { enrolTill } from "../../support/enrol-till.ts";
import { heldBy, meshView, peerView } from "../../support/mesh-views.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "FLAT-WHITE" });
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe("a clock that is behind the till's day", () => {
  test("is asked for with the clock of the other till beside it", async () => {
    const { register } = await beside({ saysMs: MINUTE_MS, theirsMs: CAFE_START_MS + DAY_MS });

    expect(register.message()).toBe(
      "The clock says 1970-01-01 01:01. Type what it is, such as :date 21.11. 8:30. E Till E has 2026-11-21 14:32.",
    );
    expect(elsewhere(register)).toEqual([
      "The clocks that are heard have another day than this box. E Till E has 2026-11-21 14:32.",
    ]);
  });

  test("is right in one word where the other till has that day, and in two where it has another", async () => {
    const { register } = await beside({ saysMs: MINUTE_MS, theirsMs: CAFE_START_MS + DAY_MS });

    expect(say(register, ":date 23.11. 8:30")).toBe(
      "None of the clocks that are heard has 2026-11-23: the same once more, if it is so. E Till E has 2026-11-21 14:32.",
    );
    expect(register.open.till.days().now).toBe(CAFE_DAY);
    register.press("Enter");
    expect(register.open.till.days().now).toBe("2026-11-23");

    const other = await beside({ saysMs: MINUTE_MS, theirsMs: CAFE_START_MS + DAY_MS });
    expect(say(other.register, ":date 21.11. 14:32")).toBe(
      "It is 2026-11-21 14:32 now, until the clock of this box is set.",
    );
    expect(other.register.open.till.days().now).toBe("2026-11-21");
    expect(elsewhere(other.register)).toEqual([]);
  });

  test("of a till that is ahead says the other till's clock before it stays there", async () => {
    const cafe = await newCafe();
    cafe.clock.set(CAFE_START_MS + 3 * DAY_MS);
    await signedIn(cafe, undefined);
    const rightMs = CAFE_START_MS + 60 * MINUTE_MS;
    cafe.clock.set(rightMs);
    const register = await signedIn(cafe, rightMs);

    expect(say(register, ":date 20.11. 15:32")).toBe(
      "The till is on 2026-11-23 already: the same once more, if it is 2026-11-20. E Till E has 2026-11-20 15:32.",
    );
  });
});

describe("a clock that no till near it agrees with", () => {
  test("three days ahead begins no day, and is asked for", async () => {
    const { register } = await beside({
      saysMs: CAFE_START_MS + 3 * DAY_MS,
      theirsMs: CAFE_START_MS,
    });

    expect(register.open.till.days().now).toBe(CAFE_DAY);
    expect(register.message()).toBe(
      "The clock says 2026-11-23 14:32. Type what it is, such as :date 21.11. 8:30. E Till E has 2026-11-20 14:32.",
    );
  });

  test("holds when a person says so twice", async () => {
    const { register } = await beside({
      saysMs: CAFE_START_MS + 3 * DAY_MS,
      theirsMs: CAFE_START_MS,
    });

    expect(say(register, ":date 23.11. 14:32")).toContain("None of the clocks");
    register.press("Enter");

    expect(register.open.till.days().now).toBe("2026-11-23");
  });

  test("is set in one word to what the other till has", async () => {
    const { register } = await beside({
      saysMs: CAFE_START_MS + 3 * DAY_MS,
      theirsMs: CAFE_START_MS,
    });

    expect(say(register, ":date 20.11. 14:32")).toContain("It is 2026-11-20 14:32 now");
    expect(register.open.till.days()).toEqual({ now: CAFE_DAY, suggested: CAFE_DAY });
  });
});

test("a clock weeks ahead of the last day is asked for the PIN once more beside the other till's clock", async () => {
  const cafe = await newCafe();
  cafe.clock.set(CAFE_START_MS + 34 * DAY_MS);
  const register = await opened(cafe, CAFE_START_MS + 34 * DAY_MS);
  await expect(register.logIn("1", "1111")).rejects.toThrow("Nobody was let in.");

  expect(register.message()).toBe(
    "Is it 2026-12-24? The last day was 2026-11-20. Yes: PIN again. No: Esc. E Till E has 2026-12-24 14:32.",
  );
});

test("a clock that goes with the other till's asks nobody", async () => {
  const { register } = await beside({
    saysMs: CAFE_START_MS + DAY_MS,
    theirsMs: CAFE_START_MS + DAY_MS + MINUTE_MS,
  });

  expect(register.message()).not.toContain("E Till E has");
  expect(register.open.till.days().now).toBe("2026-11-21");
  expect(elsewhere(register)).toEqual([]);
});

/** A till whose clock says one thing, and the other till's clock, which is heard, another. */
async function beside({
  saysMs,
  theirsMs,
}: {
  readonly saysMs: number;
  readonly theirsMs: number;
}): Promise<{ readonly register: RealRegister; readonly cafe: Cafe }> {
  const cafe = await newCafe();
  cafe.clock.set(saysMs);
  return { register: await signedIn(cafe, theirsMs), cafe };
}

async function signedIn(cafe: Cafe, theirsMs: number | undefined): Promise<RealRegister> {
  const register = await opened(cafe, theirsMs);
  await register.logIn("1", "1111");
  return register;
}

async function opened(cafe: Cafe, theirsMs: number | undefined): Promise<RealRegister> {
  const { clock } = cafe;
  const open = cafe.open();
  if (theirsMs !== undefined) enrolTill(open, "E");
  const { device } = deviceKeyFromSeed(Buffer.alloc(32, "E"));
  // The other till's clock goes on as this box's does, whatever somebody sets this one to.
  const apartMs = (theirsMs ?? 0) - clock.nowMs();
  function heard(): ReturnType<typeof meshView> | undefined {
    if (theirsMs === undefined) return undefined;
    return meshView([
      peerView(device, { clockAheadMs: clock.nowMs() + apartMs - open.clock.nowMs() }),
    ]);
  }
  const near: OpenTill = { ...open, printing: { ...open.printing, mesh: heard } };
  return openRealRegister({ open: () => near, clock });
}

function say(register: RealRegister, typed: string): string {
  register.type(typed);
  register.press("Enter");
  return register.message();
}

/** What the doctor says of clocks that have another day. */
function elsewhere({ open }: RealRegister): ReadonlyArray<string> {
  const holder = heldBy(open.printing.mesh());
  return examine(open, { holder, skipsLedger: true }).flatMap((finding) =>
    finding.code === "dayElsewhere" ? [finding.sentence] : [],
  );
}

test("A clock of another till that has lost the date keeps no day from beginning", async () => {
  const saysMs = CAFE_START_MS + DAY_MS;
  const { register } = await beside({ saysMs, theirsMs: MINUTE_MS });

  expect(register.message()).toMatch(/^Hello Mia\./u);
  expect(register.open.till.days().now).toBe("2026-11-21");
  expect(elsewhere(register)).toEqual([]);
});
