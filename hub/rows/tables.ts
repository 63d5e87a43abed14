/**
 * The tables of head office. Every row names its shop first, so that a shop's rows lie together wherever the database
 * is spread over several machines, and every row of a stream names the stream next: it is written anew as a whole.
 */

/** The types that PostgreSQL knows them by. Amounts are in the shop's minor units, quantities in thousandths. */
type ColumnType = "text" | "bigint" | "date" | "boolean" | "bytea";

export const TABLES = {
  shop: { shop: "text", name: "text", zone: "text", currency: "text", demo: "boolean" },
  device: {
    shop: "text",
    device: "text",
    code: "text",
    name: "text",
    rights: "text",
    revoked: "boolean",
  },
  /** The sums that the shop's own reports are made of, by till: nothing here adds up receipts. */
  day_sum: { shop: "text", day: "date", till: "text", what: "text", amount: "bigint" },
  receipt: {
    shop: "text",
    stream: "text",
    receipt: "text",
    number: "text",
    till: "text",
    day: "date",
    at_ms: "bigint",
    staff: "text",
    total: "bigint",
    rounding: "bigint",
  },
  receipt_line: {
    shop: "text",
    stream: "text",
    receipt: "text",
    place: "bigint",
    sku: "text",
    name: "text",
    quantity: "bigint",
    net: "bigint",
  },
  receipt_tax: {
    shop: "text",
    stream: "text",
    receipt: "text",
    place: "bigint",
    label: "text",
    rate: "bigint",
    base: "bigint",
    tax: "bigint",
  },
  payment: {
    shop: "text",
    stream: "text",
    payment: "text",
    day: "date",
    till: "text",
    method: "text",
    amount: "bigint",
  },
  refund: {
    shop: "text",
    stream: "text",
    refund: "text",
    number: "text",
    receipt: "text",
    till: "text",
    day: "date",
    at_ms: "bigint",
    staff: "text",
    total: "bigint",
  },
  /** What a person issued at a till on a day: totals of receipts and refunds. */
  person_day: {
    shop: "text",
    day: "date",
    till: "text",
    staff: "text",
    receipts: "bigint",
    sold: "bigint",
    refunded: "bigint",
  },
  /** A day of which there are sums. */
  traded_day: { shop: "text", day: "date" },
  /** Whether a day is closed, and what is known to be missing of it: Zs by number, tills that were not heard out. */
  day: {
    shop: "text",
    stream: "text",
    day: "date",
    closed: "boolean",
    total: "bigint",
    missing_zs: "bigint",
    later_zs: "bigint",
    missing_tills: "text",
  },
  day_close: {
    shop: "text",
    stream: "text",
    close: "text",
    day: "date",
    till: "text",
    at_ms: "bigint",
    asked: "text",
    zs: "bigint",
    missing_tills: "text",
  },
  z: {
    shop: "text",
    stream: "text",
    z: "text",
    series: "text",
    no: "bigint",
    day: "date",
    till: "text",
    at_ms: "bigint",
    first: "bigint",
    last: "bigint",
    total: "bigint",
    program: "text",
  },
  /** What Zs and ended chains of a closed day say, by till. */
  closed_sum: {
    shop: "text",
    stream: "text",
    day: "date",
    till: "text",
    what: "text",
    amount: "bigint",
  },
  /** What an order adds to the goods, discounts and voids of days that no close names yet. */
  open_sum: {
    shop: "text",
    stream: "text",
    day: "date",
    till: "text",
    what: "text",
    amount: "bigint",
  },
  /** How far the closes of a day have heard the chains of tills. */
  frontier: { shop: "text", stream: "text", origin: "text", last: "bigint" },
  /** What people did besides selling: voids, discounts, returns, openings and moves of drawers. */
  act: {
    shop: "text",
    stream: "text",
    day: "date",
    place: "bigint",
    act: "text",
    till: "text",
    at_ms: "bigint",
    staff: "text",
    approved: "text",
    of_number: "text",
    goods: "text",
    amount: "bigint",
    currency: "text",
    reason: "text",
    undone: "boolean",
  },
  /** `ended_ms` is 0 while it is open; minutes are 0 then. */
  shift: {
    shop: "text",
    shift: "text",
    staff: "text",
    day: "date",
    begun_ms: "bigint",
    ended_ms: "bigint",
    presence: "bigint",
    work: "bigint",
    paid_breaks: "bigint",
    unpaid_breaks: "bigint",
    corrected: "boolean",
    doubted: "boolean",
  },
  stock_level: { shop: "text", sku: "text", place: "text", quantity: "bigint" },
  /** What a business day did with an article: quantities, and of `paid` an amount. */
  stock_move: { shop: "text", day: "date", sku: "text", deed: "text", quantity: "bigint" },
  /** Open questions about money, and about chains of which two voices count. */
  attention: {
    shop: "text",
    place: "bigint",
    type: "text",
    subject: "text",
    of_number: "text",
    day: "text",
    amount: "bigint",
  },
  /**
   * A stream of which no rows can be written, by the chain of the transaction that says so and the database's code for it:
   * the rest goes on without it.
   */
  set_aside: { shop: "text", stream: "text", origin: "text", code: "text" },
  /** What the ledger consists of, as a till takes it in: packed segments, and the transactions after them. */
  piece: {
    shop: "text",
    origin: "text",
    last: "bigint",
    hash: "text",
    packed: "boolean",
    first: "bigint",
    bytes: "bytea",
  },
  /**
   * What else brings a shop back, as JSON: its `founding`, its `word`s that devices are shut out, and its secrets, each
   * `sealed` for the recovery sheet.
   */
  recovery: { shop: "text", what: "text", id: "text", body: "text" },
  /** By which sums a stream counts: where a mark moves, the rows of those sums are written anew. */
  mark: { shop: "text", stream: "text", what: "text", mark: "text" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

export type TableName = keyof typeof TABLES;

interface Values {
  readonly text: string;
  readonly bigint: number;
  readonly date: string;
  readonly boolean: boolean;
  readonly bytea: Uint8Array;
}

export type RowOf<Table extends TableName> = {
  readonly [
    Column in keyof (typeof TABLES)[Table]
  ]: (typeof TABLES)[Table][Column] extends keyof Values
    ? Values[(typeof TABLES)[Table][Column]]
    : never;
};

/** A row without the shop, which is the same in all that are written together. */
export type OwnRow<Table extends TableName> = Omit<RowOf<Table>, "shop">;

/** Rows by their tables. */
export type ShopRows = {
  readonly [Table in TableName]?: ReadonlyArray<OwnRow<Table>>;
};

/** The tables whose rows are made of a stream. */
export const STREAM_TABLES = [
  "receipt",
  "receipt_line",
  "receipt_tax",
  "payment",
  "refund",
  "day",
  "day_close",
  "z",
  "closed_sum",
  "open_sum",
  "frontier",
  "act",
  "set_aside",
  "mark",
] as const satisfies ReadonlyArray<TableName>;
