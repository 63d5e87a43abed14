/**
 * A random history of a shop: tills that sell, quarrel and fall silent apart from each other, with
 * wrong clocks, restarts and half deliveries; and the deliveries that bring them together again.
 */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { err, ok } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideSend } from "../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { decideSetQuantity, decideVoidLine } from "../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../src/domain/commands/order/give-discount.ts";
import { type Draft, type Kind, KINDS } from "../../src/domain/events/kinds.ts";
import { seriesOf } from "../../src/domain/events/series.ts";
import { OPEN_ORDER_TAG, seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import {
  type EventId,
  type Origin,
  type StreamId,
  toEventId,
  streamName,
} from "../../src/domain/identity.ts";
import { LINE_KINDS, type LineKindName, onItsSide } from "../../src/domain/lines/line-kinds.ts";
import { milliPercent, minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type BatchPart } from "../../src/ledger/log/batch-part.ts";
import { decodeEnvelope } from "../../src/ledger/log/envelope.ts";
import { decodeSegment } from "../../src/ledger/log/segment.ts";
import { createDice, type Dice } from "./dice.ts";
import { emptyPool, type Pool } from "./draft-world.ts";
import { settled } from "./judgements.ts";
import { decidePayCard } from "./pay-card.ts";
import { decidePayCash } from "./pay-cash.ts";
import { DRAFTS_BY_KIND, noteInPool } from "./random-drafts.ts";
import { nextPlace, type RawEvent, rawTransaction } from "./raw-transaction.ts";
import { receiveAhead } from "./receive-ahead.ts";
import {
  act,
  cafeCatalogue,
  createShop,
  enrolment,
  NOON_MS,
  promotion,
  synchronise,
  type TestShop,
  type TestTill,
  TODAY,
} from "./shop.ts";
import { growAll, sealAll } from "./upkeep.ts";

const CATALOGUE = cafeCatalogue();

/** Jumps of a clock: the epoch, today, the last year that a till may believe in. */
const CLOCKS_MS = [0, NOON_MS, NOON_MS + 200_000, 4_080_000_000_000];

export const KIND_NAMES = Object.keys(KINDS) as ReadonlyArray<Kind>;

const TRADE = ["sell", "sell", "send", "quantity", "void", "pay", "pay"] as const;
const LIFE = [
  "synchronise",
  "flush",
  "seal",
  "seal",
  "grow",
  "reopen",
  "clock",
  "update",
  "beside",
  "beside",
  "beside",
] as const;

/** Short enough that most histories have some segments, and long enough that some have a tail. */
const CUT = { events: 7, bytes: 6000 };
/** In some histories everything is folded anew at once, in others bit by bit. */
const REFOLDED_AT_ONCE = [2000, 12, 0];
/** Updates and roll-backs go to and fro between these; both fold alike. */
const BUILDS = ["one build", "another build"];
/** Of people who settle what is in question. */
const CONTROL = ["device/revoked", "chain/admitted", "chain/admitted", "chain/retired"] as const;

export type ActionName =
  | Kind
  | (typeof TRADE)[number]
  | (typeof LIFE)[number]
  | "clone"
  | "raw"
  | "several"
  | "batch";

export const ACTIONS: ReadonlyArray<ActionName> = [
  ...KIND_NAMES,
  ...TRADE,
  ...TRADE,
  ...LIFE,
  ...LIFE,
  ...CONTROL,
  "clone",
  "raw",
  "raw",
  "several",
  "several",
  "batch",
  "batch",
  "batch",
  "batch",
];

export interface Step {
  readonly till: number;
  readonly action: ActionName;
  readonly seed: number;
}

export interface History {
  readonly shop: TestShop;
  readonly pool: Pool;
  /** Receipts that each box has issued; a copy of a disk counts on from what it was made of. */
  readonly issued: Map<TestTill, Readonly<Record<string, number>>>;
  /** Second processes on the stores of tills. */
  readonly besides: Map<TestTill, Ledger>;
}

/** A box more costs each history a good deal of time. */
const CLONES_MAX = 2;

/**
 * Two to four tills. C is enrolled without authority, and D by C: D counts only once somebody has
 * promoted C, and until then nobody folds what D says.
 */
export function beginHistory(tillCount: number, seed: number): History {
  const shop = createShop(`history ${seed}`, {
    cut: CUT,
    refoldAtOnce: REFOLDED_AT_ONCE[seed % REFOLDED_AT_ONCE.length] ?? 0,
  });
  shop.join("B", seed % 4 === 0 ? ["kitchen"] : ["till"]);
  if (tillCount > 2) shop.join("C");
  if (tillCount > 3) {
    const c = tillAt(shop, 2);
    const d = shop.stranger("D");
    c.write(enrolment(d));
    synchronise(c, d);
  }
  return { shop, pool: emptyPool(), issued: new Map(), besides: new Map() };
}

/** In most histories somebody promotes C in the end. */
export function endHistory({ shop }: History, seed: number): void {
  const c = shop.tills()[2];
  if (c !== undefined && seed % 5 > 0) shop.a.write(promotion(c));
}

/** People at two tills apart look at what is in question, and admit or retire some of it. */
export function settleSome({ shop }: History, seed: number): void {
  const dice = createDice(seed);
  for (const till of [shop.a, dice.pick(shop.tills())]) {
    for (const question of till.ledger().quarantined()) {
      if (dice.chance(30)) continue;
      const kind = dice.chance(75) ? "chain/admitted" : "chain/retired";
      till.write(settled(kind, question));
    }
  }
}

export async function play(history: History, step: Step): Promise<void> {
  const { shop } = history;
  const till = tillAt(shop, step.till % shop.tills().length);
  const dice = createDice(step.seed);
  switch (step.action) {
    case "synchronise":
      partlySynchronise(dice.pick(shop.tills()), till, dice);
      return;
    case "flush":
      till.ledger().flush();
      return;
    case "seal":
      await sealAll(till.ledger());
      return;
    case "grow":
      till.ledger().grow();
      return;
    case "reopen":
      till.reopen();
      return;
    case "update":
      till.update({ foldVersions: dice.pick(BUILDS) });
      return;
    case "beside":
      await workBeside(history, till, dice);
      return;
    case "clock":
      till.clock.set(dice.pick(CLOCKS_MS) + dice.nat(1000));
      return;
    case "clone":
      clone(history, till);
      return;
    case "raw":
      writeRaw(history, till, dice);
      return;
    case "several":
      writeKinds(history, { till, dice, kinds: [0, 0, 0].map(() => dice.pick(KIND_NAMES)) });
      return;
    case "batch":
      writePart(history, till, dice);
      return;
    case "sell":
    case "send":
    case "quantity":
    case "void":
    case "pay":
      trade(history, { till, dice, action: step.action });
      return;
    default:
      writeKinds(history, { till, dice, kinds: [step.action] });
  }
}

/** Another process on a till's store, maybe of the build before: it does a thing, and stays open. */
async function workBeside(history: History, till: TestTill, dice: Dice): Promise<void> {
  const { shop, besides } = history;
  const ledger = besides.get(till) ?? till.openBeside();
  besides.set(till, ledger);
  const beside = { ...till, ledger: () => ledger };
  const work = dice.pick(["look", "flush", "seal", "grow", "sweep", "sell", "hear", "close"]);
  if (work === "look") ledger.read((view) => [view.sums(""), view.tagged(OPEN_ORDER_TAG)]);
  if (work === "flush") ledger.flush();
  if (work === "seal") await sealAll(ledger);
  if (work === "grow") ledger.grow();
  if (work === "sweep") ledger.sweep();
  if (work === "sell") trade(history, { till: beside, dice, action: dice.pick(["sell", "void"]) });
  if (work === "hear") partlySynchronise(dice.pick(shop.tills()), beside, dice);
  if (work !== "close") return;
  ledger.close();
  besides.delete(till);
}

/** What the second processes see in the end, beside the till whose store it is. */
export function closeBesides(
  { besides }: History,
  look: (ledger: Ledger) => unknown,
): ReadonlyArray<{ readonly seen: unknown; readonly own: unknown }> {
  return [...besides].map(([till, ledger]) => {
    growAll(ledger);
    const seen = look(ledger);
    ledger.flush();
    ledger.close();
    return { seen, own: look(till.ledger()) };
  });
}

function clone({ shop, issued }: History, till: TestTill): void {
  const codes = shop.tills().map(({ code }) => code);
  if (codes.length - new Set(codes).size >= CLONES_MAX) return;
  issued.set(shop.clone(till), issued.get(till) ?? {});
}

/**
 * Hands each till what it lacks, chain by chain in their order but mixed across the chains, some of
 * it twice, with flushes and restarts in between; until nobody has anything to tell.
 */
export function deliverEverything({ shop }: History, seed: number): void {
  const dice = createDice(seed);
  for (let told = 1; told > 0;) {
    told = dice
      .shuffle(shop.tills())
      .map((to) => drain(to, queuesFor(shop.tills(), to, dice), dice))
      .reduce((sum, news) => sum + news, 0);
  }
}

function queuesFor(
  tills: ReadonlyArray<TestTill>,
  to: TestTill,
  dice: Dice,
): Map<string, ReadonlyArray<Uint8Array>> {
  return new Map(
    tills.flatMap((from) =>
      [...missingByOrigin(from, to)].map(([origin, missing]) => {
        // Some of what is known already comes again.
        const again = dice.chance(30) ? from.ledger().piecesOf(origin, 1) : missing;
        return [`${origin} ${from.dir}`, again] as const;
      }),
    ),
  );
}

function missingByOrigin(
  from: TestTill,
  to: TestTill,
): ReadonlyMap<Origin, ReadonlyArray<Uint8Array>> {
  const missing = from.ledger().missingFor(endsOf(to.ledger().heads()));
  return Map.groupBy(missing, (bytes) => {
    const segment = decodeSegment(bytes);
    if (segment.ok) return segment.value.origin;
    const decoded = decodeEnvelope(bytes);
    if (!decoded.ok) throw new Error(decoded.fault.reason);
    return decoded.value.first.origin;
  });
}

/** Returns how much was news. */
function drain(to: TestTill, queues: Map<string, ReadonlyArray<Uint8Array>>, dice: Dice): number {
  let [refusals, news] = [0, 0];
  while (queues.size > 0) {
    const origin = dice.pick([...queues.keys()]);
    const [next, ...rest] = queues.get(origin) ?? [];
    if (next === undefined) {
      queues.delete(origin);
      continue;
    }
    // Half of the tills read segments ahead of their turn: it must never show.
    const isReader = to.code === "B" || to.code === "D";
    const result = isReader ? receiveAhead(to.ledger(), next) : to.ledger().receive(next);
    if (result.ok) queues.set(origin, rest);
    if (result.ok && result.value.type === "stored") news += 1;
    // Its enrolment is on its way.
    if (!result.ok && result.fault.type !== "receive/unknown-device")
      throw new Error(result.fault.type);
    refusals = result.ok ? 0 : refusals + 1;
    if (refusals > 1000) throw new Error("Nobody enrols this device.");
    if (result.ok && dice.chance(15)) to.ledger().receive(next);
    if (dice.chance(4)) to.ledger().flush();
    if (dice.chance(2)) to.reopen();
  }
  return news;
}

function partlySynchronise(from: TestTill, to: TestTill, dice: Dice): void {
  if (from.dir === to.dir) return;
  for (const [, missing] of dice.shuffle([...missingByOrigin(from, to)])) {
    for (const bytes of missing.slice(0, dice.nat(missing.length + 1))) {
      if (!to.ledger().receive(bytes).ok) break;
    }
  }
}

function trade(
  history: History,
  { till, dice, action }: { readonly till: TestTill; readonly dice: Dice; readonly action: string },
): void {
  const { shop, pool } = history;
  const done = act(till, (context) => {
    const { series } = context;
    const isNumbered = context.view.sum(seriesCountKey(series)) === issuedOf(history, till, series);
    if (action === "pay" && !isNumbered) return err({ type: "order/none" });
    return decideTrade(context, action, dice);
  });
  if (!done.ok) return;
  for (const { event, known } of done.value.events) {
    if (known === undefined)
      throw new Error(`${shop.tills().length} tills can't read ${event.kind}`);
    noteInPool(pool, known, event.id);
    if (known.kind === "receipt/issued") setIssued(history, till, known.body);
  }
}

function decideTrade(context: DecisionContext, action: string, dice: Dice): Decision {
  const open = context.view.tagged(OPEN_ORDER_TAG);
  const order = open.length === 0 ? undefined : stateOf(context, dice.pick(open));
  if (action === "sell") {
    const product = dice.pick([...CATALOGUE.productsBySku.values()]);
    const kind: LineKindName = dice.chance(25) ? "return" : "goods";
    const goods = { kind, product, quantity: oneUnit, price: minor(dice.nat(900)) };
    const to = dice.chance(60) ? order : undefined;
    return decideAddGoods(context, { catalogue: CATALOGUE, goods, order: to, service: "counter" });
  }
  if (order === undefined) return err({ type: "order/none" });
  const { lines, due } = orderBalance(order);
  const { id: line, kind = LINE_KINDS.goods } = lines.length === 0 ? {} : dice.pick(lines);
  if (action === "send") return decideSend(context, order);
  if (action === "pay") {
    if (dice.chance(30)) return decidePayCard(context, order, undefined);
    const tendered = dice.chance(70) ? due : dice.nat(due + 1);
    return decidePayCash(context, order, minor(tendered));
  }
  if (line === undefined) return err({ type: "line/unknown" });
  if (dice.chance(15)) {
    const discount = { rate: milliPercent(1000 * dice.nat(101)), amount: minor(0) };
    return dice.chance(50)
      ? decideDiscountLine(context, order, { line, discount })
      : decideDiscountOrder(context, order, { discount });
  }
  if (action === "void") {
    return decideVoidLine(context, order, { line, reason: dice.pick(["spilt", "wrong"]) });
  }
  const quantity = onItsSide(kind, 1000 * (1 + dice.nat(3)));
  return decideSetQuantity(context, order, { line, quantity });
}

function stateOf({ view }: DecisionContext, stream: StreamId): OrderState | undefined {
  const order = view.state("order", streamName(stream));
  return order.opened === null ? undefined : order;
}

function issuedOf({ issued }: History, till: TestTill, series: string): number {
  return issued.get(till)?.[series] ?? 0;
}

function setIssued(
  { issued }: History,
  till: TestTill,
  { series, no }: { readonly series: string; readonly no: number },
): void {
  issued.set(till, { ...issued.get(till), [series]: no });
}

function writeKinds(
  history: History,
  {
    till,
    dice,
    kinds,
    part,
  }: {
    readonly till: TestTill;
    readonly dice: Dice;
    readonly kinds: ReadonlyArray<Kind>;
    readonly part?: BatchPart;
  },
): void {
  const { shop, pool } = history;
  const drafts: Draft[] = [];
  const written = till.ledger().commit({
    by: String(1 + dice.nat(3)),
    approved: dice.pick(["", "4"]),
    name: kinds.join(" "),
    ...(part === undefined ? {} : { part }),
    decide: ({ idAt, day, origin, incarnation }) => {
      const series = seriesOf(till.code, origin, incarnation);
      const world = { dice, pool, tills: shop.tills(), till, origin, series };
      for (const [index, kind] of kinds.entries()) {
        drafts.push(DRAFTS_BY_KIND[kind]({ ...world, self: idAt(index), nextNo: next(series) }));
      }
      return ok({ day: day ?? TODAY, events: drafts });
    },
  });

  function next(series: string): () => number {
    return () => {
      const no = issuedOf(history, till, series) + 1;
      setIssued(history, till, { series, no });
      return no;
    };
  }

  if (!written.ok) return;
  for (const [index, draft] of drafts.entries()) {
    noteInPool(pool, draft, written.value.ids[index] as EventId);
  }
}

/** In any order, under names that are used again: most batches of a history never end. */
function writePart(history: History, till: TestTill, dice: Dice): void {
  const kinds = [0, 0].map(() => dice.pick(KIND_NAMES.filter((kind) => !KINDS[kind].critical)));
  const part = dice.pick([1, 2, 3]);
  const batch = dice.pick(["import", "import", "other"]);
  const place = dice.chance(40) ? { batch, part, parts: part } : { batch, part };
  writeKinds(history, { till, dice, kinds, part: place });
}

/** What a newer build or a broken one writes: on its own chain, rightly signed. */
function writeRaw({ pool }: History, till: TestTill, dice: Dice): void {
  const place = nextPlace(till.ledger());
  const self = toEventId(place.origin, place.seq, "0badcafe");
  const order = pool.orders.length === 0 ? self : dice.pick(pool.orders);
  const streams = [
    `order/${order}`,
    dice.pick(["cat/product/LATTE", "account/7", "set/x", `ticket/${self}`, "cat/product/\ud800"]),
  ];
  const events = [0, 1].map((): RawEvent => ({
    kind: dice.pick([
      "order/quantum-moved",
      "order/changed",
      "order/line-voided",
      "device/revoked",
      "setting/set",
    ]),
    v: dice.pick([1, 2]),
    streams: dice.shuffle(streams).slice(0, dice.nat(3)),
    // Also falling within one transaction.
    hlc:
      dice.pick([1, NOON_MS * 1024, NOON_MS * 1024 + 7, 4_090_000_000_000 * 1024]) + dice.nat(50),
    body: dice.pick<unknown>([
      { value: 1, over: [] },
      { set: { name: 7 }, over: {} },
      { value: [1.5, -0, 2e300], over: [] },
      { line: self, reason: "", sent: true },
      { payment: self, amount: 2 ** 53 - 1, tendered: 0, change: 0, rounding: 0, tip: 0 },
      { set: { name: "x" }, over: { name: [] } },
      "no object",
      Buffer.from("no JSON"),
      Buffer.from([0xff, 0xfe]),
      Buffer.alloc(0),
    ]),
  }));
  // A till that has not heard of its own enrolment can't check even itself.
  till.ledger().receive(rawTransaction(place, events));
}

function tillAt(shop: TestShop, index: number): TestTill {
  const till = shop.tills()[index];
  if (till === undefined) throw new Error(`There is no till ${index}.`);
  return till;
}
