import { expect, onTestFinished, test, vi } from "vitest";

import { type TillPort } from "../../src/tui/ports/till-port.ts";
import {
  type RegisterExit,
  type RegisterOptions,
  runRegister,
} from "../../src/tui/run-register.ts";
import {
  ASK_FOR_TAPS,
  giveBackSequence,
  TAPS_ON,
} from "../../src/tui/terminal/terminal-sequences.ts";
import {
  type FakeKeyboard,
  type FakeTerminal,
  createFakeKeyboard,
  createFakeTerminal,
} from "../support/fake-terminal.ts";
import { createFakeTill } from "../support/fake-till-port.ts";
import { type ManualClock, createManualClock } from "../support/manual-clock.ts";
import { catalogueOf, product } from "../support/small-shop.ts";

/** 2026-11-20T13:32Z. */
const START_MS = 1_795_181_520_000;
const F1 = "\u001bOP";
const F9 = "\u001b[20~";
const CTRL_L = "\u000c";

test("from the log-in to the change, on the screen", async () => {
  const it = running();

  await it.sees("PIN >");
  expect(await it.terminal.text()).toContain("PIN 1234");
  await it.logIn();
  it.type("3*lat");
  await it.sees("= 3 × Latte = 10.20  (Enter)");
  it.type("\r");
  await it.sees("Order A1");
  expect(lineOf(await it.terminal.text(), "TOTAL")).toMatch(/ {2}TOTAL +10\.20 │/u);
  it.type(F9);
  await it.sees("TO PAY");
  it.type("20");
  await it.sees("= cash 20.00, change 9.80");
  it.type("\r");
  await it.sees("CHANGE");
  it.type("1");

  await it.sees("change 9.80 (A1)");
  expect(await it.terminal.text()).toMatch(
    /change 9\.80 \(A1\) \| Till 1 \| Anna \| single till \| printer ok .* 14:32$/u,
  );
});

test("a scan that is refused is heard, and nothing else is", async () => {
  const it = running();
  const quiet = running({ bell: false });
  for (const till of [it, quiet]) {
    await till.sees("PIN >");
    await till.logIn();
    till.type("5449000000996\r");
    await till.sees("1 × Cola 0.33.");
    till.type("zzz");
    till.type("\r");
    await till.sees("! Nothing is called");
    till.type("\u001b");
    expect(bellsOf(till)).toBe(0);

    till.type("4006381333931\r");
    await till.sees("! Unknown code 4006381333931");
    till.type("4006381333931\r");
    till.type("5449000000996\r");
    await till.sees("1 × Cola 0.33.");
  }

  expect([bellsOf(it), bellsOf(quiet)]).toEqual([2, 0]);
});

test("a wrong PIN is told and is not shown", async () => {
  const it = running();

  await it.sees("PIN >");
  it.type("9876");
  await it.sees("PIN > ****");
  it.type("\r");

  await it.sees("! That is not the right number and PIN");
  expect(await it.terminal.text()).not.toContain("9876");
});

test("what is typed stands there before anything else is written of its frame", async () => {
  const it = running();
  await it.logIn();
  const before = it.terminal.written().length;

  it.keyboard.send("l");

  const written = it.terminal.written().slice(before);
  expect(written.indexOf("\u001b[20;")).toBe(0);
  expect(written).toContain("= Latte");
});

test("the echo of a PIN shows none of it", async () => {
  const it = running();
  await it.sees("PIN >");
  const before = it.terminal.written().length;

  it.type("6");

  const echo = it.terminal.written().slice(before);
  expect(echo).toContain("*");
  expect(echo).not.toContain("6");
});

test("every row fits the window, on any screen", async () => {
  const it = running({ signs: "ascii", color: false });

  await it.logIn();
  it.type("201\r");
  await it.sees("3 Well done");
  it.type("2");
  it.clock.advance(100);
  await it.sees("+ Medium");
  for (const keys of [F1, `${F1}lat`, F9]) {
    it.type(keys);
    it.clock.advance(1000);
    const lines = (await it.terminal.text()).split("\n");
    expect(lines).toHaveLength(24);
    expect(lines.at(-1)).toContain("Till 1 | Anna");
  }
  expect(await it.terminal.text()).toMatch(/^[\u0020-\u007e\n]*$/u);
});

test("names of any script are found, sold and keep the columns", async () => {
  const names = [
    "ต้มยำกุ้ง",
    "抹茶ラテ",
    "شاي بالنعناع",
    "Phở bò",
    "김치찌개",
    "Кофе 🍵",
    "קפה",
    "टिक्का",
  ];
  const goods = names.map((name, at) => product(`P${at}`, { name, plu: String(at + 1) }));
  const port = createFakeTill({ lastStaffNumber: "1", catalogue: catalogueOf(goods) });
  const it = running({}, { port });
  await it.logIn();

  for (const [at, name] of names.entries()) {
    const seen = name.replace(" 🍵", "");
    it.type(seen);
    await it.sees(`= ${seen} = 2.80  (Enter)`);
    it.type("\r");
    await it.sees(`1 × ${seen}`);
    expect([name, await cellsOf(it.terminal, at + 1, 35)]).toEqual([name, "2.80 │"]);
  }
  const rows = (await it.terminal.text()).split("\n");
  expect(rows).toHaveLength(24);
  // Beside the order, each with its number and its price at the edge.
  for (const at of names.keys()) {
    expect(await cellsOf(it.terminal, at + 2, 75)).toBe("2.80 ");
  }
});

test("on an ASCII screen what it can't show is a question mark, as wide as it was", async () => {
  const goods = [
    product("T", { name: "ต้มยำ", plu: "1" }),
    product("P", { name: "Phở bò", plu: "2" }),
  ];
  const port = createFakeTill({ lastStaffNumber: "1", catalogue: catalogueOf(goods) });
  const it = running({ signs: "ascii" }, { port });
  await it.logIn();

  it.type("2\r");

  await it.sees("1 Pho bo");
  expect(await cellsOf(it.terminal, 1, 35)).toBe("2.80 |");
  expect(await it.terminal.text()).toMatch(/^[\u0020-\u007e\n]*$/u);
});

test("a German till on an ASCII screen leaves out the dots and keeps the columns", async () => {
  const port = createFakeTill({ lastStaffNumber: "1", locale: "de" });
  const it = running({ signs: "ascii" }, { port });
  await it.sees("PIN >");
  it.type("1234\r");
  await it.sees("Hallo Anna");

  it.type(F1);

  await it.sees("F2 Kuche");
  expect(await it.terminal.text()).toMatch(/^[\u0020-\u007e\n]*$/u);
});

test("a window that is too small says so and recovers with what was typed", async () => {
  const it = running();

  await it.logIn();
  it.type("latt");
  await it.sees("= Latte = 3.40");
  it.terminal.resize(39, 15);
  await it.sees("The window is 39 by 15: make it 40 by");
  await it.sees("Until then typing is kept");
  it.type("e\r");
  it.type(F9);
  it.terminal.resize(100, 30);

  await it.sees("> latte");
  expect(await it.terminal.text()).toContain("New order");
  expect((await it.terminal.text()).split("\n")).toHaveLength(30);
});

test("a size of nothing counts as 80 by 24", async () => {
  const it = running({}, { columns: 0, rows: 0 });

  await it.sees("PIN >");

  expect((await it.terminal.text()).split("\n")).toHaveLength(24);
});

test("printers and peers change the status and nothing else", async () => {
  let waitingJobs = 0;
  const till = createFakeTill({ lastStaffNumber: "1" });
  const port: TillPort = {
    ...till,
    printers: () => [
      { name: "Bar", state: waitingJobs === 0 ? "ok" : "waiting", waitingJobs, askingJobs: 0 },
    ],
  };
  const it = running({}, { port });
  await it.logIn();
  it.type("lat");
  await it.sees("> lat");

  waitingJobs = 2;
  till.poke();

  await it.sees(" Bar WAITING 2 | Till 1 | Anna");
  expect(await it.terminal.text()).toContain("> lat");
});

test("what has no room on the status line is left out whole and counted, and never the clock", async () => {
  const names = ["Receipts", "Kitchen", "Bar upstairs"];
  const port: TillPort = {
    ...createFakeTill({ lastStaffNumber: "1" }),
    printers: () =>
      names.map((name) => ({ name, state: "asking" as const, waitingJobs: 0, askingJobs: 2 })),
  };
  const it = running({}, { port });
  await it.logIn();

  const status = (await it.terminal.text()).split("\n").at(-1) ?? "";

  expect(status).toMatch(
    /^ Receipts ASKING 2: F10 prints it \| Kitchen ASKING 2 \| \+1 \| Till 1 \| Anna +14:32$/u,
  );
});

test("a refused text is drawn in reverse", async () => {
  const it = running();
  await it.logIn();

  it.type("zzz\r");
  await it.sees("! Nothing is called");

  expect(it.terminal.written().split("zzz")[0]).toMatch(/;7m[^ ]*$/u);
});

test("the clock moves by the minute", async () => {
  const it = running();
  await it.sees("14:32");

  it.clock.advance(60_000);
  await it.sees("14:33");

  expect(await it.terminal.text()).not.toContain("14:32");
});

test(":quit and a PIN on the locked screen give the terminal back", async () => {
  const it = running();
  await it.logIn();
  expect(it.keyboard.isRaw()).toBe(true);
  it.type(CTRL_L);
  await it.sees("Locked");

  it.type(":quit\r");
  await it.sees("number and PIN: the till stops.");
  it.type("1234\r");

  expect(await it.exit).toEqual({ type: "quit" });
  expect(it.keyboard.isRaw()).toBe(false);
  expect(await it.terminal.isAlternate()).toBe(false);
  expect(it.terminal.written()).toMatch(/\[\?2004l.*\[\?25h.*\[\?1049l$/su);
});

test("a hung-up line ends the register", async () => {
  const it = running();
  await it.sees("PIN >");

  it.keyboard.hangUp();

  expect(await it.exit).toEqual({ type: "input-ended" });
});

test("a terminal that fails while it is given back stops nobody", async () => {
  const it = running();
  await it.sees("PIN >");

  it.keyboard.fail();

  expect(await it.exit).toEqual({ type: "input-ended" });
  expect(it.keyboard.fail).not.toThrow();
});

test("a fault while drawing gives the terminal back and is told", async () => {
  const fault = new Error("no mesh");
  const till = createFakeTill({ lastStaffNumber: "1" });
  let isBroken = false;
  const port: TillPort = {
    ...till,
    mesh: () => {
      if (isBroken) throw fault;
      return { status: "single till", troubles: [] };
    },
  };
  const it = running({}, { port });
  await it.sees("PIN >");

  isBroken = true;
  it.type("1");

  expect(await it.exit).toEqual({ type: "crashed", error: fault });
  expect(it.keyboard.isRaw()).toBe(false);
  expect(await it.terminal.isAlternate()).toBe(false);
});

test("a fault in a key gives the terminal back and is told", async () => {
  const fault = new Error("no staff");
  const port: TillPort = {
    ...createFakeTill({ lastStaffNumber: "1" }),
    logIn: () => {
      throw fault;
    },
  };
  const it = running({}, { port });
  await it.sees("PIN >");

  it.type("1234\r");

  expect(await it.exit).toEqual({ type: "crashed", error: fault });
  expect(await it.terminal.isAlternate()).toBe(false);
});

/** A process that is stopped and goes on when the test says so; `goOn` is also a terminal that attaches. */
function stoppable() {
  const told: { stop?: () => void; goOn?: () => void } = {};
  const hooks = {
    onStop: (listener: () => void) => {
      told.stop = listener;
      return () => undefined;
    },
    onContinue: (listener: () => void) => {
      told.goOn = listener;
      return () => undefined;
    },
    onExit: () => () => undefined,
  };
  return { told, hooks };
}

test("for a stop the terminal is given back, and afterwards taken again and drawn whole", async () => {
  const { told, hooks } = stoppable();
  const it = running({}, { hooks });
  await it.sees("PIN >");

  told.stop?.();
  expect([await it.terminal.isAlternate(), it.keyboard.isRaw()]).toEqual([false, false]);
  expect(it.terminal.written().endsWith(giveBackSequence(24))).toBe(true);
  it.terminal.write("$ fg");
  // A minute that is over, or a printer, draws nothing over the shell's line.
  it.type("9");
  it.clock.advance(60_000);
  expect(it.terminal.written()).toMatch(/\$ fg$/u);

  told.goOn?.();

  await it.sees("PIN > *");
  expect(await it.terminal.text()).not.toContain("$ fg");
  expect([await it.terminal.isAlternate(), it.keyboard.isRaw()]).toEqual([true, true]);
});

test("a terminal that attaches behind one that sent taps is asked itself, or not at all where it is wide", async () => {
  const { told, hooks } = stoppable();
  const it = running({}, { hooks, columns: 45, rows: 35 });
  await it.sees("PIN >");
  it.type("\u001b[?1006;2$y");
  expect(it.terminal.written()).toContain(TAPS_ON);

  it.terminal.resize(80, 24);
  const before = it.terminal.written().length;
  told.goOn?.();

  const since = it.terminal.written().slice(before);
  expect(since).not.toContain(TAPS_ON);
  expect(since).not.toContain(ASK_FOR_TAPS);
});

function bellsOf({ terminal }: Running): number {
  return terminal.written().split("\u0007").length - 1;
}

interface Running {
  readonly terminal: FakeTerminal;
  readonly keyboard: FakeKeyboard;
  readonly clock: ManualClock;
  readonly exit: Promise<RegisterExit>;
  readonly type: (text: string) => void;
  readonly sees: (text: string) => Promise<void>;
  readonly logIn: () => Promise<void>;
}

interface Surroundings {
  readonly port?: TillPort;
  readonly columns?: number;
  readonly rows?: number;
  readonly hooks?: Parameters<typeof runRegister>[0]["hooks"];
}

function running(
  options: Partial<RegisterOptions> = {},
  { port, columns = 80, rows = 24, hooks }: Surroundings = {},
): Running {
  const shown = createFakeTerminal({
    columns: columns === 0 ? 80 : columns,
    rows: rows === 0 ? 24 : rows,
  });
  const keyboard = createFakeKeyboard();
  const clock = createManualClock(START_MS);
  const exit = runRegister({
    port: port ?? createFakeTill({ lastStaffNumber: "1" }),
    clock,
    stdin: keyboard,
    stdout: columns === 0 ? { ...shown, columns, rows } : shown,
    offsetMinutes: () => 60,
    options: { signs: "all", color: true, bell: true, ...options },
    onLog: () => undefined,
    ...(hooks === undefined ? {} : { hooks }),
  });
  onTestFinished(async () => {
    keyboard.hangUp();
    await exit;
  });

  async function sees(text: string): Promise<void> {
    await vi.waitFor(
      async () => {
        // What is not of a key is painted when its turn is over.
        clock.advance(0);
        expect(await shown.text()).toContain(text);
      },
      { timeout: 45_000, interval: 5 },
    );
  }

  function type(text: string): void {
    keyboard.send(text);
    clock.advance(50);
  }

  return {
    terminal: shown,
    keyboard,
    clock,
    exit,
    type,
    sees,
    logIn: async () => {
      await sees("PIN >");
      type("1234");
      type("\r");
      await sees("Hello Anna");
    },
  };
}

/** What stands in a row from a column to the pane's edge, or the screen's. */
async function cellsOf(terminal: FakeTerminal, row: number, from: number): Promise<string> {
  const columns = Array.from({ length: Math.min(6, 80 - from) }, (_, at) => from + at);
  const cells = await Promise.all(columns.map((column) => terminal.cell(row, column)));
  return cells.map((sign) => (sign === "" ? " " : sign)).join("");
}

function lineOf(screen: string, text: string): string {
  return screen.split("\n").find((line) => line.includes(text)) ?? "";
}
