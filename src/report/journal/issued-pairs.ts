/** A receipt or a refund as pairs of accounts: what paid on one side, what was sold or came back on the other. */

import { type Contribution } from "../../domain/base/contribution.ts";
import { chargeContributions, goodsContributions } from "../../domain/day/z-goods.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { daySumPrefix, sumNamed } from "../../domain/figures/day-sums.ts";
import { isOfExemptSale } from "../../domain/figures/facts.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { type Parts } from "../../domain/figures/journal-accounts.ts";
import {
  DEPOSITS,
  type JournalMove,
  type JournalTill,
  type LogicalAccount,
  ROUNDING,
  SALES,
} from "../../domain/figures/journal.ts";
import { receiptContributions, refundContributions } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Leg, type Pair, pairsOf, setOff } from "./pairs.ts";

/** What one account has: above zero it is a debit. */
export type AccountLeg = Leg<LogicalAccount>;

export type IssuedPairs = ReadonlyArray<
  Pair<LogicalAccount> & { readonly move: string; readonly rate: string }
>;

type Issued<One extends "receipt/issued" | "refund/issued"> = Extract<
  KnownEvent,
  { readonly kind: One }
>;

/** What paid it, or was handed out for it, in its order. */
interface Paid extends JournalTill {
  readonly paid: ReadonlyArray<AccountLeg>;
}

/** What payments don't say of the receipt's total is taken from deposits, or waits there. */
export function receiptPairs(
  view: LedgerView,
  { act: { day }, body }: Issued<"receipt/issued">,
  { paid, ...till }: Paid,
): IssuedPairs {
  const contributions = [...receiptContributions({ body, day }), ...goodsOn(view, { day, body })];
  const said = saidBy(contributions, { day, till: body.till }, till);
  return paired(said, paid, { rest: DEPOSITS, up: "sale", down: "return" });
}

/** The cash rounding of a refund is a pair of its own, beside what the refund comes to without it. */
export function refundPairs(
  view: LedgerView,
  { act: { day }, body }: Issued<"refund/issued">,
  { paid, cash, ...till }: Paid & { readonly cash: LogicalAccount },
): IssuedPairs {
  const { unfunded = 0, rounding } = body;
  const contributions = [...refundContributions({ body, day }), ...goodsOn(view, { day, body })];
  const said = saidBy(contributions, { day, till: body.till }, till);
  const rounded = paid.find(({ account }) => account === cash) ?? paid[0];
  const exact = paid.map((leg) =>
    leg === rounded ? { ...leg, amount: leg.amount - rounding } : leg,
  );
  const all = [...exact, { account: DEPOSITS, amount: 0 - unfunded }];
  const pairs = paired(said, all, { rest: ROUNDING, up: "refund", down: "refund" });
  if (rounded === undefined || rounding === 0) return pairs;
  const [debit, credit] = rounding > 0 ? [rounded.account, ROUNDING] : [ROUNDING, rounded.account];
  return [...pairs, { debit, credit, amount: Math.abs(rounding), move: "rounding", rate: "" }];
}

function goodsOn(
  view: LedgerView,
  {
    day,
    body: { items, charges, till, taxes },
  }: Pick<Issued<"receipt/issued" | "refund/issued">, "body"> & { readonly day: BusinessDay },
): ReadonlyArray<Contribution> {
  const on = { day, till, isExempt: isOfExemptSale({ taxes }) };
  return [
    ...goodsContributions(view, { items, ...on }),
    ...chargeContributions({ charges, ...on }),
  ];
}

/** What a receipt or a refund says beside what paid it. */
interface Said {
  readonly legs: ReadonlyArray<AccountLeg>;
  /** Both accounts of taxes that prices contain. */
  readonly taxes: ReadonlyArray<JournalMove>;
}

/** Accounts in which the figures of a Z meet: between them nothing stays. */
const MEETING: ReadonlySet<LogicalAccount> = new Set([SALES, DEPOSITS, ROUNDING]);
/** The figures of what paid, which is paired by itself. */
const OF_MONEY: ReadonlySet<unknown> = new Set([
  FIGURES.tenders,
  FIGURES.unfunded,
  FIGURES.vouchersRedeemed,
]);

function saidBy(
  contributions: ReadonlyArray<Contribution>,
  { day, till: origin }: { readonly day: BusinessDay; readonly till: Origin },
  till: JournalTill,
): Said {
  const prefix = daySumPrefix(day, origin);
  const moves = contributions.flatMap(([key, amount]) =>
    key.startsWith(prefix) ? movesOf(key.slice(prefix.length), amount, till) : [],
  );
  const taxes = moves.filter(([from, to]) => !MEETING.has(from) && !MEETING.has(to));
  const legs = moves.flatMap(([from, to, amount]): ReadonlyArray<AccountLeg> => {
    if (MEETING.has(from) === MEETING.has(to)) return [];
    return MEETING.has(from) ? [{ account: to, amount }] : [{ account: from, amount: 0 - amount }];
  });
  // A receipt whose goods don't come to its total leaves the rest among sales.
  const rest = moves.reduce((sum, [from, to, amount]) => sum + restIn(SALES, from, to) * amount, 0);
  return { legs: [...legs, { account: SALES, amount: rest }], taxes };
}

function restIn(account: LogicalAccount, from: LogicalAccount, to: LogicalAccount): number {
  return Number(to === account) - Number(from === account);
}

function movesOf(name: string, amount: number, till: JournalTill): ReadonlyArray<JournalMove> {
  const named = sumNamed(name);
  const journal = named?.figure.stands.journal ?? null;
  if (named === undefined || journal === null || OF_MONEY.has(named.figure)) return [];
  const none = Object.fromEntries(named.figure.sums.map((sum) => [sum, 0]));
  return journal({ ...none, ...named.row, [named.sum]: amount }, till);
}

interface Words {
  /** The account of what paid, where nothing more is said of it. */
  readonly rest: LogicalAccount;
  /** What it is called where money comes for it, and where money goes for it. */
  readonly up: string;
  readonly down: string;
}

function paired(
  { legs, taxes }: Said,
  paid: ReadonlyArray<AccountLeg>,
  { rest, up, down }: Words,
): IssuedPairs {
  const total = [...legs, ...paid].reduce((sum, { amount }) => sum + amount, 0);
  const money = [...paid, { account: rest, amount: 0 - total }].map((leg) => setOff([leg]));
  const rates = [...Map.groupBy(legs, ({ account }) => rateOf(account)).values()].map(setOff);
  const pairs = pairsOf(
    [...money, ...rates].map(({ debit }) => debit).filter(isOpen),
    [...rates, ...money].map(({ credit }) => credit).filter(isOpen),
  );
  const sales = [...rates.flatMap((rate) => rate.pairs), ...pairs].map((pair) => {
    const { debit, credit, amount } = pair;
    const isUp = legs.some(({ account }) => account === credit);
    const rate = rateOf(isUp ? credit : debit);
    return { debit, credit, amount, move: isUp ? up : down, rate };
  });
  const included = taxes.map(([from, to, amount]) => {
    const [debit, credit] = amount > 0 ? [to, from] : [from, to];
    return { debit, credit, amount: Math.abs(amount), move: "tax", rate: rateOf(to) };
  });
  return [...sales, ...included];
}

function isOpen(side: ReadonlyArray<AccountLeg>): boolean {
  return side.length > 0;
}

function rateOf({ parts = {} }: LogicalAccount): string {
  return (parts as Parts).rate ?? "";
}
