/** What the register says of a ticket whose printer is off, and of what became of it: real till and store. */

import { describe, expect, test, vi } from "vitest";

import { ok } from "../../../src/domain/base/result.ts";
import { type Connection } from "../../../src/domain/events/printer-connection.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { answerOf } from "../../../src/tui/plain/plain-dialogue.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { setPrinters } from "../../support/set-printers.ts";

const newCafe = cafeCopies();
const SIZE = { width: 36, height: 16, signs: "ascii", block: "#" } as const;
const LOOK_MS = 250;
const PATIENCE_MS = 45_000;

describe("a line that was sent", () => {
  test("waits as long as its printer is off, and has its paper once that is out", async () => {
    const it = await register("off");
    ring(it, "100");

    it.press("F2");

    expect(it.message()).toBe("Queued for the kitchen.");
    expect(rows(it)).toContain(">  1w     1 Coffee             2.80");
    expect(rows(it).join()).not.toContain("NO PAPER YET");
    connect(it, { type: "virtual" });
    it.open.printing.tryNow();
    await said(it, "Sent: on paper.");
    expect(rows(it)).toContain(">  1k     1 Coffee             2.80");
  });

  test("says how long it waits, and that a person has put its paper aside", async () => {
    const it = await register("off");
    ring(it, "100");
    it.press("F2");

    it.clock.advance(4 * 60_000);
    await vi.waitFor(() => expect(rows(it).join()).toContain("NO PAPER YET, 4 min"));
    const [job] = it.open.jobs.latest(1);
    if (job === undefined) throw new Error("There is no ticket.");
    const aside = it.store.getState().session?.queue.cancel(job.id, "told by word of mouth");
    expect(aside?.ok).toBe(true);

    await vi.waitFor(() => expect(rows(it)).toContain(">  1x     1 Coffee             2.80"));
    expect(rows(it).join()).not.toContain("NO PAPER YET");

    // Once is enough for the person who is here.
    ring(it, "101");
    it.press("F2");
    expect(it.message()).toBe("Queued for the kitchen.");
  });

  test("is told of by itself, whatever became of what was sent before it", async () => {
    const it = await register("off");
    ring(it, "100");
    it.press("F2");
    const [job] = it.open.jobs.latest(1);
    if (job === undefined) throw new Error("There is no ticket.");
    it.store.getState().session?.queue.cancel(job.id, "told by word of mouth");
    await vi.waitFor(() => expect(rows(it)).toContain(">  1x     1 Coffee             2.80"));
    connect(it, { type: "virtual" });
    ring(it, "101");

    it.press("F2");

    await said(it, "Sent: on paper.");
    expect(rows(it)).toContain("   1x     1 Coffee             2.80");
  });

  test("says that it may be on paper, where its printer could not say", async () => {
    const it = await register("off");
    ring(it, "100");
    it.press("F2");
    const [job] = it.open.jobs.latest(1);
    if (job === undefined) throw new Error("There is no ticket.");

    it.open.till.ledger.commit({
      by: "",
      name: "ticket/uncertain",
      decide: () =>
        ok({
          events: [
            {
              kind: "ticket/uncertain",
              streams: [toStreamId("ticket", job.documentId)],
              body: { job: "1/1" },
            },
          ],
        }),
    });

    await vi.waitFor(() => expect(rows(it)).toContain(">  1?     1 Coffee             2.80"));
    expect(rows(it).join()).toContain("PERHAPS ON PAPER: look");
    // In lines as on the screen: that it is not on paper nobody knows.
    const read = answerOf(it.store.till, it.store.getState(), ":show") ?? [];
    expect(read).toContain("Line 1: 1 × Coffee, Regular, 2.80. Sent; perhaps on paper: look.");
  });

  test("waits for the kitchen alone where no printer prints for its station", async () => {
    const it = await register("none");
    ring(it, "100");

    it.press("F2");
    it.clock.advance(4 * 60_000);

    expect(it.message()).toBe("Queued. No printer prints it: the station's screen has to show it.");
    expect(rows(it)).toContain(">  1w     1 Coffee             2.80");
    expect(rows(it).join()).not.toContain("NO PAPER YET");
  });
});

async function register(
  kitchen: "off" | "none",
): Promise<RealRegister & { readonly clock: ManualClock }> {
  const cafe = await newCafe();
  const it = { ...openRealRegister(cafe), clock: cafe.clock };
  await it.logIn("1", "1111");
  // Nobody listens there.
  if (kitchen === "off") connect(it, { type: "network", host: "127.0.0.1", port: 1 });
  else setPrinters(it.open.till, (all) => all.filter(({ id }) => id === "receipt"));
  return it;
}

function ring(it: RealRegister, goods: string): void {
  it.type(goods);
  it.press("Enter");
}

function connect({ open: { till } }: RealRegister, connection: Connection): void {
  setPrinters(till, (all) =>
    all.map((printer) => (printer.id === "kitchen" ? { ...printer, connection } : printer)),
  );
}

function rows({ store }: RealRegister): ReadonlyArray<string> {
  return orderRows(store.till, store.getState(), SIZE).map(({ text }) => text.trimEnd());
}

async function said(
  it: RealRegister & { readonly clock: ManualClock },
  sentence: string,
): Promise<void> {
  await vi.waitFor(
    () => {
      it.clock.advance(LOOK_MS);
      expect(it.message()).toBe(sentence);
    },
    { timeout: PATIENCE_MS },
  );
}
