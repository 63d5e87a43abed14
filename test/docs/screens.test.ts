/**
 * docs/screens has a picture of every screen and every list that the register has, as it draws them now:
 * when one is stale, `npm run screens` renews it.
 *
 * Size: whole, waiting.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { type List, type Screen } from "../../src/tui/register-state.ts";
import { PROJECT } from "../support/commands.ts";
import { type ScreenName, SCREENS } from "../support/screens.ts";
import { NODE, runProcess } from "../support/till-process.ts";
import { xmlFault } from "../support/xml-fault.ts";

const FOLDER = path.join(PROJECT, "docs/screens");
/** One register after another in its terminal, a minute of them, on a machine under load. */
const PATIENCE_MS = 300_000;

/** What stands on its picture and on no other screen's; the types make the lists whole. */
const TEXT_BY_SCREEN: Readonly<Record<Screen, string>> = {
  "log-in": "Who is at the till?",
  register: "hits",
  payment: "TO PAY",
  drawer: "COUNT: drawer 1",
  office: "Back office: Products",
};
const TEXT_BY_LIST: Readonly<Record<List["type"], string>> = {
  choice: "T-bone: Cooking",
  reason: "Void: why?",
  discounts: "10: how?",
  "act-why": "Off: why?",
  orders: "Open orders",
  plan: "All tables and tabs",
  tables: "Rossi, Luca",
  "hand-over": "Hand over to whom?",
  "move-onto": "On which bill?",
  joined: "Which one has a bill of its own again?",
  papers: "Print once more",
  receipts: ">Receipts",
  receipt: "Receipt A-000001",
  return: "what comes back?",
  "return-reason": "Back: why?",
  fate: "what becomes of it?",
  correct: "how was it paid?",
  terminals: "Which card terminal?",
  cards: "Card payments of today",
  card: "Ask the terminal again",
  "card-number": "Receipt 0471",
  tab: "Reserve 50.00 at Bar",
  tabs: "No tab by card is open.",
  "card-tip": "3.00 in all",
  "card-slip": "Slip 0471 *1234",
  messages: ">Messages",
  attention: ">Attention",
  "attention-item": "give back 5.00 in cash",
  printers: ">Printers",
  queue: ">Papers that wait",
  "queued-paper": "print it again, marked",
  "cancel-reason": "whoever needs it was told",
  reports: ">Reports",
  evening: "Cash to hand in",
  history: "2 x Croissant, 5.20",
  report: "The last 7 days",
  tips: "Tips to pay out",
  count: "Sheets to count on",
  deliveries: "Deliveries",
  delivery: "Without an order",
  who: "break since",
  tills: ">Tills",
  status: ">Status",
  doctor: ">Check of this box",
  languages: "Your language",
  drawer: ">Drawer",
  day: "Close of the day",
  "held-goods": "Keep waiting",
  more: "More",
};

test("every screen and every list of the register has its picture", () => {
  const wanted: ReadonlyArray<readonly [ScreenName, string]> = [
    ...entriesOf(TEXT_BY_SCREEN),
    ...entriesOf(TEXT_BY_LIST).map(([list, text]) => [`list-${list}` as const, text] as const),
  ];

  const without = wanted.filter(([name, text]) => !pictureOf(name).includes(text));

  expect(wanted.length).toBeGreaterThan(10);
  expect(without).toEqual([]);
});

test("the pictures are those of the page, each well-formed", () => {
  const page = readFileSync(path.join(PROJECT, "docs/screens.md"), "utf8");
  const names = Object.keys(SCREENS) as ReadonlyArray<ScreenName>;

  expect(readdirSync(FOLDER).toSorted()).toEqual(names.map((name) => `${name}.svg`).toSorted());
  expect(names.filter((name) => !page.includes(`(screens/${name}.svg)`))).toEqual([]);
  expect(names.flatMap((name) => xmlFault(pictureOf(name)) ?? [])).toEqual([]);
});

test("the pictures are what the register draws; `npm run screens` renews them", async () => {
  const words = ["scripts/screens.mjs", "--check"];

  const { code, stderr } = await runProcess(NODE, words, { timeoutMs: PATIENCE_MS });

  expect([code, stderr]).toEqual([0, ""]);
});

function pictureOf(name: ScreenName): string {
  return readFileSync(path.join(FOLDER, `${name}.svg`), "utf8");
}

function entriesOf<Key extends string>(
  record: Readonly<Record<Key, string>>,
): ReadonlyArray<readonly [Key, string]> {
  return Object.entries(record) as unknown as ReadonlyArray<readonly [Key, string]>;
}
