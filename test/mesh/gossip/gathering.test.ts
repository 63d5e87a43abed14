/** What comes on links is heard in its order; pieces that came together are heard together. */

import { expect, test } from "vitest";

import { createGathering, type Gathering } from "../../../src/mesh/gossip/gathering.ts";
import { encodeMessage } from "../../../src/mesh/gossip/messages.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const SEGMENT = 9;

interface Ear {
  readonly gathering: Gathering;
  /** What was heard: the pieces of one write by their names, or the message. */
  readonly heard: string[];
  readonly clock: ReturnType<typeof createManualClock>;
  isResting: boolean;
  /** A segment is being read ahead of its turn. */
  isReading: boolean;
}

function ear(gatherMs = 0): Ear {
  const clock = createManualClock();
  const heard: string[] = [];
  const it: Ear = {
    clock,
    heard,
    isResting: false,
    isReading: false,
    gathering: createGathering({
      clock,
      gatherMs: () => gatherMs,
      isPacked: ([first]) => first === SEGMENT,
      isResting: () => it.isResting,
      isReading: () => it.isReading,
      hear: (link, payloads) => heard.push(`${link}: ${payloads.map(nameOf).join(" ")}`),
    }),
  };
  return it;
}

function piece(...bytes: ReadonlyArray<number>): Uint8Array {
  return encodeMessage({ type: "piece", bytes: Uint8Array.from(bytes) });
}

const ping = encodeMessage({ type: "ping", id: 1, wallMs: 0 });
const end = encodeMessage({ type: "want-end", id: 1 });

function nameOf(payload: Uint8Array): string {
  if (payload === ping) return "ping";
  return payload === end ? "end" : String(payload[1]);
}

test("pieces that arrived together are heard as one, and what comes behind them after them", async () => {
  const { gathering, heard } = ear();
  for (const payload of [piece(1), piece(2), end, piece(3)]) gathering.come(7, payload);
  expect(heard).toEqual(["7: 1 2", "7: end"]);
  await Promise.resolve();
  expect(heard).toEqual(["7: 1 2", "7: end", "7: 3"]);
});

test("a segment is heard alone, and no write takes more than sixteen pieces", () => {
  const { gathering, heard } = ear();
  for (const payload of [piece(1), piece(SEGMENT), piece(SEGMENT)]) gathering.come(7, payload);
  expect(heard).toEqual(["7: 1", "7: 9", "7: 9"]);
  for (let name = 20; name < 36; name += 1) gathering.come(7, piece(name));
  expect(heard.at(-1)?.split(" ")).toHaveLength(17);
});

test("an office lets pieces wait for more, and answers signs of life meanwhile", () => {
  const { gathering, heard, clock } = ear(5000);
  for (const payload of [piece(1), end, ping, piece(2)]) gathering.come(7, payload);
  gathering.come(8, piece(3));
  gathering.come(9, end);
  expect(heard).toEqual(["7: ping", "9: end"]);
  clock.advance(5000);
  expect(heard.slice(2)).toEqual(["7: 1", "7: end", "7: 2", "8: 3"]);
  expect(clock.pendingCount()).toBe(0);
});

test("nothing is heard while the ledger is behind, and all of it in its order afterwards", () => {
  const it = ear();
  it.isResting = true;
  for (const payload of [piece(1), ping, end]) it.gathering.come(7, payload);
  expect(it.heard).toEqual([]);
  it.isResting = false;
  it.gathering.goOn();
  expect(it.heard).toEqual(["7: 1", "7: ping", "7: end"]);
});

test("what waits of a link that ends is heard before, and nothing afterwards", () => {
  const { gathering, heard, clock } = ear(5000);
  gathering.come(7, piece(1));
  gathering.end(7);
  clock.advance(5000);
  expect(heard).toEqual(["7: 1"]);
});

test("a segment that is being read ahead waits with all behind it, and signs of life pass", () => {
  const it = ear();
  it.isReading = true;
  for (const payload of [piece(SEGMENT), end, ping]) it.gathering.come(7, payload);
  it.gathering.come(8, end);
  expect(it.heard).toEqual(["7: ping", "8: end"]);
  expect(it.gathering.waiting(7)).toEqual({ count: 2, isForReader: true });

  it.isReading = false;
  it.gathering.goOn();
  expect(it.heard.slice(2)).toEqual(["7: 9", "7: end"]);
  expect(it.gathering.waiting(7)).toEqual({ count: 0, isForReader: false });
});
