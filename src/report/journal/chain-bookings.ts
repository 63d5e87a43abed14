/**
 * The bookings of a stretch of a till's chain, event by event: what a Z adds up, before it is added up. A receipt
 * moves money from its payments to what it sells, where both are of the same Z; what a payment brought in another one
 * waits as a deposit in between.
 */

import { type Contribution } from "../../domain/base/contribution.ts";
import { closedCash, movedCash, openedCash, parseDrawerCashKey } from "../../domain/day/z-cash.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { type Kind, type KnownEvent } from "../../domain/events/kinds.ts";
import {
  cashOutside,
  CONVERSION,
  DEPOSITS,
  type JournalMove,
  type LogicalAccount,
  ROUNDING,
  safeMoves,
  tenderAccount,
  tenderTag,
} from "../../domain/figures/journal.ts";
import { type BusinessDay, type EventId, type Origin, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { sumsMoved } from "../../domain/tenders/tenders.ts";
import {
  type BookedMoney,
  type Booking,
  type BookingContext,
  type Bookings,
  createBookings,
} from "./bookings.ts";
import { type AccountLeg, type IssuedPairs, receiptPairs, refundPairs } from "./issued-pairs.ts";
import { cashIn, drawerMoves } from "./recorded-sums.ts";

export interface ChainBookings {
  /** Takes the next event of the chain; the view holds it already. */
  readonly add: (view: LedgerView, event: KnownEvent) => void;
  /** Returns the bookings of a day and till; those of other ones are what a Z has beside its own. */
  readonly of: (day: BusinessDay, till: Origin) => ReadonlyArray<Booking>;
}

export interface StretchOf {
  readonly day: BusinessDay;
  readonly till: Origin;
  readonly contextOf: (till: Origin) => BookingContext;
  /** Whether each receipt and refund has bookings of its own. */
  readonly byReceipt: boolean;
}

export function createChainBookings(of: StretchOf): ChainBookings {
  const books: Books = { of, pages: new Map(), funds: new Map() };
  return {
    add: (view, event) => {
      // The line of an event's kind takes such an event.
      const book = BOOK[event.kind] as
        | ((books: Books, at: Of<Kind>, view: LedgerView) => void)
        | undefined;
      book?.(books, event, view);
    },
    of: (day, till) => {
      const page = books.pages.get(`${day}/${till}`);
      if (page === undefined) return [];
      const waiting = createBookings(page.context);
      for (const { page: its, account, amount } of books.funds.values()) {
        if (its === page) waiting.move(DEPOSITS, account, { amount, move: "deposit" });
      }
      return [...page.bookings.all(), ...waiting.all()].toSorted(byMove);
    },
  };
}

/** The moves that are summed over receipts stand first; all others as they happened. */
const FIRST_MOVES = ["sale", "return", "tax", "deposit", "refund", "rounding", "tip", "conversion"];

function byMove(a: Booking, b: Booking): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ move }: Booking): number {
  const rank = FIRST_MOVES.indexOf(move);
  return rank < 0 ? FIRST_MOVES.length : rank;
}

interface Books {
  readonly of: StretchOf;
  /** By day and till. */
  readonly pages: Map<string, Page>;
  /** By payment: what no receipt has used. */
  readonly funds: Map<EventId, Fund>;
}

/** The bookings of one till and day. */
interface Page {
  readonly context: BookingContext;
  readonly bookings: Bookings;
  readonly isOwn: boolean;
}

interface Fund {
  readonly page: Page;
  readonly account: LogicalAccount;
  amount: number;
}

type Of<One extends Kind> = Extract<KnownEvent, { readonly kind: One }>;

/** What each kind of event that a Z adds up as money moves. */
const BOOK: {
  readonly [One in Kind]?: (books: Books, event: Of<One>, view: LedgerView) => void;
} = {
  "receipt/issued": bookReceipt,
  "refund/issued": bookRefund,
  "payment/captured": bookPayment,
  "payment/corrected": bookCorrection,
  "payment/tipped": (books, { body, act }) => {
    const { bookings, context } = pageOf(books, act.day, body.till);
    const tips = tipsAccount(body.to);
    const money = { amount: body.moved, move: "tip" };
    bookings.move(tips, tenderAccount(body.method, context), money);
  },
  "order/reassigned": (books, { body, act }) => {
    const { bookings, context } = pageOf(books, act.day, body.till);
    for (const { method, amount } of body.tips) {
      const tender = tenderAccount(method, context);
      bookings.move(tipsAccount(body.from), tender, { amount: 0 - amount, move: "tip" });
      bookings.move(tipsAccount(body.to), tender, { amount, move: "tip" });
    }
  },
  "drawer/opened": (books, { id, body }) => {
    bookDrawer(books, openedCash(id, body));
  },
  "drawer/moved": (books, { streams, body }) => {
    bookDrawer(books, [movedCash(sessionOf(streams), body)]);
  },
  "drawer/closed": (books, { streams, body }, view) => {
    const session = sessionOf(streams);
    const count = view.state("drawer", session).counts.find(({ id }) => id === body.count);
    bookDrawer(books, closedCash(session, body, count?.body));
  },
  "safe/moved": (books, { key, act, body }) => {
    const page = pageOf(books, act.day, key.origin);
    bookMoves(page, safeMoves(body), { move: body.what, isApart: true });
  },
};

function tipsAccount(staff: string): LogicalAccount {
  return { name: "tips", parts: { staff } };
}

function pageOf({ of, pages }: Books, day: BusinessDay, till: Origin): Page {
  const key = `${day}/${till}`;
  const known = pages.get(key);
  if (known !== undefined) return known;
  const context = of.contextOf(till);
  const isOwn = day === of.day && till === of.till;
  const page = { context, bookings: createBookings(context), isOwn };
  pages.set(key, page);
  return page;
}

/** Books what cash other than of sales does in a drawer, each move by itself, on the day of the stretch. */
function bookDrawer(books: Books, contributions: ReadonlyArray<Contribution>): void {
  const page = pageOf(books, books.of.day, books.of.till);
  for (const [key, amount] of contributions) {
    for (const move of drawerMoves([key, amount], page.context)) {
      bookMoves(page, [move], { move: parseDrawerCashKey(key)?.what ?? "", isApart: true });
    }
  }
}

function bookMoves(
  { bookings, context }: Page,
  moves: ReadonlyArray<JournalMove>,
  said: Omit<BookedMoney, "amount" | "currency">,
): void {
  for (const [from, to, amount, code = OWN] of moves) {
    const currency = code === OWN ? context.currency : code;
    bookings.move(from, to, { ...said, amount, currency });
  }
}

/** What was paid waits for the receipts that use it. */
function bookPayment(
  books: Books,
  { id, body, streams }: Of<"payment/captured">,
  view: LedgerView,
): void {
  const [home] = streams;
  if (home === undefined) return;
  const payment = view.state("order", streamName(home)).paymentsById[body.payment];
  const { started = null, captured = null } = payment ?? {};
  // A payment counts once by its id, under the till and day of its start.
  if (started?.home !== true || captured?.id !== id) return;
  const page = pageOf(books, started.day, started.till);
  const { bookings, context } = page;
  const { method, drawer } = started;
  const { amount, rounding, tip, foreign, voucher } = captured;
  const cash = drawerCash(page, drawer);
  const tender = tenderOf(method, cash, context);
  const account = foreign === undefined ? tender : CONVERSION;
  const worth = voucher === undefined ? account : voucherOf(voucher.year, context);
  books.funds.set(body.payment, { page, account: worth, amount });
  bookings.move(ROUNDING, account, { amount: rounding, move: "rounding" });
  if (tip !== undefined) {
    const tips = tipsAccount(tip.to);
    bookings.move(tips, account, { amount: tip.amount, move: "tip" });
  }
  if (foreign !== undefined) {
    const change = captured.tendered - amount - rounding - (tip?.amount ?? 0);
    bookings.move(cash, CONVERSION, { amount: change, move: "conversion" });
    const { currency } = foreign;
    bookings.move(CONVERSION, cash, { amount: foreign.amount, currency, move: "conversion" });
  }
}

function bookReceipt(books: Books, event: Of<"receipt/issued">, view: LedgerView): void {
  const { act, body } = event;
  const page = pageOf(books, act.day, body.till);
  const paid = body.uses.flatMap((use): ReadonlyArray<AccountLeg> => {
    const fund = books.funds.get(use.payment);
    const here = fund?.page === page ? usedOf(fund, use.amount) : undefined;
    const rest = { account: DEPOSITS, amount: use.amount - (here?.amount ?? 0) };
    return here === undefined ? [rest] : [here, rest];
  });
  bookIssued(books, page, { pairs: receiptPairs(view, event, { paid, ...page.context }), body });
}

/** Takes off what waits of a payment, as far as it waits here. */
function usedOf(fund: Fund, asked: number): AccountLeg | undefined {
  if (Math.sign(fund.amount) !== Math.sign(asked)) return undefined;
  const amount = Math.abs(asked) < Math.abs(fund.amount) ? asked : fund.amount;
  fund.amount -= amount;
  return { account: fund.account, amount };
}

function bookRefund(books: Books, event: Of<"refund/issued">, view: LedgerView): void {
  const { act, body } = event;
  const page = pageOf(books, act.day, body.till);
  const { context } = page;
  const cash = drawerCash(page, body.drawer);
  const onto = [...(body.onto ?? [])];
  const paid = body.out.flatMap(({ method, amount }): ReadonlyArray<AccountLeg> => {
    if (method !== "voucher") return [{ account: tenderOf(method, cash, context), amount }];
    const back = onto.splice(0).map((it): AccountLeg => {
      return { account: voucherOf(it.year, context), amount: 0 - it.amount };
    });
    const rest = amount - back.reduce((sum, leg) => sum + leg.amount, 0);
    return [...back, { account: tenderAccount(method, context), amount: rest }];
  });
  bookIssued(books, page, {
    pairs: refundPairs(view, event, { paid, cash, ...context }),
    body,
  });
}

function bookIssued(
  { of }: Books,
  { bookings }: Page,
  {
    pairs,
    body: { series, no },
  }: {
    readonly pairs: IssuedPairs;
    readonly body: { readonly series: string; readonly no: number };
  },
): void {
  const receipt = of.byReceipt ? receiptNumber(series, no) : "";
  for (const { debit, credit, ...money } of pairs) {
    bookings.move(credit, debit, { ...money, receipt });
  }
}

/** What a correction moves from one tender to another, as recorded. */
function bookCorrection(books: Books, { act, body }: Of<"payment/corrected">): void {
  const page = pageOf(books, act.day, body.till);
  const { bookings, context } = page;
  const { from, to, amount, tip, rounding, foreign } = body;
  const cash = drawerCash(page, body.drawer);
  const gone = foreign === undefined ? tenderOf(from, cash, context) : CONVERSION;
  const come = tenderOf(to, cash, context);
  bookings.move(gone, come, { amount, move: "correction" });
  bookings.move(gone, come, { amount: tip?.amount ?? 0, move: "tip" });
  for (const moved of sumsMoved(body)) {
    const account = moved.method === from ? gone : come;
    bookings.move(ROUNDING, account, { amount: moved.rounding, move: "rounding" });
  }
  if (foreign === undefined) return;
  // Change for money that never came was never handed out.
  const change = foreign.worth - amount - (tip?.amount ?? 0) + rounding;
  bookings.move(CONVERSION, cash, { amount: change, move: "conversion" });
  const { currency } = foreign;
  bookings.move(cash, CONVERSION, { amount: foreign.amount, currency, move: "conversion" });
}

/** Returns the account of cash that the event moves: the drawer's, of a drawer of the same till and day. */
function drawerCash(page: Page, drawer: EventId | null | undefined): LogicalAccount {
  if (drawer === undefined || drawer === null || !page.isOwn) return cashOutside(page.context.till);
  return cashIn(page.context.drawerOf(drawer));
}

function tenderOf(method: string, cash: LogicalAccount, context: BookingContext): LogicalAccount {
  return method === "cash" ? cash : tenderAccount(method, context);
}

function voucherOf(year: number, { tenderName }: BookingContext): LogicalAccount {
  const tag = tenderTag(tenderName("voucher"));
  return { name: "vouchers", parts: { year: String(year) }, tag };
}

function sessionOf(streams: KnownEvent["streams"]): EventId {
  const [home] = streams;
  if (home === undefined) throw new Error("A drawer's event names no session.");
  return streamName(home) as EventId;
}
