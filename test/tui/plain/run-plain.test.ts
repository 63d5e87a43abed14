import { describe, expect, test } from "vitest";

import { runPlain } from "../../../src/tui/plain/run-plain.ts";
import { type TillPort } from "../../../src/tui/ports/till-port.ts";
import { type ScreenExit } from "../../../src/tui/run-screen.ts";
import { createFakeKeyboard, createFakeTerminal } from "../../support/fake-terminal.ts";
import { type FakeTill, createFakeTill } from "../../support/fake-till-port.ts";
import { type ManualClock, createManualClock } from "../../support/manual-clock.ts";
import { COLA } from "../../support/pressed-register.ts";

const F9 = "\u001b[20~";
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

describe("on a terminal that can only write", () => {
  test("a sale, from the PIN that nobody sees to the change", async () => {
    const { type, written, port } = await typing();

    type("2*latte\r");
    type(":pay\r");
    type("20\r");

    expect(written()).toBe(
      [
        "Café Nord, Till 1. Locked: staff number or name, then the PIN. ? helps.",
        "1 Anna, PIN 1234",
        "2 Bekim, PIN 2345",
        "A demo shop: the PINs are for everybody, the taxes are an example.",
        "staff number > 1",
        "Anna: now your PIN.",
        "PIN > ",
        "Hello Anna.",
        "new order > 2*latte",
        "2 × Latte. Line 1: 6.80.",
        "order A1, 1 line, 6.80 > :pay",
        "cash 6.80: Enter takes it.",
        "pay A1, 6.80 > 20",
        "Paid 6.80 in cash. Receipt A-000001. Change 13.20.",
        "new order > ",
      ].join("\n"),
    );
    expect(port.log).toEqual(["log-in 1", "add 2 LATTE", "cash 2000"]);
  });

  test("no escape sequence goes out, whatever comes in", async () => {
    const { type, written } = await typing();

    type("1");
    type("\u001b");
    type("\u001b[A\u001b[5~\u001b[200~two\rlines\u001b[201~\r");
    type("?\r");
    type("201\r");
    type("9\r");
    type("\u001b");
    type(`100\r20${F9}`);

    expect(written()).not.toMatch(/(?![\b\n])\p{Cc}/u);
  });

  test("Backspace rubs out what is seen, cell by cell, and nothing of a PIN", async () => {
    const { keys, type, written } = opened();
    type("2\r");
    const asked = written();
    type("12");
    type("\u007f");
    expect(written()).toBe(asked);
    type("\u001b");
    type("Be");
    type("\u007f");
    expect(written().slice(asked.length)).toBe("Be\b \b");
    keys.hangUp();
  });

  test("a scan that is refused is heard", async () => {
    const { keys, type, written, clock } = await typing();
    type("zzz\r");
    clock.advance(100);
    keys.send(`${COLA}\r`);
    expect(written()).not.toContain("\u0007");
    clock.advance(100);

    keys.send("4006381333931\r");

    expect(written().split("\u0007")).toHaveLength(2);
  });

  test("a wide sign is rubbed out whole", async () => {
    const { type, written } = await typing();
    const before = written();

    type("a茶");
    type("\u007f");
    type("\u007f");

    expect(written().slice(before.length)).toBe("a茶\b \b\b \b\b \b");
  });

  test("a verb's key takes what is typed before it", async () => {
    const { type, port, last } = await typing();

    type("100\r");
    type(`20${F9}`);

    expect(port.log.slice(1)).toEqual(["add 1 COFFEE", "cash 2000"]);
    expect(last(2)).toBe("Paid 2.80 in cash. Receipt A-000001. Change 17.20.\nnew order > ");
  });

  test("Up brings back the last line, to be changed or not", async () => {
    const { type, port } = await typing();

    type("2*co\r");
    type("\u001b[A\r");

    expect(port.log.slice(1)).toEqual(["add 2 COFFEE", "add 2 COFFEE"]);
  });

  test("Enter that is held after a payment takes nothing more", async () => {
    const { keys, type, port } = await typing();
    type("100\r");

    type(`:pay\r`);
    keys.send("\r");
    keys.send("\r");
    keys.send("\r");

    expect(port.log.slice(1)).toEqual(["add 1 COFFEE", "cash 280"]);
  });

  test("a scan beside half a line is a line of its own, and the half stays", async () => {
    const { keys, type, port, last, clock } = await typing();

    type("2*");
    type(`${COLA}\r`);
    expect(port.log.at(-1)).toBe("add 2 COLA");

    type("la");
    clock.advance(100);
    keys.send(`${COLA}\r`);

    expect(port.log.at(-1)).toBe("add 1 COLA");
    expect(last(1)).toBe("order A1, 2 lines, 9.75 > la");
    type("\r");
    expect(port.log.at(-1)).toBe("add 1 LATTE");
  });

  test("news wait for the end of the line that is being typed", async () => {
    const printer = { name: "Bar", state: "ok", waitingJobs: 0, askingJobs: 0 };
    const { type, port, last } = await typing({
      printers: () => [{ ...printer, state: printer.state as "ok" }],
    });

    type("10");
    printer.state = "off";
    port.poke();
    expect(last(1)).toBe("new order > 10");
    type("0\r");
    expect(last(4)).toBe(
      "new order > 100\nAttention: Printer Bar is off: its papers wait.\n" +
        "1 × Coffee. Line 1: 2.80.\norder A1, 1 line, 2.80 > ",
    );

    printer.state = "ok";
    port.poke();
    expect(last(3)).toBe(
      "order A1, 1 line, 2.80 > \nPrinter Bar is well again.\norder A1, 1 line, 2.80 > ",
    );
  });

  test("half a line is no PIN when the till locks, and stands there again after the log-in", async () => {
    const { type, clock, last, settled } = await typing();

    type("10");
    clock.advance(11 * 60_000);
    expect(last(3)).toBe("new order > 10\nLocked: no key for 10 min. The order is kept.\nPIN > ");
    type("1234\r");
    await settled();
    expect(last(1)).toBe("new order > 10");
    type("0\r");
    expect(last(2)).toContain("1 × Coffee.");
  });

  test("Ctrl-C interrupts, Ctrl-D on an empty line locks and leaves", async () => {
    const interrupted = await typing();
    interrupted.type(CTRL_C);
    interrupted.clock.advance(300);
    interrupted.type(CTRL_C);
    expect(await interrupted.exit).toEqual({ type: "interrupted" });
    expect(interrupted.keys.isRaw()).toBe(false);

    const left = await typing();
    left.type("100\r");
    left.type(`10${CTRL_D}`);
    expect(left.last(9)).toContain("10: how?");
    left.type("\u001b");
    left.type(CTRL_D);
    expect(await left.exit).toEqual({ type: "input-ended" });
    expect(left.last(3)).toBe(
      "order A1, 1 line, 2.80 > \nThe input has ended and the till is locked. Order A1 stays open.\n",
    );
  });

  test("Ctrl-C alone says how to leave, and the line that is typed goes on", async () => {
    const { type, last, clock } = await typing();

    type("100");
    type(CTRL_C);
    expect(last(3)).toBe(
      "new order > 100\n:lock, then :quit and a PIN leave the register; Ctrl-C again ends it at once, and an order stays open.\nnew order > 100",
    );
    clock.advance(300);
    type("\r");
    expect(last(2)).toContain("1 × Coffee.");
    type(`0${CTRL_C}`);
    clock.advance(300);
    type("\u007f");
    type(CTRL_C);

    // Another key came between: it says so anew.
    expect(last(1)).toMatch(/^order A1, 1 line, .* > $/u);
    type("\u001b");
  });

  test("after a stop the terminal is taken again, and the line stands there", async () => {
    const hooks = { onStop: (): void => undefined, onContinue: (): void => undefined };
    const { type, keys, last } = await typing({}, hooks);

    type("la");
    hooks.onStop();
    expect(keys.isRaw()).toBe(false);
    hooks.onContinue();

    expect(keys.isRaw()).toBe(true);
    expect(last(1)).toMatch(/new order > la$/u);
  });

  test("a fault gives the terminal back and is told", async () => {
    const error = new Error("the index is broken");
    const { type, exit, keys } = await typing({
      papers: () => {
        throw error;
      },
    });

    type(":papers\r");

    expect(await exit).toEqual({ type: "crashed", error });
    expect(keys.isRaw()).toBe(false);
  });

  test("a terminal that is no terminal any more ends it", async () => {
    const { keys, exit } = await typing();

    keys.fail();

    expect(await exit).toEqual({ type: "input-ended" });
  });
});

describe("on pipes", () => {
  test("one line in is one line out, without prompts", async () => {
    const { keys, written, exit, port, finished } = opened({ isPipe: true });

    keys.send("1\n1234\n2*latte\n:pay\n20\n");
    keys.hangUp();
    await finished();

    expect(await exit).toEqual({ type: "input-ended" });
    expect(written().split("\n").slice(4)).toEqual([
      "Anna: now your PIN.",
      "Hello Anna.",
      "2 × Latte. Line 1: 6.80. Order A1: 1 line, 6.80.",
      "cash 6.80: Enter takes it.",
      "Paid 6.80 in cash. Receipt A-000001. Change 13.20.",
      "The input has ended and the till is locked.",
      "",
    ]);
    expect(port.log).toEqual(["log-in 1", "add 2 LATTE", "cash 2000"]);
  });

  test("lines are cut anywhere, and end in LF, CR or both", async () => {
    const { keys, exit, port, finished } = opened({ isPipe: true });

    for (const piece of ["1\r", "\n12", "34\r\n10", "0\r10", "1\n\r\n", "110", "\r"]) {
      keys.send(piece);
    }
    keys.hangUp();
    await finished();
    await exit;

    expect(port.log).toEqual(["log-in 1", "add 1 COFFEE", "add 1 LATTE", "add 1 COLA"]);
  });

  test("a last line without Enter is not done, and is told", async () => {
    const { keys, exit, port, written, finished } = opened({ isPipe: true });

    keys.send("1\n1234\n100\n:pay 2");
    keys.hangUp();
    await finished();
    await exit;

    expect(port.log).toEqual(["log-in 1", "add 1 COFFEE"]);
    expect(written()).toContain("The last line had no Enter and was not done: :pay 2\n");
  });

  test("a last line without Enter that may be a PIN is not repeated", async () => {
    const { keys, exit, written, finished } = opened({ isPipe: true });

    keys.send("1\n1234");
    keys.hangUp();
    await finished();
    await exit;

    expect(written()).toContain("The last line had no Enter and was not done: ****\n");
  });

  test("a signal ends it without another line", async () => {
    const { keys, exit, port } = opened({ isPipe: true, isStopped: true });

    keys.send("1\n1234\n100\n");
    keys.hangUp();

    expect(await exit).toEqual({ type: "input-ended" });
    expect(port.log).toEqual([]);
  });

  test(":quit and a PIN from the locked till end it, whatever comes after", async () => {
    const { keys, exit, port, finished } = opened({ isPipe: true });

    keys.send("1\n1234\n:lock\n:quit\n1\n1234\n100\n");
    await finished();

    expect(await exit).toEqual({ type: "quit" });
    expect(port.log).toEqual(["log-in 1", "log-in 1"]);
  });
});

interface Opened {
  readonly keys: ReturnType<typeof createFakeKeyboard>;
  readonly clock: ManualClock;
  readonly port: FakeTill;
  /** Key by key, as fingers do. */
  readonly type: (text: string) => void;
  readonly written: () => string;
  readonly last: (lines: number) => string;
  readonly exit: Promise<ScreenExit>;
  readonly settled: () => Promise<void>;
  /** All lines that a pipe has brought are done. */
  readonly finished: () => Promise<void>;
}

interface OpenedOptions {
  readonly isPipe?: boolean;
  readonly isStopped?: boolean;
  readonly otherwise?: Partial<TillPort>;
  readonly hooks?: { onStop: () => void; onContinue: () => void };
}

async function typing(
  otherwise: Partial<TillPort> = {},
  hooks?: { onStop: () => void; onContinue: () => void },
): Promise<Opened> {
  const found = opened({ otherwise, ...(hooks === undefined ? {} : { hooks }) });
  found.type("1\r");
  found.type("1234\r");
  await found.settled();
  return found;
}

function opened(options: OpenedOptions = {}): Opened {
  const { isPipe = false, isStopped = false, otherwise = {}, hooks } = options;
  const clock = createManualClock(1_000_000);
  const port: FakeTill = { ...createFakeTill(), ...otherwise };
  const keys = createFakeKeyboard();
  const screen = createFakeTerminal({ columns: 80, rows: 24 });
  const exit = runPlain({
    port,
    clock,
    stdin: keys,
    stdout: screen,
    bell: true,
    ...(hooks === undefined
      ? {}
      : {
          hooks: {
            onStop: (listener) => {
              hooks.onStop = listener;
              return () => undefined;
            },
            onContinue: (listener) => {
              hooks.onContinue = listener;
              return () => undefined;
            },
            onExit: () => () => undefined,
          },
        }),
    onLog: () => undefined,
    signs: "all",
    isInputTerminal: !isPipe,
    isOutputTerminal: !isPipe,
    isStopped: () => isStopped,
  });
  return {
    keys,
    clock,
    port,
    type: (text) => {
      // An escape sequence comes in one read.
      for (const key of text.match(/\p{Cc}\[200~[^]*?\[201~|\p{Cc}\[\d*[~A-Z]|[^]/gu) ?? []) {
        keys.send(key);
        clock.advance(60);
      }
      clock.advance(800);
    },
    written: screen.written,
    last: (lines) => screen.written().split("\n").slice(-lines).join("\n"),
    exit,
    settled,
    finished: async () => {
      for (let lines = 0; lines < 20; lines += 1) {
        clock.advance(1);
        await settled();
      }
    },
  };
}

async function settled(): Promise<void> {
  for (let at = 0; at < 5; at += 1) await Promise.resolve();
}
