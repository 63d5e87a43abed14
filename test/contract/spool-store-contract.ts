/** What the spool relies on in its store, whatever it is made of. */

import { describe, expect, test } from "vitest";

import {
  type NewSpoolJob,
  type SpoolJob,
  type SpoolStore,
} from "../../src/printer/spool/spool-store.ts";

export function spoolStoreContract(name: string, createStore: () => SpoolStore): void {
  describe(`${name} keeps the spool's contract`, () => {
    test("a new job is queued and remembers what it was made of", () => {
      const store = createStore();

      const job = store.add(newJob({ createdMs: 1234 }));

      expect(job).toEqual({
        ...newJob({ createdMs: 1234 }),
        id: job.id,
        state: "queued",
        freshFromMs: 1234,
        attempts: 0,
        doubts: 0,
        lastFault: "",
        note: "",
        outcomeReported: false,
      });
      expect(store.byId(job.id)).toEqual(job);
    });

    test("the same document, printer and copy is one job, as it stands", () => {
      const store = createStore();
      const job = store.add(newJob());
      store.save({ ...job, state: "printed" }, "queued");

      const again = store.add(newJob({ document: "{}", createdMs: 99 }));

      expect(again).toEqual({ ...job, state: "printed" });
      expect(store.count("kitchen", ["queued", "printed"])).toBe(1);
    });

    test("another printer and another copy are jobs of their own", () => {
      const store = createStore();

      const ids = [newJob(), newJob({ printer: "bar" }), newJob({ copy: 2 })].map(
        (job) => store.add(job).id,
      );

      expect(new Set(ids).size).toBe(3);
    });

    test("jobs come in the order of creation, whatever the clock said", () => {
      const store = createStore();
      for (const [documentId, createdMs] of [
        ["b", 30],
        ["a", 10],
        ["c", 20],
      ] as const) {
        store.add(newJob({ documentId, createdMs }));
      }

      const found = store.find({ printer: "kitchen", states: ["queued"], limit: 2 });

      expect(found.map((job) => job.documentId)).toEqual(["b", "a"]);
    });

    test("a query keeps to its printer, its states and whether the outcome was told", () => {
      const store = createStore();
      const first = store.add(newJob({ documentId: "1" }));
      const second = store.add(newJob({ documentId: "2" }));
      store.add(newJob({ documentId: "3", printer: "bar" }));
      store.save({ ...first, state: "printed" }, "queued");
      store.save({ ...second, state: "printed", outcomeReported: true }, "queued");

      const untold = store.find({ states: ["printed"], outcomeReported: false, limit: 9 });
      const queued = store.find({ states: ["queued", "sending"], limit: 9 });

      expect(untold.map((job) => job.documentId)).toEqual(["1"]);
      expect(queued.map((job) => job.documentId)).toEqual(["3"]);
      expect(store.find({ printer: "kitchen", states: ["queued"], limit: 9 })).toEqual([]);
      expect(store.printersWith(["queued", "printed"])).toEqual(["bar", "kitchen"]);
      expect(store.printersWith(["failed"])).toEqual([]);
    });

    test("what a printer has to be asked about is there until it is known", () => {
      const store = createStore();
      const note = "ASK ME";
      const [asked, printed] = [newJob({ documentId: "1" }), newJob({ documentId: "2" })];
      store.add(newJob({ documentId: "3" }));
      store.save({ ...store.add(asked), state: "uncertain", note }, "queued");
      store.save({ ...store.add(printed), state: "printed", note }, "queued");

      expect(store.noted("kitchen").map((job) => job.documentId)).toEqual(["1"]);
      expect(store.noted("bar")).toEqual([]);
    });

    test("a query may leave out one kind", () => {
      const store = createStore();
      store.add(newJob({ documentId: "1", kind: "report" }));
      store.add(newJob({ documentId: "2", kind: "receipt" }));
      store.add(newJob({ documentId: "3" }));

      const found = store.find({
        printer: "kitchen",
        states: ["queued"],
        except: "report",
        limit: 9,
      });

      expect(found.map((job) => job.documentId)).toEqual(["2", "3"]);
    });

    test("a change is written as a whole, and only over the state that it was made from", () => {
      const store = createStore();
      const job = store.add(newJob());
      const changed = {
        ...job,
        state: "uncertain" as const,
        freshFromMs: 5,
        attempts: 2,
        doubts: 1,
        lastFault: "printer/unacknowledged",
        note: "ask for 0042",
        outcomeReported: true,
      };

      expect(store.save(changed, "sending")).toBe(false);
      expect(store.byId(job.id)).toEqual(job);
      expect(store.save(changed, "queued")).toBe(true);
      expect(store.byId(job.id)).toEqual(changed);
      expect(store.save({ ...changed, id: job.id + 1000 }, "uncertain")).toBe(false);
    });

    test("several changes are written together, each only over the state that it was made from", () => {
      const store = createStore();
      const [first, second] = ["first", "second"].map((documentId) =>
        store.add({ ...newJob(), documentId }),
      );
      if (first === undefined || second === undefined) throw new Error("There are two.");
      store.save({ ...second, state: "printed" }, "queued");

      store.saveAll([first, second].map((job) => Object.assign(job, { lastFault: "paper-out" })));

      expect(store.byId(first.id)).toMatchObject({ state: "queued", lastFault: "paper-out" });
      expect(store.byId(second.id)).toMatchObject({ state: "printed", lastFault: "" });
    });

    test("several jobs change their state together, but for those that have another by now", () => {
      const store = createStore();
      const [first, second] = ["first", "second"].map((documentId) =>
        store.add({ ...newJob(), documentId }),
      );
      if (first === undefined || second === undefined) throw new Error("There are two.");
      store.save({ ...second, state: "sending" }, "queued");

      const stale = [first, second].map((job) => Object.assign(job, { state: "stale" as const }));
      const saved = store.saveAll(stale, "queued");

      expect(saved.map(({ id }) => id)).toEqual([first.id]);
      expect(store.byId(first.id)).toMatchObject({ state: "stale" });
      expect(store.byId(second.id)).toMatchObject({ state: "sending" });
    });

    test("the printer that a job was taken from can't change it any more", () => {
      const store = createStore();
      const job = store.add(newJob());
      const asItWas: SpoolJob = { ...job, printer: "bar", state: "sending" };

      expect(store.save(asItWas, "queued")).toBe(false);
      expect(store.byId(job.id)).toEqual(job);
    });

    test("a job that isn't there is undefined", () => {
      expect(createStore().byId(4711)).toBeUndefined();
    });
  });
}

function newJob(change: Partial<NewSpoolJob> = {}): NewSpoolJob {
  return {
    documentId: "ticket-1",
    printer: "kitchen",
    copy: 1,
    kind: "ticket",
    document: '{"kind":"ticket","blocks":[]}',
    createdMs: 0,
    ...change,
  };
}
