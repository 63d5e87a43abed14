/**
 * Checks a ledger against itself: the database file, each chain of events from its first, the numbers
 * of the receipts, and the folded state against one that is folded anew beside it.
 *
 * Nothing is changed, also not by a flush, and nothing is believed that was checked on the way in:
 * whoever asks has a reason. Of each origin the first wrong event is named, because everything after
 * it hangs on it.
 */

import { duplicates } from "../domain/duplicates.ts";
import { type ReceiptIssued } from "../domain/events/order-events.ts";
import { deviceOf, type Hash, type Origin } from "../domain/identity.ts";
import { chainStart, eventHash, isSignedBy } from "./chain.ts";
import { decodeEnvelope, type Envelope } from "./envelope.ts";
import { type Ledger } from "./ledger.ts";
import { chainsOf, type QuarantinedRange, toRange } from "./quarantine.ts";
import { liveRows, refoldedRows, type SharedRow } from "./shared-tables.ts";
import { stageOneFrom } from "./stage-one-from-scratch.ts";
import { type StageOne } from "./stage-one.ts";
import { type TransactionRow } from "./store.ts";
import { type StoredTransaction, toStoredTransaction } from "./stored-transaction.ts";

export interface Finding {
  readonly check: "sqlite" | "chain" | "numbering" | "projection";
  /** Origin and seq, series and number, or table and key. */
  readonly where: string;
  readonly sentence: string;
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
  const origins = store.origins();
  const readable = origins.flatMap((origin) => checked.read(origin));
  const stageOne = stageOneFrom(identity, readable);
  const chainFindings = origins.flatMap((origin) => checked.firstWrong(origin, stageOne) ?? []);
  const findings = [
    ...chainFindings,
    ...numberingFindings(readable, stageOne),
    ...(chainsOnly ? [] : projectionFindings(ledger, chainFindings.length > 0)),
  ];
  return {
    transactions: readable.length,
    events: readable.reduce((sum, { events }) => sum + events.length, 0),
    origins: origins.length,
    findings,
    quarantined: chainsOf(readable, stageOne).map(toRange),
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

interface Chains {
  /** An origin's transactions as far as their bytes can be read. */
  readonly read: (origin: Origin) => ReadonlyArray<StoredTransaction>;
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
        return [toStoredTransaction(decoded.value, row.hash)];
      });
    },
    firstWrong: (origin, stageOne) => {
      const key = stageOne.keyOf(deviceOf(origin));
      const ends = new Map<number, ReadonlyArray<Hash>>([[0, [chainStart(identity.shop, origin)]]]);
      let lastSeq = 0;
      for (const row of rowsByOrigin.get(origin) ?? []) {
        done += 1;
        onProgress?.(done, total);
        const wrong = checkRow(row, { origin, ends, lastSeq, key });
        if (wrong !== undefined) {
          const { seq, reason } = wrong;
          const sentence = `Event ${seq} of ${origin}: ${reason}`;
          return { check: "chain", where: `${origin} ${seq}`, sentence };
        }
        lastSeq = row.last;
        ends.set(row.last, [...(ends.get(row.last) ?? []), row.hash]);
      }
      return undefined;
    },
  };
}

interface Place {
  readonly origin: Origin;
  /** What the rows before this one end with, by number: several after a fork. */
  readonly ends: ReadonlyMap<number, ReadonlyArray<Hash>>;
  readonly lastSeq: number;
  readonly key: string | undefined;
}

interface Wrong {
  readonly seq: number;
  readonly reason: string;
}

function checkRow(row: TransactionRow, place: Place): Wrong | undefined {
  const decoded = decodeEnvelope(row.bytes);
  if (!decoded.ok) {
    return { seq: row.first, reason: `its bytes can't be read (${decoded.fault.reason}).` };
  }
  const { value: envelope } = decoded;
  const { seq } = envelope.first;
  const misplaced = wrongPlace(row, envelope, place);
  if (misplaced !== undefined) return misplaced;
  const before = place.ends.get(seq - 1) ?? [];
  const reason = wrongWords(row, envelope, { before, key: place.key });
  return reason === undefined ? undefined : { seq, reason };
}

function wrongPlace(
  row: TransactionRow,
  { first, events }: Envelope,
  { origin, ends, lastSeq }: Place,
): Wrong | undefined {
  const { seq } = first;
  if (first.origin !== origin) return { seq, reason: `it is of another origin, ${first.origin}.` };
  const last = seq + events.length - 1;
  if (row.first !== seq || row.last !== last) {
    return { seq, reason: "its row is filed under another number." };
  }
  if (ends.has(seq - 1)) return undefined;
  return seq > lastSeq
    ? { seq: lastSeq + 1, reason: `it is missing; the next one is ${seq}.` }
    : { seq, reason: "what it follows is missing." };
}

function wrongWords(
  row: TransactionRow,
  envelope: Envelope,
  { before, key }: { readonly before: ReadonlyArray<Hash>; readonly key: string | undefined },
): string | undefined {
  const isOnChain = before.some((end) => envelope.events.reduce(eventHash, end) === row.hash);
  if (!isOnChain) return "its hash is not the one that was stored: it was changed.";
  if (key === undefined) return "no device of the shop has this name.";
  const isSigned = isSignedBy(key, row.hash, envelope.signature);
  return isSigned ? undefined : "its signature is not its device's.";
}

/**
 * From the receipts themselves, whatever was folded; quarantined ones keep their numbers. A number
 * that two branches of a fork gave is a matter for a person, and no damage: stage 1 names it.
 */
function numberingFindings(
  transactions: ReadonlyArray<StoredTransaction>,
  stageOne: StageOne,
): ReadonlyArray<Finding> {
  const numbersBySeries = new Map<string, { readonly all: number[]; readonly counted: number[] }>();
  for (const transaction of transactions) {
    const isCounted =
      stageOne.linkAt(transaction.hash) === undefined && stageOne.isAdmitted(transaction);
    for (const { series, no } of receiptsOf(transaction)) {
      const numbers = numbersBySeries.get(series) ?? { all: [], counted: [] };
      numbersBySeries.set(series, numbers);
      numbers.all.push(no);
      if (isCounted) numbers.counted.push(no);
    }
  }
  return [...numbersBySeries].flatMap(([series, { all, counted }]) =>
    seriesFindings(series, { all, counted }),
  );
}

function receiptsOf({ events }: StoredTransaction): ReadonlyArray<ReceiptIssued> {
  return events.flatMap(({ known }) => (known?.kind === "receipt/issued" ? [known.body] : []));
}

function seriesFindings(
  series: string,
  {
    all,
    counted,
  }: { readonly all: ReadonlyArray<number>; readonly counted: ReadonlyArray<number> },
): ReadonlyArray<Finding> {
  const sorted = [...new Set(all)].toSorted((a, b) => a - b);
  const gaps = sorted.flatMap((no, index): ReadonlyArray<[number, Finding]> => {
    const from = (sorted[index - 1] ?? 0) + 1;
    if (no === from) return [];
    const sentence = `Receipts ${series} ${from} to ${no - 1} are missing.`;
    return [[from, { check: "numbering", where: `${series} ${from}`, sentence }]];
  });
  const twice = duplicates(counted).map((no): [number, Finding] => {
    const where = `${series} ${no}`;
    return [no, { check: "numbering", where, sentence: `Receipt ${where} was issued twice.` }];
  });
  return [...gaps, ...twice].toSorted(([a], [b]) => a - b).map(([, finding]) => finding);
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
