/**
 * One ticket over thousands of schedules of links, stops and delays: it is on paper at the end, and a
 * second paper says that it may be one. The rules are the real ones; links and printers are a model.
 *
 * Size: both.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { ticketFold, type TicketState } from "../../src/domain/folds/ticket-fold.ts";
import {
  type DeviceId,
  deviceIdSchema,
  type EventId,
  toEventId,
  toOrigin,
} from "../../src/domain/identity.ts";
import { FALLBACK_MS_MIN, OWNER_MS_MAX, ticketDuty } from "../../src/domain/kitchen/ticket-duty.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { NOON_MS, TODAY } from "../support/shop.ts";

const SECOND_MS = 1000;
const TROUBLED_SECONDS = 90;
const CALM_SECONDS = (2 * FALLBACK_MS_MIN) / SECOND_MS;
const SENDER = deviceIdSchema.parse("a".repeat(26));
const OWNER = deviceIdSchema.parse("b".repeat(26));
const FALLBACK = deviceIdSchema.parse("c".repeat(26));
const DEVICES = [SENDER, OWNER, FALLBACK];

type Word = "issued" | "started" | "printed" | "claimed";

interface Till {
  readonly device: DeviceId;
  /** What it has heard or said, by whom: durable. */
  readonly words: Map<string, readonly [Word, DeviceId]>;
  /** Its paper is queued, with what it says on top: durable. */
  queued: "plain" | "marked" | undefined;
  isUp: boolean;
  /** Second in which it came to know of the ticket in this run; undefined before. */
  knowsSince: number | undefined;
  isLive: boolean;
  wasInStep: boolean;
}

interface Paper {
  readonly by: DeviceId;
  readonly isMarked: boolean;
}

const minute = fc.nat(TROUBLED_SECONDS);
const pair = fc.constantFrom(
  ...DEVICES.flatMap((one) => DEVICES.map((other) => [one, other] as const)),
);
const spans = {
  cuts: fc.array(fc.record({ pair, from: minute, seconds: minute }), { maxLength: 6 }),
  stops: fc.array(
    fc.record({ device: fc.constantFrom(OWNER, FALLBACK), from: minute, seconds: minute }),
    { maxLength: 3 },
  ),
  /** How long the owner's printer takes for it. */
  printSeconds: fc.nat(5),
};

test("a ticket is on paper, and at most one paper says nothing of another", () => {
  fc.assert(
    fc.property(fc.record(spans), (schedule) => {
      const papers = run(schedule);

      expect(papers.length).toBeGreaterThanOrEqual(1);
      expect(papers.length).toBeLessThanOrEqual(2);
      expect(papers.filter(({ isMarked }) => !isMarked).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: proofRuns({ small: 500, whole: 2000 }), seed: 6 },
  );
});

test("and where nobody stops and all hear each other, it is there once, from its own printer", () => {
  expect(run({ cuts: [], stops: [], printSeconds: 3 })).toEqual([{ by: OWNER, isMarked: false }]);
});

type Cuts = Schedule["cuts"];
type Schedule = {
  readonly [Key in keyof typeof spans]: (typeof spans)[Key] extends fc.Arbitrary<infer Value>
    ? Value
    : never;
};

function run({ cuts, stops, printSeconds }: Schedule): ReadonlyArray<Paper> {
  const tills = DEVICES.map(newTill);
  const papers: Paper[] = [];
  const startedAt = new Map<DeviceId, number>();
  for (const till of tills) if (till.device === SENDER) say(till, "issued");
  for (let second = 0; second < TROUBLED_SECONDS + CALM_SECONDS; second += 1) {
    for (const till of tills) {
      const isUp = !stops.some(
        (stop) =>
          stop.device === till.device && isWithin(second, stop) && second < TROUBLED_SECONDS,
      );
      // What it kept in memory is gone, and a paper that was half out with it.
      if (!isUp) {
        Object.assign(till, { knowsSince: undefined, isLive: false, wasInStep: false });
        startedAt.delete(till.device);
      }
      till.isUp = isUp;
    }
    exchange(tills, second, cuts);
    for (const till of tills) if (till.isUp) act(till, { second, tills, cuts });
    for (const till of tills) {
      if (!till.isUp || till.queued === undefined || has(till, "printed", till.device)) continue;
      if (!startedAt.has(till.device)) {
        startedAt.set(till.device, second);
        say(till, "started");
      }
      if (second - (startedAt.get(till.device) ?? second) < printSeconds) continue;
      papers.push({ by: till.device, isMarked: till.queued === "marked" });
      say(till, "printed");
    }
  }
  return papers;
}

function act(
  till: Till,
  {
    second,
    tills,
    cuts,
  }: {
    readonly second: number;
    readonly tills: ReadonlyArray<Till>;
    readonly cuts: Schedule["cuts"];
  },
): void {
  const connected = tills.filter(
    (other) => other !== till && isLinked([till, other], second, cuts),
  );
  const isAlone = connected.length === 0;
  const isUpToDate = connected.every(({ words }) =>
    [...words.keys()].every((word) => till.words.has(word)),
  );
  if (till.words.size > 0 && till.knowsSince === undefined) {
    Object.assign(till, { knowsSince: second, isLive: till.wasInStep });
  }
  till.wasInStep = isUpToDate;
  if (till.knowsSince === undefined || till.queued !== undefined) return;
  const knownForMs = (second - till.knowsSince) * SECOND_MS;
  const duty = ticketDuty(stateOf(till), {
    self: till.device,
    knownForMs,
    isLive: till.isLive,
    isInStep: isAlone ? knownForMs >= OWNER_MS_MAX : isUpToDate,
    isAlone,
  });
  if (duty.type === "claim") say(till, "claimed");
  if (duty.type !== "print") return;
  const isOwner = till.device === OWNER;
  if (isOwner && has(till, "claimed", FALLBACK)) throw new Error("It knew that another had it.");
  till.queued = duty.mark === undefined ? "plain" : "marked";
}

/** Whoever is linked tells all that it has, in one second. */
function exchange(tills: ReadonlyArray<Till>, second: number, cuts: Schedule["cuts"]): void {
  for (const from of tills) {
    for (const to of tills) {
      if (!isLinked([from, to], second, cuts)) continue;
      for (const [name, word] of from.words) to.words.set(name, word);
    }
  }
}

function isLinked([one, other]: readonly [Till, Till], second: number, cuts: Cuts): boolean {
  if (!one.isUp || !other.isUp) return false;
  if (second >= TROUBLED_SECONDS) return true;
  return !cuts.some(
    ({ pair: ends, ...span }) =>
      ends.includes(one.device) && ends.includes(other.device) && isWithin(second, span),
  );
}

function isWithin(
  second: number,
  { from, seconds }: { readonly from: number; readonly seconds: number },
): boolean {
  return second >= from && second < from + seconds;
}

function stateOf({ words }: Till): TicketState {
  const head = { number: "A12", service: "counter", table: "", name: "", covers: 0 } as const;
  const body = { station: "bar", owner: OWNER, fallback: FALLBACK, head, lines: [], also: [] };
  const at = { by: "", day: TODAY, hlc: NOON_MS * 1024, wallMs: NOON_MS, offsetMinutes: 60 };
  return {
    ...ticketFold.empty,
    issued: { id: eventOf(SENDER), bill: eventOf(SENDER), body, ...at },
    started: saidOf("started"),
    printed: saidOf("printed").map((id) => ({ id, how: "printed" })),
    claimed: saidOf("claimed"),
  };

  function saidOf(wanted: Word): ReadonlyArray<EventId> {
    return [...words.values()].flatMap(([word, device]) =>
      word === wanted ? [eventOf(device)] : [],
    );
  }
}

function newTill(device: DeviceId): Till {
  return {
    device,
    words: new Map(),
    queued: undefined,
    isUp: true,
    knowsSince: undefined,
    isLive: false,
    wasInStep: true,
  };
}

function say(till: Till, word: Word): void {
  till.words.set(`${word} ${till.device}`, [word, till.device]);
}

function has({ words }: Till, word: Word, device: DeviceId): boolean {
  return words.has(`${word} ${device}`);
}

function eventOf(device: DeviceId): EventId {
  return toEventId(toOrigin(device, "0".repeat(13)), 7, "0".repeat(8));
}
