/** Whose turn it is to print a ticket: once as a rule, never not at all, and marked where it may be twice. */

import { describe, expect, test } from "vitest";

import { ticketFold, type TicketState } from "../../../src/domain/folds/ticket-fold.ts";
import {
  type DeviceId,
  deviceIdSchema,
  type EventId,
  toEventId,
  toOrigin,
} from "../../../src/domain/identity.ts";
import {
  FALLBACK_MS_MIN,
  OWNER_MS_MAX,
  ticketDuty,
} from "../../../src/domain/kitchen/ticket-duty.ts";
import { NOON_MS, TODAY } from "../../support/shop.ts";

const [OWNER, FALLBACK, OTHER] = ["a", "b", "c"].map((sign) =>
  deviceIdSchema.parse(sign.repeat(26)),
);
const LIVE = { knownForMs: 0, isLive: true, isInStep: false, isAlone: false };
const NOTHING = { type: "none" };

describe("the owner", () => {
  test("prints at once what it heard at once", () => {
    expect(dutyOf(OWNER, issued())).toEqual({ type: "print", mark: undefined });
  });

  test("asks nobody within its time, and then whether somebody has printed for it", () => {
    expect(dutyOf(OWNER, issued(), { ...LIVE, knownForMs: OWNER_MS_MAX })).toMatchObject({
      type: "print",
    });
    const late = { ...LIVE, knownForMs: OWNER_MS_MAX + 1 };
    expect(dutyOf(OWNER, issued(), late)).toEqual({ type: "wait" });
    expect(dutyOf(OWNER, issued(), { ...late, isInStep: true })).toMatchObject({ type: "print" });
  });

  test("waits with what it heard late until it is in step with all whom it hears", () => {
    const late = { ...LIVE, isLive: false };

    expect(dutyOf(OWNER, issued(), late)).toEqual({ type: "wait" });
    expect(dutyOf(OWNER, issued(), { ...late, isInStep: true })).toMatchObject({ type: "print" });
  });

  test("says on what it heard late that it may be there twice, where nobody could be asked", () => {
    const alone = { ...LIVE, isLive: false, isInStep: true, isAlone: true };

    expect(dutyOf(OWNER, issued(), alone)).toEqual({ type: "print", mark: "perhapsTwice" });
    expect(dutyOf(OWNER, issued(), { ...alone, isLive: true })).toMatchObject({ mark: undefined });
  });

  test("leaves alone what was claimed, and what it gave away itself", () => {
    expect(dutyOf(OWNER, issued({ claimed: [by(FALLBACK)] }))).toEqual(NOTHING);
    expect(dutyOf(OWNER, issued({ released: [by(OWNER)] }))).toEqual(NOTHING);
  });
});

describe("the fallback", () => {
  test("claims when the owner had twice its time and nothing was heard of its paper", () => {
    const before = { ...LIVE, knownForMs: FALLBACK_MS_MIN - 1 };

    expect(dutyOf(FALLBACK, issued(), before)).toEqual({ type: "wait" });
    expect(dutyOf(FALLBACK, issued(), { ...LIVE, knownForMs: FALLBACK_MS_MIN })).toEqual({
      type: "claim",
    });
  });

  test("says on what it claimed that it may be there twice", () => {
    expect(dutyOf(FALLBACK, issued({ claimed: [by(FALLBACK)] }))).toEqual({
      type: "print",
      mark: "reroutedPerhapsTwice",
    });
  });

  test("prints at once what the owner gave away, which is nowhere else", () => {
    expect(dutyOf(FALLBACK, issued({ released: [by(OWNER)] }))).toEqual({
      type: "print",
      mark: "rerouted",
    });
  });

  test("never claims what the owner has begun: its paper may be half out", () => {
    const late = { ...LIVE, knownForMs: 10 * FALLBACK_MS_MIN };

    expect(dutyOf(FALLBACK, issued({ started: [by(OWNER)] }), late)).toEqual(NOTHING);
  });
});

test("nobody prints what is on paper, or may be", () => {
  const papers = [
    issued({ printed: [{ id: by(OWNER), how: "printed" }] }),
    issued({ uncertain: [by(OWNER)] }),
  ];
  for (const ticket of papers) {
    for (const device of [OWNER, FALLBACK]) {
      expect(dutyOf(device, ticket, { ...LIVE, knownForMs: FALLBACK_MS_MIN })).toEqual(NOTHING);
    }
  }
});

test("a till that is neither owner nor fallback prints nothing, ever", () => {
  const late = { ...LIVE, knownForMs: 10 * FALLBACK_MS_MIN, isLive: false, isInStep: true };

  expect(dutyOf(OTHER, issued(), late)).toEqual(NOTHING);
  expect(dutyOf(OTHER, issued({ released: [by(OWNER)] }), late)).toEqual(NOTHING);
});

function dutyOf(self: DeviceId | undefined, ticket: TicketState, sight = LIVE) {
  if (self === undefined) throw new Error("Three devices were made.");
  return ticketDuty(ticket, { ...sight, self });
}

function by(device: DeviceId | undefined): EventId {
  if (device === undefined) throw new Error("Three devices were made.");
  return toEventId(toOrigin(device, "0".repeat(13)), 7, "0".repeat(8));
}

function issued(change: Partial<TicketState> = {}): TicketState {
  if (OWNER === undefined || FALLBACK === undefined) throw new Error("Three devices were made.");
  const head = { number: "A12", service: "counter", table: "", name: "", covers: 0 } as const;
  const body = { station: "bar", owner: OWNER, fallback: FALLBACK, head, lines: [], also: [] };
  return {
    ...ticketFold.empty,
    issued: {
      id: by(OTHER),
      bill: by(OTHER),
      body,
      by: "",
      day: TODAY,
      hlc: NOON_MS * 1024,
      wallMs: NOON_MS,
      offsetMinutes: 60,
    },
    ...change,
  };
}
