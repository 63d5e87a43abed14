import { describe, expect, test } from "vitest";

import {
  type DocumentKind,
  documentToJson,
  type PrintDocument,
} from "../../../src/printer/document.ts";
import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../../src/printer/encoding/profile.ts";
import {
  ASKING,
  type JobState,
  type SpoolJob,
  type SpoolStore,
} from "../../../src/printer/spool/spool-store.ts";
import {
  createSpool,
  requestToJob,
  type Spool,
  type SpoolRequest,
} from "../../../src/printer/spool/spool.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createMemorySpoolStore } from "../../support/memory-spool-store.ts";
import { createPaperPrinter, type PaperPrinter } from "../../support/paper-printer.ts";

const MINUTE_MS = 60_000;

describe("a printer that works", () => {
  test("prints every document once and in order", async () => {
    const { spool, kitchen, outcomes } = setupSpool();

    for (const text of ["first", "second", "third"]) spool.enqueue(ticket(text));
    await spool.idle();

    expect(kitchen.papers).toEqual(["first\n", "second\n", "third\n"]);
    expect(outcomes.map(({ state }) => state)).toEqual(["printed", "printed", "printed"]);
    expect(spool.status()).toContainEqual(status("kitchen", "ok"));
  });

  test("prints a document once however often it is asked for", async () => {
    const { spool, kitchen } = setupSpool();

    spool.enqueue(ticket("once"));
    spool.enqueue(ticket("once"));
    await spool.idle();
    spool.enqueue(ticket("once"));
    await spool.idle();

    expect(kitchen.papers).toEqual(["once\n"]);
  });

  test("prints what was put into the store by others, when it is woken", async () => {
    const { spool, store, kitchen } = setupSpool();

    store.add(requestToJob(ticket("from a transaction"), 0));
    expect(kitchen.papers).toEqual([]);
    spool.wake();
    await spool.idle();

    expect(kitchen.papers).toEqual(["from a transaction\n"]);
  });
});

describe("a printer that is off", () => {
  test("delays nothing else", async () => {
    const { spool, kitchen, front } = setupSpool();
    kitchen.mode = "off";

    spool.enqueue(ticket("burger"));
    spool.enqueue(receipt("bill"));
    await spool.idle();

    expect(front.papers).toEqual(["bill\n"]);
    expect(spool.status()).toEqual([
      status("kitchen", "off", { waitingJobs: 1, offSinceMs: 0 }),
      status("front", "ok"),
    ]);
  });

  test("is tried again by itself, and prints without a mark: it had nothing", async () => {
    const { spool, kitchen, clock } = await setupTicketFor("off");

    kitchen.mode = "on";
    clock.advance(1000);
    await spool.idle();

    expect(kitchen.papers).toEqual(["burger\n"]);
    expect(spool.status()).toContainEqual(status("kitchen", "ok"));
  });

  test("is tried at once when something wakes the spool", async () => {
    const { spool, kitchen } = await setupTicketFor("off");

    kitchen.mode = "on";
    spool.wake();
    await spool.idle();

    expect(kitchen.papers).toEqual(["burger\n"]);
  });

  test.each(["ticket", "receipt"] as const)(
    "and comes back after ten minutes doesn't print an old %s unasked",
    async (kind) => {
      const { spool, kitchen, clock, outcomes } = setupSpool();
      kitchen.mode = "off";
      const old = spool.enqueue(request("old", kind));
      await spool.idle();
      clock.advance(10 * MINUTE_MS + 1);
      await spool.idle();

      kitchen.mode = "on";
      spool.enqueue(request("fresh", kind));
      await spool.idle();

      expect(kitchen.papers).toEqual(["fresh\n"]);
      expect(outcomes.map(({ state }) => state)).toEqual(["stale", "printed"]);
      expect(spool.asking().map(({ id }) => id)).toEqual([old.id]);
      expect(spool.status()).toContainEqual(status("kitchen", "waiting", { askingJobs: 1 }));
    },
  );

  test("prints an old job when a person says so, unmarked: it never was on paper", async () => {
    const { spool, kitchen, clock } = setupSpool();
    kitchen.mode = "off";
    const { id } = spool.enqueue(ticket("old"));
    await spool.idle();
    clock.advance(11 * MINUTE_MS);
    spool.wake();
    await spool.idle();
    kitchen.mode = "on";

    expect(spool.release(id)).toBe(true);
    await spool.idle();

    expect(kitchen.papers).toEqual(["old\n"]);
    expect(spool.release(id)).toBe(false);
  });
});

describe("a printer that doesn't answer", () => {
  test("gets an uncertain ticket again, marked", async () => {
    const { spool, kitchen, clock, outcomes } = await setupTicketFor("silent");

    kitchen.mode = "on";
    clock.advance(1000);
    await spool.idle();

    expect(kitchen.papers).toEqual(["burger\n", marked("burger")]);
    expect(outcomes.map(({ state }) => state)).toEqual(["uncertain", "printed"]);
  });

  test("doesn't get the same ticket for ever", async () => {
    const { spool, kitchen, clock } = setupSpool();
    kitchen.mode = "silent";
    spool.enqueue(ticket("burger"));

    for (let tries = 0; tries < 20; tries += 1) {
      await spool.idle();
      clock.advance(30_000);
    }

    expect(kitchen.papers).toEqual(["burger\n", marked("burger"), marked("burger", 3)]);
    expect(spool.asking()).toMatchObject([{ state: "uncertain", doubts: 3 }]);
  });

  test("gets an uncertain receipt only by a person, marked, and without the drawer", async () => {
    const { spool, front, clock } = setupSpool();
    front.mode = "silent";
    const { id } = spool.enqueue(receipt("bill", [{ type: "pulse" }]));
    await spool.idle();
    front.mode = "on";
    clock.advance(30_000);
    await spool.idle();
    expect(front.papers).toEqual(["(drawer opens)\nbill\n"]);

    spool.release(id);
    await spool.idle();

    expect(front.papers.slice(1)).toEqual([marked("bill")]);
  });

  test("is believed by a person who has the paper in hand", async () => {
    const { spool, store, front } = setupSpool();
    front.mode = "silent";
    const { id } = spool.enqueue(receipt("bill"));
    await spool.idle();

    expect(spool.dismiss(id)).toBe(true);
    await spool.idle();

    expect(front.papers).toEqual(["bill\n"]);
    expect(store.byId(id)).toMatchObject({ state: "dismissed" });
    expect(spool.dismiss(id)).toBe(false);
  });
});

describe("something new for a printer", () => {
  test("is tried at once when the printer was off", async () => {
    const { spool, kitchen } = await setupTicketFor("off");

    kitchen.mode = "on";
    spool.offer("kitchen");
    await spool.idle();

    expect(kitchen.papers).toEqual(["burger\n"]);
  });

  test("doesn't reprint an unanswered ticket before its time", async () => {
    const { spool, kitchen, clock } = await setupTicketFor("silent");

    for (const text of ["fries", "soup", "salad"]) spool.enqueue(ticket(text));
    await spool.idle();
    expect(kitchen.papers).toEqual(["burger\n"]);

    clock.advance(1000);
    await spool.idle();
    expect(kitchen.papers).toEqual(["burger\n", marked("burger")]);
  });

  test("doesn't wake the other printers", async () => {
    const { spool, kitchen } = await setupTicketFor("off");
    kitchen.mode = "on";

    spool.enqueue(receipt("bill"));
    await spool.idle();

    expect(kitchen.papers).toEqual([]);
  });
});

describe("a fault below or above the spool", () => {
  test("of the listener holds up no paper, and is made good before the next one", async () => {
    const deaf = { now: true };
    const { spool, store, kitchen, clock, outcomes, faults } = setupSpool({
      onOutcome: busyWhile(deaf),
    });

    spool.enqueue(ticket("burger"));
    spool.enqueue(ticket("fries"));
    await spool.idle();
    expect(kitchen.papers).toEqual(["burger\n", "fries\n"]);
    expect(outcomes).toEqual([]);
    expect(faults[0]).toEqual(new Error("the ledger is busy"));

    deaf.now = false;
    clock.advance(1000);
    await spool.idle();

    expect(outcomes.map(({ documentId }) => documentId)).toEqual(["burger", "fries"]);
    expect([1, 2].map((id) => store.byId(id)?.outcomeReported)).toEqual([true, true]);
    expect(clock.pendingCount()).toBe(0);
  });

  test("of the listener keeps a doubt until it is told, and only then prints again", async () => {
    const deaf = { now: true };
    const { spool, kitchen, clock, outcomes } = await setupTicketFor("silent", {
      onOutcome: busyWhile(deaf),
    });
    kitchen.mode = "on";
    clock.advance(1000);
    await spool.idle();
    expect(spool.asking()).toMatchObject([{ state: "uncertain" }]);

    deaf.now = false;
    clock.advance(2000);
    await spool.idle();

    expect(outcomes.map(({ state }) => state)).toEqual(["uncertain", "printed"]);
    expect(kitchen.papers).toEqual(["burger\n", marked("burger")]);
  });

  test.each(["ticket", "receipt"] as const)(
    "of the store is made good, and no %s comes twice or in doubt",
    async (kind) => {
      const disk = { isFull: false };
      const bench = setupSpool({ store: (store) => fillingStore(store, disk) });
      const { spool, kitchen, clock, outcomes, faults } = bench;
      kitchen.onPaper = () => void (disk.isFull = true);

      spool.enqueue(request("burger", kind));
      await spool.idle();
      clock.advance(1000);
      await spool.idle();
      expect(faults).toHaveLength(2);
      disk.isFull = false;
      kitchen.onPaper = () => {};
      clock.advance(2000);
      await spool.idle();

      expect(kitchen.papers).toEqual(["burger\n"]);
      expect(outcomes.map(({ state }) => state)).toEqual(["printed"]);
      expect(spool.asking()).toEqual([]);
    },
  );

  test("at the start is made good too", async () => {
    const disk = { isFull: true };
    const { spool, store, front, clock } = setupSpool({
      store: (inner) => fillingStore(inner, disk),
    });
    const job = store.add(requestToJob(receipt("bill"), 0));
    store.save({ ...job, state: "sending" }, "queued");

    spool.wake();
    await spool.idle();
    disk.isFull = false;
    clock.advance(1000);
    await spool.idle();

    expect(front.papers).toEqual([]);
    expect(spool.asking()).toMatchObject([{ id: job.id, state: "uncertain" }]);
  });

  test("of a driver leaves its job uncertain", async () => {
    const { spool, front, faults } = setupSpool();
    front.onPaper = () => {
      throw new Error("no such wire");
    };

    spool.enqueue(receipt("bill"));
    await spool.idle();

    expect(faults).toEqual([new Error("no such wire")]);
    expect(spool.asking()).toMatchObject([{ state: "uncertain" }]);
  });

  test("of whoever shows the status is theirs alone", async () => {
    const { spool, kitchen, faults } = setupSpool({
      onChange: () => {
        throw new Error("no screen");
      },
    });

    spool.enqueue(ticket("burger"));
    await spool.idle();

    expect(kitchen.papers).toEqual(["burger\n"]);
    expect(faults).not.toEqual([]);
  });
});

test("a document of another build waits for a person, and holds up nothing", async () => {
  const { spool, store, kitchen } = setupSpool();
  store.add({ ...requestToJob(ticket("future"), 0), document: '{"kind":"hologram"}' });

  spool.enqueue(ticket("present"));
  await spool.idle();

  expect(kitchen.papers).toEqual(["present\n"]);
  expect(spool.asking()).toMatchObject([{ state: "failed", lastFault: "spool/unreadable" }]);
});

test("a document that breaks the encoder waits for a person, and doesn't stop the till", async () => {
  const { spool, kitchen } = setupSpool();

  spool.enqueue(ticket("poison"));
  spool.enqueue(ticket("burger"));
  await spool.idle();

  expect(kitchen.papers).toEqual(["burger\n"]);
  expect(spool.asking()).toMatchObject([{ state: "failed", lastFault: "spool/unencodable" }]);
});

test("work for a printer that is gone stays in sight", () => {
  const { spool, store } = setupSpool();

  store.add(requestToJob({ ...ticket("burger"), printer: "terrace" }, 0));

  expect(spool.status()).toContainEqual(status("terrace", "off", { waitingJobs: 1 }));
});

describe("printers that change", () => {
  test("leave a job alone that another one has in hand", async () => {
    const { spool, kitchen, front, store } = setupSpool();
    kitchen.mode = "stuck";
    spool.enqueue(ticket("burger"));

    await spool.changePrinters(new Map([["kitchen", kitchen]]));

    expect([kitchen.isClosed, front.isClosed]).toEqual([false, true]);
    expect(store.find({ states: ["sending"], limit: 9 })).toHaveLength(1);
    expect(spool.status()).toEqual([status("kitchen", "waiting", { waitingJobs: 1 })]);
  });

  test("are begun with anew once the old way is closed, and what was in hand comes marked", async () => {
    const { spool, kitchen, front, clock } = setupSpool();
    const anew = createPaperPrinter();
    const wasClosed: boolean[] = [];
    anew.onPaper = () => void wasClosed.push(kitchen.isClosed);
    kitchen.mode = "stuck";
    spool.enqueue(ticket("burger"));
    spool.enqueue(ticket("fries"));

    const changed = spool.changePrinters(
      new Map([
        ["kitchen", anew],
        ["front", front],
      ]),
    );
    spool.enqueue(receipt("bill"));
    clock.advance(3000);
    await changed;
    await spool.idle();

    expect(anew.papers).toEqual([marked("burger"), "fries\n"]);
    expect(wasClosed).toEqual([true, true]);
    expect(front.papers).toEqual(["bill\n"]);
  });

  test("finish what they have in hand where that takes no longer than a moment", async () => {
    const { spool, kitchen } = setupSpool();
    const anew = createPaperPrinter();
    spool.enqueue(ticket("burger"));

    await spool.changePrinters(new Map([["kitchen", anew]]));
    await spool.idle();

    expect(kitchen.papers).toEqual(["burger\n"]);
    expect(anew.papers).toEqual([]);
  });

  test("print at once what waits for one that is new", async () => {
    const { spool, kitchen, store } = setupSpool();
    const bar = createPaperPrinter();
    store.add(requestToJob({ ...ticket("beer"), printer: "bar" }, 0));

    await spool.changePrinters(
      new Map([
        ["kitchen", kitchen],
        ["bar", bar],
      ]),
    );
    await spool.idle();

    expect(bar.papers).toEqual(["beer\n"]);
  });

  test("leave what one that is gone had in hand in doubt", async () => {
    const { spool, kitchen, front, store, outcomes, clock } = setupSpool();
    kitchen.mode = "stuck";
    spool.enqueue(ticket("burger"));

    const changed = spool.changePrinters(new Map([["front", front]]));
    clock.advance(3000);
    await changed;

    expect(outcomes.map(({ state }) => state)).toEqual(["uncertain"]);
    expect(store.find({ states: ["queued"], limit: 9 })).toMatchObject([{ doubts: 1 }]);
  });

  test("begin nothing where the spool is closed meanwhile", async () => {
    const { spool, kitchen, clock } = setupSpool();
    const anew = createPaperPrinter();
    kitchen.mode = "stuck";
    spool.enqueue(ticket("burger"));

    const changed = spool.changePrinters(new Map([["kitchen", anew]]));
    const closed = spool.close();
    clock.advance(3000);
    await Promise.all([changed, closed]);

    expect(anew).toMatchObject({ isClosed: true, papers: [] });
    expect(clock.pendingCount()).toBe(0);
  });
});

test("a closed spool sends nothing more and leaves no timer", async () => {
  const { spool, kitchen, clock } = setupSpool();
  kitchen.mode = "off";
  spool.enqueue(ticket("burger"));
  await spool.close();
  kitchen.mode = "on";

  spool.wake();
  clock.advance(MINUTE_MS);
  await spool.idle();

  expect(kitchen.papers).toEqual([]);
  expect(clock.pendingCount()).toBe(0);
});

test("every change that the status line shows is told", async () => {
  const seen: string[] = [];
  const bench = setupSpool({
    onChange: () => seen.push(JSON.stringify(bench.spool.status()[0])),
  });

  bench.spool.enqueue(ticket("burger"));
  await bench.spool.idle();

  expect([...new Set(seen)]).toEqual([
    JSON.stringify(status("kitchen", "waiting", { waitingJobs: 1 })),
    JSON.stringify(status("kitchen", "ok")),
  ]);
});

describe("reports and those who can't wait", () => {
  test("a receipt and a ticket pass a report that waits", async () => {
    const { spool, kitchen } = setupSpool();
    kitchen.mode = "off";
    for (const kind of ["report", "report", "receipt", "ticket"] as const) {
      spool.enqueue({ ...request(`${kind} ${spool.status()[0]?.waitingJobs}`, kind) });
    }
    await spool.idle();
    kitchen.mode = "on";
    spool.wake();
    await spool.idle();

    expect(kitchen.papers).toEqual(["receipt 2\n", "ticket 3\n", "report 0\n", "report 1\n"]);
  });

  test("a report that has waited a minute takes turns with them", async () => {
    const { spool, kitchen, clock } = setupSpool();
    kitchen.mode = "off";
    for (const text of ["first", "second"]) spool.enqueue(request(text, "report"));
    await spool.idle();
    clock.advance(MINUTE_MS);
    for (const text of ["a", "b", "c"]) spool.enqueue(request(text, "ticket"));
    await spool.idle();
    kitchen.mode = "on";
    spool.wake();
    await spool.idle();

    expect(kitchen.papers).toEqual(["first\n", "a\n", "second\n", "b\n", "c\n"]);
  });
});

test("what nobody was told of before a stop is told to the last, however much it is", async () => {
  const { spool, store, outcomes, clock } = setupSpool();
  for (let job = 0; job < 1001; job += 1) {
    const made = store.add(requestToJob(ticket(`ticket ${job}`), 0));
    store.save({ ...made, state: "printed" }, "queued");
  }

  spool.wake();
  await spool.idle();
  clock.advance(1000);
  await spool.idle();

  expect(outcomes).toHaveLength(1001);
});

test("a night of papers that became too old lets the process do other work between", async () => {
  const turns: (() => void)[] = [];
  const { spool, store, clock } = setupSpool({
    otherWork: () => new Promise((resolve) => void turns.push(resolve)),
  });
  for (let job = 0; job < 120; job += 1) store.add(requestToJob(ticket(`ticket ${job}`), 0));
  clock.advance(11 * MINUTE_MS);
  spool.wake();
  await microtasks();
  expect(spool.status()).toMatchObject([{ waitingJobs: 70, askingJobs: 50 }, {}]);

  for (let turn = 0; turn < 2; turn += 1) {
    turns.shift()?.();
    await microtasks();
  }

  expect(spool.status()).toMatchObject([{ waitingJobs: 0, askingJobs: 120 }, {}]);
});

test("weeks of papers that became too old are written down together, and each is told", async () => {
  const calls = new Map<string, number>();
  const { spool, store, clock, outcomes } = setupSpool({ store: (own) => countCalls(own, calls) });
  for (let job = 0; job < 3000; job += 1) store.add(requestToJob(ticket(`ticket ${job}`), 0));
  clock.advance(11 * MINUTE_MS);

  spool.wake();
  await spool.idle();

  expect(outcomes).toHaveLength(3000);
  expect(spool.status()).toMatchObject([{ waitingJobs: 0, askingJobs: 3000 }, {}]);
  expect((calls.get("save") ?? 0) + (calls.get("saveAll") ?? 0)).toBeLessThan(200);
});

test("a paper costs the same reading, however many wait", async () => {
  const costs = await Promise.all(
    [3, 300].map(async (waiting) => {
      let read = 0;
      const { spool, kitchen, clock } = setupSpool({
        store: (store) => ({
          ...store,
          find: (query) => {
            const found = store.find(query);
            read += found.length;
            return found;
          },
        }),
      });
      kitchen.mode = "off";
      for (let job = 0; job < waiting; job += 1) spool.enqueue(ticket(`ticket ${job}`));
      await spool.idle();
      read = 0;
      kitchen.mode = "on";
      clock.advance(30_000);
      await spool.idle();
      return { papers: kitchen.papers.length, read };
    }),
  );

  expect(costs).toEqual([
    { papers: 3, read: 3 },
    { papers: 300, read: 300 },
  ]);
});

test.each(["off", "stuck"] as const)(
  "however many papers wait for a printer that is %s, the others ask the store no more often",
  async (mode) => {
    const costs = await Promise.all(
      [0, 250].map(async (waiting) => {
        const calls = new Map<string, number>();
        const { spool, store, kitchen } = setupSpool({ store: (own) => countCalls(own, calls) });
        kitchen.mode = mode;
        for (let job = 0; job < waiting; job += 1) {
          store.add(requestToJob(ticket(`stuck ${job}`), 0));
        }
        for (let job = 0; job < 100; job += 1) store.add(requestToJob(receipt(`bill ${job}`), 0));
        spool.wake();
        while (store.count("front", ["queued", "sending"]) > 0) await microtasks();
        return [...calls.values()].reduce((sum, count) => sum + count, 0);
      }),
    );

    const [alone = 0, beside = 0] = costs;
    expect(beside - alone).toBeLessThan(10);
  },
);

/** All that can be done without another turn of the process. */
async function microtasks(): Promise<void> {
  for (let each = 0; each < 500; each += 1) await Promise.resolve();
}

/** Who is told of outcomes and can't write them down as long as this is so. */
function busyWhile(deaf: { readonly now: boolean }): () => void {
  return () => {
    if (deaf.now) throw new Error("the ledger is busy");
  };
}

/** By what is asked of it; each is a look into the store's file, or a sync of it. */
function countCalls(store: SpoolStore, calls: Map<string, number>): SpoolStore {
  return new Proxy(store, {
    get: (target, name, self) => {
      calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
      const asked: unknown = Reflect.get(target, name, self);
      return asked;
    },
  });
}

function fillingStore(store: SpoolStore, disk: { readonly isFull: boolean }): SpoolStore {
  return {
    ...store,
    save: (job, from) => {
      if (disk.isFull) throw new Error("the disk is full");
      return store.save(job, from);
    },
  };
}

/** With what a till does to the store around it. */
interface SpoolAtWork extends Spool {
  /** Asking twice for the same (document id, printer, copy) prints once. */
  readonly enqueue: (request: SpoolRequest) => SpoolJob;
  /** The jobs that wait for a person, oldest first. */
  readonly asking: () => ReadonlyArray<SpoolJob>;
  /** A person wants it printed now. False when it doesn't ask. */
  readonly release: (jobId: number) => boolean;
  /** A person wants no paper, or has it. False when the job doesn't ask. */
  readonly dismiss: (jobId: number) => boolean;
}

interface SpoolBench {
  readonly spool: SpoolAtWork;
  readonly store: SpoolStore;
  readonly kitchen: PaperPrinter;
  readonly front: PaperPrinter;
  readonly clock: ManualClock;
  readonly outcomes: ReadonlyArray<SpoolJob>;
  readonly faults: ReadonlyArray<unknown>;
}

interface BenchListeners {
  readonly onChange?: () => void;
  readonly onOutcome?: (job: SpoolJob) => void;
  /** What the spool is given instead of the bench's own store. */
  readonly store?: (store: SpoolStore) => SpoolStore;
  readonly otherWork?: () => Promise<void>;
}

function setupSpool(listeners: BenchListeners = {}): SpoolBench {
  const store = createMemorySpoolStore();
  const ownStore = listeners.store?.(store) ?? store;
  const kitchen = createPaperPrinter();
  const front = createPaperPrinter();
  const clock = createManualClock();
  const outcomes: SpoolJob[] = [];
  const faults: unknown[] = [];
  const spool = createSpool({
    store: ownStore,
    transportsByPrinter: new Map([
      ["kitchen", kitchen],
      ["front", front],
    ]),
    encode(document) {
      if (documentToJson(document).includes("poison")) throw new Error("can't be encoded");
      return encodeDocument(document, epson80).bytes;
    },
    clock,
    ...(listeners.otherWork === undefined ? {} : { otherWork: listeners.otherWork }),
    onChange: () => listeners.onChange?.(),
    onOutcome: (job) => {
      listeners.onOutcome?.(job);
      outcomes.push(job);
    },
    onFault: (error) => void faults.push(error),
  });
  return {
    spool: atWork(spool, ownStore, clock),
    store,
    kitchen,
    front,
    clock,
    outcomes,
    faults,
  };
}

/** A bench whose kitchen printer fails so, once a ticket for a burger was tried on it. */
async function setupTicketFor(
  mode: "off" | "silent",
  listeners: BenchListeners = {},
): Promise<SpoolBench> {
  const bench = setupSpool(listeners);
  bench.kitchen.mode = mode;
  bench.spool.enqueue(ticket("burger"));
  await bench.spool.idle();
  return bench;
}

function atWork(spool: Spool, store: SpoolStore, clock: ManualClock): SpoolAtWork {
  function answer(id: number, state: JobState): boolean {
    const job = store.byId(id);
    if (job === undefined || !ASKING.includes(job.state)) return false;
    if (!store.save({ ...job, state, freshFromMs: clock.nowMs() }, job.state)) return false;
    spool.wake();
    return true;
  }
  return {
    ...spool,
    enqueue: (request) => {
      const job = store.add(requestToJob(request, clock.nowMs()));
      spool.offer(job.printer);
      return job;
    },
    asking: () => store.find({ states: ASKING, limit: 1000 }),
    release: (id) => answer(id, "queued"),
    dismiss: (id) => answer(id, "dismissed"),
  };
}

function ticket(text: string): SpoolRequest {
  return request(text, "ticket");
}

function receipt(text: string, before: PrintDocument["blocks"] = []): SpoolRequest {
  const document: PrintDocument = { kind: "receipt", blocks: [...before, { type: "text", text }] };
  return { documentId: text, printer: "front", document };
}

function request(text: string, kind: DocumentKind): SpoolRequest {
  return {
    documentId: text,
    printer: "kitchen",
    document: { kind, blocks: [{ type: "text", text }] },
  };
}

const CUT = "- - - 8< - - - - - - - - - - - - - - - - - - - -\n";

function marked(text: string, paper = 2): string {
  // Cut off first, as a half of it may hang out of the printer.
  return `${CUT}               [REPRINT ${paper} – CHECK:]\n                [MAY BE DUPLICATE]\n${text}\n`;
}

function status(
  printer: string,
  state: "ok" | "off" | "waiting",
  jobs: {
    readonly waitingJobs?: number;
    readonly askingJobs?: number;
    readonly offSinceMs?: number;
  } = {},
): ReturnType<Spool["status"]>[number] {
  return { printer, state, waitingJobs: 0, askingJobs: 0, ...jobs };
}
