/** The spool's queue in the ledger's own encrypted file: a paper is as durable as what it tells of. */

import { type Db } from "../../ledger/database.ts";
import { type DocumentKind } from "../../printer/document.ts";
import {
  type JobState,
  OPEN,
  type SpoolJob,
  type SpoolStore,
} from "../../printer/spool/spool-store.ts";
import { type TillHere } from "../till/till.ts";

const HANDED_OVER: ReadonlySet<JobState> = new Set(["sending", "printed", "sent"]);

interface JobRow {
  readonly id: number;
  readonly document_id: string;
  readonly printer: string;
  readonly copy: number;
  readonly kind: SpoolJob["kind"];
  readonly document: string;
  readonly created_ms: number;
  readonly state: JobState;
  readonly fresh_from_ms: number;
  readonly attempts: number;
  readonly doubts: number;
  readonly last_fault: string;
  readonly note: string;
  readonly outcome_told: number;
}

export interface PaperMove {
  /** The job as it was read: one that has changed printer or state meanwhile is not moved. */
  readonly job: SpoolJob;
  readonly printer: string;
  /** The document on the new printer; unchanged unless given. */
  readonly document?: string | undefined;
  /** A person wants this paper at that moment: it comes out by itself, whatever it waited for. */
  readonly releasedMs?: number;
}

/**
 * `there`: that printer has printed the same paper or has it in hand, so this one is put aside. `gone`:
 * nothing is as it was read, and nothing has changed.
 */
export type PaperMoved = "moved" | "there" | "gone";

/** A till that is open, with the papers that wait here. */
export interface TillPapers extends TillHere {
  readonly jobs: PrintJobStore;
}

export interface PrintJobStore extends SpoolStore {
  /** Returns a text that differs after each change of the file, by any process. */
  readonly version: () => string;
  /** The newest first. */
  readonly latest: (limit: number) => ReadonlyArray<SpoolJob>;
  /** Returns the kind of the oldest jobs, and when the first was made; undefined for none. */
  readonly oldest: (printer: string, states: ReadonlyArray<JobState>) => OldestPapers | undefined;
  readonly ofDocument: (documentId: string) => ReadonlyArray<SpoolJob>;
  /** The printers that were given a job after this one, each with its newest. */
  readonly newestSince: (
    jobId: number,
  ) => ReadonlyArray<{ readonly printer: string; readonly id: number }>;
  /** The only way in which another printer gets a paper that waits here. */
  readonly move: (wish: PaperMove) => PaperMoved;
  /** Tickets that are not done with and not on their way, the newest first; no further copies of any. */
  readonly openTickets: (
    limit: number,
    states?: ReadonlyArray<JobState>,
  ) => ReadonlyArray<SpoolJob>;
  /** Drops jobs that were made before then, are done and have been told; says how many. */
  readonly forget: (beforeMs: number, limit: number) => number;
}

export interface OldestPapers {
  readonly kinds: ReadonlySet<DocumentKind>;
  readonly sinceMs: number;
}

/** Beyond so many nobody asks of which kind each is. */
const OLDEST_MAX = 100;

export function createPrintJobStore(db: Db): PrintJobStore {
  const { insert, byKey, byId, latest, ofDocument, newestSince, forget, update, rewrite } =
    prepare(db);
  const count = prepareCount(db);
  const noted = prepareNoted(db);
  const own = db.prepare<[], { readonly changes: number }>("SELECT total_changes() AS changes");
  const printersWith = preparePrintersWith(db);
  const oldest = prepareOldest(db);

  function save(job: SpoolJob, from: JobState): boolean {
    const reported = job.outcomeReported ? 1 : 0;
    const { state, freshFromMs, attempts, doubts, lastFault, note, id, printer } = job;
    const written = [state, freshFromMs, attempts, doubts, lastFault, note, reported] as const;
    return update.run(...written, id, from, printer).changes === 1;
  }

  return {
    version: () => `${own.get()?.changes} ${db.dataVersion()}`,
    add: ({ documentId, printer, copy, kind, document, createdMs }) => {
      db.write(() => insert.run(documentId, printer, copy, kind, document, createdMs, createdMs));
      const row = byKey.get(documentId, printer, copy);
      if (row === undefined) throw new Error(`The job for ${documentId} was not written.`);
      return toJob(row);
    },
    byId: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : toJob(row);
    },
    find: prepareFind(db),
    noted: (printer) => noted.all(printer).map(toJob),
    count: (printer, states) =>
      states.reduce((sum, state) => sum + (count.get(state, printer)?.jobs ?? 0), 0),
    printersWith: (states) => [...new Set(states.flatMap(printersWith))].toSorted(),
    save: (job, from) => db.write(() => save(job, from)),
    saveAll: (jobs, from) =>
      jobs.length === 0 ? [] : db.write(() => jobs.filter((job) => save(job, from ?? job.state))),
    latest: (limit) => latest.all(limit).map(toJob),
    oldest,
    ofDocument: (documentId) => ofDocument.all(documentId).map(toJob),
    newestSince: (jobId) => newestSince.all(jobId),
    move: prepareMove(db),
    openTickets: prepareOpenTickets(db),
    rewrite: (jobId, document) => {
      db.write(() => rewrite.run(document, jobId));
    },
    forget: (beforeMs, limit) => db.write(() => forget.run(beforeMs, limit)).changes,
  };
}

function prepare(db: Db) {
  const insert = db.prepare<[string, string, number, string, string, number, number]>(
    `INSERT OR IGNORE INTO print_jobs
     (document_id, printer, copy, kind, document, created_ms, state, fresh_from_ms, attempts, doubts,
      last_fault, outcome_told)
     VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, 0, 0, '', 0)`,
  );
  const byKey = db.prepare<[string, string, number], JobRow>(
    "SELECT * FROM print_jobs WHERE document_id = ? AND printer = ? AND copy = ?",
  );
  const byId = db.prepare<[number], JobRow>("SELECT * FROM print_jobs WHERE id = ?");
  const latest = db.prepare<[number], JobRow>("SELECT * FROM print_jobs ORDER BY id DESC LIMIT ?");
  const ofDocument = db.prepare<[string], JobRow>(
    "SELECT * FROM print_jobs WHERE document_id = ? ORDER BY id",
  );
  // Without the hint SQLite walks an index of all jobs, because that one is grouped already.
  const newestSince = db.prepare<[number], { readonly printer: string; readonly id: number }>(
    "SELECT printer, max(id) AS id FROM print_jobs NOT INDEXED WHERE id > ? GROUP BY printer",
  );
  // The plus keeps it off the index by state, in which nearly everything is printed.
  const forget = db.prepare<[number, number]>(
    `DELETE FROM print_jobs WHERE id IN (
       SELECT id FROM print_jobs
       WHERE outcome_told = 1 AND created_ms < ? AND +state IN ('printed', 'sent', 'dismissed')
       ORDER BY created_ms LIMIT ?)`,
  );
  const update = db.prepare<
    [JobState, number, number, number, string, string, number, number, JobState, string]
  >(
    `UPDATE print_jobs SET state = ?, fresh_from_ms = ?, attempts = ?, doubts = ?, last_fault = ?,
     note = ?, outcome_told = ? WHERE id = ? AND state = ? AND printer = ?`,
  );

  const rewrite = db.prepare<[string, number]>("UPDATE print_jobs SET document = ? WHERE id = ?");

  return { insert, byKey, byId, latest, ofDocument, newestSince, forget, update, rewrite };
}

/**
 * A paper is one job, wherever it comes out: what was put aside at the other printer, or waits there too,
 * gives way to it, and leaves it its doubts.
 */
function prepareMove(db: Db): PrintJobStore["move"] {
  const stateOf = db.prepare<[number, string, JobState], { readonly id: number }>(
    "SELECT id FROM print_jobs WHERE id = ? AND printer = ? AND state = ?",
  );
  const thereOf = db.prepare<
    [string, string, number],
    Pick<JobRow, "id" | "state" | "attempts" | "doubts">
  >(
    `SELECT id, state, attempts, doubts FROM print_jobs
     WHERE document_id = ? AND printer = ? AND copy = ?`,
  );
  const putAside = db.prepare<[number]>(
    "UPDATE print_jobs SET state = 'dismissed', note = '', outcome_told = 1 WHERE id = ?",
  );
  const giveWay = db.prepare<[number]>("DELETE FROM print_jobs WHERE id = ?");
  const move = db.prepare<[string, string, JobState, number, number, number, number]>(
    // The note and the fault are cleared, because they belong to the old printer.
    `UPDATE print_jobs SET printer = ?, document = ?, state = ?, fresh_from_ms = ?,
     attempts = max(attempts, ?), doubts = max(doubts, ?), note = '', last_fault = '' WHERE id = ?`,
  );

  function moveNow({ job, printer, document, releasedMs }: PaperMove): PaperMoved {
    const { id, documentId, copy } = job;
    if (printer === job.printer || stateOf.get(id, job.printer, job.state) === undefined) {
      return "gone";
    }
    const there = thereOf.get(documentId, printer, copy);
    if (there !== undefined && HANDED_OVER.has(there.state)) {
      putAside.run(id);
      return "there";
    }
    if (there !== undefined) giveWay.run(there.id);
    const state = releasedMs === undefined ? job.state : "queued";
    const { attempts, doubts } = there ?? job;
    const freshFromMs = releasedMs ?? job.freshFromMs;
    move.run(printer, document ?? job.document, state, freshFromMs, attempts, doubts, id);
    return "moved";
  }

  return (wish) => db.write(() => moveNow(wish));
}

/**
 * Reads one state at a time, with one statement for each form of the query. A printer asks this
 * each time that it looks for work, and only so does an index lead straight to the oldest job.
 */
function prepareFind(db: Db): SpoolStore["find"] {
  const ofState = db.prepare<[JobState, number], JobRow>(
    "SELECT * FROM print_jobs WHERE state = ? ORDER BY id LIMIT ?",
  );
  const ofPrinter = db.prepare<[JobState, string, number], JobRow>(
    "SELECT * FROM print_jobs WHERE state = ? AND printer = ? ORDER BY id LIMIT ?",
  );
  const unreported = db.prepare<[JobState, number], JobRow>(
    "SELECT * FROM print_jobs WHERE state = ? AND outcome_told = 0 ORDER BY id LIMIT ?",
  );
  const unreportedOfPrinter = db.prepare<[JobState, string, number], JobRow>(
    `SELECT * FROM print_jobs
     WHERE state = ? AND printer = ? AND outcome_told = 0 ORDER BY id LIMIT ?`,
  );
  const ofPrinterExcept = db.prepare<[JobState, string, DocumentKind, number], JobRow>(
    `SELECT * FROM print_jobs
     WHERE state = ? AND printer = ? AND kind <> ? ORDER BY id LIMIT ?`,
  );
  return ({ printer, states, except, outcomeReported, limit }) => {
    const all = outcomeReported === undefined ? ofState : unreported;
    const ofOne = outcomeReported === undefined ? ofPrinter : unreportedOfPrinter;
    return states
      .flatMap((state) => {
        if (printer === undefined) return all.all(state, limit);
        return except === undefined
          ? ofOne.all(state, printer, limit)
          : ofPrinterExcept.all(state, printer, except, limit);
      })
      .toSorted((a, b) => a.id - b.id)
      .slice(0, limit)
      .map(toJob);
  };
}

function prepareNoted(db: Db) {
  // The plus keeps it off the index by state, in which thousands may wait.
  return db.prepare<[string], JobRow>(
    `SELECT * FROM print_jobs
     WHERE printer = ? AND note <> '' AND +state IN ('queued', 'sending', 'uncertain') ORDER BY id`,
  );
}

/** Reads by state, so that an index leads to the tickets, however many other papers wait. */
function prepareOpenTickets(db: Db): PrintJobStore["openTickets"] {
  const ofState = db.prepare<[JobState, number], JobRow>(
    `SELECT * FROM print_jobs WHERE state = ? AND kind = 'ticket' AND copy = 1
     ORDER BY id DESC LIMIT ?`,
  );
  return (limit, states = OPEN) =>
    states
      .flatMap((state) => ofState.all(state, limit).map(toJob))
      .toSorted((a, b) => b.id - a.id)
      .slice(0, limit);
}

function prepareOldest(db: Db): PrintJobStore["oldest"] {
  const ofPrinter = db.prepare<
    [JobState, string, number],
    { readonly kind: DocumentKind; readonly created_ms: number }
  >("SELECT kind, created_ms FROM print_jobs WHERE state = ? AND printer = ? ORDER BY id LIMIT ?");
  return (printer, states) => {
    const rows = states.flatMap((state) => ofPrinter.all(state, printer, OLDEST_MAX));
    if (rows.length === 0) return undefined;
    const sinceMs = rows.reduce((min, row) => Math.min(min, row.created_ms), Infinity);
    return { kinds: new Set(rows.map(({ kind }) => kind)), sinceMs };
  };
}

function prepareCount(db: Db) {
  return db.prepare<[JobState, string], { readonly jobs: number }>(
    "SELECT count(*) AS jobs FROM print_jobs WHERE state = ? AND printer = ?",
  );
}

/** Steps from one printer to the next: `DISTINCT` would read all of their jobs for each status. */
function preparePrintersWith(db: Db): (state: JobState) => ReadonlyArray<string> {
  const next = db.prepare<[JobState, string], { readonly printer: string | null }>(
    "SELECT min(printer) AS printer FROM print_jobs WHERE state = ? AND printer > ?",
  );
  return (state) => {
    const printers: string[] = [];
    let printer = next.get(state, "")?.printer ?? null;
    while (printer !== null) {
      printers.push(printer);
      printer = next.get(state, printer)?.printer ?? null;
    }
    return printers;
  };
}

function toJob(row: JobRow): SpoolJob {
  return {
    id: row.id,
    documentId: row.document_id,
    printer: row.printer,
    copy: row.copy,
    kind: row.kind,
    document: row.document,
    createdMs: row.created_ms,
    state: row.state,
    freshFromMs: row.fresh_from_ms,
    attempts: row.attempts,
    doubts: row.doubts,
    lastFault: row.last_fault,
    note: row.note,
    outcomeReported: row.outcome_told === 1,
  };
}
