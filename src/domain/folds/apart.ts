/** What becomes of what two tills said apart, for each field of each stream: a fold without such a table doesn't compile. */

import { type Apart, type ApartOf } from "../state/apart.ts";
import { type EntryState } from "../state/entry-state.ts";
import {
  HEAD_APART,
  LINE_APART,
  LINE_PARTS_APART,
  ORDER_APART,
  PAYMENT_APART,
  RETURN_APART,
} from "../state/order-apart.ts";
import { type PurseState } from "../state/purse-state.ts";
import { type StateByType, type StreamType } from "./folds.ts";

const ENTRY: ApartOf<EntryState> = {
  // What head office wrote apart is asked about in the shop besides.
  fields: "marked",
  codes: "added",
  removedCodes: "added",
  takings: "follows",
  plans: "added",
  promotions: "last",
  offers: { asks: "entry/offered" },
  resolved: "added",
};

/** Each till's account is its own. */
const PURSE: ApartOf<PurseState> = {
  accounts: "added",
  gifts: "added",
  rests: "added",
  taken: "added",
};

type Tables = {
  readonly [Type in Exclude<StreamType, "order">]: ApartOf<StateByType[Type]>;
};

const TABLES: Tables = {
  set: ENTRY,
  cat: ENTRY,
  staff: ENTRY,
  role: ENTRY,
  customer: ENTRY,
  printer: ENTRY,
  area: ENTRY,
  table: ENTRY,
  terminal: {
    entry: "marked",
    taken: "last",
    found: { asks: "terminal/found" },
    settled: { asks: "terminal/end-unknown" },
    resolved: "added",
  },
  settlement: { imported: "one" },
  ticket: {
    issued: "one",
    started: "added",
    printed: "added",
    uncertain: "added",
    claimed: "added",
    released: "added",
    takenOver: "added",
    strange: "added",
    marks: "last",
    resolved: "added",
  },
  shift: {
    staff: "one",
    clockedIn: "one",
    left: { asks: "shift/out-alone" },
    steps: { asks: "shift/out-twice" },
    fixes: "last",
    resolved: "added",
  },
  tips: { pools: { asks: "tips/pooled-twice" }, resolved: "added" },
  stock: {
    sku: "one",
    moves: "added",
    before: "added",
    accounts: "added",
    gifts: "added",
    rests: "added",
    taken: "added",
    firm: "added",
    counts: "last",
    worth: "added",
    lastWorth: "follows",
    deliveries: "added",
    done: "added",
    costs: "follows",
    doubles: "one",
  },
  stocktake: { opened: "one", approved: "added" },
  "sheet-line": { sheet: "one", entries: "latest", counts: "last" },
  purchase: {
    ordered: "one",
    came: { asks: "purchase/came-apart" },
    doubles: "one",
    received: "follows",
    paid: "follows",
    lastCame: "last",
    closed: "last",
    resolved: "added",
  },
  voucher: {
    ...PURSE,
    issued: "one",
    year: "one",
    payments: "one",
    moves: "added",
    days: "added",
    blocked: "one",
    settled: "follows",
    replaces: "one",
  },
  points: { ...PURSE, spentOn: "one" },
  day: { began: "added", zs: "added", closing: "added", closes: "added" },
  drawer: {
    opened: "one",
    taken: "added",
    moves: "added",
    noSales: "added",
    unlocks: "added",
    counts: "last",
    closes: { asks: "drawer/closed-twice" },
    found: "added",
    resolved: "added",
  },
  safe: { moved: "one" },
  attention: {
    resolved: "added",
    missedPins: { asks: "staff/pins-missed" },
    refusals: { asks: "staff/refused-often" },
    differed: { asks: "present/differed" },
    ended: "last",
  },
  secret: { written: "one", destroyed: "one" },
};

/** Each table under the name of what it is of. */
export const APART: Readonly<Record<string, Readonly<Record<string, Apart>>>> = {
  order: { ...HEAD_APART, ...ORDER_APART },
  "line of an order": { ...LINE_APART, ...LINE_PARTS_APART },
  payment: PAYMENT_APART,
  return: RETURN_APART,
  ...TABLES,
};
