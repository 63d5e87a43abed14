/**
 * Zs and closed days in a shop that is whole again. A Z is what its own chain says between two numbers,
 * added up once more by the books; numbers have no gap, and totals go on. A closed day is what its closes
 * name, and what they don't is told beside it: together they are all that was sold on it.
 */

import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { dayReports } from "../../src/app/day/day-report.ts";
import { NO_PRINTER } from "../../src/app/printing/papers.ts";
import { type ClosedDay, closedDay } from "../../src/domain/day/closed-day.ts";
import { type ZClosed } from "../../src/domain/events/day-events.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type ZState } from "../../src/domain/folds/day-fold.ts";
import {
  type BusinessDay,
  type Origin,
  streamName,
  type DeviceId,
  deviceOf,
  type EventId,
} from "../../src/domain/identity.ts";
import { receiptNumber } from "../../src/domain/order/order-view.ts";
import { readPrinters } from "../../src/domain/printers/printers.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { ASKING } from "../../src/printer/spool/spool-store.ts";
import { type Difference } from "../../src/report/difference.ts";
import { BOOKED, sumsOf, type BookedAct } from "./books.ts";
import { takenOnce } from "./card-books.ts";
import { countingActs, forkedChains, isUndisputed, type Member } from "./checks.ts";
import { correctedOnce } from "./corrected-once.ts";
import {
  afterCloses,
  byLedger,
  createSums,
  drawerSumsOf,
  isOf,
  type Of,
  sessionOf,
} from "./drawer-books.ts";
import { type Papers, papersOf } from "./paper-checks.ts";
import { paperName } from "./printer.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;
/** The troubles of a report that are faults: others may be a person's slip, or a clock that was years off. */
const TROUBLES: ReadonlySet<string> = new Set([
  "chain",
  "z/figure",
  "z/missing",
  "day/unexplained",
] satisfies ReadonlyArray<Difference["about"]["type"]>);

/** Checks at any moment that every till with a Z has the same one, now and ever after. */
export function checkZs(world: World): void {
  for (const box of world.boxes) {
    const ledger = box.process()?.ledger;
    if (ledger === undefined) continue;
    for (const { id, body } of zsOf(ledger)) {
      const said = JSON.stringify(body);
      const before = world.zs.get(id) ?? said;
      world.zs.set(id, before);
      if (before !== said) {
        world.problem(`${box.name} has Z ${body.series}-${body.no} otherwise than it was`);
      }
    }
  }
}

export function checkDays(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  checkZs(world);
  const { ledger } = first.process;
  const forked = forkedChains(ledger);
  const chains = [...ledger.heads().keys()].filter((origin) => !forked.has(origin));
  const starts = cardStarts(world);
  const wrong = [
    ...chains.flatMap((origin) => wrongZs(chainOf(ledger, origin), starts)),
    ...(isUndisputed(world, ledger) ? wrongDays(world, first) : []),
  ];
  tell(world, first, wrong);
}

/** Adds supplements before the last close: days that were closed too early for all of their sales. */
export function checkSupplements(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined || !isUndisputed(world, first.process.ledger)) return;
  tell(world, first, wrongDays(world, first));
}

function tell(world: World, { box }: Member, wrong: ReadonlyArray<string>): void {
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(`${box.name}: ${sentence}`);
}

function zsOf(ledger: Ledger): ReadonlyArray<ZState> {
  return ledger.read((view) =>
    view.tagged("day").flatMap((day) => view.state("day", streamName(day)).zs),
  );
}

function daysOf(ledger: Ledger): ReadonlyArray<BusinessDay> {
  return ledger.read((view) => view.tagged("day")).map((day) => streamName(day) as BusinessDay);
}

/** Returns the events of a chain as they were written, whether they count or not. */
function chainOf(ledger: Ledger, origin: Origin): ReadonlyArray<KnownEvent> {
  return ledger.read(() =>
    [...ledger.store.ofOrigin(origin, 1)].flatMap((row) =>
      toTransaction(row).events.flatMap(({ known }) => known ?? []),
    ),
  );
}

const NO_Z = { no: 0, to: 0, grandTotal: 0, grandTurnover: 0 };

/** What a card terminal says later is money of the start, which stands before the Z, or on another chain. */
function cardStarts({ books }: World): ReadonlyArray<KnownEvent> {
  return books
    .all()
    .flatMap((act) => act.events.filter(isOf("payment/started")))
    .filter(({ body }) => body.terminal !== undefined);
}

function wrongZs(
  chain: ReadonlyArray<KnownEvent>,
  starts: ReadonlyArray<KnownEvent>,
): ReadonlyArray<string> {
  const zs = chain.filter(isOf("z/closed"));
  return zs.flatMap(({ id, body }, index) => {
    const before = zs[index - 1]?.body ?? NO_Z;
    const covered = chain.filter(({ key: { seq } }) => body.from <= seq && seq <= body.to);
    return wrongIn(body, before, { covered, starts }).map(
      (what) => `Z ${body.series}-${body.no}, ${id}: ${what}`,
    );
  });
}

function wrongIn(
  body: ZClosed,
  before: typeof NO_Z,
  { covered, starts }: Readonly<Record<"covered" | "starts", ReadonlyArray<KnownEvent>>>,
): ReadonlyArray<string> {
  const papers = covered.flatMap((event) =>
    event.kind === "receipt/issued" || event.kind === "refund/issued" ? [event] : [],
  );
  const total = papers.reduce((sum, paper) => sum + paper.body.total, 0);
  const turnover = papers.reduce((sum, paper) => sum + Math.abs(paper.body.total), 0);
  const counts = covered.filter(isOf("drawer/counted"));
  const named = new Set(body.drawers.map(({ count }) => count));
  const alien = papers.find(({ act }) => act.day !== body.day);
  return [
    ...difference("its number", body.no, before.no + 1),
    ...difference("its first event", body.from, before.to + 1),
    ...difference("its total", body.total, total),
    ...difference("its grand total", body.grandTotal, before.grandTotal + total),
    ...difference("its turnover", body.grandTurnover, before.grandTurnover + turnover),
    ...counts.filter(({ id }) => !named.has(id)).map(({ id }) => `it says nothing of count ${id}`),
    ...(alien === undefined ? [] : [`it holds ${alien.id} of ${alien.act.day}`]),
    ...wrongFigures(figuresOf(body), sumsOf(covered, starts)),
  ];
}

function difference(what: string, said: number, booked: number): ReadonlyArray<string> {
  return said === booked ? [] : [`${what} is ${said}, and by the books ${booked}`];
}

/** Returns the figures under the names of a day's sums. */
function figuresOf({ day, till, figures, others }: ZClosed): ReadonlyMap<string, number> {
  return new Map(
    [{ day, till, figures }, ...others].flatMap((it) =>
      Object.entries(it.figures).map(([name, amount]) => [
        `day/${it.day}/${it.till}/${name}`,
        amount,
      ]),
    ),
  );
}

function wrongFigures(
  said: ReadonlyMap<string, number>,
  booked: ReadonlyMap<string, number>,
): ReadonlyArray<string> {
  return [...new Set([...said.keys(), ...booked.keys()])]
    .filter((key) => BOOKED.test(key.replace(/^day\/[^/]+\/[^/]+\//u, "")))
    .flatMap((key) => difference(key, said.get(key) ?? 0, booked.get(key) ?? 0));
}

function wrongDays(world: World, { process: { ledger, open } }: Member): ReadonlyArray<string> {
  const till = open()?.till;
  if (till === undefined) return [];
  const events = countingActs(world, ledger).flatMap((act) => act.events);
  const closes = events.filter(isOf("day/closed"));
  const closedDays = daysOf(ledger).flatMap((day) => {
    const closed = ledger.read((view) => closedDay(view, day));
    return closed.closes.length === 0 ? [] : [{ day, closed }];
  });
  const reports = dayReports(
    till,
    closedDays.map(({ day }) => day),
  );
  return closedDays.flatMap(({ day, closed }, index) => {
    const own = eventsOf(day, events);
    return wrongTotal(closed, own, day).concat(
      closes.flatMap((close) => unnamed(close, closed, day)),
      wrongReport(reports[index], own, day),
    );
  });
}

/** Returns what was done on a day, and what a card terminal said later of what was begun on it. */
function eventsOf(day: BusinessDay, events: ReadonlyArray<KnownEvent>): ReadonlyArray<KnownEvent> {
  const taken = new Set(takenOnce(events).map(({ id }) => id));
  const days = new Map(
    events.filter(isOf("payment/started")).map(({ id, act }) => [id, act.day] as const),
  );
  return events.filter((event) =>
    event.kind === "payment/captured"
      ? taken.has(event.id) && (days.get(event.body.payment) ?? event.act.day) === day
      : event.act.day === day,
  );
}

/** Compares the total with all that closes name and all that came beside them, each of it once. */
function wrongTotal(
  closed: ClosedDay,
  events: ReadonlyArray<KnownEvent>,
  day: BusinessDay,
): ReadonlyArray<string> {
  const late = events.filter(({ id }) => !closed.covers(id));
  return difference(`${day}, with what came late,`, closed.total + totalOf(late), totalOf(events));
}

/** Compares each sum of a report: as recorded, and then each supplement. */
function wrongReport(
  report: DayReport | undefined,
  events: ReadonlyArray<KnownEvent>,
  day: BusinessDay,
): ReadonlyArray<string> {
  const { recorded = [], supplements = [], unexplained = [] } = report?.closing ?? {};
  const { sums, add } = createSums();
  for (const { origin, figures } of recorded) {
    for (const [name, amount] of figures) add(`day/${day}/${origin}/${name}`, amount);
  }
  for (const { till, sums: late } of supplements.flatMap(({ figures }) => figures)) {
    for (const [name, amount] of late) add(`day/${day}/${till}/${name}`, amount);
  }
  const wrong = (report?.differences ?? []).filter(({ about }) => TROUBLES.has(about.type));
  return wrongFigures(sums, sumsOf(correctedOnce(events)))
    .map((what) => `with its supplements, ${what}`)
    .concat(
      unexplained.map(({ name }) => `${day} says of ${name} what no supplement explains`),
      wrong.map((it) => `${day} is said not to tie out: ${JSON.stringify(it)}`),
    );
}

function totalOf(events: ReadonlyArray<KnownEvent>): number {
  return events.reduce((sum, event) => {
    const isPaper = event.kind === "receipt/issued" || event.kind === "refund/issued";
    return isPaper ? sum + event.body.total : sum;
  }, 0);
}

/** Checks that the events which a close named stay in the day. */
function unnamed(
  { body, streams: [home] }: Of<"day/closed">,
  closed: ClosedDay,
  day: BusinessDay,
): ReadonlyArray<string> {
  if (home === undefined || streamName(home) !== day) return [];
  const totals = new Map(closed.zs.map(({ id, body: { total } }) => [id, total]));
  return body.zs.flatMap(({ z, series, no, total }) =>
    difference(`Z ${series}-${no} of ${day}`, totals.get(z) ?? Number.NaN, total),
  );
}

/**
 * Drawers in a shop that is whole again: what each of them and the safe should hold is to the cent what
 * the books say, on paper that nobody of the tills has written; and so is what each count expected.
 */
export function checkDrawers(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  const { ledger } = first.process;
  const events = countingActs(world, ledger).flatMap((act) => act.events);
  const wrong = [
    ...wrongSums(ledger, events),
    ...(isUndisputed(world, ledger) ? wrongCounts(world, events) : []),
    ...wrongCloses(events, endedDevices(world, ledger)),
  ];
  for (const sentence of wrong.slice(0, NAMED_MAX)) {
    world.problem(`${first.box.name}: ${sentence}`);
  }
}

function wrongSums(ledger: Ledger, events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const expected = afterCloses(drawerSumsOf(correctedOnce(events)), events);
  const found = new Map(
    ledger
      .read((view) => [...view.sums("drawer/"), ...view.sums("safe/")])
      // Slips of cash there are none: what lies there says it.
      .filter(([key]) => !key.endsWith("/tender/cash/amount") && !key.endsWith("/count")),
  );
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [kept, booked] = [found.get(key) ?? 0, expected.get(key) ?? 0];
    return kept === booked ? [] : [`${key} should be ${kept}, and by the books it is ${booked}`];
  });
}

/** A count says what was expected by what was known: by the books of just these events it is the same. */
function wrongCounts(
  { tellers: { misled } }: World,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<string> {
  return events.filter(isOf("drawer/counted")).flatMap((count) => {
    if (misled.has(deviceOf(count.id))) return [];
    const knew = new Map(count.body.knew.map(({ origin, seq }) => [origin, seq]));
    const known = events.filter(({ key }) => key.seq <= (knew.get(key.origin) ?? 0));
    const session = sessionOf(count);
    const booked = drawerSumsOf(correctedOnce(known)).get(`drawer/${session}/own`) ?? 0;
    const { own } = count.body.expected;
    return own === booked
      ? []
      : [`a count of drawer ${session} expected ${own}, and by the books it was ${booked}`];
  });
}

/** Shut out, or robbed of their key. */
function endedDevices({ liars }: World, ledger: Ledger): ReadonlySet<DeviceId> {
  const revoked = [...ledger.admission().values()].filter((device) => device.revoked);
  return new Set([...liars, ...revoked].map(({ device }) => device));
}

/** Checks that the counted cash went into the safe or stays, and that the difference is right. */
function wrongCloses(
  events: ReadonlyArray<KnownEvent>,
  ended: ReadonlySet<DeviceId>,
): ReadonlyArray<string> {
  const counts = new Map<EventId, Of<"drawer/counted">>(
    events.filter(isOf("drawer/counted")).map((count) => [count.id, count]),
  );
  return events
    .filter(isOf("drawer/closed"))
    .toSorted(byLedger)
    .flatMap(({ id, body }) => {
      const count = counts.get(body.count)?.body;
      // Events of a till beyond its end count no more, also where others have built on them.
      if (count === undefined && ended.has(deviceOf(body.count))) return [];
      if (count === undefined) return [`${id} closes a drawer by a count that nobody made`];
      const isRight =
        body.expected === count.expected.own &&
        body.counted === count.cash.own &&
        body.difference === count.cash.own - count.expected.own &&
        body.leaves.own + body.toSafe === count.cash.own + body.since;
      return isRight ? [] : [`${id} closes a drawer otherwise than it was counted`];
    });
}

interface Receipt {
  readonly id: EventId;
  /** `Receipt A-000012` */
  readonly name: string;
}

interface Known {
  readonly members: ReadonlyArray<Member>;
  readonly papers: Papers;
  /** Printers that take a job and can't say what became of it: nobody promised more, or is asked. */
  readonly mute: ReadonlySet<string>;
}

const RECEIPT_NAME = /^(?:Receipt|Refund) /u;
const SAYS_TWICE = /REPRINT|DUPLICATE|CUSTOMER COPY/u;

/**
 * Checks the receipts of guests: each receipt and refund that was to be printed was printed whole
 * or waits in sight, and of all its prints at most one has no mark that there may be another.
 */
export function checkReceipts(world: World, members: ReadonlyArray<Member>): void {
  if (world.kitchen.printers.size === 0) return;
  const mute = [...world.kitchen.printers.values()].filter(({ canTell }) => !canTell);
  const known = { members, papers: papersOf(world), mute: new Set(mute.map(({ id }) => id)) };
  const receipts = receiptsOf(world);
  const missing = receipts.filter((receipt) => !isThere(receipt, known));
  for (const receipt of missing.slice(0, NAMED_MAX)) {
    world.problem(`a receipt is not on paper: ${storyOf(receipt, known)}`);
  }
  const twice = receipts.filter((receipt) => isTwice(receipt, known));
  for (const receipt of twice.slice(0, NAMED_MAX)) {
    world.problem(`a receipt is on paper twice without a word: ${storyOf(receipt, known)}`);
  }
}

/**
 * Returns the receipts that guests were promised, by tills whose disks have neither lost nor
 * doubled anything.
 */
function receiptsOf({ books, kitchen }: World): ReadonlyArray<Receipt> {
  return books
    .all()
    .filter(({ loss }) => loss === undefined)
    .flatMap(numbered)
    .filter(({ id }) => !kitchen.forgetful.has(deviceOf(id)));
}

function numbered({ events }: BookedAct): ReadonlyArray<Receipt> {
  return events.flatMap((event) => {
    if (event.kind !== "receipt/issued" && event.kind !== "refund/issued") return [];
    const { series, no } = event.body;
    const kind = event.kind === "receipt/issued" ? "Receipt" : "Refund";
    return [{ id: event.id, name: `${kind} ${receiptNumber(series, no)}` }];
  });
}

/** Whole; or somebody is asked, or has put it aside, or its till is none of the shop any more. */
function isThere({ id, name }: Receipt, { members, papers, mute }: Known): boolean {
  const own = papers.get(name) ?? [];
  // A till whose clock was set on by years has forgotten by now that such a one took it.
  if (own.some(({ text, wish, printer }) => text === wish || mute.has(printer))) return true;
  const issuer = issuerOf(id, members);
  if (issuer === undefined) return true;
  return jobsOf(id, issuer).some(
    ({ state, printer }) =>
      ASKING.includes(state) ||
      state === "dismissed" ||
      // A printer that can't tell has taken it: nobody promised more.
      state === "sent" ||
      // The receipt waits in sight until there is a printer.
      (printer === NO_PRINTER && !hasPrinter(issuer)),
  );
}

function hasPrinter({ process: { ledger } }: Member): boolean {
  const { device } = ledger.identity.key;
  return ledger.read(readPrinters).some(({ till, prints }) => till === device && prints.length > 0);
}

/** Papers of guests that came out, and how many of them say that they may not be the only one. */
export function receiptPapers({ kitchen }: World): {
  readonly all: number;
  readonly marked: number;
} {
  const papers = [...kitchen.printers.values()].flatMap((printer) => printer.papers);
  const own = papers.filter(({ wish }) => RECEIPT_NAME.test(paperName(wish)));
  return { all: own.length, marked: own.filter(({ text }) => SAYS_TWICE.test(text)).length };
}

function isTwice({ name }: Receipt, { papers }: Known): boolean {
  const own = papers.get(name) ?? [];
  return own.filter(({ text }) => text.includes(name) && !SAYS_TWICE.test(text)).length > 1;
}

function issuerOf(id: EventId, members: ReadonlyArray<Member>): Member | undefined {
  return members.find(({ process }) => process.ledger.identity.key.device === deviceOf(id));
}

function jobsOf(id: EventId, { process }: Member) {
  return process.open()?.jobs.ofDocument(id) ?? [];
}

function storyOf({ id, name }: Receipt, { members, papers }: Known): string {
  const issuer = issuerOf(id, members);
  const jobs = issuer === undefined ? [] : jobsOf(id, issuer);
  const states = jobs.map(({ state, printer, copy }) => `${state} at ${printer}, copy ${copy}`);
  const own = (papers.get(name) ?? []).map(({ printer, atMs, text, wish }) => {
    const part = text === wish ? "" : " in part";
    return `${printer} at ${(atMs / 1000).toFixed(1)} s${part}: ${paperName(wish)}`;
  });
  return `${name} of ${issuer?.box.name ?? "?"}; papers: ${own.join(", ")}; ${states.join(", ")}`;
}
