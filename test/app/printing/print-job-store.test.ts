import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import {
  createPrintJobStore,
  type PrintJobStore,
} from "../../../src/app/printing/print-job-store.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Db, openDatabase } from "../../../src/ledger/database.ts";
import { type DocumentKind } from "../../../src/printer/document.ts";
import { type SpoolJob } from "../../../src/printer/spool/spool-store.ts";
import { keepStuck } from "../../../src/printer/spool/stuck-jobs.ts";
import { type Transport } from "../../../src/printer/transport.ts";
import { spoolStoreContract } from "../../contract/spool-store-contract.ts";
import { createManualClock } from "../../support/manual-clock.ts";

spoolStoreContract("the store in the ledger's file", createStore);

describe("looking back", () => {
  test("the newest job comes first, and no more than were asked for", () => {
    const store = createStore();
    for (const documentId of ["1", "2", "3"]) store.add(jobOf({ documentId }));

    expect(store.latest(2).map(({ documentId }) => documentId)).toEqual(["3", "2"]);
  });

  test("a document's jobs come in the order in which they were asked for", () => {
    const store = createStore();
    store.add(jobOf({ documentId: "1", printer: "receipt" }));
    store.add(jobOf({ documentId: "2" }));
    store.add(jobOf({ documentId: "1", copy: 2 }));

    expect(store.ofDocument("1").map(({ printer, copy }) => [printer, copy])).toEqual([
      ["receipt", 1],
      ["bar", 2],
    ]);
    expect(store.ofDocument("nothing")).toEqual([]);
  });
});

describe("a store with years of papers in it", () => {
  test("answers every question of the spool by an index", () => {
    const db = createDatabase();
    const texts: string[] = [];
    const listening = new Proxy(db, {
      get: (target, name) =>
        name === "prepare"
          ? (text: string) => {
              texts.push(text);
              return target.prepare(text);
            }
          : undefined,
    });

    createPrintJobStore(listening);

    // The newest few are read off the end of the table, and adding and the version read none.
    const questions = texts.filter(
      (text) => !/ORDER BY id DESC|^INSERT|^PRAGMA|total_changes/u.test(text),
    );
    expect(questions.length).toBeGreaterThan(8);
    for (const text of questions) expect(planOf(db, text).join("; ")).not.toMatch(/SCAN/u);
    // What is bounded by a LIMIT alone must not be sorted first.
    const bounded = questions.filter((text) => /printer = \? .*LIMIT|^DELETE/su.test(text));
    expect(bounded).toHaveLength(6);
    for (const text of bounded) expect(planOf(db, text).join("; ")).not.toMatch(/TEMP B-TREE/u);
  });

  test("writes down in one go why hundreds of papers wait, and nothing where nothing is new", async () => {
    const db = createDatabase();
    let writes = 0;
    const { write } = db;
    function counted<Value>(work: () => Value): Value {
      writes += 1;
      return write(work);
    }
    const store = createPrintJobStore(Object.assign(db, { write: counted }));
    for (let paper = 0; paper < 300; paper += 1) store.add(jobOf({ documentId: `${paper}` }));
    const deps = { store, clock: createManualClock() };
    const transport: Transport = { send: async () => ok("printed"), close: async () => undefined };
    writes = 0;

    await keepStuck(deps, { name: "bar", transport }, { trouble: "paper-out" });
    await keepStuck(deps, { name: "bar", transport }, { trouble: "paper-out" });

    expect(writes).toBe(1);
    const told = store.find({ printer: "bar", states: ["queued"], limit: 200 });
    expect(new Set(told.map(({ lastFault }) => lastFault))).toEqual(new Set(["paper-out"]));
  });

  test("forgets what is done, told and old, a bounded number at a time", () => {
    const store = createStore();
    for (const documentId of ["1", "2", "3"]) printed(store, jobOf({ documentId, createdMs: 10 }));
    printed(store, jobOf({ documentId: "young", createdMs: 99 }));
    printed(store, jobOf({ documentId: "untold", createdMs: 10 }), { outcomeReported: false });
    printed(store, jobOf({ documentId: "asking", createdMs: 10 }), { state: "uncertain" });
    store.add(jobOf({ documentId: "waiting", createdMs: 10 }));

    const forgotten = [store.forget(50, 2), store.forget(50, 2), store.forget(50, 2)];

    expect(forgotten).toEqual([2, 1, 0]);
    expect(store.latest(9).map(({ documentId }) => documentId)).toEqual([
      "waiting",
      "asking",
      "untold",
      "young",
    ]);
  });
});

test("tickets that wait are found without the other papers, the newest first", () => {
  const store = createStore();
  for (const documentId of ["1", "2"]) store.add(jobOf({ documentId, kind: "ticket" }));
  store.add(jobOf({ documentId: "bill", kind: "receipt" }));
  store.add(jobOf({ documentId: "2", kind: "ticket", copy: 2 }));
  printed(store, jobOf({ documentId: "done", kind: "ticket" }));

  expect(store.openTickets(9).map(({ documentId }) => documentId)).toEqual(["2", "1"]);
  expect(store.openTickets(1).map(({ documentId }) => documentId)).toEqual(["2"]);
});

test("neither question reads what it doesn't ask for", () => {
  const db = createDatabase();
  const tickets =
    "SELECT * FROM print_jobs WHERE state = ? AND kind = 'ticket' AND copy = 1 ORDER BY id DESC LIMIT ?";
  const noted =
    "SELECT * FROM print_jobs WHERE printer = ? AND note <> '' AND +state IN ('queued', 'sending', 'uncertain') ORDER BY id";

  expect(planOf(db, tickets)).toEqual([expect.stringContaining("print_jobs_tickets (state=?)")]);
  expect(planOf(db, noted)).toEqual([expect.stringContaining("print_jobs_noted (printer=?)")]);
});

test("the printers that were given a job since then are named, each with its newest", () => {
  const store = createStore();
  const before = store.add(jobOf({ documentId: "1" }));
  store.add(jobOf({ documentId: "2" }));
  const newest = store.add(jobOf({ documentId: "3" }));
  const other = store.add(jobOf({ documentId: "4", printer: "grill" }));

  expect(store.newestSince(before.id)).toEqual([
    { printer: "bar", id: newest.id },
    { printer: "grill", id: other.id },
  ]);
  expect(store.newestSince(other.id)).toEqual([]);
});

function printed(
  store: PrintJobStore,
  job: Parameters<PrintJobStore["add"]>[0],
  change: Partial<SpoolJob> = {},
): void {
  store.save({ ...store.add(job), state: "printed", outcomeReported: true, ...change }, "queued");
}

function planOf(db: Db, text: string): ReadonlyArray<string> {
  const values = Array.from(text.matchAll(/\?/gu), () => 1);
  const steps = db.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`);
  return steps.all(...values).map(({ detail }) => detail);
}

function createStore(): PrintJobStore {
  return createPrintJobStore(createDatabase());
}

function createDatabase(): Db {
  const folder = mkdtempSync(path.join(tmpdir(), "tillmesh-"));
  const db = openDatabase(path.join(folder, "ledger.db"), "7".repeat(64));
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return db;
}

function jobOf(facts: {
  readonly documentId: string;
  readonly kind?: DocumentKind;
  readonly printer?: string;
  readonly copy?: number;
  readonly createdMs?: number;
}): Parameters<PrintJobStore["add"]>[0] {
  return {
    printer: "bar",
    copy: 1,
    kind: "ticket",
    document: '{"kind":"ticket","blocks":[]}',
    createdMs: 0,
    ...facts,
  };
}
