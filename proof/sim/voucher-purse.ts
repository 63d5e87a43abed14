/**
 * What is left of vouchers, by the order in which guests paid onto them and redeemed them, whatever any till knows
 * of it: nothing is redeemed twice by right.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { createSums, type Of } from "./drawer-books.ts";
import { type GuestVoucher } from "./voucher-shop.ts";

export interface Purse {
  readonly tell: (events: ReadonlyArray<KnownEvent>) => void;
  /** A guest has bought a voucher, or has one for a lost one. */
  readonly keep: (voucher: GuestVoucher) => void;
  /** The vouchers in pockets, the one that was sold last at the end. */
  readonly vouchers: ReadonlyArray<GuestVoucher>;
  /** A guest has paid a bill by a voucher. */
  readonly keepBill: (receipt: string) => void;
  /** The receipts of such bills, the last one at the end. */
  readonly bills: ReadonlyArray<string>;
  /** What was paid by vouchers, the last payment at the end. */
  readonly payments: ReadonlyArray<Of<"payment/captured">>;
  /** Returns what is left of a voucher. */
  readonly left: (id: string) => number;
  /** Vouchers that somebody redeemed beyond the rights of a till, took back, or replaced. */
  readonly disturbed: ReadonlySet<string>;
  /** Vouchers of which more was redeemed than paid before anybody did so, by how much at first. */
  readonly sunk: ReadonlyMap<string, number>;
}

export function createPurse(): Purse {
  const { sums, add } = createSums();
  const vouchers: GuestVoucher[] = [];
  const bills: string[] = [];
  const payments: Array<Of<"payment/captured">> = [];
  const disturbed = new Set<string>();
  const sunk = new Map<string, number>();
  const paid = new Set<EventId>();

  function tellOne(event: KnownEvent): void {
    switch (event.kind) {
      case "voucher/issued":
      case "voucher/topped":
        add(homeOf(event), event.body.amount);
        break;
      case "payment/captured": {
        const { voucher, payment, amount } = event.body;
        if (voucher === undefined || paid.has(payment)) break;
        paid.add(payment);
        payments.push(event);
        add(voucher.id, 0 - amount);
        if (voucher.beyond > 0) disturbed.add(voucher.id);
        break;
      }
      case "refund/issued":
        for (const { id, amount } of event.body.onto ?? []) add(id, amount);
        break;
      case "voucher/taken":
        disturbed.add(homeOf(event));
        break;
      case "voucher/moved": {
        const { from, to, legs } = event.body;
        const amount = legs.reduce((sum, leg) => sum + leg.amount, 0);
        add(from, 0 - amount);
        add(to, amount);
        disturbed.add(from);
        // What was short of the lost one is short of the new one.
        if (legs.some((leg) => leg.amount < 0)) disturbed.add(to);
        break;
      }
      default:
    }
  }

  return {
    tell: (events) => {
      for (const event of events) tellOne(event);
      for (const [id, left] of sums) {
        if (left < 0 && !disturbed.has(id) && !sunk.has(id)) sunk.set(id, left);
      }
    },
    keep: (voucher) => {
      vouchers.push(voucher);
    },
    vouchers,
    keepBill: (receipt) => {
      bills.push(receipt);
    },
    bills,
    payments,
    left: (id) => sums.get(id) ?? 0,
    disturbed,
    sunk,
  };
}

function homeOf({ streams: [home] }: KnownEvent): string {
  return home === undefined ? "" : streamName(home);
}
