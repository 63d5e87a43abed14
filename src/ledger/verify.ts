/**
 * Checks a ledger against itself: the database file, each chain of events from its first, the numbers
 * of the receipts, and the folded state against one that is folded anew beside it.
 *
 * Nothing is changed, also not by a flush, and nothing is believed that was checked on the way in:
 * whoever asks has a reason. Of each origin the first wrong event is named, because everything after
 * it hangs on it.
 */

import { type ReceiptIssued } from "../domain/events/order-events.ts";
import { deviceOf, type Hash, type Origin, type ShopId } from "../domain/identity.ts";
import { chainStart, eventHash, isSignedBy } from "./chain.ts";
import { decodeEnvelope, type Envelope } from "./envelope.ts";
import { type Ledger } from "./ledger.ts";
import { liveRows, refoldedRows, type SharedRow } from "./shared-tables.ts";
import { createStageOne, type StageOne } from "./stage-one.ts";
import { type TransactionRow } from "./store.ts";
import { type StoredTransaction, toStoredTransaction } from "./stored-transaction.ts";

export interface Finding {
  readonly check: "sqlite" | "chain" | "numbering" | "projection";
  /** Origin and seq, series and number, or table and key. */
  readonly where: string;
  readonly sentence: string;
}

export interface QuarantinedRange {
  readonly origin: Origin;
  readonly fromSeq: number;
  readonly toSeq: number;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly transactions: number;
  readonly events: number;
  readonly origins: number;
  readonly findings: ReadonlyArray<Finding>;
  /** Stored but not counted; no fault of the ledger. */
  readonly quarantined: ReadonlyArray<QuarantinedRange>;
}

export interface VerifyOptions {
  /** Told after each transaction that was checked. */
  readonly onProgress?: (checked: number, total: number) => void;
  /** Leaves the folded state alone: chains, signatures and numbers, at about half the cost. */
  readonly chainsOnly?: boolean;
}

/** One consistent look at everything; other processes may go on selling meanwhile. */
export function verifyLedger(ledger: Ledger, options: VerifyOptions = {}): VerifyReport {
  const reports: VerifyReport[] = [];
  try {
    ledger.db.transaction(() => reports.push(verifyInside(ledger, options))).deferred();
  } catch (cause) {
    // On a damaged file even the end of a read fails; nothing was written that could be lost.
    if (reports.length === 0) throw cause;
  }
  const [report] = reports;
  if (report === undefined) throw new Error("The check of the ledger gave no report.");
  return report;
}

function verifyInside(ledger: Ledger, options: VerifyOptions): VerifyReport {
  const damage = sqliteFindings(ledger);
  try {
    const report = verifyEvents(ledger, options);
    const findings = [...damage, ...report.findings];
    return { ...report, ok: findings.length === 0, findings };
  } catch (cause) {
    if (damage.length === 0) throw cause;
    // What stands on a damaged page can't be looked at: the damage is the news.
    return { ok: false, transactions: 0, events: 0, origins: 0, findings: damage, quarantined: [] };
  }
}

function verifyEvents(
  ledger: Ledger,
  { onProgress, chainsOnly = false }: VerifyOptions,
): Omit<VerifyReport, "ok"> {
  const { store, identity } = ledger;
  const checked = createChains(ledger, onProgress);
  const stageOne = createStageOne(identity.founder);
  const origins = store.origins();
  const readable = origins.flatMap((origin) => checked.read(origin));
  for (const { transaction } of readable) stageOne.note(transaction);
  const chainFindings = origins.flatMap((origin) => checked.firstWrong(origin, stageOne) ?? []);
  const findings = [
    ...chainFindings,
    ...numberingFindings(readable.map(({ transaction }) => transaction)),
    ...(chainsOnly ? [] : projectionFindings(ledger, chainFindings.length > 0)),
  ];
  return {
    transactions: readable.length,
    events: readable.reduce((sum, { transaction }) => sum + transaction.events.length, 0),
    origins: origins.length,
    findings,
    quarantined: quarantinedRanges(readable, stageOne),
  };
}

function sqliteFindings({ db }: Ledger): ReadonlyArray<Finding> {
  try {
    const answers = db.pragma("integrity_check") as ReadonlyArray<{
      readonly integrity_check: string;
    }>;
    return answers
      .map((answer) => answer.integrity_check)
      .filter((answer) => answer !== "ok")
      .map((answer) => ({
        check: "sqlite",
        where: "file",
        sentence: `SQLite finds its file damaged: ${answer}.`,
      }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    const sentence = `SQLite finds its file damaged, and can't read it to the end: ${reason}.`;
    return [{ check: "sqlite", where: "file", sentence }];
  }
}

interface ReadRow {
  readonly row: TransactionRow;
  readonly transaction: StoredTransaction;
}

interface Chains {
  /** An origin's transactions as far as their bytes can be read. */
  readonly read: (origin: Origin) => ReadonlyArray<ReadRow>;
  readonly firstWrong: (origin: Origin, stageOne: StageOne) => Finding | undefined;
}

function createChains(
  { store, identity }: Ledger,
  onProgress: VerifyOptions["onProgress"],
): Chains {
  const total = store.count();
  let done = 0;
  const rowsByOrigin = new Map<Origin, ReadonlyArray<TransactionRow>>();

  return {
    read: (origin) => {
      const rows = [...store.ofOrigin(origin, 0)];
      rowsByOrigin.set(origin, rows);
      return rows.flatMap((row) => {
        const decoded = decodeEnvelope(row.bytes);
        if (!decoded.ok || decoded.value.first.origin !== origin) return [];
        return [{ row, transaction: toStoredTransaction(decoded.value, row.hash) }];
      });
    },
    firstWrong: (origin, stageOne) => {
      const key = stageOne.keyOf(deviceOf(origin));
      let place: Place = startOf(identity.shop, origin);
      for (const row of rowsByOrigin.get(origin) ?? []) {
        done += 1;
        onProgress?.(done, total);
        const next = checkRow(row, { place, key });
        if (typeof next === "string") {
          const where = `${origin} ${place.seq + 1}`;
          return {
            check: "chain",
            where,
            sentence: `Event ${place.seq + 1} of ${origin}: ${next}`,
          };
        }
        place = next;
      }
      return undefined;
    },
  };
}

interface Place {
  readonly origin: Origin;
  readonly seq: number;
  readonly hash: Hash;
}

function startOf(shop: ShopId, origin: Origin): Place {
  return { origin, seq: 0, hash: chainStart(shop, origin) };
}

/** Where the chain stands after a row, or what is wrong with it. */
function checkRow(
  row: TransactionRow,
  { place, key }: { readonly place: Place; readonly key: string | undefined },
): Place | string {
  const decoded = decodeEnvelope(row.bytes);
  if (!decoded.ok) return `its bytes can't be read (${decoded.fault.reason}).`;
  const { value: envelope } = decoded;
  const wrong = wrongPlace(row, envelope, place);
  if (wrong !== undefined) return wrong;
  const hash = envelope.events.reduce(eventHash, place.hash);
  if (hash !== row.hash) return "its hash is not the one that was stored: it was changed.";
  if (key === undefined) return "no device of the shop has this name.";
  if (!isSignedBy(key, hash, envelope.signature)) return "its signature is not its device's.";
  return { origin: place.origin, seq: row.last, hash };
}

function wrongPlace(row: TransactionRow, envelope: Envelope, place: Place): string | undefined {
  const { first, events } = envelope;
  if (first.origin !== place.origin) return `it is of another origin, ${first.origin}.`;
  if (first.seq > place.seq + 1) return `it is missing; the next one is ${first.seq}.`;
  if (first.seq <= place.seq) return `it is there twice: ${first.seq} comes again.`;
  const last = first.seq + events.length - 1;
  return row.first === first.seq && row.last === last
    ? undefined
    : "its row is filed under another number.";
}

/** From the receipts themselves, whatever was folded; quarantined ones keep their numbers. */
function numberingFindings(transactions: ReadonlyArray<StoredTransaction>): ReadonlyArray<Finding> {
  const bySeries = Map.groupBy(transactions.flatMap(receiptsOf), ({ series }) => series);
  return [...bySeries].flatMap(([series, receipts]) =>
    seriesFindings(
      series,
      receipts.map(({ no }) => no),
    ),
  );
}

function receiptsOf({ events }: StoredTransaction): ReadonlyArray<ReceiptIssued> {
  return events.flatMap(({ known }) => (known?.kind === "receipt/issued" ? [known.body] : []));
}

function seriesFindings(series: string, numbers: ReadonlyArray<number>): ReadonlyArray<Finding> {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted.flatMap((no, index): ReadonlyArray<Finding> => {
    const before = sorted[index - 1] ?? 0;
    const where = `${series} ${no}`;
    if (no === before) {
      return [{ check: "numbering", where, sentence: `Receipt ${where} was issued twice.` }];
    }
    if (no === before + 1) return [];
    const missing = `Receipts ${series} ${before + 1} to ${no - 1} are missing.`;
    return [{ check: "numbering", where: `${series} ${before + 1}`, sentence: missing }];
  });
}

/** The first row that differs; all rows of a broken chain's ledger are in doubt anyway. */
function projectionFindings(ledger: Ledger, isChainBroken: boolean): ReadonlyArray<Finding> {
  try {
    const difference = firstDifference(liveRows(ledger), refoldedRows(ledger));
    return difference === undefined ? [] : [difference];
  } catch (cause) {
    // Bytes that can't be read can't be folded: the chain has said so already.
    if (isChainBroken) return [];
    throw cause;
  }
}

function firstDifference(
  live: ReadonlyArray<SharedRow>,
  refolded: ReadonlyArray<SharedRow>,
): Finding | undefined {
  const length = Math.max(live.length, refolded.length);
  for (let index = 0; index < length; index += 1) {
    const [mine, theirs] = [live[index], refolded[index]];
    if (mine?.join("\0") === theirs?.join("\0")) continue;
    const [here, there] = [nameOf(mine), nameOf(theirs)];
    const where = here === there ? here : `${here} | ${there}`;
    const sentence = `The folded state differs from the events first at ${where}.`;
    return { check: "projection", where, sentence };
  }
  return undefined;
}

function nameOf(row: SharedRow | undefined): string {
  return row === undefined ? "nothing" : `${row[0]} ${row[1]}`;
}

function quarantinedRanges(
  readable: ReadonlyArray<ReadRow>,
  stageOne: StageOne,
): ReadonlyArray<QuarantinedRange> {
  const ranges = new Map<Origin, QuarantinedRange>();
  for (const { transaction } of readable) {
    if (stageOne.isAdmitted(transaction)) continue;
    const { origin, first, last } = transaction;
    const fromSeq = ranges.get(origin)?.fromSeq ?? first;
    ranges.set(origin, { origin, fromSeq, toSeq: last });
  }
  return [...ranges.values()];
}
