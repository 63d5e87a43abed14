/** The paper of a voucher that this till has just made. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { isTraining } from "../../domain/events/series.ts";
import { streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { purseLevel } from "../../domain/state/purse-state.ts";
import { localDate, localMoney } from "../../domain/text/locale.ts";
import { voucherCodeText, voucherNumber } from "../../domain/vouchers/voucher-code.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { voucherToDocument } from "../../printer/documents/voucher-document.ts";
import { type Till } from "../till/till.ts";

/** Returns the voucher that an event makes; undefined for every other event. */
export function madeVoucher(known: KnownEvent | undefined): string | undefined {
  if (known?.kind === "voucher/moved") return known.body.to;
  const [stream] = known?.kind === "voucher/issued" ? known.streams : [];
  return stream === undefined ? undefined : streamName(stream);
}

/** Throws where this till doesn't know the code: nobody can print it a second time. */
export function voucherDocument(till: Till, view: LedgerView, id: string): PrintDocument {
  const code = till.voucherCodes.codeOf(id);
  if (code === undefined) throw new Error(`Nobody knows the code of the voucher ${id} any more.`);
  const state = view.state("voucher", id);
  const { founding, currency } = till;
  const locale = readSetting(view, "language");
  const until = state.issued?.until ?? null;
  return voucherToDocument(
    {
      shopName: founding.name,
      head: readSetting(view, "receipt-head"),
      number: voucherNumber(id),
      code,
      codeText: voucherCodeText(code),
      amount: localMoney(minor(purseLevel(state)), currency, locale),
      until: until === null ? undefined : localDate(until, locale),
      demo: founding.demo,
      training: isTraining(founding),
    },
    { locale },
  );
}
