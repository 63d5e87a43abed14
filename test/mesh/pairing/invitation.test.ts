import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  FAILED_PROOFS_MAX,
  type Invitation,
  invitationState,
  openInvitation,
  takeProof,
  takeUse,
} from "../../../src/mesh/pairing/invitation.ts";

const ID = "a".repeat(16);
const NOW_MS = 1_795_000_000_000;
const TEN_MINUTES_MS = 600_000;
const NEW = openInvitation({ id: ID, secret: "5".repeat(64) }, NOW_MS);

describe("an invitation", () => {
  test("is open for ten minutes, by a clock that is set back too", () => {
    const states = [0, TEN_MINUTES_MS - 1, TEN_MINUTES_MS, -TEN_MINUTES_MS].map((byMs) =>
      invitationState(NEW, NOW_MS + byMs),
    );

    expect(states).toEqual(["open", "open", "expired", "expired"]);
  });

  test("dies of five wrong proofs, and takes no right one then", () => {
    const outcomes: string[] = [];
    let kept = NEW;
    for (const isRight of [false, false, true, false, false, false, true]) {
      const { outcome, next } = takeProof(kept, { id: ID, isRight, nowMs: NOW_MS });
      outcomes.push(outcome);
      kept = next ?? kept;
    }

    expect(outcomes).toEqual(["wrong", "wrong", "right", "wrong", "wrong", "wrong", "burnt"]);
    expect(kept.failedProofs).toBe(FAILED_PROOFS_MAX);
  });

  test("is used once", () => {
    const first = takeUse(NEW, { id: ID, linkKey: "one", nowMs: NOW_MS });
    const second = takeUse(first.next, { id: ID, linkKey: "other", nowMs: NOW_MS });

    expect(first).toEqual({ outcome: "taken", next: { ...NEW, usedBy: "one" } });
    expect(second).toEqual({ outcome: "used" });
    expect(takeProof(first.next, { id: ID, isRight: true, nowMs: NOW_MS })).toEqual({
      outcome: "used",
    });
  });

  test("that another has taken the place of is as good as expired", () => {
    for (const kept of [undefined, { ...NEW, id: "b".repeat(16) }]) {
      expect(takeProof(kept, { id: ID, isRight: true, nowMs: NOW_MS }).outcome).toBe("expired");
      expect(takeUse(kept, { id: ID, linkKey: "one", nowMs: NOW_MS }).outcome).toBe("expired");
    }
  });

  test("lets in one box at most and counts at most five, whatever comes in whatever order", () => {
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom("right", "wrong", "use"),
        passMs: fc.nat(TEN_MINUTES_MS / 4),
      }),
    );
    fc.assert(
      fc.property(acts, (acts) => {
        let kept: Invitation = NEW;
        let [nowMs, taken] = [NOW_MS, 0];
        for (const { act, passMs } of acts) {
          nowMs += passMs;
          const wasOpen = invitationState(kept, nowMs) === "open";
          const { outcome, next } =
            act === "use"
              ? takeUse(kept, { id: ID, linkKey: `box ${nowMs}`, nowMs })
              : takeProof(kept, { id: ID, isRight: act === "right", nowMs });
          if (outcome === "taken") taken += 1;
          expect(["taken", "right", "wrong"].includes(outcome)).toBe(wasOpen);
          kept = next ?? kept;
        }

        expect(taken).toBeLessThanOrEqual(1);
        expect(kept.failedProofs).toBeLessThanOrEqual(FAILED_PROOFS_MAX);
      }),
    );
  });
});
