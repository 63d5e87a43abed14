/**
 * How far the rows of a shop are. `arrival` is the place in the ledger up to which all is written; by other rules other
 * events count, so what was written before is written `again`, in place and beside what comes in meanwhile.
 */

import { sql } from "kysely";

import { type Ledger } from "../../src/ledger/ledger.ts";
import { holdsWritten } from "./pieces.ts";
import { type Rows } from "./rows-database.ts";

export interface Progress {
  /** Counted up by each commit: another office that has moved on meanwhile is found out by it. */
  readonly step: number;
  readonly arrival: number;
  /** The hash of the transaction with that arrival: another ledger has another one there. */
  readonly last: string;
  readonly rules: string;
  /** What was written by other rules: up to where it is written again, and how far that is. */
  readonly again: number;
  readonly again_to: number;
  /** Up to where the transactions of the tail are among the pieces. */
  readonly tail: number;
  /** Names what was packed into segments then; empty while the pieces are not all there. */
  readonly packed: string;
}

const NOTHING: Progress = {
  step: 0,
  arrival: 0,
  last: "",
  rules: "",
  again: 0,
  again_to: 0,
  tail: 0,
  packed: "",
};

/** Returns from where rows are written; undefined where the ledger knows less than they say. */
export async function whereToGoOn(
  rows: Rows,
  ledger: Ledger,
  rules: string,
): Promise<Progress | undefined> {
  const found = await progressOf(rows, ledger.identity.shop);
  if (found === undefined) return { ...NOTHING, rules };
  const { step, arrival, last } = found;
  if (lastAt(ledger, arrival) !== last) {
    // The ledger came back from a copy, or was heard anew: nothing is taken back.
    if (!(await holdsWritten(rows, ledger))) return undefined;
    return { ...NOTHING, step, rules, tail: found.tail };
  }
  return found.rules === rules ? found : { ...found, rules, again: 0, again_to: arrival };
}

async function progressOf(rows: Rows, shop: string): Promise<Progress | undefined> {
  const { rows: found } = await sql<Progress>`
    SELECT step, arrival, last, rules, again, again_to, tail, packed
    FROM till.progress WHERE shop = ${shop}`.execute(rows);
  return found[0];
}

function lastAt({ store }: Ledger, arrival: number): string {
  if (arrival === 0) return "";
  for (const row of store.after(arrival - 1)) return row.arrival === arrival ? row.hash : "";
  return "";
}

/** False where another office has moved on meanwhile: nothing is written then. */
export async function movesOn(commit: Rows, shop: string, to: Progress): Promise<boolean> {
  const { step, arrival, last, rules, again, again_to: againTo, tail, packed } = to;
  const moved =
    step === 0
      ? await sql`
          INSERT INTO till.progress (shop, step, arrival, last, rules, again, again_to, tail, packed)
          VALUES (${shop}, 1, ${arrival}, ${last}, ${rules}, ${again}, ${againTo}, ${tail}, ${packed})
          ON CONFLICT (shop) DO NOTHING`.execute(commit)
      : await sql`
          UPDATE till.progress
          SET step = ${step + 1}, arrival = ${arrival}, last = ${last}, rules = ${rules},
            again = ${again}, again_to = ${againTo}, tail = ${tail}, packed = ${packed}
          WHERE shop = ${shop} AND step = ${step}`.execute(commit);
  return moved.numAffectedRows === 1n;
}
