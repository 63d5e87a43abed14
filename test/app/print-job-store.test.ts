import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { createPrintJobStore, type PrintJobStore } from "../../src/app/print-job-store.ts";
import { openDatabase } from "../../src/ledger/database.ts";
import { spoolStoreContract } from "../contract/spool-store-contract.ts";

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

function createStore(): PrintJobStore {
  const folder = mkdtempSync(path.join(tmpdir(), "tillmesh-"));
  const db = openDatabase(path.join(folder, "ledger.db"), "7".repeat(64));
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return createPrintJobStore(db);
}

function jobOf(facts: {
  readonly documentId: string;
  readonly printer?: string;
  readonly copy?: number;
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
