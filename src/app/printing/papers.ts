/** Which papers a decision makes, and where they come out. */

import { lazy } from "../../domain/base/lazy.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { drawerSession } from "../../domain/drawer/drawers.ts";
import { type FoldEvent } from "../../domain/events/event.ts";
import { isNumbered } from "../../domain/events/kinds.ts";
import { isTraining } from "../../domain/events/series.ts";
import { isCancelled } from "../../domain/folds/ticket-fold.ts";
import { type DeviceId, type EventId, type StreamId, streamName } from "../../domain/identity.ts";
import { ticketFamily } from "../../domain/kitchen/ticket-family.ts";
import { isOnPaperElsewhere, ticketsAlike } from "../../domain/kitchen/ticket-repeats.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { gatherOrder } from "../../domain/order/gathered-order.ts";
import { rowsOfOrder } from "../../domain/order/order-rows.ts";
import { NO_LOOKUPS, toOrderView, toPaymentView } from "../../domain/order/order-view.ts";
import { toInvoiceView, toReceiptView, toTicketView } from "../../domain/order/receipt-view.ts";
import { toRefundView } from "../../domain/order/refund-view.ts";
import { type Clock } from "../../domain/ports.ts";
import {
  type Printer,
  printersOf,
  reachable,
  readPrinter,
  readPrinters,
  restingPrinters,
} from "../../domain/printers/printers.ts";
import { ticketPrinter } from "../../domain/printers/ticket-route.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { shopTabs } from "../../domain/terminals/tab-ledger.ts";
import { readTerminal } from "../../domain/terminals/terminals.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type ReceiptView, type TicketMark } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import {
  type DocumentKind,
  documentToJson,
  jsonToDocument,
  type PrintDocument,
  type Block,
} from "../../printer/document.ts";
import { withMarks } from "../../printer/documents/paper-marks.ts";
import { paymentSlipToDocument } from "../../printer/documents/payment-slip.ts";
import { receiptToDocument } from "../../printer/documents/receipt-document.ts";
import { tabSlipToDocument } from "../../printer/documents/tab-slip.ts";
import { ticketToDocument } from "../../printer/documents/ticket-document.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { type SpoolJob, type SpoolStore } from "../../printer/spool/spool-store.ts";
import { requestToJob, type SpoolRequest } from "../../printer/spool/spool.ts";
import { withoutPulse, opensDrawer } from "../../printer/spool/stuck-jobs.ts";
import { type Till } from "../till/till.ts";
import { madeVoucher, voucherDocument } from "../vouchers/voucher-paper.ts";
import { billDocument } from "./bill-papers.ts";
import { drawerPapers } from "./drawer-papers.ts";
import { guestFactsOf, guestFactsOfTicket } from "./guest-facts.ts";
import { paperLanguage } from "./paper-language.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { DRAWER_DOCUMENT, drawerId, unaskedJob, modeOfIssued } from "./receipt-papers.ts";
import { receiptProof } from "./receipt-proof.ts";
import { type TicketPapers, type TicketDetour } from "./ticket-desk.ts";
import { putUnservedAside } from "./unserved-papers.ts";

/** The printer name of papers that no printer serves: they are seen, and print when there is one. */
export const NO_PRINTER = "none";

/** The spool's word for a paper that could not be made. */
const UNMADE = "paper/unmade";
/** A validator's message can be as long as what it refuses. */
const WHY_CHARACTERS_MAX = 500;

/**
 * Queues the papers of what was just decided. Runs inside its write transaction; a paper that can't
 * be made is one that asks for a person, and never a reason not to sell.
 */
export function queuePapers(
  till: Till,
  committed: Committed,
  { store, nowMs }: { readonly store: SpoolStore; readonly nowMs: number },
): void {
  const { view, events } = committed;
  const queue = paperQueue(till, view, { store, nowMs });
  const issuesReceipt = events.some(({ known }) => known?.kind === "receipt/issued");
  for (const { event, known } of events) {
    for (const paper of papersOf(till, view, { event, known, issuesReceipt })) queue(paper);
  }
}

/** Returns what queues a paper, within the write transaction of what it tells of. */
export function paperQueue(
  till: Till,
  view: LedgerView,
  { store, nowMs }: { readonly store: SpoolStore; readonly nowMs: number },
): (paper: QueuedPaper) => void {
  const self = till.ledger.identity.key.device;
  // Most of what is decided makes no paper, and others wait for the lock.
  const printers = lazy(() => [...printersOf(view, self), ...restingPrinters(view, self)]);
  const opening = aimPulses(view, self);

  /** For who asks for it; the drawer opens for cash all the same. */
  function putAside(paper: QueuedPaper): void {
    const { documentId, session, make } = paper;
    const made = makeJob(() => {
      const to = printerFor(view, printers(), paper);
      const document = opening(make(), session, to);
      const papers = asideOf({ documentId, printer: to?.id ?? NO_PRINTER, document });
      return papers.map((request) => requestToJob(request, nowMs));
    });
    if (!made.ok) {
      queue(paper);
      return;
    }
    const [receipt, drawer] = made.value;
    if (drawer !== undefined) store.add(drawer);
    if (receipt === undefined) return;
    const job = store.add(receipt);
    store.save(unaskedJob(job), job.state);
  }

  function queue({ kind, documentId, session, make }: QueuedPaper): void {
    const to = printerFor(view, printers(), { kind, documentId });
    const printer = to?.id ?? NO_PRINTER;
    const made = makeJob(() => {
      const document = opening(make(), session, to);
      if (isNoPaper(document, to)) return undefined;
      return requestToJob({ documentId, printer, document }, nowMs);
    });
    if (made.ok) {
      const job = made.value && store.add(made.value);
      if (job !== undefined && to === undefined) putUnservedAside(view, store, job);
      return;
    }
    const document = unmadeDocument(readSetting(view, "language"), kind, made.fault);
    const job = store.add(requestToJob({ documentId, printer, document }, nowMs));
    store.save({ ...job, state: "failed", lastFault: UNMADE }, job.state);
  }

  return (paper) => {
    if (paper.isAside === true) putAside(paper);
    else queue(paper);
  };
}

export interface QueuedPaper {
  readonly kind: DocumentKind;
  readonly documentId: string;
  /** The session of the drawer that the paper opens; the usual drawer where none was open. */
  readonly session?: EventId | null | undefined;
  /** The paper comes out only when somebody asks for it. */
  readonly isAside?: boolean;
  readonly make: () => PrintDocument;
}

function papersOf(
  till: Till,
  view: LedgerView,
  {
    event,
    known,
    issuesReceipt,
  }: Pick<Committed["events"][number], "event" | "known"> & { readonly issuesReceipt: boolean },
): ReadonlyArray<QueuedPaper> {
  const documentId = event.id;
  if (isNumbered(known)) {
    const session = known.body.drawer;
    const isAside = modeOfIssued(view, { event, known }) !== "always";
    const make = receiptDocument.bind(undefined, till, view, event);
    return [{ kind: "receipt", documentId, session, isAside, make }];
  }
  // Queues a ticket's paper; another till's ticket is left to that till. A ticket that takes back a
  // void the kitchen has never read is not printed either.
  const self = till.ledger.identity.key.device;
  const isOwn = known?.kind === "ticket/issued" && known.body.owner === self;
  if (isOwn && !isCancelled(view.state("ticket", event.id))) {
    return [{ kind: "ticket", documentId, make: () => ticketDocument(till, view, event.id) }];
  }
  // The receipt of a payment opens the drawer and names the payment.
  if (known?.kind === "payment/captured" && !issuesReceipt) {
    const paid = { order: event.streams[0], payment: known.body.payment };
    const reserves = reservedBy(view, paid);
    if (reserves === "let go") return [];
    if (reserves !== undefined) {
      return [{ kind: "report", documentId, make: () => tabSlip(till, view, reserves) }];
    }
    const session = sessionPaid(view, paid);
    return [{ kind: "report", documentId, session, make: () => slipDocument(till, view, paid) }];
  }
  if (known?.kind === "invoice/issued") {
    return [
      { kind: "receipt", documentId, make: receiptDocument.bind(undefined, till, view, event) },
    ];
  }
  if (known?.kind === "bill/printed") {
    return [{ kind: "bill", documentId, make: () => billDocument(till, view, known) }];
  }
  const voucher = madeVoucher(known);
  if (voucher !== undefined) {
    return [{ kind: "report", documentId, make: () => voucherDocument(till, view, voucher) }];
  }
  return drawerPapers(till, view, known).map((paper) =>
    Object.assign({ kind: "report" } as const, paper),
  );
}

/** The receipt that nobody has asked for yet, and then what opens the drawer, where it would have. */
function asideOf(whole: SpoolRequest): ReadonlyArray<SpoolRequest> {
  const { documentId, document } = whole;
  const pulses = document.blocks.filter(({ type }) => type === "pulse");
  const receipt = { ...whole, document: withoutPulse(document) };
  if (pulses.length === 0) return [receipt];
  const opens = { ...DRAWER_DOCUMENT, blocks: pulses };
  return [receipt, { ...whole, documentId: drawerId(documentId), document: opens }];
}

/** Whether the document only opens a drawer, and the printer has none. */
function isNoPaper(document: PrintDocument, printer: Printer | undefined): boolean {
  const hasDrawer = printer !== undefined && printer.drawer !== "none";
  return (hasDrawer ? document : withoutPulse(document)).blocks.length === 0;
}

/** The session of the drawer that a payment went into, or came out of. */
function sessionPaid(
  view: LedgerView,
  { order, payment }: { readonly order: StreamId | undefined; readonly payment: EventId },
): EventId | undefined {
  if (order === undefined) return undefined;
  return view.state("order", streamName(order)).paymentsById[payment]?.started?.drawer;
}

/** Undefined when no printer is set up for such a paper. */
export function printerFor(
  view: LedgerView,
  printers: ReadonlyArray<Printer>,
  { kind, documentId }: Pick<SpoolJob, "kind" | "documentId">,
): Printer | undefined {
  if (kind !== "ticket") return printers.find(({ prints }) => prints.includes("receipts"));
  const station = view.state("ticket", documentId).issued?.body.station;
  return station === undefined ? undefined : ticketPrinter(printers, station);
}

/** The papers of tickets that another till issued, or that come out where they usually don't. */
export function ticketPapers(till: Till, store: PrintJobStore, clock: Clock): TicketPapers {
  return {
    queue: (ticket, how) => {
      queueTicket(till, ticket, { ...how, store, nowMs: clock.nowMs() });
    },
    move: (job, printer) => {
      moveTicket(till, job, { store, printer });
    },
    markRepeated: (job) => markTicket(till, job, store),
  };
}

interface TicketQueue extends TicketDetour {
  readonly store: PrintJobStore;
  readonly nowMs: number;
}

function queueTicket(till: Till, ticket: EventId, queue: TicketQueue): void {
  const { ledger } = till;
  const job = ledger.read((view) => {
    const { wallMs = queue.nowMs, body } = view.state("ticket", ticket).issued ?? {};
    const printer =
      printerOfTicket(view, { ticket, self: ledger.identity.key.device, mark: queue.mark })?.id ??
      NO_PRINTER;
    const marks: ReadonlyArray<TicketMark> = [
      ...markOf(view, body?.station ?? "", { mark: queue.mark, printer }),
      ...(isRepeated(till, view, { ticket, store: queue.store }) ? [POSSIBLE_DUPLICATE] : []),
    ];
    const words = paperWords(readSetting(view, "language"));
    const document = withMarks(ticketDocument(till, view, ticket), marks, words);
    const createdMs = queue.isLate ? Math.min(wallMs, queue.nowMs) : queue.nowMs;
    return requestToJob({ documentId: ticket, printer, document }, createdMs);
  });
  queue.store.add(job);
}

const POSSIBLE_DUPLICATE: TicketMark = { type: "possible-duplicate" };

/** Whether another ticket with the same lines is on paper, or this one was queued here before. */
function isRepeated(
  { ledger }: Till,
  view: LedgerView,
  { ticket, store }: { readonly ticket: EventId; readonly store: PrintJobStore },
): boolean {
  const self = ledger.identity.key.device;
  return ticketsAlike(view, ticket).some(
    (other) =>
      isOnPaperElsewhere(view.state("ticket", other), self) ||
      store.ofDocument(other).some(({ state }) => state !== "dismissed"),
  );
}

/** A paper that waits says it too, once another till has printed the same. */
function markTicket(till: Till, job: SpoolJob, store: PrintJobStore): boolean {
  const document = jsonToDocument(job.document);
  if (document === undefined) return false;
  const words = paperWords(till.ledger.read((view) => readSetting(view, "language")));
  const marked = withMarks(document, [POSSIBLE_DUPLICATE], words);
  if (marked === document) return false;
  store.rewrite(job.id, documentToJson(marked));
  return true;
}

interface TicketAtTill extends Pick<TicketDetour, "mark"> {
  readonly ticket: EventId;
  readonly self: DeviceId;
}

/**
 * Returns the printer of a ticket. A till that stands in without a printer of its own prints on
 * that of the till it stands in for.
 */
function printerOfTicket(
  view: LedgerView,
  { ticket, self, mark }: TicketAtTill,
): Printer | undefined {
  const paper = { kind: "ticket", documentId: ticket } as const;
  const printerHere = printerFor(view, printersOf(view, self), paper);
  if (printerHere !== undefined || mark === undefined) return printerHere;
  return printerFor(view, reachable(view, self), paper);
}

function moveTicket(
  till: Till,
  job: SpoolJob,
  { store, printer }: { readonly store: PrintJobStore; readonly printer: Printer },
): void {
  store.move({ job, printer: printer.id, document: reroutedDocument(till, job) });
}

/**
 * Returns the ticket with a mark where it comes out of another printer. Undefined where it is
 * marked already or unreadable, and for any other paper.
 */
export function reroutedDocument(
  { ledger }: Pick<Till, "ledger">,
  job: SpoolJob,
): string | undefined {
  if (job.kind !== "ticket") return undefined;
  return ledger.read((view) => {
    const station = view.state("ticket", job.documentId).issued?.body.station ?? "";
    const from = readPrinter(view, job.printer);
    const document = jsonToDocument(job.document);
    // The mark is set once, however often the paper is moved.
    if (document === undefined || from?.stations.includes(station) !== true) return undefined;
    const words = paperWords(readSetting(view, "language"));
    return documentToJson(withMarks(document, [{ type: "rerouted", from: from.name }], words));
  });
}

/** Names the printer where people look first. */
function markOf(
  view: LedgerView,
  station: string,
  { mark, printer }: Pick<TicketDetour, "mark"> & { readonly printer: string },
): ReadonlyArray<TicketMark> {
  if (mark === undefined) return [];
  if (mark === "perhapsTwice") return [{ type: "possible-duplicate" }];
  const usual = readPrinters(view).find(({ stations }) => stations.includes(station));
  // A ticket that nobody could print when it was sent comes out at its own printer after all.
  if (usual?.id === printer && mark === "rerouted") return [];
  const rerouted = { type: "rerouted", from: usual?.name ?? station } as const;
  return mark === "rerouted" ? [rerouted] : [rerouted, POSSIBLE_DUPLICATE];
}

function makeJob<Job>(make: () => Job): Result<Job, string> {
  try {
    return ok(make());
  } catch (cause) {
    // A mistake of ours. What was decided stands without its paper, which a person must hear of.
    return err(cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * Returns the document that replaces one which could not be made: it names the paper and the
 * reason, on the screen or, when a person asks, on paper.
 */
function unmadeDocument(locale: Locale, paper: DocumentKind, why: string): PrintDocument {
  const sentence = paperWords(locale).marks.unmade({ paper });
  return {
    // The kind is no ticket's, since the paper must not count as one.
    kind: "report",
    blocks: [
      { type: "text", text: sentence, style: { bold: true } },
      { type: "text", text: why.slice(0, WHY_CHARACTERS_MAX) },
      { type: "cut" },
    ],
  };
}

/** A receipt, a refund or an invoice, and the order that it is of. */
export interface FoundReceipt {
  readonly order: StreamId;
  readonly receipt: EventId;
}

export function receiptViewOf(
  till: Till,
  view: LedgerView,
  found: FoundReceipt,
): ReceiptView | undefined {
  const order = gatherOrder(view, streamName(found.order) as EventId);
  const receipt = order.receipts.find(({ id }) => id === found.receipt);
  if (receipt !== undefined) return toReceiptView(order, receipt, till.paperFacts(view));
  const invoice = order.invoices?.find(({ id }) => id === found.receipt);
  if (invoice !== undefined) return toInvoiceView(order, invoice, till.paperFacts(view));
  const refund = order.refunds.find(({ id }) => id === found.receipt);
  return refund === undefined ? undefined : toRefundView(order, refund, till.paperFacts(view));
}

function receiptDocument(till: Till, view: LedgerView, { id, streams }: FoldEvent): PrintDocument {
  const [order] = streams;
  const document =
    order === undefined ? undefined : receiptDocumentOf(till, view, { order, receipt: id });
  if (document === undefined) throw new Error(`The receipt ${id} is not in its order.`);
  return document;
}

/** The paper of a receipt of any till; undefined when it is not in that order. */
export function receiptDocumentOf(
  till: Till,
  view: LedgerView,
  found: FoundReceipt,
): PrintDocument | undefined {
  const receipt = receiptViewOf(till, view, found);
  if (receipt === undefined) return undefined;
  const isProved = readSetting(view, "receipt-qr") === "always" && receipt.invoicedAt === undefined;
  return receiptToDocument(receipt, {
    ...paperLanguage(till, view),
    proof: isProved ? receiptProof(till, receipt) : undefined,
    opensDrawer:
      receipt.invoicedAt === undefined && receipt.payments.some(({ method }) => method === "cash"),
  });
}

/** Returns what a terminal has reserved: the tab, and how much. Undefined for money that was paid. */
function reservedBy(
  view: LedgerView,
  { order, payment }: { readonly order: StreamId | undefined; readonly payment: EventId },
): Reserved | "let go" | undefined {
  const state = order === undefined ? undefined : view.state("order", streamName(order));
  const { terminal } = state?.paymentsById[payment]?.started ?? {};
  if (terminal?.act === "release") return "let go";
  if (terminal?.act !== "reserve" && terminal?.act !== "increase") return undefined;
  const { id, of: tab = payment, holds = zeroMinor } = terminal;
  return { order: state?.opened?.number ?? "", terminal: id, tab, sum: holds };
}

interface Reserved {
  /** The number of the order. */
  readonly order: string;
  readonly terminal: string;
  readonly tab: EventId;
  readonly sum: MinorUnits;
}

function tabSlip(till: Till, view: LedgerView, { tab: id, ...reserved }: Reserved): PrintDocument {
  const tab = shopTabs(view).find((it) => it.id === id);
  const { order, terminal, sum } = reserved;
  return tabSlipToDocument(
    {
      order,
      terminal: readTerminal(view, terminal)?.name ?? terminal,
      sum: tab?.holds ?? sum,
      until: tab?.until,
      training: isTraining(till.founding),
    },
    paperLanguage(till, view),
  );
}

function slipDocument(
  till: Till,
  view: LedgerView,
  paid: { readonly order: StreamId | undefined; readonly payment: EventId },
): PrintDocument {
  const id = paid.order === undefined ? undefined : (streamName(paid.order) as EventId);
  const state = id === undefined ? undefined : gatherOrder(view, id);
  const payment = state === undefined ? undefined : toPaymentView(state, paid.payment);
  // The state of kitchen papers plays no part in money.
  const order = state === undefined ? undefined : toOrderView(state, NO_LOOKUPS);
  if (order === undefined || payment === undefined) {
    throw new Error(`The payment ${paid.payment} is not in its order.`);
  }
  const ofPart = state?.paymentsById[paid.payment]?.started?.part;
  const part = order.parts.find((own) => own.id === ofPart);
  const { dueAt, name, lines } = order;
  const guest = state === undefined ? undefined : guestFactsOf(till, state);
  const later = {
    shopName: till.founding.name,
    day: state?.paymentsById[paid.payment]?.started?.day,
    dueAt,
    name,
    goods: rowsOfOrder(lines).filter(({ voided }) => !voided),
  };
  return paymentSlipToDocument(
    {
      order,
      payment,
      ...(dueAt === "" ? {} : { later }),
      guest,
      part,
      currency: till.currency.code,
      training: isTraining(till.founding),
    },
    paperLanguage(till, view),
  );
}

function ticketDocument(till: Till, view: LedgerView, id: EventId): PrintDocument {
  const ticket = toTicketView(view.state("ticket", id), till.paperFacts(view));
  if (ticket === undefined) throw new Error(`The ticket ${id} was not issued.`);
  const guest = guestFactsOfTicket(till, view, id);
  const whole = { ...ticket, ...ticketFamily(view, id), guest };
  return ticketToDocument(whole, readSetting(view, "language"));
}

type Pulse = Extract<Block, { type: "pulse" }>;

const USUAL: Pulse = { type: "pulse" };

interface PulseOf {
  /** Null where no drawer was open: then the usual one opens. */
  readonly session: EventId | null | undefined;
  readonly device: DeviceId;
  readonly printer: Pick<Printer, "drawer"> | undefined;
}

/** Returns the paper so that it opens that session's drawer, where it opens one. */
type Opening = (
  document: PrintDocument,
  session: PulseOf["session"],
  printer: PulseOf["printer"],
) => PrintDocument;

/** Which drawer opens with a paper: a printer's plug has two, and a pouch opens none. */
function aimPulses(view: LedgerView, device: DeviceId): Opening {
  return (document, session, printer) => {
    if (!opensDrawer(document)) return document;
    return withPulse(document, pulseFor(view, { session, device, printer }));
  };
}

/**
 * Undefined where none is to open: of a pouch, of a drawer at another till, and of a third one, which no
 * printer has a plug for.
 */
function pulseFor(view: LedgerView, { session, device, printer }: PulseOf): Pulse | undefined {
  const place =
    session === null || session === undefined ? undefined : drawerSession(view, session)?.place;
  if (place === undefined) return USUAL;
  if (place.pouch !== undefined || place.device !== device) return undefined;
  if (place.no === 2) return { type: "pulse", pin: printer?.drawer === "pin5" ? 2 : 5 };
  return place.no === 1 ? USUAL : undefined;
}

function withPulse(document: PrintDocument, pulse: Pulse | undefined): PrintDocument {
  const blocks = document.blocks.flatMap((block): ReadonlyArray<Block> => {
    if (block.type !== "pulse") return [block];
    return pulse === undefined ? [] : [pulse];
  });
  return { ...document, blocks };
}
