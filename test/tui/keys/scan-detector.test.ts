import { expect, test } from "vitest";

import { type SettingValue } from "../../../src/domain/settings/settings.ts";
import { createKeyDecoder } from "../../../src/tui/keys/key-decoder.ts";
import { type InputEvent } from "../../../src/tui/keys/key-event.ts";
import { createRepeatFilter } from "../../../src/tui/keys/repeat-filter.ts";
import { createScanDetector } from "../../../src/tui/keys/scan-detector.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const CODE = "5449000000996";

test("a code in one write is a scan", () => {
  expect(scansOf([`${CODE}\r`], 0)).toEqual([CODE]);
  expect(scansOf([`${CODE}\r\n`], 0)).toEqual([CODE]);
  expect(scansOf([`${CODE}\t`], 0)).toEqual([CODE]);
});

test("two codes in one write are two scans", () => {
  expect(scansOf([`${CODE}\r4006381333931\r`], 0)).toEqual([CODE, "4006381333931"]);
});

test("characters a few milliseconds apart are a scan", () => {
  expect(scansOf([...Array.from(CODE), "\r"], 5)).toEqual([CODE]);
});

test("fingers are no scan", () => {
  expect(scansOf([...Array.from(CODE), "\r"], 30)).toEqual([]);
  expect(scansOf(["1234\r"], 0)).toEqual([]);
});

test("what was typed before the burst is not of the scan", () => {
  const clock = createManualClock();
  const inputs = listen(clock);

  inputs.push("3*");
  clock.advance(400);
  inputs.push(`${CODE}\r`);

  expect(inputs.events.at(-1)).toEqual({ type: "scan", code: CODE, echoed: CODE });
});

test("a scanner set to the US layout on a French keyboard is mended", () => {
  expect(scansOf(["(''çààààààçç-\r"], 0)).toEqual([CODE]);
});

test("Caps Lock changes nothing of it: the letters of that row are capitals then", () => {
  expect(scansOf(["(''ÇÀÀÀÀÀÀÇÇ-\r"], 0)).toEqual([CODE]);
});

test("typing is no burst because the clock was set back", () => {
  const clock = createManualClock(1_000_000);
  const inputs = listen(clock);

  for (const sign of `${CODE}\r`) {
    inputs.push(sign);
    clock.set(clock.nowMs() - 1000);
  }

  expect(inputs.events.filter(({ type }) => type === "scan")).toEqual([]);
});

test("a verb counts again at once when something was typed between, but for what takes money", () => {
  const filter = createRepeatFilter();
  expect(filter.counts("f6", 1000, false)).toBe(true);
  expect(filter.counts("f9", 1000, false)).toBe(true);

  filter.typed();

  expect(filter.counts("f6", 1010, false)).toBe(true);
  expect(filter.counts("f9", 1010, false)).toBe(false);
});

test("a held verb counts once, and what takes money only after 700 ms", () => {
  const filter = createRepeatFilter();

  expect([0, 100, 200, 300, 449, 600].map((at) => filter.counts("f2", at, false))).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
  ]);
  expect([0, 600, 1400].map((at) => filter.counts("f9", at, false))).toEqual([true, false, true]);
  expect([0, 600].map((at) => filter.counts("enter", at, true))).toEqual([true, false]);
  expect([0, 10].map((at) => filter.counts("backspace", at, true))).toEqual([true, true]);
});

test("Enter that added goods does not hold up Enter that pays", () => {
  const filter = createRepeatFilter();

  expect(filter.counts("enter", 0, false)).toBe(true);
  expect(filter.counts("f9", 100, false)).toBe(true);
  expect(filter.counts("enter", 200, true)).toBe(true);
});

test("Enter in the payment counts after what was typed, unless money was taken just before", () => {
  const filter = createRepeatFilter();

  expect(filter.counts("enter", 0, true)).toBe(true);
  filter.typed();
  expect(filter.counts("enter", 300, true)).toBe(true);
  filter.tookMoney(350, false);
  filter.typed();
  expect([600, 1100].map((at) => filter.counts("enter", at, true))).toEqual([false, true]);
});

test("a burst of a French row is mended where the layout is French or not known", () => {
  const bent = Array.from(CODE, (digit) => "à&é\"'(-è_ç"[Number(digit)]).join("");

  expect(scansOf([`${bent}\r`], 0)).toEqual([CODE]);
  expect(scansOf([`${bent}\r`], 0, "fr")).toEqual([CODE]);
  expect(scansOf([`${bent}\r`], 0, "us")).toEqual([bent]);
});

function scansOf(
  writes: ReadonlyArray<string>,
  gapMs: number,
  layout?: SettingValue<"key-layout">,
): ReadonlyArray<string> {
  const clock = createManualClock();
  const inputs = listen(clock, layout);
  for (const write of writes) {
    inputs.push(write);
    clock.advance(gapMs);
  }
  return inputs.events.flatMap((event) => (event.type === "scan" ? [event.code] : []));
}

function listen(
  clock: ReturnType<typeof createManualClock>,
  layout?: SettingValue<"key-layout">,
): {
  readonly events: Array<InputEvent>;
  readonly push: (text: string) => void;
} {
  const events: Array<InputEvent> = [];
  const detector = createScanDetector(layout);
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => events.push(...keys.map((key) => detector.accept(key, clock.nowMs()))),
  });
  return { events, push: (text) => decoder.push(new TextEncoder().encode(text)) };
}
