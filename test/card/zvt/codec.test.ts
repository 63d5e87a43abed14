/** What is written in ZVT is read as it was, by tills and by terminals, in either character set. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { encodeCommand, readCommand, type ZvtCommand } from "../../../src/card/zvt/commands.ts";
import { createFrameReader, type Frame, frameBytes } from "../../../src/card/zvt/frame.ts";
import {
  encodeMessage,
  readMessage,
  type TerminalMessage,
} from "../../../src/card/zvt/messages.ts";
import { printBlockFrame } from "../../../src/card/zvt/printed.ts";
import { type StatusInformation } from "../../../src/card/zvt/status-information.ts";
import { TOTALS_BRANDS } from "../../../src/card/zvt/totals.ts";

const amount = fc.integer({ min: 0, max: 999_999_999_999 });
const currency = fc.integer({ min: 0, max: 999 });
const receipt = fc.integer({ min: 0, max: 9999 });
const trace = fc.integer({ min: 0, max: 999_999 });
const password = fc.stringMatching(/^[0-9]{6}$/u);
/** Printable ASCII without blanks at the ends, and too short for a card's number. */
const word = fc.stringMatching(/^[!-~](?:[ -~]{0,6}[!-~])?$/u);

const commands: ReadonlyArray<fc.Arbitrary<ZvtCommand>> = [
  fc.record({
    type: fc.constant("register" as const),
    password,
    currency,
    takesSlips: fc.boolean(),
  }),
  fc.record({ type: fc.constantFrom("log-off", "diagnosis", "abort", "open-reservations") }),
  fc.record({ type: fc.constantFrom("pay", "reserve"), amount, currency }),
  fc.record({ type: fc.constant("reverse" as const), password, receipt }),
  fc.record({ type: fc.constant("refund" as const), password, amount, currency }),
  fc.record({ type: fc.constant("release-part" as const), receipt, amount, currency }),
  fc.record({
    type: fc.constant("book" as const),
    receipt,
    trace,
    auth: fc.oneof(fc.constant(""), word),
    amount,
    currency,
  }),
  fc.record({ type: fc.constant("release" as const), receipt, currency }),
  fc.record({
    type: fc.constantFrom("end-of-day", "totals", "repeat-receipt", "status-enquiry"),
    password,
  }),
];

const totals = fc.record({
  firstReceipt: receipt,
  lastReceipt: receipt,
  brands: fc
    .array(fc.record({ count: fc.integer({ min: 0, max: 255 }), sum: amount }), {
      minLength: TOTALS_BRANDS.length,
      maxLength: TOTALS_BRANDS.length,
    })
    .map((rows) => rows.map(({ count, sum }, at) => ({ brand: brandAt(at), count, sum }))),
});

function brandAt(at: number): (typeof TOTALS_BRANDS)[number] {
  return TOTALS_BRANDS[at] ?? "other";
}

const info: fc.Arbitrary<StatusInformation> = fc.record(
  {
    result: fc.integer({ min: 0, max: 255 }),
    amount,
    currency,
    receipt,
    trace,
    originalTrace: trace,
    date: fc.stringMatching(/^[0-9]{4}$/u),
    time: fc.stringMatching(/^[0-9]{6}$/u),
    terminalNo: fc.stringMatching(/^[0-9]{8}$/u),
    brand: word,
    last4: fc.stringMatching(/^[0-9]{4}$/u),
    auth: word,
    isOffline: fc.boolean(),
    text: word,
    totals,
  },
  { requiredKeys: [] },
);

const byte = fc.integer({ min: 0, max: 255 });
const line = fc.stringMatching(/^(?:[ -~äöüÄÖÜßéèñ]{0,39}[!-~äöüÄÖÜßéèñ])?$/u);
const messages: ReadonlyArray<fc.Arbitrary<TerminalMessage>> = [
  fc.constant({ type: "acknowledged" }),
  fc.record({
    type: fc.constant("refused" as const),
    code: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({ type: fc.constant("intermediate" as const), status: byte }),
  fc.record({ type: fc.constant("status" as const), info }),
  fc.constant({ type: "completion" }),
  fc.record({ type: fc.constant("completion" as const), state: byte }),
  fc.record({
    type: fc.constant("completion" as const),
    terminalNo: fc.stringMatching(/^[0-9]{8}$/u),
    currency,
  }),
  fc.record({ type: fc.constant("aborted" as const), code: byte }),
  fc.record({
    type: fc.constant("aborted" as const),
    code: byte,
    open: fc.array(receipt, { minLength: 1, maxLength: 20 }),
  }),
  fc.record({
    type: fc.constant("print" as const),
    printed: fc.record({
      lines: fc.array(fc.stringMatching(/^(?:[ -~]{0,39}[!-~])?$/u), { minLength: 1 }),
      copy: fc.constantFrom("merchant", "customer", "administration"),
      isEnd: fc.constant(true),
    }),
  }),
];

/** Sends a frame in two pieces, as a network may. */
function overTheWire(frame: Frame, cut: number): Frame {
  const bytes = frameBytes(frame);
  const reader = createFrameReader();
  const at = cut % (bytes.length + 1);
  const first = reader.read(bytes.subarray(0, at));
  const second = reader.read(bytes.subarray(at));
  const frames = [...(first.ok ? first.value : []), ...(second.ok ? second.value : [])];
  expect(frames).toHaveLength(1);
  return frames[0] as Frame;
}

test("a command is read by the terminal as the till wrote it", () => {
  fc.assert(
    fc.property(fc.oneof(...commands), fc.nat(), (command, cut) => {
      expect(readCommand(overTheWire(encodeCommand(command), cut))).toEqual(command);
    }),
  );
});

test("a message is read by the till as the terminal wrote it", () => {
  fc.assert(
    fc.property(fc.oneof(...messages), fc.nat(), (message, cut) => {
      expect(readMessage(overTheWire(encodeMessage(message), cut))).toEqual(message);
    }),
  );
});

test.each(["cp437", "iso-8859-1"] as const)("a slip in %s is read as it was written", (charset) => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const frame = printBlockFrame({ lines, copy: "customer" }, charset);
      const printed = { lines, copy: "customer", isEnd: true };
      expect(readMessage(frame)).toEqual({ type: "print", printed });
    }),
  );
});

/** As public implementations write them, and as terminals were recorded; docs/zvt.md has the sources. */
const BYTES: ReadonlyArray<readonly [ZvtCommand, string]> = [
  [
    { type: "register", password: "000000", currency: 978, takesSlips: false },
    "06 00 06 00 00 00 38 09 78",
  ],
  [
    { type: "register", password: "000000", currency: 978, takesSlips: true },
    "06 00 0e 00 00 00 be 09 78 06 06 26 04 0a 02 06 d3",
  ],
  [{ type: "pay", amount: 1234, currency: 978 }, "06 01 0a 04 00 00 00 00 12 34 49 09 78"],
  [{ type: "log-off" }, "06 02 00"],
  [{ type: "reserve", amount: 2500, currency: 978 }, "06 22 0a 04 00 00 00 00 25 00 49 09 78"],
  [
    { type: "release-part", receipt: 491, amount: 1295, currency: 978 },
    "06 23 0d 87 04 91 04 00 00 00 00 12 95 49 09 78",
  ],
  [
    { type: "book", receipt: 231, trace: 975, auth: "750071", amount: 1500, currency: 978 },
    "06 24 1a 87 02 31 04 00 00 00 00 15 00 49 09 78 0b 00 09 75 3b 37 35 30 30 37 31 00 00",
  ],
  [{ type: "open-reservations" }, "06 23 03 87 ff ff"],
  [{ type: "release", receipt: 231, currency: 978 }, "06 25 06 87 02 31 49 09 78"],
  [{ type: "reverse", password: "000000", receipt: 470 }, "06 30 06 00 00 00 87 04 70"],
  [
    { type: "refund", password: "000000", amount: 1234, currency: 978 },
    "06 31 0d 00 00 00 04 00 00 00 00 12 34 49 09 78",
  ],
  [{ type: "end-of-day", password: "123456" }, "06 50 03 12 34 56"],
  [{ type: "totals", password: "000000" }, "06 10 03 00 00 00"],
  [{ type: "repeat-receipt", password: "000000" }, "06 20 05 00 00 00 03 03"],
  [{ type: "status-enquiry", password: "000000" }, "05 01 05 00 00 00 03 02"],
  [{ type: "diagnosis" }, "06 70 00"],
  [{ type: "abort" }, "06 b0 00"],
];

test.each(BYTES)("%j is these very bytes", (command, bytes) => {
  expect(hex(frameBytes(encodeCommand(command)))).toBe(bytes);
});

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join(" ");
}

function readHex(text: string): TerminalMessage {
  const bytes = Uint8Array.from(text.split(/\s+/u), (each) => Number.parseInt(each, 16));
  const frames = createFrameReader().read(bytes);
  if (!frames.ok || frames.value.length !== 1) throw new Error("That is not one frame.");
  return readMessage(frames.value[0] as Frame);
}

describe("of a terminal that was recorded", () => {
  test("a payment is read with all that a till keeps, and no more of the card than four digits", () => {
    const message = readHex(
      "04 0F 77 27 00 04 00 00 00 00 20 40 0B 00 04 70 0C 22 39 53 0D 10 06 0E 25 12 17 00 01 " +
        "19 70 22 F0 F8 EE EE EE EE EE EE 47 71 29 28 00 48 69 2A 31 30 30 34 36 31 37 36 33 20 " +
        "20 20 20 20 20 3B 36 31 31 38 30 34 00 00 3C F0 F1 F4 47 45 4E 2E 4E 52 2E 3A 36 31 31 " +
        "38 30 34 49 09 78 87 04 70 88 00 04 70 8A 2E 8B F1 F7 44 65 62 69 74 20 4D 61 73 74 65 " +
        "72 63 61 72 64 00",
    );

    expect(message).toEqual({
      type: "status",
      info: {
        result: 0,
        amount: 2040,
        currency: 978,
        receipt: 470,
        trace: 470,
        date: "1006",
        time: "223953",
        terminalNo: "28004869",
        brand: "Debit Mastercard",
        last4: "4771",
        auth: "611804",
        text: "GEN.NR.:611804",
      },
    });
  });

  test("open reservations are named by their receipts", () => {
    expect(readHex("06 1E 04 B8 87 FF FF")).toEqual({ type: "aborted", code: 0xb8 });
    expect(readHex("06 1E 10 B8 87 01 23 06 0A 23 08 08 02 45 67 08 02 78 90")).toEqual({
      type: "aborted",
      code: 0xb8,
      open: [123, 4567, 7890],
    });
  });

  test("a completion after a registration names the terminal", () => {
    expect(readHex("06 0F 0A 19 10 29 52 52 35 35 49 09 78")).toEqual({
      type: "completion",
      terminalNo: "52523535",
      currency: 978,
    });
  });

  test("a state behind the version of the software is that state", () => {
    expect(readHex("06 0F 09 F0 F0 F5 56 20 31 2E 32 9C")).toEqual({
      type: "completion",
      state: 0x9c,
      version: "V 1.2",
    });
  });
});

describe("a text", () => {
  test("of a terminal that doesn't say in what it writes is read in either character set", () => {
    expect(readHex("06 D1 06 00 4B 94 6C 6E 21")).toMatchObject(oneLine("Köln!"));
    expect(readHex("06 D1 06 00 4B F6 6C 6E 21")).toMatchObject(oneLine("Köln!"));
    expect(readHex("06 D1 07 00 53 74 72 61 E1 65")).toMatchObject(oneLine("Straße"));
  });

  test("has its container behind it, which is no text", () => {
    expect(readHex("06 D1 09 00 4F 4B 06 04 1F 07 01 02")).toEqual({
      type: "print",
      printed: { lines: ["OK"], copy: "customer", isEnd: false },
    });
  });

  test("with a card's number keeps four digits of it", () => {
    const line16 = Buffer.from("\u0000Karte 4111 1111 1111 1111");
    const message = readMessage({ command: 0x06d1, data: line16 });

    expect(message).toMatchObject(oneLine("Karte **** **** **** 1111"));
  });

  test("has no control characters", () => {
    expect(readHex("06 D1 09 00 41 1B 5B 32 4A 07 42 9B")).toMatchObject(oneLine("A[2JB¢"));
  });
});

function oneLine(text: string): object {
  return { type: "print", printed: { lines: [text] } };
}
