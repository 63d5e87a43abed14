/**
 * Vouchers at the register: `:voucher 25` sells one, a code that is scanned or typed shows what is left of it and
 * pays with it, and `:voucher V48… +10` pays more onto it.
 */

import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { parseMoney } from "../domain/money/currency.ts";
import { isVoucherCode, readSumAndCode } from "../domain/vouchers/voucher-code.ts";
import { changed } from "./entry-actions.ts";
import { orderOf } from "./perform-act.ts";
import { type ShownVoucher } from "./ports/voucher-port.ts";
import {
  type AskedVoucher,
  hinted,
  paymentScreen,
  refused,
  refusedBy,
  type RegisterState,
  withField,
} from "./register-state.ts";
import { dueNow } from "./split.ts";
import { takePayment } from "./take-payment.ts";
import { type TillContext } from "./till-context.ts";

const WORD = ":voucher ";

/** Does what `:voucher` says, with what is typed behind it. */
export function useVoucher(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const text = state.text.trim();
  // Chosen from a list: what it is to be is typed next.
  if (text === "") return hinted(withField(state, WORD), till.words.vouchers.how);
  // As the paper has it, the last group of the code would read as a sum.
  const { code = text, plus, sum } = isCode(text) ? { code: text } : partsOf(text);
  if (!isCode(code)) return sellVoucher(till, state, text);
  const found = session.vouchers.find(code);
  if (!found.ok) return refusedBy(state, found.fault);
  const typed = sum === undefined ? undefined : amountOf(till, sum);
  if (sum !== undefined && typed === undefined) return refused(state, till.words.vouchers.how);
  return plus === "+" && typed !== undefined
    ? addVoucher(till, state, { amount: typed, tops: found.value })
    : showVoucher(till, state, { voucher: found.value, wanted: typed });
}

function isCode(text: string): boolean {
  return isVoucherCode(text) || isVoucherCode(`V${text}`);
}

function partsOf(text: string): {
  readonly code?: string;
  readonly plus?: string;
  readonly sum?: string;
} {
  const before = readSumAndCode(text);
  if (before !== undefined) return before;
  return /^(?<code>.*?)(?:\s+(?<plus>\+?)\s*(?<sum>[\d.,]+))?$/u.exec(text)?.groups ?? {};
}

function sellVoucher(till: TillContext, state: RegisterState, text: string): RegisterState {
  const amount = amountOf(till, text);
  if (amount === undefined) return refused(state, till.words.vouchers.how);
  if (state.screen === "payment") return refused(state, till.words.vouchers.paysHere);
  return addVoucher(till, state, { amount });
}

function amountOf(till: TillContext, text: string): MinorUnits | undefined {
  const read = parseMoney(text, till.currency);
  return read.ok ? read.value : undefined;
}

function addVoucher(
  till: TillContext,
  state: RegisterState,
  { amount, tops }: { readonly amount: MinorUnits; readonly tops?: ShownVoucher },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const name = session.vouchers.name();
  const id = tops === undefined ? {} : { tops: tops.id };
  const outcome = orderOf(session.perform({ act: "add-voucher", amount, name, ...id }));
  const { sold, topped } = till.words.vouchers;
  const money = till.money(amount);
  return changed(
    state,
    outcome,
    tops === undefined ? sold({ money }) : topped({ money, number: tops.number }),
  );
}

/** Says what is left of a voucher; where something is to be paid, Enter pays it. */
function showVoucher(
  till: TillContext,
  state: RegisterState,
  { voucher, wanted }: { readonly voucher: ShownVoucher; readonly wanted: MinorUnits | undefined },
): RegisterState {
  const { number, left, pays, back, until, isOpen } = voucher;
  const due = isOpen ? Math.min(dueNow(state), pays) : 0;
  const what = till.words.vouchers.left({ number, money: till.money(left), until });
  if (back > 0) {
    const asked = { how: "voucher", amount: minor(0 - back), voucher } as const;
    const question = till.words.vouchers.enterBack({ money: till.money(back) });
    return hinted({ ...paymentScreen(state), text: "", asked }, `${what} ${question}`);
  }
  if (due <= 0) {
    const said = isOpen ? what : till.words.vouchers.closed({ number, money: till.money(left) });
    return hinted({ ...state, text: "", lastText: state.text }, said);
  }
  const amount = wanted ?? minor(due);
  const asked = { how: "voucher", amount, voucher } as const;
  const question = till.words.vouchers.enterPays({ money: till.money(amount) });
  return hinted({ ...paymentScreen(state), text: "", asked }, `${what} ${question}`);
}

/** What Enter does with the voucher that was looked up. */
export function previewOfVoucher({ words, money }: TillContext, { amount }: AskedVoucher): string {
  const { pay, back } = words.vouchers;
  return amount < 0 ? back({ money: money(minor(0 - amount)) }) : pay({ money: money(amount) });
}

/** Pays with the voucher that was looked up, or gives money back onto it. */
export function payWithVoucher(
  till: TillContext,
  state: RegisterState,
  { voucher, amount }: AskedVoucher,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const name = session.vouchers.name();
  const part = amount < 0 ? {} : { amount };
  const paying = { type: "voucher", voucher: voucher.id, name, ...part } as const;
  const how = { name: `${name} ${voucher.number}` };
  // Refused, it is asked about still: another till may have given what was lacking by the next press.
  return takePayment(till, state, { paying, how });
}
