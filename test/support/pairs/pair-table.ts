/** The page that says what comes of each pair of acts, made of a run. */

import { areEqual, membersOf } from "../../../proof/sim/checks.ts";
import { createWorld } from "../../../proof/sim/create-world.ts";
import { completeOptions, TROUBLES } from "../../../proof/sim/options.ts";
import { sharedTables } from "../../../proof/sim/shared-rows.ts";
import { FOUNDING, staffNumber } from "../../../proof/sim/shop-set-up.ts";
import { found, join } from "../../../proof/sim/shop.ts";
import { type Box, type OpenDesk, type World } from "../../../proof/sim/world.ts";
import { apartChapter } from "../../../scripts/apart-table.ts";
import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { moneyOwed } from "../../../src/domain/balance/money-by-tender.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideHold } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideRefundPayments } from "../../../src/domain/commands/money/pay-order.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import { openOrder } from "../../../src/domain/commands/order/open-order.ts";
import { decideSetCovers } from "../../../src/domain/commands/order/seat-guests.ts";
import { decideSplit } from "../../../src/domain/commands/order/split-order.ts";
import { type Draft, type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { orderStream } from "../../../src/domain/folds/order-fold.ts";
import { SERVICES } from "../../../src/domain/goods/catalogue.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import {
  milliPercent,
  type MinorUnits,
  minor,
  sumMinor,
  thousandths,
} from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { billOf, openBills } from "../../../src/domain/order/gathered-order.ts";
import { openWriteIds } from "../../../src/domain/state/register.ts";
import { localMoney } from "../../../src/domain/text/locale.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { decidePayCard } from "../pay-card.ts";
import {
  ACT_NAMES,
  TABLE_SUMS,
  type ActName,
  type PairAnswer,
  ACTS,
  decidePay,
  needsParts,
  type PairAct,
  type PairManner,
  type PairTable,
  type PairWish,
  type Side,
  USUAL_MANNER,
} from "./pair-acts.ts";
import { moneyFaults } from "./pair-money.ts";
import { TOO_MUCH, lookAt, type PairObservation } from "./pair-observations.ts";

const CURRENCY = currencyOf(FOUNDING.currency);
const HEAD = [
  "on one till",
  "on the other",
  "what holds",
  "paid",
  "open",
  "too much",
  "a person is asked",
];

export function pairPage(pairs: ReadonlyArray<PairResult>): string {
  const rows = ACT_NAMES.flatMap((first, at) =>
    ACT_NAMES.slice(at).flatMap((second) => {
      const one = cellsOf(pairs, first, second);
      const other = cellsOf(pairs, second, first);
      return sameCells(one, other)
        ? [[first, second, ...one]]
        : [
            [`${first}, first`, `${second}, later`, ...one],
            [`${first}, later`, `${second}, first`, ...other],
          ];
    }),
  );
  const lines = [HEAD, HEAD.map(() => "---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `${intro()}\n\n${table}\n\n${apartChapter()}\n`;
}

function intro(): string {
  const { order, other } = TABLE_SUMS;
  return `# One order on two tills apart

Two tills don't hear each other, and each does one thing to the same order. Then they hear each other. The table says what comes of it. It is made by \`npm run docs\` from a run of the simulator (\`proof/sim/pair-table.ts\`): real ledgers, real use cases, a virtual network. \`test/proof/sim/pairs.test.ts\` plays it again, and holds besides that

- both tills are equal to the byte, and \`till verify\` finds nothing on either;
- each piece that was ordered lies on one bill, and is voided, paid, or open there; each cent that was taken is on a receipt, or waits on a bill;
- what was paid too much is asked about once, to the cent, and the question names the sum, the receipts and their tills; a question about what two tills said names both;
- whatever the kitchen reads twice is marked, carrying to a table apart;
- the guests can pay what is open then: nothing stays open, and nothing new is asked.

The order of ${money(order)} has two soups that are sent, a steak that the kitchen holds, a soup that nobody has sent, and three cakes. Two tables beside it have a tea of ${money(other)} each: one is where the one till moves a soup to, or puts the order, the other is where the other till does. Where a part is paid, the bill was split by two before. Who changes, changes the soups to three; who voids, voids them; a discount is 10 %; a split is by three; the note of the soups is "no nuts", their seat 1, the order is served as takeaway and called Rosa. Where both tills do the same, the other one wants it otherwise: four soups, 20 %, by four, "vegan", seat 2, a delivery, Ruth. \`paid\`, \`open\` and \`too much\` are sums of all three orders. A row without a word on which was first is the same whichever was.`;
}

type Cells = ReadonlyArray<string>;

function cellsOf(pairs: ReadonlyArray<PairResult>, first: string, second: string): Cells {
  const pair = pairs.find((it) => it.first === first && it.second === second);
  if (pair === undefined) throw new Error(`${first} and ${second} were not played.`);
  const { receipts, open, asked } = pair.healed;
  const tooMuch = asked.filter(({ kind }) => TOO_MUCH.includes(kind));
  return [
    holdsText(pair),
    sumText(sumMinor(receipts, ({ total }) => total)),
    sumText(sumMinor(open, ({ due }) => due)),
    sumText(sumMinor(tooMuch, ({ amount = 0 }) => amount)),
    questionsText(asked),
  ];
}

/** The other way round the first act is the second one. */
function sameCells(one: Cells, other: Cells): boolean {
  return one.join("\n") === other.join("\n");
}

function holdsText({ first, second, stands: [isFirst, isSecond] }: PairResult): string {
  if (isFirst && isSecond) return "both";
  if (!isFirst && !isSecond) return "neither";
  if (first === second) return isFirst ? "the first" : "the later one";
  return `only ${isFirst ? first : second}`;
}

/** Returns one text for each kind of question, with the sum of all. */
function questionsText(asked: ReadonlyArray<OpenItem>): string {
  const byPhrase = Map.groupBy(asked, ({ text }) => phraseOf(text));
  return [...byPhrase]
    .map(([phrase, items]) => {
      const sum = sumMinor(items, ({ amount = 0 }) => amount);
      const tills = [...new Set(items.flatMap(({ text }) => tillsIn(text)))].toSorted();
      const [, other] = tills;
      const receipts =
        other === undefined ? "the receipt of its till" : "the receipts of both tills";
      const isNamed = items.some(({ text }) => /\(Till [AB][^)]*Till [AB]/u.test(text));
      const named = isNamed ? ", with the names of both" : "";
      const about = tills.length === 0 ? named : `, with ${receipts}`;
      return `${phrase}${about}${sum === 0 ? "" : `: ${money(sum)}`}`;
    })
    .join("; ");
}

/**
 * Removes the order, the goods, the tills, the receipts and the amount from a question: `Order A7:
 * SOUP, … (Till A: 3, Till B: 4), A-000001 (Till A): 7.95`.
 */
function phraseOf(text: string): string {
  return text
    .replace(/^Order [^:]+: /u, "")
    .replace(/^[A-Z]+, /u, "")
    .replaceAll(/, [A-Z]-[0-9]+ \([^)]*\)/gu, "")
    .replace(/ \(Till [A-Z][^)]*\)/u, "")
    .replace(/: [0-9.,]+$/u, "");
}

function tillsIn(text: string): ReadonlyArray<string> {
  return [...text.matchAll(/\((?<till>Till [A-Z])\)/gu)].map(
    (match) => match.groups?.["till"] ?? "",
  );
}

function sumText(amount: MinorUnits): string {
  return amount === 0 ? "" : money(amount);
}

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`There is no money called ${code}.`);
  return currency;
}

function money(amount: number): string {
  return localMoney(minor(amount), CURRENCY, "en");
}

/** The result of one pair. */
interface PairResult {
  readonly first: ActName;
  readonly second: ActName;
  /** Whether what each till wanted is so, once they have heard each other; of payments whether it was taken. */
  readonly stands: readonly [boolean, boolean];
  /** When they had heard each other. */
  readonly healed: PairObservation;
  /** When both tills had answered what was asked, apart, and heard each other again. */
  readonly answered: PairObservation;
  /** When all that was open then was paid. */
  readonly paid: PairObservation;
}

export interface PlayedPairs {
  readonly pairs: ReadonlyArray<PairResult>;
  /** The faults of the shop as a whole. */
  readonly faults: ReadonlyArray<string>;
}

const SEED = 24;
const APART_MS = 20_000;
const LOOK_MS = 250;
const PATIENCE_MS = 120_000;

type PairNames = readonly [ActName, ActName];

/**
 * Two tills and one order: each of twelve acts is done at till A, and each of twelve at till B, while
 * the two don't hear each other. Then they do. Ledgers, use cases and the mesh are the product's own.
 */
export function allPairs(): ReadonlyArray<PairNames> {
  return ACT_NAMES.flatMap((first) => ACT_NAMES.map((second) => [first, second] as const));
}

interface Prepared {
  readonly names: PairNames;
  readonly table: PairTable;
}

/** Plays the pairs: the first act is at till A, the second 20 seconds later at till B. */
export async function playPairs(
  names: ReadonlyArray<PairNames> = allPairs(),
  manner: PairManner = USUAL_MANNER,
): Promise<PlayedPairs> {
  const options = completeOptions({ seed: SEED, tills: 2, without: new Set(TROUBLES) });
  using world = createWorld({ ...options, clockSkewMsMax: 0, clockDriftPpmMax: 0 }, {});
  const boxes = await openShop(world);
  const [a, b] = boxes;
  if (manner.isTaxedOnTop === true) taxOnTop(a);
  const tables = names.map((pair) => ({ names: pair, table: prepare(a, pair, manner) }));
  await untilEqual(world);
  cut(world, boxes);
  for (const one of tables) play(a, one, { side: 0, manner });
  await world.time.runUntil(world.time.nowMs() + APART_MS);
  for (const one of tables) play(b, one, { side: 1, manner });
  world.network.healAll();
  await untilEqual(world);
  const faults = differences(boxes);
  const healed = tables.map((one) => ({ ...one, look: looked(a, one, manner) }));
  if (manner.answers !== undefined) {
    cut(world, boxes);
    for (const [side, box] of boxes.entries()) {
      for (const one of tables) answerAll(box, one.table, manner.answers[side] ?? "stay");
      await world.time.runUntil(world.time.nowMs() + APART_MS);
    }
    world.network.healAll();
    await untilEqual(world);
  }
  const answered = tables.map((one) => looked(a, one, manner));
  const stands = tables.map((one) => [doesStand(a, one, 0), doesStand(a, one, 1)] as const);
  for (const { table } of tables) payAll(a, table, manner);
  await untilEqual(world);
  const pairs = healed.map(({ names: [first, second], table, look }, at) => ({
    first,
    second,
    stands: stands[at] ?? [false, false],
    healed: look,
    answered: answered[at] ?? look,
    paid: withNewQuestions(
      answered[at] ?? look,
      looked(a, { names: [first, second], table }, manner),
    ),
  }));
  const problems = world.problems().map(({ sentence }) => sentence);
  return { pairs, faults: [...faults, ...differences(boxes), ...problems] };
}

/** Looks at the three orders of a pair, and at whether their money adds up by the price list. */
function looked(box: Box, { names, table }: Prepared, manner: PairManner): PairObservation {
  const desk = deskOf(box);
  const seen = lookAt(desk, table);
  const due = sumMinor(seen.open, (one) => one.due);
  const { giveBack, questions } = seen;
  const events = eventsOf(desk, table);
  const faults = moneyFaults({ names, manner, events, due, giveBack, questions });
  return { ...seen, faults: [...seen.faults, ...faults] };
}

/** Returns all that was written for the three orders, each event once. */
function eventsOf({ till: { ledger } }: OpenDesk, table: PairTable): ReadonlyArray<KnownEvent> {
  const streams = new Set([table.order, ...table.others].map(orderStream));
  ledger.flush();
  return ledger.read(() =>
    [...streams].flatMap((stream) =>
      [...ledger.store.ofStream(stream)].flatMap((row) =>
        toTransaction(row).events.flatMap(({ known }) =>
          known !== undefined && known.streams[0] === stream ? [known] : [],
        ),
      ),
    ),
  );
}

/** Answers each question about money of the three orders; where that can't be, by leaving the money where it is. */
function answerAll(box: Box, table: PairTable, wish: PairAnswer): void {
  const desk = deskOf(box);
  const asked = lookAt(desk, table).asked.filter(
    ({ subject }) => subject.type === "order" && subject.fact.sign !== undefined,
  );
  for (const item of asked) {
    const answer = answerLike(item, wish);
    const done = answerItem(
      {
        open: desk,
        act: (name, decide) => {
          const written = desk.till.act(actorAt(box), name, decide);
          if (written.ok) box.process()?.mesh.committed();
          return written;
        },
        refused: (refusal) => ({ ok: false, fault: refusal }),
        note: "so it is",
      },
      item,
      answer,
    );
    // An answer of before may have taken this question along.
    if (!done.ok && done.fault.type !== "attention/none") {
      throw new Error(`Till ${box.name} refuses ${answer}: ${done.fault.type}`);
    }
  }
}

/** Returns what the item offers of that sort: without money to move, sales are put right all the same. */
function answerLike(
  { answers }: OpenItem,
  wish: PairAnswer,
): OpenItem["answers"][number]["answer"] {
  const offered = new Set(answers.map(({ answer }) => answer));
  const stays = ["kept", "written-off", "settle", "give-back", "issue-again"] as const;
  if (wish !== "stay" && offered.has(wish)) return wish;
  return stays.find((answer) => offered.has(answer)) ?? "settle";
}

/** The prices of the shop are without the tax from here on. */
function taxOnTop(box: Box): void {
  const taxes = [{ label: "VAT 9%", rate: milliPercent(9000), included: false }];
  const taxesByService = Object.fromEntries(SERVICES.map((service) => [service, taxes]));
  type TaxClassSet = Extract<Draft, { readonly kind: "tax-class/set" }>["body"]["set"];
  const set = { taxesByService } as TaxClassSet;
  write(box, ({ view }) => {
    const { fields } = view.state("cat", "tax-class/food");
    const over = { taxesByService: openWriteIds(fields["taxesByService"]) };
    const streams = [toStreamId("cat", "tax-class/food")];
    return ok([{ kind: "tax-class/set", streams, body: { set, over } }]);
  });
}

/** Who pays what is open asks nobody anything that was not asked before. */
function withNewQuestions(before: PairObservation, after: PairObservation): PairObservation {
  const known = new Set(before.asked.map(({ id }) => id));
  const anew = after.asked.filter(({ id }) => !known.has(id));
  const left = after.open.map(({ due }) => `${due} are open for ever`);
  return { ...after, faults: [...after.faults, ...anew.map(({ text }) => text), ...left] };
}

type Boxes = readonly [Box, Box];

async function openShop(world: World): Promise<Boxes> {
  const a = found(world);
  const b = join(world, a);
  if (b === undefined) throw new Error("No second till came in.");
  await untilEqual(world);
  for (const box of [a, b]) {
    const begun = deskOf(box).till.beginDay(actorAt(box));
    if (!begun.ok) throw new Error(`Till ${box.name} begins no day: ${begun.fault.type}`);
    // The second one goes on with the day of the first.
    await untilEqual(world);
  }
  return [a, b];
}

function prepare(box: Box, pair: PairNames, manner: PairManner): PairTable {
  const order = open(box, "12");
  if (manner.isCharged === true) {
    act(box, order, (context, state) => decideSetCovers(context, state, { covers: 6 }));
  }
  const others = [open(box, "7"), open(box, "9")] as const;
  for (const other of others) ring(box, other, ["TEA", 1]);
  const soup = ring(box, order, ["SOUP", 2]);
  const steak = ring(box, order, ["STEAK", 1]);
  ring(box, order, ["CAKE", 3]);
  act(box, order, (context, state) => decideHold(context, state, { lines: [steak], held: true }));
  act(box, order, decideSend);
  const late = ring(box, order, ["SOUP", 1]);
  const { deposit } = manner;
  if (deposit !== undefined) {
    act(box, order, (context, state) => decidePayCard(context, state, minor(deposit)));
  }
  if (pair.some(needsParts)) {
    act(box, order, (context, state) => decideSplit(context, state, { type: "evenly", count: 2 }));
  }
  return { order, others, soup, steak, late };
}

function open(box: Box, table: string): EventId {
  const [opened] = write(box, (context) => ok(openOrder(context, { service: "dine-in", table })));
  if (opened === undefined) throw new Error("No table was opened.");
  return opened.id;
}

function ring(box: Box, order: EventId, [sku, count]: readonly [string, number]): EventId {
  const catalogue = deskOf(box).till.catalogue();
  const product = catalogue.productsBySku.get(sku);
  if (product === undefined) throw new Error(`There is no ${sku}.`);
  const goods = { kind: "goods", product, quantity: thousandths(1000 * count) } as const;
  const [added] = act(box, order, (context, state) =>
    decideAddGoods(context, { catalogue, goods, order: state, service: "dine-in" }),
  );
  if (added === undefined) throw new Error("Nothing was added.");
  return added.id;
}

function play(
  box: Box,
  { names, table }: Prepared,
  { side, manner }: { readonly side: Side; readonly manner: PairManner },
): void {
  const { till } = deskOf(box);
  const { decide }: PairAct = ACTS[names[side]];
  act(box, table.order, (context, state) =>
    decide(context, state, { till, manner, ...wishOf(names, table, side) }),
  );
}

function wishOf([first, second]: PairNames, table: PairTable, side: Side): PairWish {
  return { table, side, wish: first === second ? side : 0 };
}

function doesStand(box: Box, { names, table }: Prepared, side: Side): boolean {
  const { stands }: PairAct = ACTS[names[side]];
  if (stands === undefined) return true;
  return deskOf(box).till.ledger.read((view) => stands(view, wishOf(names, table, side)));
}

type Written = { readonly id: EventId };

/** Guests of all three orders pay what is open, or get back what is too much. */
function payAll(box: Box, { order, others }: PairTable, manner: PairManner): void {
  for (const id of [order, ...others]) {
    const { status, refundDue, owed } = deskOf(box).till.ledger.read((view) => {
      const bill = billOf(view, id);
      const isListed = openBills(view).includes(bill);
      const { refundDue: back } = orderBalance(bill);
      return { status: isListed, refundDue: back, owed: moneyOwed(bill).byTender[0]?.method };
    });
    if (!status) continue;
    const method = owed ?? "card";
    act(box, id, (context, state) =>
      refundDue > 0
        ? decideRefundPayments(context, state, { method })
        : decidePay(context, state, manner),
    );
  }
}

function act(
  box: Box,
  order: EventId,
  decide: (context: DecisionContext, order: ReturnType<typeof billOf>) => Decision,
): ReadonlyArray<Written> {
  return write(box, (context) => decide(context, billOf(context.view, order)));
}

/** A refusal is a fault of the pairs, because the till allows each act. */
function write(box: Box, decide: (context: DecisionContext) => Decision): ReadonlyArray<Written> {
  const done = deskOf(box).till.act(actorAt(box), "act of a pair", decide);
  if (!done.ok) throw new Error(`Till ${box.name} refuses: ${done.fault.type}`);
  box.process()?.mesh.committed();
  return done.value.events.map(({ event }) => event);
}

function cut({ network }: World, [a, b]: Boxes): void {
  network.cut(a.host(), b.host());
  network.cut(b.host(), a.host());
}

/** Returns the differences between the two tills, and between each till's state and its events. */
function differences(boxes: Boxes): string[] {
  const rows = boxes.map((box) => {
    const { ledger } = deskOf(box).till;
    while (ledger.grow());
    ledger.flush();
    return sharedTables(ledger);
  });
  const [one = [], other = []] = rows;
  const different = one.findIndex((row, at) => row !== other[at]);
  const isSame = one.length === other.length && different === -1;
  const findings = boxes.flatMap((box) => verifyLedger(deskOf(box).till.ledger).findings);
  return [
    ...(isSame ? [] : [`the tills differ: ${one[different] ?? ""} and ${other[different] ?? ""}`]),
    ...findings.map((finding) => JSON.stringify(finding)),
  ];
}

async function untilEqual(world: World): Promise<void> {
  const { time, boxes } = world;
  const endMs = time.nowMs() + PATIENCE_MS;
  function isEqual(): boolean {
    const members = membersOf(world);
    const areOpen = members.every(({ process }) => process.open() !== undefined);
    return areOpen && members.length === boxes.length && areEqual(members);
  }
  while (!isEqual()) {
    if (time.nowMs() >= endMs) throw new Error("The tills never came to hold the same.");
    await time.runUntil(time.nowMs() + LOOK_MS);
  }
}

function actorAt({ facts }: Box): { readonly number: string; readonly name: string } {
  const number = staffNumber(facts.person);
  return { number, name: `Person ${number}` };
}

function deskOf(box: Box): OpenDesk {
  const desk = box.process()?.open();
  if (desk === undefined) throw new Error(`Till ${box.name} has not heard of its shop.`);
  return desk;
}
