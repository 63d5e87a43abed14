/** `till receipt check`: whether the receipt of a QR code stands as it was printed. */

import { findReceipt } from "../../app/orders/orders.ts";
import { receiptViewOf } from "../../app/printing/papers.ts";
import { readProof, receiptProof } from "../../app/printing/receipt-proof.ts";
import { minor } from "../../domain/money/amounts.ts";
import { localDate, localMoney } from "../../domain/text/locale.ts";
import { receiptFileWords } from "../../words/made/receiptFile/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { notFoundFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(receiptFileWords);

export function checkReceipt(
  code: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  const claim = readProof(code);
  if (claim === undefined) throw usageFault(said((w) => w.noCode({ text: quoted(code) })));
  return withTill({ ...options, onlyLooks: true }, console, ({ till }) => {
    const found = findReceipt(till, claim.number);
    const receipt = found && till.ledger.read((view) => receiptViewOf(till, view, found));
    if (receipt === undefined) {
      throw notFoundFault(said((w) => w.noReceipt({ text: quoted(claim.number) })));
    }
    const stands = receiptProof(till, receipt) === code.trim().toUpperCase();
    const { number, day, total } = receipt;
    if (options.json === true) console.json({ number, day, total, stands });
    else {
      const locale = console.locale();
      const facts = {
        number,
        day: localDate(day, locale),
        money: localMoney(minor(total), till.currency, locale),
      };
      console.out(said((w) => (stands ? w.stands(facts) : w.standsNot(facts))));
    }
    return stands ? EXIT.fine : EXIT.foundWrong;
  });
}
