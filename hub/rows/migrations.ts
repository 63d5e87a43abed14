/**
 * The steps in which the database came to be what it is, each written once for ever. SQL that PostgreSQL 15 takes, and
 * whatever is built from it: each primary key begins with the shop, no sequence, no trigger.
 */

import { type Kysely, sql } from "kysely";
import { type Migration, type MigrationProvider } from "kysely/migration";

import { SECURITY_STEP } from "./row-security.ts";
import { VIEWS_STEP } from "./views.ts";

const FIRST = `
CREATE SCHEMA till;
CREATE TABLE till.shop (
  shop text PRIMARY KEY, name text NOT NULL, zone text NOT NULL, currency text NOT NULL, demo boolean NOT NULL
);
CREATE TABLE till.device (
  shop text, device text, code text NOT NULL, name text NOT NULL, rights text NOT NULL, revoked boolean NOT NULL,
  PRIMARY KEY (shop, device)
);
CREATE TABLE till.day_sum (
  shop text, day date, till text, what text, amount bigint NOT NULL, PRIMARY KEY (shop, day, till, what)
);
CREATE INDEX day_sum_by_day ON till.day_sum (day) INCLUDE (shop, what, amount);
CREATE TABLE till.receipt (
  shop text, stream text, receipt text, number text NOT NULL, till text NOT NULL, day date NOT NULL,
  at_ms bigint NOT NULL, staff text NOT NULL, total bigint NOT NULL, rounding bigint NOT NULL,
  PRIMARY KEY (shop, stream, receipt)
);
CREATE TABLE till.receipt_line (
  shop text, stream text, receipt text, place bigint, sku text NOT NULL, name text NOT NULL,
  quantity bigint NOT NULL, net bigint NOT NULL, PRIMARY KEY (shop, stream, receipt, place)
);
CREATE TABLE till.receipt_tax (
  shop text, stream text, receipt text, place bigint, label text NOT NULL, rate bigint NOT NULL,
  base bigint NOT NULL, tax bigint NOT NULL, PRIMARY KEY (shop, stream, receipt, place)
);
CREATE TABLE till.payment (
  shop text, stream text, payment text, day date NOT NULL, till text NOT NULL, method text NOT NULL,
  amount bigint NOT NULL, PRIMARY KEY (shop, stream, payment)
);
CREATE TABLE till.refund (
  shop text, stream text, refund text, number text NOT NULL, receipt text NOT NULL, till text NOT NULL,
  day date NOT NULL, at_ms bigint NOT NULL, staff text NOT NULL, total bigint NOT NULL,
  PRIMARY KEY (shop, stream, refund)
);
CREATE TABLE till.progress (
  shop text PRIMARY KEY, arrival bigint NOT NULL, last text NOT NULL, rules text NOT NULL
)`;

/** Rows of before had no marks: they are made anew. */
const WHOLE = `
DROP TABLE till.progress;
CREATE TABLE till.progress (
  shop text PRIMARY KEY, step bigint NOT NULL, arrival bigint NOT NULL, last text NOT NULL, rules text NOT NULL,
  again bigint NOT NULL, again_to bigint NOT NULL, tail bigint NOT NULL, packed text NOT NULL
);
CREATE TABLE till.day (
  shop text, stream text, day date NOT NULL, closed boolean NOT NULL, total bigint NOT NULL,
  missing_zs bigint NOT NULL, later_zs bigint NOT NULL, missing_tills text NOT NULL, PRIMARY KEY (shop, stream)
);
CREATE TABLE till.day_close (
  shop text, stream text, close text, day date NOT NULL, till text NOT NULL, at_ms bigint NOT NULL,
  asked text NOT NULL, zs bigint NOT NULL, missing_tills text NOT NULL, PRIMARY KEY (shop, stream, close)
);
CREATE TABLE till.z (
  shop text, stream text, z text, series text NOT NULL, no bigint NOT NULL, day date NOT NULL, till text NOT NULL,
  at_ms bigint NOT NULL, first bigint NOT NULL, last bigint NOT NULL, total bigint NOT NULL, program text NOT NULL,
  PRIMARY KEY (shop, stream, z)
);
CREATE TABLE till.closed_sum (
  shop text, stream text, day date NOT NULL, till text, what text, amount bigint NOT NULL,
  PRIMARY KEY (shop, stream, till, what)
);
CREATE TABLE till.act (
  shop text, stream text, day date, place bigint, act text NOT NULL, till text NOT NULL, at_ms bigint NOT NULL,
  staff text NOT NULL, approved text NOT NULL, of_number text NOT NULL, goods text NOT NULL, amount bigint NOT NULL,
  currency text NOT NULL, reason text NOT NULL, undone boolean NOT NULL, PRIMARY KEY (shop, stream, day, place)
);
CREATE TABLE till.shift (
  shop text, shift text, staff text NOT NULL, day date NOT NULL, begun_ms bigint NOT NULL, ended_ms bigint NOT NULL,
  presence bigint NOT NULL, work bigint NOT NULL, paid_breaks bigint NOT NULL, unpaid_breaks bigint NOT NULL,
  corrected boolean NOT NULL, doubted boolean NOT NULL, PRIMARY KEY (shop, shift)
);
CREATE TABLE till.stock_level (
  shop text, sku text, place text, quantity bigint NOT NULL, PRIMARY KEY (shop, sku, place)
);
CREATE TABLE till.stock_move (
  shop text, day date, sku text, deed text, quantity bigint NOT NULL, PRIMARY KEY (shop, day, sku, deed)
);
CREATE TABLE till.attention (
  shop text, place bigint, type text NOT NULL, subject text NOT NULL, of_number text NOT NULL, day text NOT NULL,
  amount bigint NOT NULL, PRIMARY KEY (shop, place)
);
CREATE TABLE till.piece (
  shop text, origin text, last bigint, hash text, packed boolean, first bigint NOT NULL, bytes bytea NOT NULL,
  PRIMARY KEY (shop, origin, last, hash, packed)
);
CREATE TABLE till.mark (shop text, stream text, what text, mark text NOT NULL, PRIMARY KEY (shop, stream, what))`;

/** Reports over shops look for days; the page asks for the hours of one, and for the lines of its receipts. */
const BY_DAY = `
CREATE TABLE till.person_day (
  shop text, day date, till text, staff text, receipts bigint NOT NULL, sold bigint NOT NULL,
  refunded bigint NOT NULL, PRIMARY KEY (shop, day, till, staff)
);
CREATE INDEX person_day_by_day ON till.person_day (day) INCLUDE (shop, till, staff, receipts, sold, refunded);
CREATE TABLE till.traded_day (shop text, day date, PRIMARY KEY (shop, day));
CREATE INDEX traded_day_by_day ON till.traded_day (day);
CREATE INDEX closed_sum_by_day ON till.closed_sum (day) INCLUDE (shop, what, amount);
CREATE INDEX receipt_by_day ON till.receipt (shop, day) INCLUDE (at_ms, total);
CREATE INDEX refund_of_day ON till.refund (shop, day);
CREATE INDEX shift_by_day ON till.shift (day) INCLUDE (shop, staff, work)`;

const HEARD = `
CREATE TABLE till.frontier (
  shop text, stream text, origin text, last bigint NOT NULL, PRIMARY KEY (shop, stream, origin)
);
CREATE TABLE till.heard (shop text PRIMARY KEY, at_ms bigint NOT NULL)`;

const RECOVERY = `
CREATE TABLE till.recovery (shop text, what text, id text, body text NOT NULL, PRIMARY KEY (shop, what, id));
ALTER TABLE till.recovery ENABLE ROW LEVEL SECURITY`;

const SET_ASIDE = `
CREATE TABLE till.set_aside (
  shop text, stream text, origin text NOT NULL, code text NOT NULL, PRIMARY KEY (shop, stream)
);
ALTER TABLE till.set_aside ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_group ON till.set_aside FOR SELECT USING (shop = ANY(till.shops()))`;

const OPEN_DAYS = `
CREATE TABLE till.open_sum (
  shop text, stream text, day date, till text, what text, amount bigint NOT NULL,
  PRIMARY KEY (shop, stream, day, till, what)
);
CREATE INDEX open_sum_by_day ON till.open_sum (day) INCLUDE (shop, what, amount);
ALTER TABLE till.open_sum ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_group ON till.open_sum FOR SELECT USING (shop = ANY(till.shops()))`;

const STEPS: Readonly<Record<string, string>> = {
  "001-first": FIRST,
  "002-whole": WHOLE,
  "003-heard": HEARD,
  "004-by-day": BY_DAY,
  // The last step that changes a view makes all of them.
  "005-views": "",
  "006-readers": SECURITY_STEP,
  "007-recovery": RECOVERY,
  "008-set-aside": SET_ASIDE,
  "009-open-days": `${OPEN_DAYS};\n${VIEWS_STEP}`,
};

/** In the order in which they are taken. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve(
      Object.fromEntries(
        Object.entries(STEPS).map(([name, text]): [string, Migration] => [
          name,
          { up: (db) => runAll(db, text) },
        ]),
      ),
    ),
};

/** One after the other, because a prepared statement is one. */
async function runAll(db: Kysely<unknown>, text: string): Promise<void> {
  for (const statement of text.split(";")) {
    if (statement.trim() !== "") await sql.raw(statement).execute(db);
  }
}
