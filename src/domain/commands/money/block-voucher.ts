/**
 * A voucher that tills apart sold by one line: each made a code, and the guest has them all. With the money that goes
 * back, one of them that nobody has redeemed from is blocked.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { voucherLineTag } from "../../folds/voucher-fold.ts";
import { type EventId, streamName, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { minor, type MinorUnits } from "../../money/amounts.ts";
import { type OrderState, type ReceiptState } from "../../state/order-state.ts";
import { purseLevel } from "../../state/purse-state.ts";
import { type VoucherState } from "../../state/voucher-state.ts";
import { compareText } from "../../text/entry-text.ts";
import { type Refusal } from "../refusal.ts";

/** A voucher that is blocked, with what goes back for it: all that is on it. */
export interface VoucherBack {
  readonly id: string;
  readonly back: MinorUnits;
}

type Looks = Pick<LedgerView, "state" | "tagged">;

/** Returns the vouchers that are blocked when so much of a receipt goes back as was paid beyond goods. */
export function vouchersBeyond(
  view: Looks,
  order: OrderState,
  {
    receipt,
    lines,
  }: { readonly receipt: ReceiptState | undefined; readonly lines: ReadonlyArray<EventId> },
): Result<ReadonlyArray<VoucherBack>, Refusal> {
  const blocked: VoucherBack[] = [];
  for (const id of new Set(lines)) {
    const line = order.linesById[id];
    const good = goodVouchers(view, id);
    const stands = line !== undefined && line.voids.length === 0 ? 1 : 0;
    if (good.length <= stands) continue;
    // What the guest brings back is the receipt that goes back, with its code.
    const [first] = good
      .filter(({ state }) => isUnused(state))
      .toSorted(
        (one, other) =>
          Number(isOf(other.state, receipt)) - Number(isOf(one.state, receipt)) ||
          compareText(one.id, other.id),
      );
    if (first === undefined) return err({ type: "voucher/used" });
    blocked.push({ id: first.id, back: minor(purseLevel(first.state)) });
  }
  return ok(blocked);
}

/** Returns the events that block them. */
export function blockVouchers(
  blocked: ReadonlyArray<VoucherBack>,
  reason: string,
): ReadonlyArray<Draft> {
  return blocked.map(({ id, back }) => ({
    kind: "voucher/blocked",
    streams: [toStreamId("voucher", id)],
    body: { reason, back, seen: minor(0) },
  }));
}

interface GoodVoucher {
  readonly id: string;
  readonly state: VoucherState;
}

/** A voucher is lost a few times at most. */
const REPLACED_MAX = 20;

function goodVouchers(view: Looks, line: EventId): ReadonlyArray<GoodVoucher> {
  return view.tagged(voucherLineTag(line)).flatMap((stream) => {
    let id: string | null = streamName(stream);
    // One that was lost has another in its place.
    for (let depth = 0; id !== null && depth < REPLACED_MAX; depth += 1) {
      const state: VoucherState = view.state("voucher", id);
      if (state.blocked === null) return [{ id, state }];
      id = state.blocked.to;
    }
    return [];
  });
}

/** Whether all that was paid for it is there, and nothing was done with it since. */
function isUnused(state: VoucherState): boolean {
  const came = state.moves.every(({ what, amount }) => {
    return what === "sold" || (what === "moved" && amount > 0);
  });
  return came && purseLevel(state) > 0;
}

function isOf({ issued }: VoucherState, receipt: ReceiptState | undefined): boolean {
  return issued !== null && issued.till === receipt?.body.till;
}
