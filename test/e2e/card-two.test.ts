/** Two card terminals at one till, and one terminal that two tills drive, each a process of its own. Size: whole. */

import { expect, onTestFinished, test, vi } from "vitest";

import { listCards } from "../../src/app/cards/card-list.ts";
import { listTerminals } from "../../src/app/cards/terminal-changes.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { type Finished, MIA, refused } from "../support/commands.ts";
import { gatedZvt } from "../support/gated-terminals.ts";
import { joinStore } from "../support/joined-stores.ts";
import { type NodeProcess, startNode } from "../support/node-process.ts";
import { servedTerminal } from "../support/served-terminal.ts";
import { ownShopCopies, shopCopies } from "../support/shop-copies.ts";
import { RAVI, start, WAIT } from "../support/simulated-shop.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as ask } from "../support/till-here.ts";

const shopCopy = shopCopies();
const pairCopy = ownShopCopies(async (store) => {
  await joinStore(store, "B", "Bar");
});

function runAt(store: string): (...words: ReadonlyArray<string>) => Promise<Finished> {
  return (...words) => ask([...words, "--store", store], { env: RAVI });
}

async function shopWithTwo() {
  const [main, bar] = [await servedTerminal(), await servedTerminal()];
  onTestFinished(main.close);
  onTestFinished(bar.close);
  const store = await shopCopy();
  const run = runAt(store);
  for (const [id, { port }] of Object.entries({ main, bar })) {
    await run("card", "add", id, "driver=zvt", `at=127.0.0.1:${port}`, "wait=0");
  }
  return { store, run, main: main.terminal, bar: bar.terminal };
}

test("of two terminals the one that is named takes the money, and gives it back", async () => {
  const { run, main, bar } = await shopWithTwo();
  const which = "Several card terminals are here: say which with --terminal, one of bar, main.";
  expect(await run("sell", "croissant", "--card")).toEqual(refused(2, which));
  expect(await run("card", "settle")).toEqual(refused(2, which));

  expect(await run("sell", "croissant", "--card", "--terminal", "bar")).toMatchObject({ code: 0 });
  await run("order", "open", "2*flat white");
  const paid = await run("card", "pay", "A2", "--terminal", "main");
  expect(paid).toMatchObject({ code: 0 });
  expect([main, bar].map(takenAt)).toEqual([[720], [260]]);

  await run("refund", "A-000001", "--card", "--reason", "was cold");
  expect([main, bar].map(takenAt)).toEqual([[720], []]);
  expect(await run("card", "settle", "main")).toMatchObject({ code: 0 });
  expect([main, bar].map(({ daysEnded }) => daysEnded())).toEqual([1, 0]);
});

function takenAt({
  books,
}: {
  readonly books: () => ReadonlyArray<{ amount: number; isReversed: boolean }>;
}) {
  return books().flatMap(({ amount, isReversed }) => (isReversed ? [] : [amount]));
}

test("F12 asks which of two terminals is meant, and the one that is chosen takes the money", async () => {
  const { store, main, bar } = await shopWithTwo();
  const register = openTerminal(["run", "--store", store]);
  await register.sees("locked");
  await answer(register, "staff number >", MIA.TILL_STAFF);
  await answer(register, "PIN >", MIA.TILL_PIN);
  await register.sees("Hello Mia.");
  register.type("croissant");
  register.press(KEY.enter);
  await register.sees(/TOTAL +2\.60/u);
  register.press(KEY.f12);
  await register.sees(/2 +main/u);
  register.type("2");
  await register.sees("Paid 2.60 by card. Receipt A-000001.");

  expect([main, bar].map(takenAt)).toEqual([[260], []]);
});

interface Box {
  readonly store: string;
  readonly run: (...words: ReadonlyArray<string>) => Promise<Finished>;
  readonly open: OpenTill;
  readonly states: () => ReadonlyArray<string>;
}

function boxAt(store: string): Box {
  const open = openTill(store);
  onTestFinished(() => open.close());
  const { till } = open;
  return {
    store,
    run: runAt(store),
    open,
    states: () => listCards(till, till.days().now).map(({ state }) => state),
  };
}

/** Two tills that hear each other, and a terminal that the first one drives. */
async function pair() {
  const gate = await gatedZvt();
  onTestFinished(gate.close);
  const store = await pairCopy();
  const a = boxAt(store);
  const b = boxAt(store.replace(/shop$/u, "joined-B"));
  // Nobody asks for a payment that is open before a person says so.
  await a.run("card", "add", "main", "driver=zvt", `at=127.0.0.1:${gate.port}`, "wait=300");
  const first = startNode(a.store);
  const [, port = ""] = await first.says(/^takes links on port (\d+)$/mu);
  await b.run("mesh", "add", `127.0.0.1:${port}`);
  startNode(b.store);
  await vi.waitFor(() => expect(listTerminals(b.open.till)).toHaveLength(1), WAIT);
  return { a, b, first, terminal: gate.renew(), stopAt: gate.stopAt };
}

test("a terminal is driven by another till on a person's word, and by the first one no more", async () => {
  const { a, b, terminal } = await pair();
  const sell = ["sell", "croissant", "--card", "--terminal", "main"];
  const elsewhere = await b.run(...sell);
  expect(elsewhere).toMatchObject({ code: 5, stdout: "" });

  expect(await b.run("card", "take", "main")).toMatchObject({ code: 0 });
  expect(await b.run(...sell)).toMatchObject({ code: 0 });
  await vi.waitFor(() => expect(a.states()).toEqual(["captured"]), WAIT);
  expect(await a.run(...sell)).toMatchObject({ code: 5, stdout: "" });
  expect(takenAt(terminal)).toEqual([260]);
});

test("a payment of a till that died is captured by it once another one has the terminal", async () => {
  const { a, b, first, terminal, stopAt } = await pair();
  const selling = start(["sell", "croissant", "--card", "--store", a.store], RAVI);
  const gone = new Promise((resolve) => selling.once("exit", resolve));
  stopAt({ at: "completion", passes: false, kill: () => selling.kill("SIGKILL") });
  await gone;
  await vi.waitFor(() => expect(b.states()).toEqual(["open"]), WAIT);
  await killed(first);

  expect(await b.run("card", "take", "main")).toMatchObject({ code: 0 });
  await vi.waitFor(() => expect(b.states()).toEqual(["unknown"]), WAIT);
  startNode(a.store);
  for (const { states } of [a, b]) {
    await vi.waitFor(() => expect(states()).toEqual(["captured"]), WAIT);
  }
  expect(takenAt(terminal)).toEqual([260]);
  expect((await a.run("reconcile")).stdout).toContain("Ties out to the cent.");
});

async function killed(node: NodeProcess): Promise<void> {
  node.kill("SIGKILL");
  await node.exit;
}
