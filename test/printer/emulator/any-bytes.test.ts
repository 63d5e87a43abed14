/** Whatever comes, in whatever pieces: the printer lives on, and its paper is the same. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { rollToSvg } from "../../../src/printer/roll-svg.ts";
import { type RollEntry } from "../../../src/printer/roll.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { xmlFault } from "../../support/xml-fault.ts";

const COLUMNS = 32;
const PREFIXES = [0x10, 0x1b, 0x1c, 0x1d];

describe("any bytes", () => {
  test("print the same in one piece, in many, and through the smallest buffer", () => {
    fc.assert(
      fc.property(somewhatCommands(), fc.array(fc.integer({ min: 1, max: 20 })), (bytes, sizes) => {
        const whole = paperOf(bytes, { sizes: [], receiveBufferBytes: Infinity });

        expect(paperOf(bytes, { sizes, receiveBufferBytes: Infinity })).toEqual(whole);
        expect(paperOf(bytes, { sizes: [], receiveBufferBytes: 1 })).toEqual(whole);
      }),
    );
  });

  test("make a picture that is well-formed", () => {
    fc.assert(
      fc.property(somewhatCommands(), (bytes) => {
        const roll = paperOf(bytes, { sizes: [], receiveBufferBytes: Infinity });

        expect(xmlFault(rollToSvg(roll, { columns: COLUMNS }))).toBeUndefined();
      }),
    );
  });

  test("print no line before the power is back, and none twice, wherever the power is cut", () => {
    fc.assert(
      fc.property(somewhatCommands(), fc.integer({ min: 1, max: 200 }), (bytes, lostAfterBytes) => {
        const printer = createPrinterDevice({ clock: createManualClock(), columns: COLUMNS });
        printer.set({ power: { lostAfterBytes } });

        const took = printer.receive(bytes);

        expect(printer.status().isOn).toBe(took < lostAfterBytes);
        const first = paperOf(bytes.subarray(0, took), { sizes: [], receiveBufferBytes: 4096 });
        expect(withoutPulses(printer.roll())).toEqual(first);
      }),
    );
  });
});

function paperOf(
  bytes: Uint8Array,
  { sizes, receiveBufferBytes }: { sizes: ReadonlyArray<number>; receiveBufferBytes: number },
): ReadonlyArray<RollEntry> {
  const clock = createManualClock();
  const printer = createPrinterDevice({ clock, columns: COLUMNS, receiveBufferBytes });
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    at += printer.receive(bytes.subarray(at, at + size));
  }
  return withoutPulses(printer.roll());
}

/** One in real time overtakes what is before it, so its place depends on the pieces. */
function withoutPulses(roll: ReadonlyArray<RollEntry>): ReadonlyArray<RollEntry> {
  return roll.filter(({ type }) => type !== "pulse");
}

/** Text, bytes, and what begins as commands do; nothing that clears buffers or cuts the power. */
function somewhatCommands(): fc.Arbitrary<Uint8Array> {
  const text = fc.string({ maxLength: 20 }).map((words) => Buffer.from(`${words}\n`));
  const name = fc.tuple(fc.constantFrom(...PREFIXES), fc.integer({ min: 0x20, max: 0x7f }));
  const args = fc.uint8Array({ max: 15, maxLength: 12 });
  const any = fc.uint8Array({ maxLength: 10 });
  return fc
    .array(fc.oneof(text, name, args, any), { maxLength: 40 })
    .map((parts) => Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part)))));
}
