/**
 * Papers once more, because somebody asked: each says on top that it is a reprint, opens no drawer, and
 * is a job of its own. What is still on its way to a printer is not sent a second time.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { drawerSession } from "../../domain/drawer/drawers.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import {
  type EventId,
  eventIdSchema,
  type StreamId,
  streamName,
  streamType,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { printersOf } from "../../domain/printers/printers.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import {
  documentToJson,
  jsonToDocument,
  markReprint,
  type PrintDocument,
} from "../../printer/document.ts";
import { toCustomerCopy } from "../../printer/documents/paper-marks.ts";
import { type PaperWords, paperWords } from "../../printer/paper-words.ts";
import { ASKING, type SpoolJob, WAITING } from "../../printer/spool/spool-store.ts";
import { drawerLabel } from "../drawer-label.ts";
import { knownEvent, orderOfEvent } from "../known-event.ts";
import { type OpenTill } from "../open-till.ts";
import { findReceipt, orderState } from "../orders/orders.ts";
import { NO_PRINTER, printerFor, receiptDocumentOf } from "../printing/papers.ts";
import { isDrawer, isUnasked } from "../printing/receipt-papers.ts";
import { isUnserved } from "../printing/unserved-papers.ts";
import { type Till } from "../till/till.ts";

export interface Paper {
  readonly documentId: EventId;
  readonly kind: PaperKind;
  /** `A-000012` of a receipt, `A12 Kitchen` of a ticket, `A12` of a slip; empty where it has none. */
  readonly name: string;
  readonly state: PaperState;
  /** The order of a receipt, where it can be laid out again. */
  readonly order?: StreamId;
}

/** A report is a slip of a payment, or a count; a slip is a card terminal's own. */
export type PaperKind = "receipt" | "refund" | "ticket" | "report" | "bill" | "slip";

/** `asks`: it may be on paper, or is too old to come out unasked. `elsewhere`: not printed by this till. */
export type PaperState = "printed" | "waits" | "asks" | "put aside" | "elsewhere";

/** `released`: it had not come out yet, and comes as it would have. */
export type Reprinted = "again" | "released";

/** `paper/waiting`: a printer has it, or will. `paper/no-receipt`: only guests are given copies. */
export type ReprintFault = "paper/unknown" | "paper/waiting" | "paper/no-receipt";

const SHOWN = 9;
/** Several papers of one document, and of the same order, stand side by side. */
const LOOK_BACK = 40;
/** Newest receipts whose numbers are looked up for the list. */
const RECEIPTS_NAMED = 40;

/** The last papers of this till, the newest first. */
export function latestPapers(open: OpenTill): ReadonlyArray<Paper> {
  const { till, jobs } = open;
  const shown = jobs.latest(LOOK_BACK).filter((job) => !isDrawer(job));
  const ids = new Set(shown.map(({ documentId }) => documentId as EventId));
  return till.ledger.read((view) => {
    const receipts = receiptsOf(view, newestReceipted(view, [till.code()], RECEIPTS_NAMED));
    return [...ids].slice(0, SHOWN).map((id) => toPaper(open, view, { id, receipts }));
  });
}

/** Orders of the newest receipts of each till, under whichever of its numbers, and some of others. */
export function newestReceipted(
  view: LedgerView,
  codes: ReadonlyArray<string>,
  count: number,
): ReadonlySet<StreamId> {
  // The number of a later incarnation, if any, follows the letters.
  const nexts = ["/", 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const series = codes.flatMap((code) => nexts.map((next) => `receipt/${code}${next}`));
  const found = series.concat("receipt/").flatMap((prefix) => view.lastTagged(prefix, count));
  return new Set(found.map(([, order]) => order));
}

/** A paper that waits for a person. */
export interface AskingPaper extends Paper {
  readonly asks: "uncertain" | "stale" | "failed";
}

const ASKING_SHOWN_MAX = 100;

/** The oldest first, each document once. */
export function askingPapers({
  till,
  jobs,
}: Pick<OpenTill, "till" | "jobs">): ReadonlyArray<AskingPaper> {
  const asking = jobs.find({ states: ASKING, limit: ASKING_SHOWN_MAX });
  const states = new Map(asking.map((job) => [job.documentId as EventId, job.state]));
  const papers = [...papersNamed({ till, jobs }, [...states.keys()])];
  // The query above selects these states.
  return papers.map(([id, paper]) =>
    Object.assign({ asks: states.get(id) as AskingPaper["asks"] }, paper),
  );
}

/** Returns the papers of these documents that are in the queue, in that order. */
export function papersNamed(
  { till, jobs }: Pick<OpenTill, "till" | "jobs">,
  ids: ReadonlyArray<EventId>,
): ReadonlyMap<EventId, Paper> {
  if (ids.length === 0) return new Map();
  const count = Math.max(RECEIPTS_NAMED, ids.length);
  return till.ledger.read((view) => {
    const receipts = receiptsOf(view, newestReceipted(view, [till.code()], count));
    return new Map(ids.map((id) => [id, toPaper({ till, jobs }, view, { id, receipts })]));
  });
}

/**
 * Returns the papers of an order: its receipts, of any till, and the tickets and bills that this
 * till printed.
 */
export function papersOfOrder(open: OpenTill, order: EventId): ReadonlyArray<Paper> {
  return open.till.ledger.read((view) => {
    const receipts = receiptsOf(view, [orderStream(order)]);
    const tickets = orderState(view, order).sentLines.map(
      ({ ticket }) => streamName(ticket) as EventId,
    );
    const bills = (orderState(view, order).bills ?? []).map(({ id }) => id);
    const own = [...bills, ...new Set(tickets)].filter((id) => open.jobs.ofDocument(id).length > 0);
    return [...[...receipts.keys()].toReversed(), ...own.toReversed()].map((id) =>
      toPaper(open, view, { id, receipts }),
    );
  });
}

/** A receipt of whichever till by its number. */
export function paperOfReceipt(open: OpenTill, number: string): Paper | undefined {
  const found = findReceipt(open.till, number);
  if (found === undefined) return undefined;
  return open.till.ledger.read((view) =>
    toPaper(open, view, { id: found.receipt, receipts: receiptsOf(view, [found.order]) }),
  );
}

/**
 * Queues it once more; what waits for a person is released instead, to come out as it would have. Wake
 * the printers after it.
 */
export function reprint(
  open: Pick<OpenTill, "till" | "jobs" | "clock">,
  paper: Pick<Paper, "documentId" | "order">,
): Result<Reprinted, ReprintFault> {
  const { jobs, clock } = open;
  const known = jobs.ofDocument(paper.documentId);
  if (known.some(({ state }) => WAITING.includes(state))) return err("paper/waiting");
  const asking = known.find(
    (job) => ASKING.includes(job.state) || isUnasked(job) || isUnserved(job),
  );
  if (asking !== undefined) {
    const releasedMs = clock.nowMs();
    const printer = asking.printer === NO_PRINTER ? printerNow(open.till, asking) : undefined;
    if (printer !== undefined) {
      const isMoved = jobs.move({ job: asking, printer, releasedMs }) !== "gone";
      return isMoved ? ok("released") : err("paper/waiting");
    }
    const released = {
      ...asking,
      state: "queued" as const,
      // A person wants it, whatever the printer would say of the last one.
      note: "",
      lastFault: "",
      freshFromMs: releasedMs,
    };
    return jobs.save(released, asking.state) ? ok("released") : err("paper/waiting");
  }
  return queueOnceMore(open, paper, { known, mark: toReprint })
    ? ok("again")
    : err("paper/unknown");
}

/** Returns the printer of this till that serves a paper which had none when it was made. */
function printerNow({ ledger }: Till, job: SpoolJob): string | undefined {
  return ledger.read((view) => printerFor(view, printersOf(view, ledger.identity.key.device), job))
    ?.id;
}

/**
 * Queues one more of a receipt for the guest, whatever has become of the receipt itself. Wake the
 * printers after it.
 */
export function printCustomerCopy(
  open: Pick<OpenTill, "till" | "jobs" | "clock">,
  paper: Pick<Paper, "documentId" | "order">,
): Result<undefined, ReprintFault> {
  const known = open.jobs.ofDocument(paper.documentId);
  if (known.some(({ state }) => WAITING.includes(state))) return err("paper/waiting");
  const order = paper.order ?? orderOfEvent(open.till.ledger, paper.documentId);
  if (order === undefined || !isReceipt(open.till, order, paper.documentId)) {
    return err(known.length === 0 ? "paper/unknown" : "paper/no-receipt");
  }
  const wish = { ...paper, order };
  return queueOnceMore(open, wish, { known, mark: toCustomerCopy })
    ? ok(undefined)
    : err("paper/unknown");
}

function isReceipt({ ledger }: Till, order: StreamId, id: EventId): boolean {
  return ledger.read((view) => receiptsOf(view, [order]).has(id));
}

/** The mark at the head of a paper, so that nobody takes it for the first one. */
type Mark = (document: PrintDocument, words: PaperWords) => PrintDocument;

function toReprint(document: PrintDocument, { marks }: PaperWords): PrintDocument {
  return markReprint(document, marks.reprint);
}

/** Says whether there was anything to print. */
function queueOnceMore(
  { till, jobs, clock }: Pick<OpenTill, "till" | "jobs" | "clock">,
  paper: Pick<Paper, "documentId" | "order">,
  { known, mark }: { readonly known: ReadonlyArray<SpoolJob>; readonly mark: Mark },
): boolean {
  const { documentId } = paper;
  // The caller may know only the paper; the later state of its order is on the paper all the same.
  const order = paper.order ?? orderOfEvent(till.ledger, documentId);
  const made = till.ledger.read((view) => {
    const words = paperWords(readSetting(view, "language"));
    const isSame = !isCorrected(view, { documentId, order });
    const first =
      (isSame ? firstDocument(known) : undefined) ?? laidOutAnew(till, view, { documentId, order });
    // The first one may be forgotten by now: the others are marked already.
    const document = first === undefined ? storedDocument(known[0]) : mark(first, words);
    if (document === undefined) return undefined;
    const { kind } = document;
    const printersHere = printersOf(view, till.ledger.identity.key.device);
    const printer = printerFor(view, printersHere, { kind, documentId });
    return { document, kind, printer: printer?.id ?? NO_PRINTER };
  });
  if (made === undefined) return false;
  jobs.add({
    documentId,
    printer: made.printer,
    copy: 1 + Math.max(0, ...known.map(({ copy }) => copy)),
    kind: made.kind,
    document: documentToJson(made.document),
    createdMs: clock.nowMs(),
  });
  return true;
}

/** Returns the document as it was first made: a reprint of a reprint is marked once. */
function firstDocument([job]: ReadonlyArray<SpoolJob>): PrintDocument | undefined {
  return job?.copy === 1 ? storedDocument(job) : undefined;
}

/** How it was paid was corrected since: the paper says so, and the first one can't. */
function isCorrected(
  view: LedgerView,
  { documentId, order }: Pick<Paper, "documentId"> & { readonly order: Paper["order"] },
): boolean {
  if (order === undefined) return false;
  const { receipts, paymentsById } = orderState(view, streamName(order) as EventId);
  const uses = receipts.find(({ id }) => id === documentId)?.body.uses ?? [];
  return uses.some(({ payment }) => paymentsById[payment]?.corrections !== undefined);
}

function storedDocument(job: SpoolJob | undefined): PrintDocument | undefined {
  return job && jsonToDocument(job.document);
}

function laidOutAnew(
  till: Till,
  view: LedgerView,
  { documentId: receipt, order }: Pick<Paper, "documentId"> & { readonly order: Paper["order"] },
): PrintDocument | undefined {
  return order && receiptDocumentOf(till, view, { order, receipt });
}

function toPaper(
  { till, jobs }: Pick<OpenTill, "till" | "jobs">,
  view: LedgerView,
  { id, receipts }: { readonly id: EventId; readonly receipts: Receipts },
): Paper {
  const job = jobs.ofDocument(id).at(-1);
  const state = job === undefined ? "elsewhere" : stateOf(job);
  const receipt = receipts.get(id) ?? (job?.kind === "receipt" ? older(till, view, id) : undefined);
  if (receipt !== undefined) {
    const { kind, number, order } = receipt;
    return { documentId: id, kind, name: number, state, order };
  }
  if (job?.kind === "bill")
    return { documentId: id, kind: "bill", name: billName(till, view, id), state };
  if (job?.kind !== "ticket") {
    const isSlip = job?.kind === "report" || job?.kind === "slip";
    const name = isSlip ? slipName(till, view, eventOf(job)) : "";
    return { documentId: id, kind: job?.kind ?? "report", name, state };
  }
  const issued = view.state("ticket", id).issued?.body;
  const station = till.catalogue().stationsById.get(issued?.station ?? "")?.name ?? "";
  const name = `${issued?.head.number ?? ""} ${station}`.trim();
  return { documentId: id, kind: "ticket", name, state };
}

/** Returns a receipt that has waited for so long that it is none of the newest. */
function older({ ledger }: Till, view: LedgerView, id: EventId): Receipt | undefined {
  const order = orderOfEvent(ledger, id);
  return order === undefined ? undefined : receiptsOf(view, [order]).get(id);
}

/** The event that a paper tells of; several papers of one have a suffix each. */
function eventOf({ documentId }: Pick<SpoolJob, "documentId">): EventId {
  return (documentId.split("/")[0] ?? "") as EventId;
}

/** A slip has no number of its own: it is called by its order, or by the drawer that it is of. */
function slipName({ ledger }: Till, view: LedgerView, id: EventId): string {
  const order = orderOfEvent(ledger, id);
  if (order === undefined) return drawerOfEvent(ledger, view, id);
  return orderState(view, streamName(order) as EventId).opened?.number ?? "";
}

/** `A12/1`: bill 1 of that order. */
function billName({ ledger }: Till, view: LedgerView, id: EventId): string {
  const order = orderOfEvent(ledger, id);
  if (order === undefined) return "";
  const { opened, bills = [] } = orderState(view, streamName(order) as EventId);
  const bill = bills.find((it) => it.id === id);
  return `${opened?.number ?? ""}/${bill?.body.no ?? ""}`;
}

function drawerOfEvent(ledger: Ledger, view: LedgerView, id: EventId): string {
  const [home] =
    (eventIdSchema.safeParse(id).success ? knownEvent(ledger, id)?.streams : undefined) ?? [];
  if (home === undefined || streamType(home) !== "drawer") return "";
  const place = drawerSession(view, streamName(home) as EventId)?.place;
  return place === undefined ? "" : drawerLabel({ ledger }, place);
}

function stateOf({ state }: SpoolJob): PaperState {
  if (WAITING.includes(state)) return "waits";
  if (ASKING.includes(state)) return "asks";
  return state === "dismissed" ? "put aside" : "printed";
}

type Receipts = ReadonlyMap<EventId, Receipt>;

interface Receipt {
  readonly kind: "receipt" | "refund";
  readonly number: string;
  readonly order: StreamId;
}

function receiptsOf(view: LedgerView, orders: Iterable<StreamId>): Receipts {
  const found = new Map<EventId, Receipt>();
  for (const order of orders) {
    const { receipts, refunds, invoices = [] } = view.state("order", streamName(order));
    for (const { id, body } of invoices) {
      const of = receipts.find((receipt) => receipt.id === body.receipt)?.body;
      const number = of === undefined ? "" : receiptNumber(of.series, of.no);
      found.set(id, { kind: "receipt", number, order });
    }
    // The paper of goods that were paid on another bill is in that bill's order.
    for (const { id, body } of [...receipts, ...refunds].filter(({ home }) => home)) {
      const kind = "of" in body ? "refund" : "receipt";
      found.set(id, { kind, number: receiptNumber(body.series, body.no), order });
    }
  }
  return found;
}
