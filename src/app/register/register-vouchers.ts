/** Vouchers at the register: looked up by their codes, while other tills are asked for their money. */

import { ok } from "../../domain/base/result.ts";
import { localDate } from "../../domain/text/locale.ts";
import { type VoucherDesk } from "../../tui/ports/voucher-port.ts";
import { askForVoucher } from "../vouchers/voucher-rights.ts";
import { voucherByCode, voucherName } from "../vouchers/vouchers.ts";
import { type Desk } from "./register-desk.ts";

export function voucherLooks(desk: Desk): VoucherDesk {
  const { till, open } = desk;
  return {
    name: () => till.ledger.read(voucherName),
    find: (code) => {
      const found = voucherByCode(till, code);
      if (!found.ok) return desk.refused(found.fault);
      const { id, number, left, standing, state } = found.value;
      // By the time that a person has read what is left, the others have given it.
      if (open.askRights !== undefined) askForVoucher(till, id, open.askRights);
      const until = state.issued?.until ?? null;
      return ok({
        id,
        number,
        left,
        until: until === null ? undefined : localDate(until, desk.locale()),
        isOpen: standing === "open",
      });
    },
  };
}
