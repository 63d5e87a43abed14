/** Vouchers at the register: looked up by their codes, while other tills are asked for their money. */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import { ok } from "../../domain/base/result.ts";
import { backOntoVoucher, payableByVoucher } from "../../domain/commands/redeem-voucher.ts";
import { minor, type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { couponOfCode } from "../../domain/prices/promotion-book.ts";
import { localDate } from "../../domain/text/locale.ts";
import { type VoucherDesk } from "../../tui/ports/voucher-port.ts";
import { orderState } from "../orders/orders.ts";
import { askForPurse, voucherPurse } from "../vouchers/purse-rights.ts";
import { voucherByCode, voucherName } from "../vouchers/vouchers.ts";
import { type Desk } from "./register-desk.ts";

export function voucherLooks(desk: Desk): VoucherDesk {
  const { till, open, screen } = desk;

  function paysOf(left: MinorUnits): MinorUnits {
    const id = screen.order();
    if (id === undefined) return zeroMinor;
    const balance = till.ledger.read((view) => orderBalance(orderState(view, id)));
    return minor(Math.max(0, Math.min(left, payableByVoucher(balance))));
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
        pays: paysOf(left),
        back: worthBackOnto(id),
        until: until === null ? undefined : localDate(until, desk.locale()),
        isOpen: standing === "open",
      });
    },
  };
}
