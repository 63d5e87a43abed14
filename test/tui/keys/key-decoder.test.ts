import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { assertNever } from "../../../src/domain/base/assert-never.ts";
import { createKeyDecoder } from "../../../src/tui/keys/key-decoder.ts";
import { FUNCTION_KEYS, type KeyEvent } from "../../../src/tui/keys/key-event.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { KEYPAD, TERMINALS } from "../../support/terminal-keys.ts";

const ESC = "\u001b";

/** A byte of a line at 300 baud. */
const SLOW_BYTE_MS = 33;

describe.each(TERMINALS)("the keys of $term", ({ keys }) => {
  test.each(keys)("%s is %s, whole and byte by byte on a slow line", (sequence, key) => {
    const { clock, events, push } = listening();

    push(ESC + sequence);
    for (const byte of ESC + sequence) {
      push(byte);
      clock.advance(SLOW_BYTE_MS);
    }

    expect(said(events)).toEqual([key, key]);
  });

  test("a key that is held, typed over, or comes in one read with others, is each of them", () => {
    const all = keys.map(([sequence]) => ESC + sequence).join("");

    expect(said(decode(all))).toEqual(keys.map(([, key]) => key));
    for (const [sequence, key] of keys) {
      expect(said(decode((ESC + sequence).repeat(3)))).toEqual([key, key, key]);
      expect(said(decode(`1${ESC}${sequence}2`))).toEqual(["“1”", key, "“2”"]);
    }
  });

  test("half of any of them is forgotten, and the digit after it is a digit", () => {
    for (const [sequence] of keys) {
      const { clock, events, push } = listening();
      push(ESC + sequence.slice(0, -1));
      clock.advance(50);
      push("7");
      expect(said(events)).toEqual(["“7”"]);
    }
  });

  test("Esc before any of them is a key of its own", () => {
    for (const [sequence, key] of keys) {
      expect(said(decode(ESC, ESC + sequence))).toEqual(["escape", key]);
    }
  });
});

test.each(KEYPAD)("%s of the keypad is %s", (sequence, sign) => {
  expect(said(decode(ESC + sequence))).toEqual([`“${sign}”`]);
});

test("together these terminals have every key of the register that is no letter", () => {
  for (const { term, keys } of TERMINALS.filter((it) => it.term !== "vt100")) {
    const have = new Set(keys.map(([, key]) => key));
    const missing = FUNCTION_KEYS.filter((key) => !have.has(key));
    expect([term, missing]).toEqual([term, []]);
  }
});

test.each([
  ["\r", ["enter"]],
  ["\n", ["enter"]],
  ["\r\n", ["enter"]],
  ["\r\r", ["enter", "enter"]],
  ["\r\n\r\n", ["enter", "enter"]],
  ["\u007f", ["backspace"]],
  ["\b", ["backspace"]],
  ["\t", ["tab"]],
  ["\u0005\u0019", ["ctrl-e", "ctrl-y"]],
  ["\u0000\u001c", []],
  [`${ESC}[A${ESC}OB${ESC}[C${ESC}OD`, ["up", "down", "right", "left"]],
  [`${ESC}[H${ESC}OF${ESC}[1~${ESC}[4~`, ["home", "end", "home", "end"]],
  [`${ESC}[5~${ESC}[6~${ESC}[3~`, ["page-up", "page-down", "delete"]],
  [`${ESC}Ow${ESC}Ok${ESC}OM`, ["“7”", "“+”", "enter"]],
  ["3*lat\r", ["“3*lat”", "enter"]],
  ["crème ½", ["“crème ½”"]],
  [`${ESC}[<0;10;10Mx`, ["“x”"]],
  [`${ESC}[M !!x`, ["“x”"]],
  [`${ESC}[25~${ESC}[1;5P${ESC}[Z${ESC}[9~x`, ["“x”"]],
  [`${ESC}]11;rgb:0000/0000/0000${ESC}\\x`, ["“x”"]],
  [`${ESC}P>|tmux 3.3a${ESC}\\x`, ["“x”"]],
  [`${ESC}[?62;4cx`, ["“x”"]],
  [`${ESC}3`, ["hit 3"]],
  [`${ESC}&${ESC}é${ESC}"${ESC}ç`, ["hit 1", "hit 2", "hit 3", "hit 9"]],
  [`${ESC}~${ESC}\`${ESC}_${ESC}^`, ["hit 2", "hit 7", "hit 8", "hit 9"]],
  [`${ESC}[200~two\r\nlines${ESC}[201~\r`, ["paste “two lines”", "enter"]],
])("%j", (bytes, keys) => {
  expect(said(decode(bytes))).toEqual(keys);
});

test("a lone Esc is a key after a moment", () => {
  const { clock, events, push } = listening();

  push(ESC);
  expect(said(events)).toEqual([]);
  clock.advance(50);

  expect(said(events)).toEqual(["escape"]);
});

test("Esc, a pause and a digit are Esc and the digit", () => {
  expect(said(decode(ESC, "3"))).toEqual(["escape", "“3”"]);
  expect(said(decode(`${ESC}${ESC}[A`))).toEqual(["escape", "up"]);
});

test("half a sequence is forgotten and what comes after it is not swallowed", () => {
  const { clock, events, push } = listening();

  push(`${ESC}[1`);
  clock.advance(50);
  push("5\r");

  expect(said(events)).toEqual(["“5”", "enter"]);
});

test("CR and LF in two reads are one Enter", () => {
  expect(said(decode("1\r", "\n2\r"))).toEqual(["“1”", "enter", "“2”", "enter"]);
});

test("a character may arrive byte by byte", () => {
  const { events, pushBytes } = listening();

  for (const byte of new TextEncoder().encode("é€𝄞")) pushBytes(Uint8Array.of(byte));

  expect(said(events)).toEqual(["“é”", "“€”", "“𝄞”"]);
});

test("bytes that are no characters disappear", () => {
  const { events, pushBytes } = listening();

  pushBytes(Uint8Array.of(0x61, 0xff, 0xfe, 0x62));

  expect(said(events)).toEqual(["“ab”"]);
});

test("a paste that never ends is taken after a second and is never Enter", () => {
  const { clock, events, push } = listening();

  push(`${ESC}[200~12\r`);
  clock.advance(1000);

  expect(said(events)).toEqual(["paste “12”"]);
});

test("a paste of any length ends where it ends", () => {
  const { events, push } = listening();

  push(`${ESC}[200~`);
  for (let at = 0; at < 100; at += 1) push("x".repeat(997));
  push(`${ESC}[20`);
  push("1~y");

  expect(said(events).at(-1)).toBe("“y”");
  expect(said(events)).toHaveLength(2);
});

test("how a stream is cut into reads changes nothing, but for what Esc begins", () => {
  const piece = fc.constantFrom("a", "é", "7", "\r", "\t", `${ESC}OP`, `${ESC}[15~`, `${ESC}[[A`);
  const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(stream, fc.array(fc.nat(40), { maxLength: 5 }), (text, cuts) => {
      const bytes = new TextEncoder().encode(text);
      const { events, pushBytes } = listening();
      const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
      const sorted = places.toSorted((left, right) => left - right);
      for (const [at, from] of sorted.entries()) pushBytes(bytes.slice(from, sorted[at + 1]));
      expect(joined(events)).toEqual(joined(decode(text)));
    }),
  );
});

test("no bytes stop it", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 6 }), (chunks) => {
      const { clock, events, push, pushBytes } = listening();
      for (const chunk of chunks) pushBytes(chunk);
      clock.advance(1000);
      push("\r");
      expect(said(events).at(-1)).toBe("enter");
    }),
  );
});

interface Listening {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly events: Array<KeyEvent>;
  readonly push: (text: string) => void;
  readonly pushBytes: (bytes: Uint8Array) => void;
}

function listening(): Listening {
  const clock = createManualClock();
  const events: Array<KeyEvent> = [];
  const decoder = createKeyDecoder({ clock, onKeys: (keys) => events.push(...keys) });
  return {
    clock,
    events,
    push: (text) => decoder.push(new TextEncoder().encode(text)),
    pushBytes: decoder.push,
  };
}

function decode(...reads: ReadonlyArray<string>): ReadonlyArray<KeyEvent> {
  const { events, push } = listening();
  for (const read of reads) push(read);
  return events;
}

function said(events: ReadonlyArray<KeyEvent>): ReadonlyArray<string> {
  return events.map((event) => {
    switch (event.type) {
      case "text":
        return `“${event.text}”`;
      case "paste":
        return `paste “${event.text}”`;
      case "hit":
        return `hit ${event.number}`;
      case "key":
        return event.key;
      default:
        return assertNever(event, "key event");
    }
  });
}

/** Runs of text joined, because reads cut them. */
function joined(events: ReadonlyArray<KeyEvent>): string {
  return said(events).join(" ").replaceAll("” “", "");
}
