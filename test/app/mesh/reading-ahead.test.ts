/** The thread that reads segments ahead: what it has read is taken once, and without it everything goes on. */

import { afterEach, expect, test } from "vitest";

import {
  createReadingAhead,
  type ReadingAhead,
  type StartThread,
} from "../../../src/app/mesh/reading-ahead.ts";
import { isSegment } from "../../../src/ledger/log/segment.ts";
import { type ReadRequest } from "../../../src/ledger/read-ahead-thread.ts";
import { fromMessage, readAhead, toMessage } from "../../../src/ledger/read-ahead.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { sellOne } from "../../support/one-sale.ts";
import { createShop, type TestShop } from "../../support/shop.ts";
import { sealAll } from "../../support/upkeep.ts";

const CUT = { events: 40, bytes: 1_000_000 };
const [ONE, OTHER] = [Uint8Array.of(2, 1, 1), Uint8Array.of(2, 2, 2)];
const nobody = { origins: () => [], head: () => undefined };

interface Bench {
  readonly reading: ReadingAhead;
  readonly asked: ReadRequest[];
  readonly clock: ReturnType<typeof createManualClock>;
  readonly calls: { read: number; started: number; ended: number };
  answer: Parameters<StartThread>[0]["onAnswer"];
  die: () => void;
}

function bench(): Bench {
  const clock = createManualClock();
  const calls = { read: 0, started: 0, ended: 0 };
  const asked: ReadRequest[] = [];
  const it: Bench = {
    asked,
    clock,
    calls,
    answer: () => undefined,
    die: () => undefined,
    reading: createReadingAhead(
      { store: nobody, cut: CUT, clock, onRead: () => (calls.read += 1) },
      ({ onAnswer, onEnd }) => {
        calls.started += 1;
        Object.assign(it, { answer: onAnswer, die: onEnd });
        return { ask: (request) => asked.push(request), end: () => (calls.ended += 1) };
      },
    ),
  };
  return it;
}

test("a segment is read once, and waited for until that is done", () => {
  const it = bench();
  it.reading.begin(ONE);
  it.reading.begin(Uint8Array.from(ONE));
  expect(it.asked).toHaveLength(1);
  expect([it.reading.isReading(ONE), it.reading.isReading(OTHER)]).toEqual([true, false]);
  expect(it.reading.take(ONE)).toBeUndefined();

  it.answer({ id: it.asked[0]?.id ?? 0, ahead: undefined });
  expect(it.reading.isReading(ONE)).toBe(false);
  expect(it.calls.read).toBe(1);
});

test("nobody waits any more for a thread that has died, and none is started again", () => {
  const it = bench();
  it.reading.begin(ONE);
  it.reading.begin(OTHER);
  it.answer({ id: it.asked[0]?.id ?? 0, ahead: undefined });
  it.die();
  expect(it.calls.read).toBe(2);
  expect([ONE, OTHER].map(it.reading.isReading)).toEqual([false, false]);

  it.reading.begin(ONE);
  expect(it.reading.isReading(ONE)).toBe(false);
  expect(it.calls.started).toBe(1);
});

test("a thread that answers nothing is given up after a while", () => {
  const it = bench();
  it.reading.begin(ONE);
  it.clock.advance(60_000);
  expect(it.reading.isReading(ONE)).toBe(false);
  expect(it.calls).toEqual({ read: 1, started: 1, ended: 1 });
});

test("the thread goes when nothing comes, and another one is started for what comes later", () => {
  const it = bench();
  it.reading.begin(ONE);
  it.answer({ id: it.asked[0]?.id ?? 0, ahead: undefined });
  it.clock.advance(60_000);
  expect(it.calls.ended).toBe(1);
  it.reading.begin(OTHER);
  expect(it.calls.started).toBe(2);
});

let open: ReadingAhead | undefined;
afterEach(() => open?.close());

test("the thread of the program reads what this process would", async () => {
  using shop = createShop("a reader's shop", { cut: CUT });
  const segment = await segmentOf(shop);
  const { promise, resolve } = Promise.withResolvers<void>();
  const { store } = shop.a.ledger();
  open = createReadingAhead({ store, cut: CUT, clock: createManualClock(), onRead: resolve });
  open.begin(segment);
  await promise;

  const here = readAhead(segment, CUT);
  expect(here).toBeDefined();
  expect(open.take(segment)).toEqual(here && fromMessage(toMessage(here)));
  expect(open.take(segment)).toBeUndefined();
});

/** A whole segment of trade. */
async function segmentOf({ a }: TestShop): Promise<Uint8Array> {
  for (let sale = 0; sale < 20; sale += 1) sellOne(a);
  await sealAll(a.ledger());
  const pieces = a.ledger().piecesOf(a.ledger().identity.origin, 1);
  const found = pieces.findLast((bytes) => isSegment(bytes));
  if (found === undefined) throw new Error("Nothing fills a segment.");
  return found;
}
