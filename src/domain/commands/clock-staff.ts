/** Decisions about shifts. A person has one open shift at a time, as far as this till knows. */

import { err, ok } from "../base/result.ts";
import { openShiftTag } from "../folds/shift-fold.ts";
import { type StreamId, toStreamId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { clockText, markTwice, type OffsetAt } from "../text/clock-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";

export function decideClockIn(context: DecisionContext): Decision {
  const allowed = requirePermission(context, "clock");
  if (!allowed.ok) return allowed;
  const staff = context.staff.number;
  const open = openShift(context.view, staff);
  if (open !== undefined) {
    const since = shiftStart(context.view, open, context.wall.offsetAt);
    return err({ type: "shift/already-in", staff, since });
  }
  const streams = [toStreamId("shift", context.idAt(0))];
  return ok([{ kind: "shift/clocked-in", streams, body: { staff } }]);
}

export function decideClockOut(context: DecisionContext): Decision {
  const allowed = requirePermission(context, "clock");
  if (!allowed.ok) return allowed;
  const open = openShift(context.view, context.staff.number);
  if (open === undefined) return err({ type: "shift/not-in", staff: context.staff.number });
  return ok([{ kind: "shift/clocked-out", streams: [open], body: {} }]);
}

export function openShift(view: LedgerView, staff: string): StreamId | undefined {
  return view.tagged(openShiftTag(staff))[0];
}

/** `HH:MM` on the wall where the person clocked in; with its offset in the hour that comes twice. */
export function shiftStart(view: LedgerView, shift: StreamId, offsetAt: OffsetAt): string {
  const { clockedIn } = view.state("shift", streamName(shift));
  if (clockedIn === null) return "";
  return clockText(markTwice(clockedIn, offsetAt));
}
