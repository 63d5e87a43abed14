/** The figures of a Z as double entry, and with them the cash of its drawers. */

import { type DrawerCashKey, parseDrawerCashKey } from "../../domain/day/z-cash.ts";
import { type Figures } from "../../domain/events/day-events.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { type Figure } from "../../domain/figures/figure.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { type Accounts, type Parts } from "../../domain/figures/journal-accounts.ts";
import {
  cashOutside,
  type JournalMove,
  type JournalTill,
  type LogicalAccount,
  tenderTag,
} from "../../domain/figures/journal.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { currenciesByCode, type Currency, formatMoney } from "../../domain/money/currency.ts";
import { createPostings, type Posting } from "./postings.ts";

export interface FigureContext extends JournalTill {
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** Returns the account parts of a session's drawer. */
  readonly drawerOf: (session: EventId) => Parts;
  readonly accounts: Accounts;
}

const ALL = Object.values(FIGURES) as unknown as ReadonlyArray<Figure>;

export function postingsOf(figures: Figures, context: FigureContext): ReadonlyArray<Posting> {
  const postings = createPostings(context.accounts);
  const sums = Object.entries(figures);
  const moves = [
    ...sums.flatMap((sum) => drawerMoves(sum, context)),
    ...ALL.flatMap(({ rows, stands: { journal } }) =>
      journal === null ? [] : rows(sums).flatMap((row) => journal(row, context)),
    ),
  ];
  for (const [from, to, amount, code = OWN] of moves) {
    postings.move(from, to, { amount, currency: code === OWN ? context.currency : code });
  }
  return postings.all();
}

/** What a drawer should hold is a balance, and no figure of the day. */
function drawerMoves(
  [key, amount]: readonly [key: string, amount: number],
  context: FigureContext,
): ReadonlyArray<JournalMove> {
  const moved = parseDrawerCashKey(key);
  if (moved !== undefined) {
    const [from, to] = accountsOf(moved, context.drawerOf(moved.session));
    return [[from, to, amount, moved.currency]];
  }
  const found =
    /^drawer\/(?:own\/(?<lies>[^/]+)|(?<other>[^/]+)\/foreign\/(?<currency>[A-Z]{3}))$/u.exec(key);
  const { lies, other, currency = OWN } = found?.groups ?? {};
  const session = lies ?? other;
  if (session === undefined) return [];
  const parts = context.drawerOf(session as EventId);
  const drawer: LogicalAccount = { name: "cash", parts, tag: tenderTag("cash") };
  return [[cashOutside(context.till), drawer, amount, currency]];
}

function accountsOf(
  { what, staff }: DrawerCashKey,
  parts: Parts,
): readonly [from: LogicalAccount, to: LogicalAccount] {
  const tag = `move:${what}`;
  const drawer: LogicalAccount = { name: "cash", parts, tag };
  const float: LogicalAccount = { name: "float", parts, tag };
  const safe: LogicalAccount = { name: "safe", tag };
  const accounts: Readonly<Record<typeof what, ReturnType<typeof accountsOf>>> = {
    float: [float, drawer],
    // The cash from the safe adds to the float that stayed in the drawer.
    "from-safe": [safe, float],
    in: [{ name: "paid-in", parts, tag }, drawer],
    out: [drawer, { name: "paid-out", parts, tag }],
    tips: [drawer, { name: "tips", parts: { staff }, tag }],
    difference: [{ name: "difference", parts, tag }, drawer],
    leaves: [drawer, float],
    drop: [drawer, safe],
    "to-safe": [drawer, safe],
  };
  return accounts[what];
}

/* A journal as hledger reads it, with all that its strict checks want to be declared. */

export interface JournalEntry {
  /** The business day that it is of. */
  readonly day: BusinessDay;
  /** The code of the entry: of a Z its series and number. */
  readonly code: string;
  /** The description: one line, without a semicolon. */
  readonly description: string;
  /** Whether a Z of a closed day says it: nothing of it will change. */
  readonly isFinal: boolean;
  /** The notes for a bookkeeper beside the sums, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly postings: ReadonlyArray<Posting>;
}

export interface Journal {
  /** The days of the journal, rising. */
  readonly days: ReadonlyArray<BusinessDay>;
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** The notes on what is not in it, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly entries: ReadonlyArray<JournalEntry>;
}

const INDENT = "    ";
/** The gap between an account and its sum, at least two blanks. */
const GAP = "  ";

/** Returns the journal as lines. */
export function journalToText({ days, currency, notes, entries }: Journal): ReadonlyArray<string> {
  const postings = entries.flatMap((entry) => entry.postings);
  const codes = new Set([currency, ...postings.map((posting) => posting.currency)]);
  const types = new Map(postings.map(({ account, type }) => [account, type]));
  const span = [...new Set([days[0], days.at(-1)])].join(" to ");
  return [
    `; Journal of ${span}. Strict checks: hledger -s check`,
    ...notes.map((note) => `; ${note}`),
    "decimal-mark .",
    ...[...codes].toSorted().map((code) => `commodity ${code} ${sample(code)}`),
    ...[...types]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([account, type]) => `account ${account}${GAP}; type:${type}`),
    ...entries.flatMap((entry) => ["", ...entryToText(entry)]),
  ];
}

/** A currency without decimals still says where they would be. */
function sample(code: string): string {
  const { decimals } = currencyOf(code);
  return `1000.${"0".repeat(decimals)}`;
}

function entryToText({
  day,
  code,
  description,
  isFinal,
  notes,
  postings,
}: JournalEntry): ReadonlyArray<string> {
  const width = Math.max(0, ...postings.map(({ account }) => account.length));
  return [
    `${day} ${isFinal ? "*" : "!"} (${code}) ${description}`,
    ...notes.map((note) => `${INDENT}; ${note}`),
    ...postings.map(({ account, currency, amount, tag }) => {
      const sum = `${currency} ${formatMoney(amount, currencyOf(currency))}`;
      const why = tag === "" ? "" : `${GAP}; ${tag}`;
      return `${INDENT}${account.padEnd(width)}${GAP}${sum}${why}`;
    }),
  ];
}

/** A member of the shop that lies may name a currency that there is not: it has cents, as most have. */
function currencyOf(code: string): Pick<Currency, "decimals"> {
  return currenciesByCode.get(code) ?? { decimals: 2 };
}
