/**
 * Articles of which more is gone than came, and guarded ones that somebody sold without a right to them.
 * An article is looked at again only when something moved of it, or while it waits for what is not here yet, which
 * may move nothing when it comes; and a few hundred at once: a register asks every few seconds.
 */

import { type Origin, type StreamId, streamName, streamType } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Account, shortOf, type Standing } from "../../domain/stock/rights.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { standingHere } from "./standing-here.ts";

/** Why an account is short, as far as it is known. */
export type ShortReason = "beyond" | "taken" | "counted" | "unexplained";

export interface ShortAccount {
  readonly origin: Origin;
  /** In millionths, above zero. */
  readonly quantity: number;
  readonly why: ShortReason;
}

export interface StockShort {
  readonly sku: string;
  /** Below zero where more went than came, as far as nothing of it waits for what is not here yet. */
  readonly level: number;
  readonly accounts: ReadonlyArray<ShortAccount>;
}

/** Returns what is short; of articles that nobody guards only those below zero are to be told. */
export type FindStockShort = (view: LedgerView) => ReadonlyArray<StockShort>;

/** So many take some ten milliseconds. */
const AT_ONCE = 300;

interface Seen {
  readonly stock: number;
  readonly orders: number;
}

/** `kept`: the articles whose stock is kept. */
export function createFindStockShort(ledger: Ledger, kept: () => Iterable<string>): FindStockShort {
  const shortBySku = new Map<string, StockShort>();
  const waiting = new Set<string>();
  let due = new Set<string>();
  let seen: Seen | undefined;

  function look(view: LedgerView, sku: string): void {
    const standing = standingHere(ledger, view, sku);
    const short = shortIn(sku, standing);
    if (short === undefined) shortBySku.delete(sku);
    else shortBySku.set(sku, short);
    if (standing.accounts.some(({ waits }) => waits)) waiting.add(sku);
    else waiting.delete(sku);
  }

  return (view) => {
    // Most shops keep none, and each look would go through all orders of the day for nothing.
    if (seen === undefined && [...kept()].length === 0) return [];
    const changed = seen && changedSince(view, seen);
    seen = { stock: view.revision("stock"), orders: view.revision("order") };
    due = changed === undefined ? new Set(kept()) : due.union(changed).union(waiting);
    const next = [...due].slice(0, AT_ONCE);
    for (const sku of next) {
      look(view, sku);
      due.delete(sku);
    }
    return [...shortBySku.values()].toSorted((one, other) => (one.sku < other.sku ? -1 : 1));
  };
}

/** Undefined where that is not known any more. */
function changedSince(view: LedgerView, { stock, orders }: Seen): ReadonlySet<string> | undefined {
  const articles = view.changedSince("stock", stock);
  const changed = view.changedSince("order", orders);
  if (articles === undefined || changed === undefined) return undefined;
  const used = [...changed].flatMap((stream) => usedBy(view, stream));
  return new Set([...[...articles].map(streamName), ...used]);
}

function usedBy(view: LedgerView, stream: StreamId): ReadonlyArray<string> {
  if (streamType(stream) !== "order") return [];
  const { linesById } = view.state("order", streamName(stream));
  return Object.values(linesById).flatMap(({ added }) => (added?.uses ?? []).map(({ sku }) => sku));
}

function shortIn(sku: string, standing: Standing): StockShort | undefined {
  const accounts = standing.accounts
    .filter((account) => shortOf(account) > 0)
    .map((account): ShortAccount => {
      return { origin: account.origin, quantity: shortOf(account), why: reasonOf(account) };
    });
  // What came to an account that waits is not here yet, and neither is it in the level.
  const waiting = standing.accounts.reduce(
    (sum, { balance, waits }) => sum + (waits ? 0 - balance : 0),
    0,
  );
  const level = standing.level + waiting;
  return level >= 0 && accounts.length === 0 ? undefined : { sku, level, accounts };
}

function reasonOf({ beyond, taken, missed }: Account): ShortReason {
  if (taken > 0) return "taken";
  if (beyond > 0) return "beyond";
  return missed > 0 ? "counted" : "unexplained";
}
