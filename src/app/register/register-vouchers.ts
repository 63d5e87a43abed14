/** Vouchers at the register: looked up by their codes, while other tills are asked for their money. */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import { ok } from "../../domain/base/result.ts";
import {
  limitNow,
  backOntoVoucher,
  payableByVoucher,
} from "../../domain/commands/money/redeem-voucher.ts";
import { deviceOf } from "../../domain/identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { couponOfCode } from "../../domain/prices/promotion-book.ts";
import { othersWith } from "../../domain/stock/rights.ts";
import { localDate } from "../../domain/text/locale.ts";
import { mostOf, purseStanding } from "../../domain/vouchers/purse-rights.ts";
import { type VoucherDesk } from "../../tui/ports/voucher-port.ts";
import { isApart } from "../membership/mesh-view.ts";
import { orderState } from "../orders/orders.ts";
import { storedHere } from "../till/standing-here.ts";
import { askForPurse, voucherPurse } from "../vouchers/purse-rights.ts";
import { voucherByCode, voucherName, type VoucherView } from "../vouchers/vouchers.ts";
import { type Desk } from "./register-desk.ts";

export function voucherLooks(desk: Desk): VoucherDesk {
  const { till, open, screen } = desk;

  function paysOf(left: MinorUnits): MinorUnits {
    const id = screen.order();
    if (id === undefined) return zeroMinor;
    const balance = till.ledger.read((view) => orderBalance(orderState(view, id)));
    return minor(Math.max(0, Math.min(left, payableByVoucher(balance))));
  }

  /**
   * Returns what is left as far as this till may redeem it once the tills that it hears have given theirs; all of it
   * where that is nothing, which the payment refuses with who has it.
   */
  function withinReach({ left, state }: Pick<VoucherView, "left" | "state">): MinorUnits {
    const { ledger } = till;
    const mesh = open.printing.mesh();
    if (!isApart(ledger, mesh)) return left;
    const { origin: me } = ledger.identity;
    const standing = purseStanding(state, storedHere(ledger));
    const heard = new Set(mesh?.peers.flatMap((peer) => (peer.isConnected ? [peer.device] : [])));
    const comes = othersWith(standing, me).filter(({ origin }) => heard.has(deviceOf(origin)));
    const limit = ledger.read((view) => limitNow({ view, isApart: () => true }));
    const here = mostOf(standing, { till: me, limit });
    const within = comes.reduce((sum, { balance }) => sum + balance, here);
    return within > 0 ? minor(Math.min(left, within)) : left;
  }

  function worthBackOnto(voucher: string): MinorUnits {
    const id = screen.order();
    if (id === undefined) return zeroMinor;
    return till.ledger.read((view) => backOntoVoucher(view, orderState(view, id), voucher));
  }

  return {
    isCoupon: (code) =>
      till.ledger.read((view) => couponOfCode(view, () => till.voucherCodes.couponHashes(code))) !==
      undefined,
    name: () => till.ledger.read(voucherName),
    find: (code) => {
      const found = voucherByCode(till, code);
      if (!found.ok) return desk.refused(found.fault);
      const { id, number, left, standing, state } = found.value;
      // By the time that a person has read what is left, the others have given it.
      if (open.askRights !== undefined) askForPurse(till, voucherPurse(id), open.askRights);
      const until = state.issued?.until ?? null;
      return ok({
        id,
        number,
        left,
        pays: paysOf(withinReach(found.value)),
        back: worthBackOnto(id),
        until: until === null ? undefined : localDate(until, desk.locale()),
        isOpen: standing === "open",
      });
    },
  };
}
