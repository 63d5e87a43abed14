/** The spool's queue in the ledger's own encrypted file: a paper is as durable as what it tells of. */

import { type Db } from "../ledger/database.ts";
import { type JobState, type SpoolJob, type SpoolStore } from "../printer/spool-store.ts";

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
  readonly outcome_told: number;
}

export interface PrintJobStore extends SpoolStore {
  /** The newest first. */
  readonly latest: (limit: number) => ReadonlyArray<SpoolJob>;
  readonly ofDocument: (documentId: string) => ReadonlyArray<SpoolJob>;
}

export function createPrintJobStore(db: Db): PrintJobStore {
  const { insert, byKey, byId, latest, ofDocument, find, count, printers, update } = prepare(db);
  return {
    add: ({ documentId, printer, copy, kind, document, createdMs }) => {
      insert.run(documentId, printer, copy, kind, document, createdMs, createdMs);
      const row = byKey.get(documentId, printer, copy);
      if (row === undefined) throw new Error(`The job for ${documentId} was not written.`);
      return toJob(row);
    },
    byId: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : toJob(row);
    },
    find: ({ printer = null, states, outcomeTold, limit }) => {
      const told = outcomeTold === undefined ? null : Number(outcomeTold);
      return find.all(JSON.stringify(states), printer, printer, told, told, limit).map(toJob);
    },
    count: (printer, states) => count.get(printer, JSON.stringify(states))?.jobs ?? 0,
    printersWith: (states) => printers.all(JSON.stringify(states)).map(({ printer }) => printer),
    save: (job, from) => {
      const told = job.outcomeTold ? 1 : 0;
      const { state, freshFromMs, attempts, doubts, lastFault, id } = job;
      const { changes } = update.run(
        state,
        freshFromMs,
        attempts,
        doubts,
        lastFault,
        told,
        id,
        from,
      );
      return changes === 1;
    },
    latest: (limit) => latest.all(limit).map(toJob),
    ofDocument: (documentId) => ofDocument.all(documentId).map(toJob),
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
  const find = db.prepare<
    [string, string | null, string | null, number | null, number | null, number],
    JobRow
  >(
    `SELECT * FROM print_jobs
     WHERE state IN (SELECT value FROM json_each(?))
       AND (? IS NULL OR printer = ?) AND (? IS NULL OR outcome_told = ?)
     ORDER BY id LIMIT ?`,
  );
  const count = db.prepare<[string, string], { readonly jobs: number }>(
    `SELECT count(*) AS jobs FROM print_jobs
     WHERE printer = ? AND state IN (SELECT value FROM json_each(?))`,
  );
  const printers = db.prepare<[string], { readonly printer: string }>(
    `SELECT DISTINCT printer FROM print_jobs
     WHERE state IN (SELECT value FROM json_each(?)) ORDER BY printer`,
  );
  const update = db.prepare<[JobState, number, number, number, string, number, number, JobState]>(
    `UPDATE print_jobs SET state = ?, fresh_from_ms = ?, attempts = ?, doubts = ?, last_fault = ?,
     outcome_told = ? WHERE id = ? AND state = ?`,
  );

  return { insert, byKey, byId, latest, ofDocument, find, count, printers, update };
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
    outcomeTold: row.outcome_told === 1,
  };
}
