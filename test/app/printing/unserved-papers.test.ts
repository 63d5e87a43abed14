/** Papers that no printer of the shop prints: nobody is asked for them, and none waits for ever. */

import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { whatIsOpen } from "../../../src/app/day/what-is-open.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { latestPapers, reprint } from "../../../src/app/papers/reprint.ts";
import { listWaitingPapers } from "../../../src/app/papers/waiting-papers.ts";
import { type Printer } from "../../../src/domain/printers/printers.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MINUTE_MS = 60_000;

describe("a shop without any printer", () => {
  test("has no paper that waits: not in the status line, the close, the queue or the doctor", async () => {
    const { open } = await shop(() => false);
    sellGoods(open.till, ["100"], { cash: 280 });
    await open.printing.settle();

    expect(statesOf(open)).toEqual(["receipt dismissed", "ticket dismissed"]);
    expect(waitingIn(open)).toEqual({ status: 0, close: 0, queue: 0, doctor: 0 });
  });

  test("prints what it has just sold once it gets one, and nothing of before", async () => {
    const { open, clock, all } = await shop(() => false);
    sellGoods(open.till, ["100"], { cash: 280 });
    clock.advance(20 * MINUTE_MS);
    sellGoods(open.till, ["100"], { cash: 280 });
    setPrinters(open.till, () => all);
    await open.printing.settle();

    expect(statesOf(open)).toEqual([
      "receipt printed",
      "ticket printed",
      "receipt dismissed",
      "ticket dismissed",
    ]);
    const earlier = latestPapers(open).at(-1);
    if (earlier === undefined) throw new Error("There is no paper.");
    expect(valueOf(reprint(open, earlier))).toBe("released");
    await open.printing.settle();
    expect(waitingIn(open)).toEqual({ status: 0, close: 0, queue: 0, doctor: 0 });
    expect(statesOf(open).filter((state) => state.endsWith("printed"))).toHaveLength(3);
  });
});

describe("a station that works from its screen", () => {
  test("isn't asked for paper, where the shop has printers for others", async () => {
    const { open } = await shop(({ id }) => id === "receipt");
    sellGoods(open.till, ["100"], { cash: 280 });
    await open.printing.settle();

    expect(statesOf(open)).toEqual(["receipt printed", "ticket dismissed"]);
    expect(waitingIn(open)).toEqual({ status: 0, close: 0, queue: 0, doctor: 0 });
  });
});

describe("a receipt at a till without its printer", () => {
  test("stays in sight, as long as the shop has any printer", async () => {
    const { open } = await shop(({ id }) => id !== "receipt");
    sellGoods(open.till, ["100"], { cash: 280 });
    await open.printing.settle();

    expect(waitingIn(open)).toEqual({ status: 1, close: 1, queue: 1, doctor: 1 });
  });
});

async function shop(isThere: (printer: Printer) => boolean): Promise<{
  readonly open: OpenTill;
  readonly clock: ManualClock;
  readonly all: ReadonlyArray<Printer>;
}> {
  const cafe = await newCafe();
  const open = cafe.open();
  const { all } = setPrinters(open.till, (before) => before.filter(isThere));
  return { open, clock: cafe.clock, all };
}

/** The newest first, receipts before the tickets of their sale. */
function statesOf({ jobs }: OpenTill): ReadonlyArray<string> {
  return jobs.latest(9).map(({ kind, state }) => `${kind} ${state}`);
}

function waitingIn(open: OpenTill) {
  const { till, jobs, clock } = open;
  const day = till.days().now;
  const evening = { till, jobs, clock, view: undefined };
  return {
    status: open.printing.printers().reduce((sum, it) => sum + it.waitingJobs + it.askingJobs, 0),
    close: whatIsOpen({ ...open, ...evening }, { day, seesExpected: true }).papers,
    queue: listWaitingPapers(open).length,
    doctor: examine(open).filter(({ check, state }) => check === "papers" && state === "wrong")
      .length,
  };
}
