/**
 * The card of somebody who works here, scanned. It says who they are, as their number does, and no more:
 * the PIN is asked for after it. One's own locks the till, as one takes it along.
 */

import { readScan } from "../domain/entry/entry.ts";
import { nameApprover } from "./approval.ts";
import { type KeyInput } from "./keys/key-event.ts";
import { handOver, lock } from "./lock.ts";
import { askPinOf } from "./log-in.ts";
import { hinted, refused, type RegisterState } from "./register-state.ts";
import { withoutEcho } from "./scan.ts";
import { type TillContext } from "./till-context.ts";

type Scan = Extract<KeyInput, { type: "scan" }>;

/** Undefined for what is nobody's. Goods win: what is to be sold must not wait for a card. */
export function takeBadge(
  till: TillContext,
  state: RegisterState,
  scan: Scan,
): RegisterState | undefined {
  // In the back office a code is typed text, such as a new badge.
  if (state.screen === "office" && state.approval === undefined) return undefined;
  const [owner, ...others] = till.port.badgeOwners(scan.code);
  if (owner === undefined || readScan(scan.code, till.index()) !== undefined) return undefined;
  const before = withoutEcho(state, scan);
  const words = till.words.logIn;
  if (others.length > 0) {
    return refused(
      before,
      words.sharedBadge({ names: [owner, ...others].map(({ name }) => name) }),
    );
  }
  if (before.approval !== undefined) return nameApprover(till, before, owner);
  if (before.session === undefined) return askPinOf({ ...before, list: undefined }, owner);
  if (owner.number !== before.session.staffNumber) return handOver(till, before, owner);
  return hinted(lock(till, before), words.badgeLocked({ name: owner.name }));
}
