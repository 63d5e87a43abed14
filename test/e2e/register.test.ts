/** The register as it stands on a counter: the real build in a real terminal over a real store. Size: whole. */

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { openUnlocked } from "../../src/ledger/key/unlock.ts";
import { MIA } from "../support/commands.ts";
import { childOf } from "../support/process-tree.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, openTerminalOf, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, TILL } from "../support/till-process.ts";

const shopCopy = shopCopies();

interface OrderList {
  readonly orders: ReadonlyArray<{
    readonly number: string;
    readonly status: string;
    readonly total: number;
    readonly due: number;
    readonly receipts: ReadonlyArray<string>;
  }>;
}

interface OrderDocument {
  readonly order: OrderList["orders"][number];
  readonly lines: ReadonlyArray<{
    readonly name: string;
    readonly quantity: number;
    readonly gross: number;
    readonly voided: boolean;
  }>;
  readonly totals: { readonly total: number; readonly paid: number; readonly due: number };
  readonly tax: ReadonlyArray<{ readonly label: string; readonly tax: number }>;
  readonly change: number;
  readonly receipt: string;
}

describe("a sale at the counter", () => {
  test("from a wrong PIN to the change, and the papers agree to the cent", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await register.sees("staff number >");

    register.press("1", KEY.enter);
    await answer(register, "PIN >", "9999");
    await register.sees("! Wrong PIN for Mia: try again.");
    expect((await ordersOf(store)).orders).toEqual([]);
    register.type("1111");
    register.press(KEY.enter);
    await register.sees("Hello Mia.");

    register.type("2*flat white");
    await register.sees("= 2 × Flat white = 7.20  (Enter)");
    register.press(KEY.enter);
    await register.sees(/1 +2 Flat white +7\.20/u);
    register.type("croissant");
    register.press(KEY.enter);
    await register.sees(/TOTAL +9\.80/u);
    register.type("405");
    register.press(KEY.enter);
    await register.sees(/TOTAL +13\.10/u);
    register.press("3", KEY.f5);
    await register.sees("1 × Brownie taken off.");
    const order = await register.sees(/TOTAL +9\.80/u);
    expect(order).toMatch(/VAT 9% included +0\.81/u);

    register.press(KEY.f9);
    await register.sees("TO PAY");
    register.press("2", "0");
    await register.sees("= cash 20.00, change 10.20  (Enter)");
    register.press(KEY.enter);
    const paid = await register.sees("CHANGE");
    expect(paid).toContain("receipt A-000001");
    // The change, five rows high: 10.20.
    expect(bigDigits(paid)).toEqual([
      "  █  ████   ████ ████",
      " ██  █  █      █ █  █",
      "  █  █  █   ████ █  █",
      "  █  █  █   █    █  █",
      " ███ ████ █ ████ ████",
    ]);

    await leave(register);
    expect(await register.exit).toBe(0);
    expect(await register.isAlternate()).toBe(false);
    expect(await register.isCursorShown()).toBe(true);

    expect((await ordersOf(store)).orders).toMatchObject([
      { number: "A1", status: "paid", total: 980, due: 0, receipts: ["A-000001"] },
    ]);
    const shown = await orderOf(store, "A1");
    expect(shown).toMatchObject({
      totals: { total: 980, paid: 980, due: 0 },
      tax: [{ label: "VAT 9%", tax: 81 }],
      change: 1020,
      receipt: "A-000001",
    });
    expect(shown.lines).toMatchObject([
      { name: "Flat white", quantity: 2000, gross: 720, voided: false },
      { name: "Croissant", quantity: 1000, gross: 260, voided: false },
      { name: "Brownie", voided: true },
    ]);
    const receipts = await rollOf(store, "receipt");
    expect(occurrences(receipts, "Receipt A-000001")).toBe(1);
    expect(receipts).toMatch(/^TOTAL EUR +9\.80$/mu);
    expect(receipts).toMatch(/^ +Change +10\.20$/mu);
    expect(receipts).toMatch(/^B VAT 9% +8\.99 +0\.81 +9\.80$/mu);
    expect(receipts).not.toContain("Brownie");
    const tickets = await rollOf(store, "kitchen");
    expect(occurrences(tickets, "2 x Flat white")).toBe(1);
    expect(occurrences(tickets, "1 x Croissant")).toBe(1);
  });

  test("a coffee to drink in, cash exact, takes six presses", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await logIn(register);
    const presses = ["1", "0", "0", KEY.f3, KEY.f9, KEY.enter];

    register.press(...presses);

    await register.sees("Paid 2.80 in cash. Receipt A-000001.");
    expect(presses).toHaveLength(6);
    expect((await orderOf(store, "A1")).order).toMatchObject({
      service: "counter",
      status: "paid",
      total: 280,
    });
  });

  test("typing alone writes nothing", async () => {
    const store = await shopCopy();
    const before = await headsOf(store);
    const register = openTerminal(["run", "--store", store]);
    await logIn(register);
    const afterLogIn = await headsOf(store);

    register.type("3*croissant");
    await register.sees("= 3 × Croissant = 7.80");
    register.press(KEY.escape);
    await register.sees(/^ >$/mu);

    expect(afterLogIn).toBe(before);
    expect(await headsOf(store)).toBe(before);
  });
});

describe("scans", () => {
  test("a burst adds its goods and leaves what was half typed", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await logIn(register);
    register.type("crois");
    await register.sees("> crois");
    expect((await ordersOf(store)).orders).toEqual([]);

    register.burst("8712345000011\r");

    const screen = await register.sees(/1 +1 Cola +3\.25/u);
    expect(screen).toContain("> crois");
  });

  test("an unknown code says so and blocks nothing", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await logIn(register);

    register.burst("4006381333931\r");
    await register.sees("! Unknown code 4006381333931: nothing was added.");
    expect((await ordersOf(store)).orders).toEqual([]);
    register.press("1", "0", "0", KEY.enter);

    await register.sees(/TOTAL +2\.80/u);
  });
});

describe("what may go wrong around it", () => {
  test("a printer that is off delays nothing, and prints when it is back", async () => {
    const store = await shopCopy();
    const paper = `${store}.paper`;
    await till(["sell", "--store", store, "coffee", "--cash", "5"], { env: MIA });
    const off = path.join(paper, "receipt.txt.off");
    await writeFile(off, "");
    const register = openTerminal(["run", "--store", store]);
    await logIn(register);

    register.press("1", "0", "0", KEY.enter, KEY.f9, KEY.enter);

    await register.sees("Paid 2.80 in cash. Receipt A-000002.");
    await register.sees("Receipts: OFF, open the drawer by its key");
    expect(await rollOf(store, "receipt")).not.toContain("A-000002");
    await rm(off);
    await register.sees("printers ok");
    expect(occurrences(await rollOf(store, "receipt"), "Receipt A-000002")).toBe(1);
  });

  test("a window too small says so, and comes back with what was typed", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await logIn(register);
    register.type("crois");
    await register.sees("> crois");

    register.resize(38, 15);
    await register.sees("The window is 38 by 15: make it 40 by");
    register.press("s", KEY.enter);
    // A change of size is a signal, which may overtake keys: seen at one size, they are read.
    register.resize(39, 15);
    await register.sees("The window is 39 by 15");
    register.resize(100, 30);

    await register.sees("> croiss");
    expect((await ordersOf(store)).orders).toEqual([]);
  });

  test("a console without UTF-8 gets plain signs only", async () => {
    const env = { TERM: "linux", LANG: "C", LC_ALL: "C" };
    const register = openTerminal(["run", "--store", await shopCopy()], { env });
    await logIn(register);

    register.type("2*weissbier");
    register.press(KEY.enter);

    const screen = await register.sees(/TOTAL +10\.80/u);
    expect(screen).toMatch(/^[\u0020-\u007e\n]+$/u);
  });

  test("a till that is killed in the middle of an order has it on the screen again", async () => {
    const store = await shopCopy();
    const killed = openTerminal(["run", "--store", store]);
    await logIn(killed);
    killed.type("2*flat white");
    killed.press(KEY.enter);
    await killed.sees(/TOTAL +7\.20/u);
    killed.type("croissant");
    killed.press(KEY.enter);
    await killed.sees(/TOTAL +9\.80/u);

    killed.kill("SIGKILL");
    expect(await killed.exit).toBe(137);
    const again = openTerminal(["run", "--store", store]);
    await logIn(again);

    const screen = await again.sees(/TOTAL +9\.80/u);
    expect(screen).toContain("Order A1");
    expect(screen).toMatch(/1 +2 Flat white +7\.20/u);
    again.press(KEY.f9, KEY.enter);
    await again.sees("Paid 9.80 in cash. Receipt A-000001.");
    expect((await till(["verify", "--store", store])).code).toBe(0);
  });

  test("a till that is killed as it is paid tells the change when it is back", async () => {
    const store = await shopCopy();
    const killed = openTerminal(["run", "--store", store]);
    await logIn(killed);
    killed.type("croissant");
    killed.press(KEY.enter);
    await killed.sees(/TOTAL +2\.60/u);
    killed.type("20");
    killed.press(KEY.f9);
    await killed.sees("Receipt A-000001.");

    killed.kill("SIGKILL");
    await killed.exit;
    const again = openTerminal(["run", "--store", store]);
    await logIn(again);

    await again.sees("CHANGE");
    const screen = await again.sees(/order A1 +receipt A-000001/u);
    expect(screen).toMatch(/given +20\.00/u);
    again.type("1");
    await again.sees("change 17.40 (A1)");
  });

  test.each([
    { signal: "SIGTERM", code: 143 },
    { signal: "SIGINT", code: 130 },
    { signal: "SIGHUP", code: 129 },
  ] as const)("$signal gives the terminal back as it was", async ({ signal, code }) => {
    const store = await shopCopy();
    // The shell tells what the terminal was like before and after.
    const shell = 'stty -g; "$@"; echo "exit $?"; stty -g';
    const words = ["/bin/sh", "-c", shell, "sh", NODE, TILL, "run", "--store", store];
    const register = openTerminalOf(words, { columns: 160 });
    await register.sees("staff number >");

    process.kill(childOf(register.pid), signal);

    const screen = await register.sees(/exit \d+\n[\da-f:]+$/u);
    const [before, exit, after] = screen.split("\n");
    expect(exit).toBe(`exit ${code}`);
    expect(after).toBe(before);
    expect(await register.isAlternate()).toBe(false);
    expect(await register.isCursorShown()).toBe(true);
  });

  test("a fault while it runs leaves a clean terminal, one sentence and a log", async () => {
    const store = await shopCopy();
    const state = path.join(path.dirname(store), "state");
    const register = openTerminal(["run", "--store", store], { env: { XDG_STATE_HOME: state } });
    await logIn(register);

    // What no code of ours would do to a store, so that the next screen can't be drawn.
    const { db } = openUnlocked(store);
    db.exec("DROP TABLE print_jobs");
    db.close();
    register.type("1");

    const log = path.join(state, "tillmesh/register.log");
    expect(await register.exit).toBe(1);
    expect(await register.isAlternate()).toBe(false);
    expect(await register.isCursorShown()).toBe(true);
    const screen = await register.screen();
    expect(screen.replaceAll("\n", " ")).toBe(
      `The register stopped, and every order is safe; ${log} tells what happened.`,
    );
    expect(await readFile(log, "utf8")).toContain("no such table: print_jobs");
  });

  test("what fails below and keeps nobody from selling is in the log", async () => {
    const store = await shopCopy();
    const state = path.join(path.dirname(store), "state");
    // In the way of what tells the till where it has been.
    await mkdir(path.join(store, "anchor.part"));
    const register = openTerminal(["run", "--store", store], { env: { XDG_STATE_HOME: state } });
    await logIn(register);

    register.type("brownie");
    register.press(KEY.enter);
    await register.sees(/TOTAL +3\.30/u);
    await leave(register);

    expect(await register.exit).toBe(0);
    expect(await readFile(path.join(state, "tillmesh/register.log"), "utf8")).toMatch(
      /EISDIR.*anchor\.part/u,
    );
  });
});

async function logIn(register: Terminal): Promise<void> {
  await register.sees(/(?:staff number|PIN) >/u);
  if ((await register.screen()).includes("staff number >")) register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
}

async function leave(register: Terminal): Promise<void> {
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, "1111");
}

/** The right pane's rows below CHANGE, without its borders. */
function bigDigits(screen: string): ReadonlyArray<string> {
  const rows = screen.split("\n").map((line) => line.slice(line.indexOf("│") + 2));
  const top = rows.indexOf("CHANGE");
  return rows.slice(top + 2, top + 7);
}

async function ordersOf(store: string): Promise<OrderList> {
  return JSON.parse(
    (await till(["order", "list", "--store", store, "--json"])).stdout,
  ) as OrderList;
}

async function orderOf(store: string, number: string): Promise<OrderDocument> {
  const { stdout } = await till(["order", "show", number, "--store", store, "--json"]);
  return JSON.parse(stdout) as OrderDocument;
}

/** How far the ledger goes. */
async function headsOf(store: string): Promise<string> {
  return (await till(["verify", "--store", store])).stdout;
}

function rollOf(store: string, printer: string): Promise<string> {
  return readFile(path.join(`${store}.paper`, `${printer}.txt`), "utf8");
}

function occurrences(text: string, wanted: string): number {
  return text.split(wanted).length - 1;
}
