/** Wrong PINs make the next try wait. Size: whole, alone. */

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { createPinTries, type PinTries } from "../../../src/app/till/sign-in.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "COFFEE", slowPins: true });

describe("wrong PINs", () => {
  test("make the next try wait, at the register and in commands alike, after a restart too", async () => {
    const { open, clock } = await newCafe();
    const first = open();
    for (let tries = 1; tries <= 4; tries += 1) await first.till.signIn("1", "9999");
    await first.close();

    const [register, command] = [open(), open()];
    const { logIn } = createRegisterPort(register, { demoStaff: [] });
    clock.set(clock.nowMs() + 500);

    expect(await logIn("1", "1111")).toEqual({
      ok: false,
      fault: { message: "Too many wrong PINs for Mia: wait 5 seconds." },
    });
    expect(await command.till.signIn("1", "1111")).toEqual({
      ok: false,
      fault: { type: "pin/wait", staff: "1", waitMs: 4500 },
    });
    expect(await logIn("2", "2222")).toMatchObject({ ok: true });
    clock.set(clock.nowMs() + 4500);
    expect(await command.till.signIn("1", "1111")).toMatchObject({ ok: true });
    expect(await logIn("1", "9999")).toMatchObject({
      fault: { message: "Wrong PIN for Mia: try again." },
    });
  });

  test("of a number that nobody has are answered as those of somebody's, all along", async () => {
    const { till } = (await newCafe()).open();
    async function answersFor(number: string) {
      const answers = [];
      for (let tries = 1; tries <= 5; tries += 1) answers.push(await till.signIn(number, "9999"));
      return JSON.stringify(answers).replaceAll(`"${number}"`, '"N"');
    }

    expect(await answersFor("77")).toBe(await answersFor("1"));
  });
});

test("to find out whether a number is somebody's, time doesn't help", async () => {
  const { till } = (await newCafe()).open();
  async function workFor(number: string): Promise<number> {
    const before = process.cpuUsage();
    await till.signIn(number, "9999");
    const { user } = process.cpuUsage(before);
    return user;
  }
  await workFor("2");

  const [somebody, nobody] = [await workFor("1"), await workFor("77")];

  // A check is nearly all of the work: without it, a hundredth would be left.
  expect(nobody).toBeGreaterThan(somebody / 3);
  expect(nobody).toBeLessThan(somebody * 3);
});

describe("a try that has to wait", () => {
  test("checks nothing", async () => {
    const open = (await newCafe()).open();
    const tries = triesOf(open);
    for (let times = 1; times <= 4; times += 1) await tries.make("1", "refuse", isWrong);

    const tried = await tries.make("1", "refuse", () => expect.unreachable("checked"));

    expect(tried).toEqual({ ok: false, fault: { type: "pin/wait", waitMs: 5000 } });
  });
});

describe("a try that is cut short", () => {
  test("was no wrong one: the right PIN is taken after four of them, by another process", async () => {
    const { open } = await newCafe();
    const first = open();
    await cutShort(triesOf(first), 4);
    await first.close();

    expect(await triesOf(open()).make("1", "refuse", isRight)).toEqual({
      ok: true,
      value: { isRight: true, waitMs: 0, misses: 1, isBurst: false },
    });
  });

  test("takes back no wrong one from before it", async () => {
    const open = (await newCafe()).open();
    const tries = triesOf(open);
    for (let times = 1; times <= 3; times += 1) await tries.make("1", "refuse", isWrong);
    await cutShort(tries, 2);

    expect(await tries.make("1", "refuse", isWrong)).toMatchObject({
      value: { misses: 4, waitMs: 5000 },
    });
  });

  test("counts after ten of them within an hour, and not an hour later", async () => {
    const { open, clock } = await newCafe();
    const tries = triesOf(open());
    await cutShort(tries, 14);

    expect(await tries.make("1", "refuse", isRight)).toMatchObject({
      fault: { type: "pin/wait" },
    });
    clock.advance(3_600_001);
    expect(await tries.make("1", "refuse", isRight)).toMatchObject({ ok: true });
  });
});

/** As if the process were killed between the try and its verdict. */
async function cutShort(tries: PinTries, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) {
    const killed = tries.make("1", "refuse", () => Promise.reject(new Error("killed")));
    await expect(killed).rejects.toThrow("killed");
  }
}

test("tries at the same moment take turns, so that many at once are no way to try more", async () => {
  const { open, clock } = await newCafe();
  const [one, other] = [triesOf(open()), triesOf(open())];
  const answer = Promise.withResolvers<boolean>();
  let isOtherChecked = false;

  const first = one.make("1", "refuse", () => answer.promise);
  const second = other.make("1", "refuse", () => {
    isOtherChecked = true;
    return isRight();
  });
  clock.advance(1000);
  await settled();
  expect(isOtherChecked).toBe(false);
  answer.resolve(true);

  expect(await first).toMatchObject({ ok: true, value: { isRight: true } });
  clock.advance(20);
  expect(await second).toMatchObject({ ok: true, value: { isRight: true } });
});

test("a try that never comes to an end is told to those who wait for their turn", async () => {
  const { open, clock } = await newCafe();
  const answer = Promise.withResolvers<boolean>();
  const stuck = triesOf(open()).make("1", "refuse", () => answer.promise);

  const told = triesOf(open()).make("2", "refuse", isRight);
  for (let looks = 0; looks < 500; looks += 1) {
    clock.advance(20);
    await settled();
  }

  expect(await told).toEqual({ ok: false, fault: { type: "pin/busy" } });
  answer.resolve(true);
  await stuck;
});

describe("on a full disk", () => {
  test("a register remembers what was wrong, and a command tries nothing", async () => {
    const opened = (await newCafe()).open();
    const tries = triesOf(opened);
    refuseToGrow(opened);

    await expect(
      tries.make("1", "refuse", () => expect.unreachable("checked")),
    ).rejects.toMatchObject({ code: "SQLITE_FULL" });
    for (let times = 1; times <= 4; times += 1) {
      expect(await tries.make("1", "remember", isWrong)).toMatchObject({ ok: true });
    }

    expect(await tries.make("1", "remember", isRight)).toMatchObject({
      fault: { type: "pin/wait" },
    });
    expect(await tries.make("2", "remember", isRight)).toMatchObject({ ok: true });
  });
});

function triesOf({ dir, clock, till: { ledger } }: OpenTill): PinTries {
  return createPinTries({ dir, ledger, clock });
}

/** Whatever waits for nothing but the others of this process has come to its end. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

function isWrong(): Promise<boolean> {
  return Promise.resolve(false);
}

function isRight(): Promise<boolean> {
  return Promise.resolve(true);
}

/** Pads the table to the last byte of the pages that it may have. */
function refuseToGrow({ till: { ledger } }: OpenTill): void {
  const { db, store } = ledger;
  db.pragma(`max_page_count=${String(db.pragma("page_count", { simple: true }))}`);
  let bytes = 4096;
  for (let n = 0; bytes >= 1; n += 1) {
    try {
      store.setLocal(`padding ${n}`, "x".repeat(bytes));
    } catch {
      bytes = Math.trunc(bytes / 2);
    }
  }
}
