/** The nightly report of a day, with the chain that it rests on. */

import { revisionOf } from "../../domain/day/closed-day.ts";
import { TALLIED_KINDS } from "../../domain/day/z-tally.ts";
import { type ZClosed } from "../../domain/events/day-events.ts";
import { type Kind, type KnownEvent } from "../../domain/events/kinds.ts";
import { booksOf, isKnownAt } from "../../domain/figures/day-sums.ts";
import { type ZState, zTag } from "../../domain/folds/day-fold.ts";
import { moneyDayTag } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, deviceOf, type Origin, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { BIRTHS_BESIDE_GOODS } from "../../domain/lines/born-lines.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds } from "../../ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";
import { verifyDay } from "../../ledger/verify-day.ts";
import { type VerifyOptions } from "../../ledger/verify.ts";
import { compTaxesOf } from "../../report/comp-taxes.ts";
import { compTotals } from "../../report/comps.ts";
import { acquirerDifferences } from "../../report/day-acquirer.ts";
import { actsOfDay } from "../../report/day-acts.ts";
import {
  type OrderAttention,
  type OrderSettled,
  salesInQuestion,
  settledDrawers,
} from "../../report/day-attention.ts";
import { drawersOfDay, isUncounted } from "../../report/day-drawers.ts";
import { goodsOfDay } from "../../report/day-goods.ts";
import { type Arrived, type DayOutage, outagesOf } from "../../report/day-outages.ts";
import { outsideDrawers, safeOfDay } from "../../report/day-safe.ts";
import { serversOfDay } from "../../report/day-servers.ts";
import { terminalDifferences, terminalsOfDay } from "../../report/day-terminals.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { closingDifferences, zsOfDay } from "../../report/day-zs.ts";
import { type Difference, differing } from "../../report/difference.ts";
import { drawerDifferences } from "../../report/drawer-differences.ts";
import { withStaffNames } from "../../report/figure-fields.ts";
import { reassignedOrders } from "../../report/reassigned-orders.ts";
import { reconcileDay } from "../../report/reconcile.ts";
import { approverOf, personOf, type ReportNames } from "../../report/report-names.ts";
import { listAttention, type SettledAttention } from "../attention/attention.ts";
import { listQuestions } from "../attention/questions.ts";
import { cardsAtRisk } from "../cards/card-list.ts";
import { openTabsOn } from "../cards/tab-list.ts";
import { seriesTillName } from "../membership/till-name.ts";
import { createChainSums, type ReadFrom } from "../till/chain-sums.ts";
import { type Till } from "../till/till.ts";
import { type DayReport } from "./day-report-parts.ts";
import { eventsOnDay } from "./events-on-day.ts";
import { otherDatesOf } from "./other-dates.ts";
import { readLineSums } from "./report-lines.ts";

export interface ReportOptions extends Pick<VerifyOptions, "onProgress"> {
  /**
   * False where whoever looks may not see what drawers should hold: then no cash is added up while one is
   * open and not counted. The nightly run may, and so may a person with the right to see reports.
   */
  readonly seesCash?: boolean;
}

/**
 * Returns the report, which rests on the chains of its day alone, and reads receipts and payments
 * themselves.
 */
export function dayReport(till: Till, day: BusinessDay, options: ReportOptions = {}): DayReport {
  const { seesCash = true, ...progress } = options;
  return reportOn(till, day, { chain: chainDifferences(till, day, progress), seesCash });
}

export function dayReports(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  options: Pick<ReportOptions, "seesCash"> = {},
): ReadonlyArray<DayReport> {
  return days.map((day) => dayReport(till, day, options));
}

function chainDifferences(
  { ledger }: Till,
  day: BusinessDay,
  progress: Pick<VerifyOptions, "onProgress">,
): ReadonlyArray<Difference> {
  const findings = verifyDay(ledger, day, progress);
  return findings.map(({ sentence }) => ({
    check: "chain",
    about: { type: "chain", sentence },
    expected: 0,
    found: 1,
  }));
}

function reportOn(
  till: Till,
  day: BusinessDay,
  { chain, seesCash }: { readonly chain: ReadonlyArray<Difference>; readonly seesCash: boolean },
): DayReport {
  const questioned = listQuestions(till).flatMap(({ receipts }) => receipts);
  const names = namesOf(till);
  const {
    zDifferences: zs,
    ofAcquirer,
    ofDrawers,
    ownTenders,
    ...report
  } = till.ledger.read((view) => ({
    ...reconcileDay(view, day, questioned),
    ...nightOf(till, view, { day, names }),
    servers: serversOfDay(view, day),
    zDifferences: zDifferences(till.ledger, view, day),
    ofAcquirer: acquirerDifferences(view, day),
    ofDrawers: settledDrawers(view, day, names),
    ownTenders: readSetting(view, "tenders"),
    ...readLineSums(view, day, till),
  }));
  const settled = listAttention(till)
    .filter(({ days }) => days.has(day))
    .map(settledDifference);
  return {
    ...report,
    tenderNames: tenderNamesOf(ownTenders, report.tenders),
    ...withStaffNames(report, (number) => till.staffName(number)),
    servers: report.servers.map((it) => ({ ...it, name: till.staffName(it.staff) })),
    corrections: report.corrections.map((it) => withNames(till, it)),
    otherwise: report.otherwise.map((it) => withNames(till, it)),
    attention: report.attention.map((fact) => ({ ...fact, papers: papersNamed(till, fact) })),
    settled: [...report.settled.map((it) => withNames(till, it)), ...ofDrawers],
    withholdsCash: !seesCash && report.drawers.some((drawer) => isUncounted(drawer, day)),
    differences: [
      ...report.differences,
      ...drawerDifferences(report.drawers, day),
      ...closingDifferences(report.closing),
      ...zs,
      ...terminalDifferences(report.terminals),
      ...ofAcquirer,
      ...settled,
      ...chain,
    ],
  };
}

function tenderNamesOf(
  own: ReadonlyArray<{ readonly id: string; readonly name: string }>,
  tenders: DayReport["tenders"],
): ReadonlyMap<string, string> {
  const now = own.map(({ id, name }) => [id, name] as const);
  const then = tenders.flatMap(({ method, name }) =>
    name === null ? [] : [[method, name] as const],
  );
  return new Map([...now, ...then]);
}

function nightOf(
  { ledger, dayAt }: Till,
  view: LedgerView,
  { day, names }: { readonly day: BusinessDay; readonly names: ReportNames },
): Pick<
  DayReport,
  | "drawers"
  | "safe"
  | "outside"
  | "closing"
  | "goods"
  | "acts"
  | "comps"
  | "compTaxes"
  | "terminals"
  | "outages"
  | "otherDates"
  | "openTabs"
  | "atRisk"
  | "reassigned"
> {
  const devices = [...ledger.admission().keys()];
  const events = dayEvents(ledger, day, view.state("day", day).closes.length > 0);
  const acts = actsOfDay(view, events, names);
  return {
    drawers: drawersOfDay(view, day, { ...names, devices }),
    safe: safeOfDay(view, day, names),
    outside: outsideDrawers(view, events, names),
    closing: zsOfDay(view, { day, events }, names),
    goods: goodsOfDay(view, day),
    reassigned: view
      .tagged(moneyDayTag(day))
      .flatMap((stream) =>
        reassignedOrders(view, view.state("order", streamName(stream)), { ...names, day }),
      ),
    acts,
    comps: compTotals(acts, readSetting(view, "comp-budget")),
    compTaxes: compTaxesOf(view, day),
    terminals: terminalsOfDay(view, day),
    outages: outagesOfDay(ledger, day, names),
    otherDates: otherDatesOf({ ledger, dayAt }, day, names),
    openTabs: openTabsOn(view, day),
    atRisk: cardsAtRisk(view, day),
  };
}

function namesOf({ ledger, staffName }: Till): ReportNames {
  const devices = ledger.admission();
  return {
    staffName,
    tillName: (of) => devices.get(deviceOf(of as Origin))?.name ?? of.slice(0, SHOWN),
  };
}

/** The shown characters of an id, for a device that nobody has heard of. */
const SHOWN = 8;

function papersNamed(till: Till, { papers }: OrderAttention): OrderAttention["papers"] {
  return papers.map(({ number, till: series }) => {
    return { number, till: seriesTillName(till.ledger.admission(), series) };
  });
}

function withNames<Done extends Pick<OrderSettled, "by" | "approved">>(
  till: Till,
  done: Done,
): Done {
  const { by, approved } = done;
  return { ...done, by: personOf(till, by.staff), approved: approverOf(till, approved?.staff) };
}

function settledDifference({
  item: { type },
  till,
  numbersTwice,
  sentence,
}: SettledAttention): Difference {
  const settled = { type, till, numbersTwice, sentence };
  return { check: "settled", about: { type: "settled", settled }, expected: 0, found: 1 };
}

/** Whether nothing of the day can be missing here. */
export function isComplete(report: DayReport, tills: ReadonlyArray<DayTill>): boolean {
  const { unread, incomplete, closing } = report;
  const lacks = unread.length + incomplete.length + closing.missingZs.length;
  return lacks === 0 && tills.every(({ isWhole }) => isWhole);
}

/** Whether all figures of the day add up, and no sale of it is in question. */
export function tiesOut(report: DayReport, tills: ReadonlyArray<DayTill>): boolean {
  return (
    isComplete(report, tills) && report.differences.length === 0 && salesInQuestion(report) === 0
  );
}

/* The acts of a business day on all tills, as far as they count. */

/** The kinds of acts besides selling, and of cash moves. */
const BESIDE: ReadonlyArray<Kind> = [
  "order/line-voided",
  ...BIRTHS_BESIDE_GOODS,
  "order/line-changed",
  "order/line-discounted",
  "order/discounted",
  "payment/started",
  "refund/issued",
  "drawer/no-sale",
  "drawer/unlocked",
  "drawer/moved",
];
/** Those, and all that a Z adds up. */
const TRADE: ReadonlyArray<Kind> = [...new Set([...BESIDE, ...TALLIED_KINDS])];

/**
 * In the ledger's order, what people did besides selling; with `isClosed` all that a Z adds up, because it
 * may be in none.
 */
export function dayEvents(
  ledger: Pick<Ledger, "store" | "isAdmitted">,
  day: BusinessDay,
  isClosed: boolean,
): ReadonlyArray<KnownEvent> {
  return eventsOnDay(ledger, day, isClosed ? TRADE : BESIDE);
}

const KINDS: ReadonlyArray<Kind> = [
  "receipt/issued",
  "refund/issued",
  "order/line-voided",
  "drawer/no-sale",
];

/** When other tills were cut off from this one on a day, by what came late. */
function outagesOfDay(
  { store, identity, loss }: Pick<Ledger, "store" | "identity" | "loss">,
  day: BusinessDay,
  names: ReportNames,
): ReadonlyArray<DayOutage> {
  // Transactions from a backup or from other tills came in an order that says nothing.
  if (loss() !== undefined) return [];
  const rows = store
    .origins()
    .flatMap((origin) => Array.from(rowsOfDay(store, origin, day), toArrived))
    .toSorted((a, b) => a.arrival - b.arrival);
  const { device } = identity.key;
  return outagesOf(
    rows.filter((row) => row.origin === identity.origin),
    rows.filter((row) => row.device !== device),
    names,
  );
}

function toArrived(row: TransactionRow): Arrived & Pick<TransactionRow, "origin"> {
  const { wall: wallMs, zone: offsetMinutes } = row.content.first;
  return {
    origin: row.origin,
    device: deviceOf(row.origin),
    arrival: row.arrival,
    at: { wallMs, offsetMinutes },
    events: () => eventsOfKinds(row, KINDS).flatMap(({ known }) => known ?? []),
  };
}

/* Zs added up anew from their chains: what they recorded must be what their events say. */

/**
 * Compares all Zs of the day with their events. Names of goods, comps and what people did to
 * goods may have changed since, so those are left out.
 */
export function zDifferences(
  ledger: ReadFrom,
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<Difference> {
  const { zs } = view.state("day", day);
  return [
    ...zs.flatMap((z) => figureDifferences(ledger, view, z)),
    ...zs.flatMap((z) => countDifferences(view, z)),
  ];
}

function figureDifferences(
  ledger: ReadFrom,
  view: LedgerView,
  { body }: ZState,
): ReadonlyArray<Difference> {
  const { till: origin, from, to, series, no } = body;
  const read = createChainSums(ledger, { origin, from });
  read.readUpTo(view, to);
  const sums = read.stretches().at(-1)?.sums;
  const wanted = sums?.figures ?? {};
  const names = new Set([...Object.keys(wanted), ...Object.keys(body.figures)]);
  const all = [...names]
    .filter((name) => booksOf(name) !== "zs" && isKnownAt(revisionOf(body), name))
    .toSorted();
  return [
    ...differing("zs", { type: "z/figure", z: `${series}-${no}`, name: "total" }, [
      sums?.total ?? 0,
      body.total,
    ]),
    ...all.flatMap((name) =>
      differing("zs", { type: "z/figure", z: `${series}-${no}`, name }, [
        wanted[name] ?? 0,
        body.figures[name] ?? 0,
      ]),
    ),
  ];
}

/** The Z before it has the number before, and the total that this one goes on from. */
function countDifferences(view: LedgerView, { body }: ZState): ReadonlyArray<Difference> {
  const { series, no, total, grandTotal } = body;
  const before = no === 1 ? undefined : zBefore(view, body);
  const z = `${series}-${no}`;
  if (no > 1 && before === undefined) {
    const missing = { type: "z/missing", z: `${series} ${no - 1}` } as const;
    return differing("zs", missing, [1, 0]);
  }
  const about = { type: "z/figure", z, name: "grand-total" } as const;
  return differing("zs", about, [(before?.grandTotal ?? 0) + total, grandTotal]);
}

function zBefore(view: LedgerView, { series, no }: ZClosed): ZClosed | undefined {
  return view
    .tagged(zTag(series, no - 1))
    .flatMap((stream) => view.state("day", streamName(stream)).zs)
    .map(({ body }) => body)
    .find((body) => body.series === series && body.no === no - 1);
}
