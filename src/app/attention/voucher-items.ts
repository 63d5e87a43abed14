/**
 * Vouchers of which more was redeemed than was paid for, by tills that could not hear each other, and those of
 * which a till is short by more than the shop lets it redeem apart. The first end when somebody pays onto the
 * voucher, or has seen it, which blocks it; the others by themselves.
 */

import { VOUCHER_SHORT_TAG } from "../../domain/folds/voucher-fold.ts";
import { deviceOf, type Origin, streamName } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type VoucherState } from "../../domain/state/voucher-state.ts";
import { shortOf } from "../../domain/stock/rights.ts";
import { purseStanding } from "../../domain/vouchers/purse-rights.ts";
import { voucherNumber } from "../../domain/vouchers/voucher-code.ts";
import { deviceNameOf } from "../membership/till-name.ts";
import { storedHere } from "../till/standing-here.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

export function voucherItems(
  { words, money }: Pick<ItemContext, "words" | "money">,
  { ledger }: Pick<Till, "ledger">,
): ReadonlyArray<OpenItem> {
  function nameOf(origin: Origin): string {
    return deviceNameOf(ledger.admission(), deviceOf(origin));
  }

  return ledger.read((view) =>
    view.tagged(VOUCHER_SHORT_TAG).flatMap((stream): ReadonlyArray<OpenItem> => {
      const id = streamName(stream);
      const state = view.glance("voucher", id);
      const { level, accounts } = purseStanding(state, storedHere(ledger));
      const short = accounts.filter((account) => shortOf(account) > 0);
      if (short.length === 0) return [];
      const number = voucherNumber(id);
      const plain = { answers: [], subject: { type: "box" } } as const;
      if (level < 0) {
        if (level >= state.settled) return [];
        const kind = "voucher/overspent";
        const amount = minor(0 - level);
        const beyond = new Map(short.map((account) => [account.origin, shortOf(account)]));
        const tills = [...redeemedByTill(state, beyond.keys())]
          .map(([origin, redeemed]) => {
            const own = beyond.get(origin);
            return words.voucherAt({
              till: nameOf(origin),
              money: money(redeemed),
              beyond: own === undefined ? "" : money(minor(own)),
            });
          })
          // By name, so that each till says it alike.
          .toSorted();
        const isBlocked = state.blocked !== null;
        const text = words.voucherBelow({
          number,
          money: money(amount),
          tills: tills.join("; "),
          isBlocked,
        });
        // One that was replaced or paid out is blocked, and what went apart meanwhile is looked at.
        const answers = [
          isBlocked ? answerOf(words, "settle", "") : answerOf(words, "block", number),
        ];
        const subject = { type: "voucher", voucher: id } as const;
        const whose = { kind, addressee: "manager", amount } as const;
        return [{ ...whose, id: itemId([kind, id]), text, answers, subject }];
      }
      // What a till redeemed within the shop's limit is covered by itself, and asks nobody.
      const unexplained = short.filter((account) => shortOf(account) > account.beyond);
      if (unexplained.length === 0) return [];
      const tills = unexplained
        .map((account) =>
          words.voucherTill({
            till: nameOf(account.origin),
            money: money(minor(shortOf(account))),
          }),
        )
        .join("; ");
      const kind = "voucher/short";
      const text = words.voucherShort({ number, tills });
      const whose = { kind, addressee: "lead", amount: undefined } as const;
      return [{ ...plain, ...whose, id: itemId([kind, id]), text }];
    }),
  );
}

/** Returns what each till has redeemed of a voucher, less what went back onto it; those that are short always. */
function redeemedByTill(
  { moves }: Pick<VoucherState, "moves">,
  short: Iterable<Origin>,
): ReadonlyMap<Origin, MinorUnits> {
  const byTill = new Map<Origin, number>();
  for (const { what, till, amount } of moves) {
    if (what === "redeemed" || what === "back") byTill.set(till, (byTill.get(till) ?? 0) - amount);
  }
  const isShort = new Set(short);
  for (const origin of isShort) byTill.set(origin, byTill.get(origin) ?? 0);
  const named = [...byTill].filter(([origin, redeemed]) => redeemed > 0 || isShort.has(origin));
  return new Map(named.map(([origin, redeemed]) => [origin, minor(Math.max(0, redeemed))]));
}
