/**
 * Zs and closed days in a shop that is whole again. A Z is what its own chain says between two numbers,
 * added up once more by the books; numbers have no gap, and totals go on. A closed day is what its closes
 * name, and what they don't is told beside it: together they are all that was sold on it.
 */

import { dayReports } from "../app/day/day-report.ts";
import { type ClosedDay, closedDay } from "../domain/day/closed-day.ts";
import { type ZClosed } from "../domain/events/day-events.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { type ZState } from "../domain/folds/day-fold.ts";
import { type BusinessDay, type Origin, streamName } from "../domain/identity.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { toTransaction } from "../ledger/log/stored-transaction.ts";
import { type DayReport } from "../report/day-report.ts";
import { type Difference } from "../report/difference.ts";
import { BOOKED, sumsOf } from "./books.ts";
import { countingActs, forkedChains, isUndisputed, type Member } from "./checks.ts";
import { createSums, isOf, type Of } from "./drawer-books.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;
/** Of the report: anything else may be a person's slip, or a clock's that was years off. */
const TROUBLES: ReadonlySet<string> = new Set([
  "chain",
  "z/figure",
  "z/missing",
  "day/unexplained",
] satisfies ReadonlyArray<Difference["about"]["type"]>);

/** At any moment: whoever has a Z has it as everybody has it, now and ever after. */
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
  const wrong = [
    ...chains.flatMap((origin) => wrongZs(chainOf(ledger, origin))),
    ...(isUndisputed(world, ledger) ? wrongDays(world, first) : []),
  ];
  tell(world, first, wrong);
}

/** Before the last close: days that were closed too early for all that was sold on them. */
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

/** As it was said, whatever was made of it. */
function chainOf(ledger: Ledger, origin: Origin): ReadonlyArray<KnownEvent> {
  return ledger.read(() =>
    [...ledger.store.ofOrigin(origin, 1)].flatMap((row) =>
      toTransaction(row).events.flatMap(({ known }) => known ?? []),
    ),
  );
}

const NO_Z = { no: 0, to: 0, grandTotal: 0, grandTurnover: 0 };

function wrongZs(chain: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const zs = chain.filter(isOf("z/closed"));
  return zs.flatMap(({ id, body }, index) => {
    const before = zs[index - 1]?.body ?? NO_Z;
    const covered = chain.filter(({ key: { seq } }) => body.from <= seq && seq <= body.to);
    return wrongIn(body, before, covered).map(
      (what) => `Z ${body.series}-${body.no}, ${id}: ${what}`,
    );
  });
}

function wrongIn(
  body: ZClosed,
  before: typeof NO_Z,
  covered: ReadonlyArray<KnownEvent>,
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
    ...wrongFigures(figuresOf(body), sumsOf(covered)),
  ];
}

function difference(what: string, said: number, booked: number): ReadonlyArray<string> {
  return said === booked ? [] : [`${what} is ${said}, and by the books ${booked}`];
}

/** Under the names that sums of days have. */
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
    const own = events.filter(({ act }) => act.day === day);
    return wrongTotal(closed, own, day).concat(
      closes.flatMap((close) => unnamed(close, closed, day)),
      wrongReport(reports[index], own, day),
    );
  });
}

/** What closes name and what came beside them is all there is, each of it once. */
function wrongTotal(
  closed: ClosedDay,
  events: ReadonlyArray<KnownEvent>,
  day: BusinessDay,
): ReadonlyArray<string> {
  const late = events.filter(({ id }) => !closed.covers(id));
  return difference(`${day}, with what came late,`, closed.total + totalOf(late), totalOf(events));
}

/** The same of each sum that a report tells: as recorded, and then each supplement. */
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
  return wrongFigures(sums, sumsOf(events))
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

/** What somebody was told that the day is made of, it is made of ever after. */
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
