/** A voucher that a command has just made, with its code: nobody is told it a second time. */

import { moneyText, type Speech } from "../app/speech.ts";
import { type Till } from "../app/till/till.ts";
import { type NewVoucher, voucherFacts } from "../app/vouchers/vouchers.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { voucherCodeText } from "../domain/vouchers/voucher-code.ts";
import { voucherWords } from "../words/made/voucher/all.ts";

export function madeText({ voucher, code }: NewVoucher, speech: Speech): string {
  const { number, left } = voucher;
  return wordsIn(voucherWords, speech.locale).made({
    number,
    money: moneyText(left, speech),
    code: voucherCodeText(code),
  });
}

/** Returns a voucher for JSON; amounts in minor units. */
export function madeToJson(
  till: Pick<Till, "staffName">,
  { voucher, code }: NewVoucher,
): Readonly<Record<string, unknown>> {
  return { code, ...voucherFacts(till, voucher) };
}
