/**
 * Terminals tell a card's whole number in each dialogue, and a till is killed meanwhile: no number of a card is in
 * anything that the tills leave behind, which is rows, events, exports, rolls, logs and what they print and say.
 *
 * Size: whole.
 */

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { type SimulatedTerminal } from "../../proof/terminal/zvt-terminal.ts";
import { openTill } from "../../src/app/open-till.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { cardNumbersIn, keptText } from "../support/card-number-leaks.ts";
import { MIA } from "../support/commands.ts";
import { gatedNexo, type GatedNexo } from "../support/gated-terminals.ts";
import { startNode } from "../support/node-process.ts";
import { childOf } from "../support/process-tree.ts";
import { servedTerminal } from "../support/served-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { RAVI, WAIT } from "../support/simulated-shop.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as ask } from "../support/till-here.ts";

const shopCopy = shopCopies();
const TEST_CARD = "4111111111111111";

interface Shop {
  readonly store: string;
  /** The folder of all that is left. */
  readonly folder: string;
  readonly zvt: SimulatedTerminal;
  /** Runs a command, whose dialogue by ZVT has the whole number; whatever it says is kept. */
  readonly run: (...words: ReadonlyArray<string>) => Promise<void>;
}

async function openShop(): Promise<Shop> {
  const { terminal: zvt, port, close } = await servedTerminal();
  onTestFinished(close);
  const nexo = await gatedNexo();
  onTestFinished(nexo.close);
  nexo.renew().set(["full-number"]);
  const store = await shopCopy();
  const folder = path.dirname(store);

  async function run(...words: ReadonlyArray<string>): Promise<void> {
    zvt.set([...zvt.faults(), "full-number"]);
    const { code, stdout, stderr } = await ask([...words, "--store", store], { env: RAVI });
    const said = path.join(mkdtempSync(path.join(folder, "said-")), "said.txt");
    writeFileSync(said, `${words.join(" ")}\n${code}\n${stdout}\n${stderr}\n`);
  }

  await run("card", "add", "main", "driver=zvt", `at=127.0.0.1:${port}`, "wait=0");
  await addNexo(run, nexo, folder);
  return { store, folder, zvt, run };
}

async function addNexo(run: Shop["run"], nexo: GatedNexo, folder: string): Promise<void> {
  const [root, key] = [path.join(folder, "root.pem"), path.join(folder, "key")];
  writeFileSync(root, nexo.root);
  writeFileSync(key, nexo.passphrase);
  await run("card", "add", "desk", ...nexo.fields, `ca=${root}`, "wait=0", "--key-file", key);
}

/** Each thing that a terminal can be asked for, by commands. */
async function askForAll({ run, zvt }: Shop): Promise<void> {
  for (const id of ["main", "desk"]) await run("sell", "croissant", "--card", "--terminal", id);
  await run("refund", "A-000001", "--card", "--reason", "was cold");
  zvt.set(["decline-host"]);
  await run("sell", "croissant", "--card", "--terminal", "main");
  zvt.set(["drop-after-result", "no-memory"]);
  await run("sell", "croissant", "--card", "--terminal", "main");
  zvt.set([]);
  await run("card", "query", "A4");
  await run("card", "said", "A4", "no");
  await run("order", "open", "croissant");
  await run("card", "tab", "open", "A5", "20", "--terminal", "main");
  await run("card", "tab", "book", "A5");
  await run("card", "list", "--json");
  await run("card", "settle", "main", "--json");
  await run("export", "events");
  await run("reconcile");
}

/** A register is killed while a guest holds the card there, which its log tells. */
async function payAtKilledRegister({ store, folder, zvt }: Shop): Promise<void> {
  const register = openTerminal(["run", "--store", store], { env: { XDG_STATE_HOME: folder } });
  await answer(register, "staff number >", MIA.TILL_STAFF);
  await answer(register, "PIN >", MIA.TILL_PIN);
  await register.sees("Hello Mia.");
  zvt.set(["full-number", "drop-before-result", "keeps"]);
  const charged = zvt.books().length;
  register.type("croissant");
  register.press(KEY.enter);
  await register.sees(/TOTAL +2\.60/u);
  register.press(KEY.f12);
  await register.sees(/2 +main/u);
  register.type("2");
  await vi.waitFor(() => expect(zvt.books().length).toBeGreaterThan(charged), WAIT);
  process.kill(childOf(register.pid), "SIGKILL");
  await register.sees("PIN >");
  writeFileSync(path.join(folder, "screen.txt"), register.written());
}

test("no number of a card is in anything that tills leave", async () => {
  const shop = await openShop();
  await askForAll(shop);
  await payAtKilledRegister(shop);
  const { store, folder } = shop;
  const node = startNode(store, { env: { XDG_STATE_HOME: folder } });
  const roll = rollPath(store, "receipt");
  await vi.waitFor(() => expect(readFileSync(roll, "utf8")).toMatch(/A-00000[3-9]/u), WAIT);
  node.kill("SIGTERM");
  await node.exit;
  writeFileSync(path.join(folder, "node.txt"), node.said());
  const open = openTill(store);
  onTestFinished(() => open.close());

  expect(cardNumbersIn(TEST_CARD)).toHaveLength(1);
  expect(readFileSync(roll, "utf8")).toContain("1111");
  expect(cardNumbersIn(keptText(open))).toEqual([]);
  const files = filesIn(folder);
  expect(files.map((file) => path.basename(file))).toContain("register.log");
  expect(files.filter((file) => cardNumbersIn(readFileSync(file, "latin1")).length > 0)).toEqual(
    [],
  );
});

function filesIn(folder: string): ReadonlyArray<string> {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );
}
