/**
 * Vouchers of which more was redeemed than was paid for, by tills that could not hear each other, and those of
 * which a till is short. The first end when somebody pays onto the voucher, or has seen it and blocks it; the
 * others by themselves.
 */

import { VOUCHER_SHORT_TAG } from "../../domain/folds/voucher-fold.ts";
import { deviceOf, streamName } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { shortOf } from "../../domain/stock/rights.ts";
import { purseStanding } from "../../domain/vouchers/purse-rights.ts";
import { voucherNumber } from "../../domain/vouchers/voucher-code.ts";
import { storedHere } from "../stock/standing-here.ts";
import { deviceNameOf } from "../till-name.ts";
import { type Till } from "../till.ts";
import { itemId } from "./item-id.ts";
import { type ItemContext, type OpenItem } from "./open-item.ts";

export function voucherItems(
  { words, money }: Pick<ItemContext, "words" | "money">,
  { ledger }: Pick<Till, "ledger">,
): ReadonlyArray<OpenItem> {
  return ledger.read((view) =>
    view.tagged(VOUCHER_SHORT_TAG).flatMap((stream): ReadonlyArray<OpenItem> => {
      const id = streamName(stream);
      const state = view.glance("voucher", id);
      const { level, accounts } = purseStanding(state, storedHere(ledger));
      const short = accounts.filter((account) => shortOf(account) > 0);
      if (short.length === 0) return [];
      const tills = short
        .map((account) => {
          const till = deviceNameOf(ledger.admission(), deviceOf(account.origin));
          return words.voucherTill({ till, money: money(minor(shortOf(account))) });
        })
        .join("; ");
      const number = voucherNumber(id);
      const plain = { answers: [], subject: { type: "box" } } as const;
      if (level < 0) {
        if (level >= state.settled) return [];
        const kind = "voucher/overspent";
        const amount = minor(0 - level);
        const text = words.voucherBelow({ number, money: money(amount), tills });
        return [{ ...plain, id: itemId([kind, id]), kind, addressee: "manager", amount, text }];
      }
      const kind = "voucher/short";
      const text = words.voucherShort({ number, tills });
      const item = { ...plain, id: itemId([kind, id]), kind, amount: undefined, text };
      return [{ ...item, addressee: "lead" }];
    }),
  );
}
