/** Reads how something is paid, as the options of a command say it. */

import { err, ok, type Result } from "../domain/base/result.ts";
import { type MadePayment, type RungPayment } from "../domain/commands/order/ring-up.ts";
import { readPayment } from "../domain/entry/entry-payment.ts";
import { zeroMinor } from "../domain/money/amounts.ts";
import { type Currency } from "../domain/money/currency.ts";
import { type CardNoted } from "../domain/state/order-state.ts";
import { tenderNamed } from "../domain/tenders/tenders.ts";
import { type NamedTender, type ShellAbout, type ShellFault, type ShellTyped } from "./act.ts";
import { readAmount } from "./shell-money.ts";

interface PaymentWorld {
  readonly currency: Currency;
  readonly tenders: ReadonlyArray<NamedTender>;
  /** Finds a voucher by its code. */
  readonly voucher: ShellAbout["voucher"];
}

type Options = ShellTyped["options"];

export function readRungPayment(
  { cash, card, tender, tip: typedTip, yes, slip, last4 }: Options,
  { currency, tenders }: Omit<PaymentWorld, "voucher">,
): Result<RungPayment, ShellFault> {
  const ways = [cash, card, tender].filter((it) => it !== undefined);
  if (ways.length > 1) {
    return err({ type: "payment", wrong: tender === undefined ? "cashOrCard" : "oneTender" });
  }
  if (typedTip !== undefined && ways.length === 0)
    return err({ type: "payment", wrong: "tipAlone" });
  const amount = readAmount("--tip", typedTip, currency);
  if (!amount.ok) return amount;
  const tip = { tip: amount.value ?? zeroMinor, isTipSure: yes === true };
  const typed = typedSlip({ slip, last4 });
  if (typed !== undefined && card !== true) return err({ type: "payment", wrong: "slipAlone" });
  if (card === true) {
    return ok({ type: "card", ...tip, ...(typed === undefined ? {} : { slip: typed }) });
  }
  if (typeof tender === "string") {
    const own = tenderNamed(tenders, tender);
    return own === undefined
      ? err({ type: "tender/unknown", text: tender })
      : ok({ type: "tender", tender: own.id, ...tip });
  }
  // `usd50`, as at the register.
  const foreign = typeof cash === "string" ? readPayment(cash, currency) : undefined;
  if (foreign?.type === "foreign") return ok({ ...foreign, ...tip });
  const tendered = readAmount("--cash", cash, currency);
  if (!tendered.ok) return tendered;
  return tendered.value === undefined
    ? ok({ type: "none" })
    : ok({ type: "cash", tendered: tendered.value, ...tip });
}

/** A voucher pays by itself: what it leaves is another payment. */
function readVoucherPayment(
  { voucher, cash, card, tender, tip, amount: typed }: Options,
  { currency, voucher: find }: PaymentWorld,
): Result<MadePayment, ShellFault> {
  if ([cash, card, tender, tip].some((it) => it !== undefined)) {
    return err({ type: "payment", wrong: "voucherAlone" });
  }
  const amount = readAmount("--amount", typed, currency);
  if (!amount.ok) return amount;
  const found = find(textOf(voucher));
  return found.ok ? ok({ type: "voucher", ...found.value, amount: amount.value }) : found;
}

/** Returns what `--slip` and `--last4` say; undefined where neither is there. */
function typedSlip({ slip, last4 }: Options): CardNoted | undefined {
  if (slip === undefined && last4 === undefined) return undefined;
  return { slip: textOf(slip), last4: textOf(last4) };
}

function textOf(typed: Options[string]): string {
  return typeof typed === "string" ? typed.trim() : "";
}

/** Returns a payment of an order that is there, which may be of a part of what is due. */
export function readMadePayment(
  options: Options,
  world: PaymentWorld,
): Result<MadePayment, ShellFault> {
  if (options["voucher"] !== undefined) return readVoucherPayment(options, world);
  const read = readRungPayment(options, world);
  if (!read.ok) return read;
  const { value: payment } = read;
  if (payment.type === "none") return err({ type: "payment", wrong: "how" });
  const { amount: typed, reason, cashBack } = options;
  if (cashBack === true && (payment.type !== "card" || typed === undefined)) {
    return err({ type: "payment", wrong: "cashBackAlone" });
  }
  const isAll = typed === undefined && (payment.type !== "cash" || payment.tendered === 0);
  if (reason !== undefined && (payment.type === "foreign" || !isAll)) {
    return err({ type: "payment", wrong: "reasonAlone" });
  }
  if (typed === undefined) return ok(payment);
  if (payment.type !== "card" && payment.type !== "tender") {
    return err({ type: "payment", wrong: "amountAlone" });
  }
  const amount = readAmount("--amount", typed, world.currency);
  if (!amount.ok) return amount;
  const hasCashBack = payment.type === "card" && cashBack === true;
  return ok({ ...payment, amount: amount.value, ...(hasCashBack ? { hasCashBack } : {}) });
}
