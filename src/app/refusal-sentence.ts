/**
 * What a person reads when a command was refused: one sentence that says what happened and what to
 * do. The facts come from the domain; the words live here, for the screen and the command line.
 */

import { minor, type MinorUnits } from "../domain/amounts.ts";
import { assertNever } from "../domain/assert-never.ts";
import { isOfRights, type RefusalOfRights } from "../domain/commands/approval.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Currency, formatMoney } from "../domain/currency.ts";
import { type Permission } from "../domain/permission.ts";
import { type GuessableBecause } from "../domain/pin-rule.ts";
import { formatQuantity } from "../domain/quantity.ts";
import { formatRate } from "../domain/rates.ts";
import { counted } from "./counted.ts";

const PERMISSION_WORDS: Readonly<Record<Permission, string>> = {
  sell: "sell",
  pay: "take payments",
  send: "send to the kitchen",
  void: "void what was sent to the kitchen",
  price: "change a price",
  discount: "give a discount",
  return: "take goods back",
  split: "split a bill",
  soldout: "mark goods as sold out",
  customer: "look up customers",
  clock: "clock in and out",
  reports: "see reports",
  catalogue: "change the catalogue",
  staff: "change staff",
  settings: "change settings",
  devices: "change devices",
  approve: "approve for others",
};

/** What the words need; a till has all of it. */
export interface SentenceContext {
  readonly currency: Currency;
  readonly staffName: (number: string) => string;
}

export function refusalSentence(refusal: Refusal, context: SentenceContext): string {
  if (isOfRights(refusal)) return rightSentence(refusal, context);
  if (isOfRefund(refusal)) return refundSentence(refusal, context.currency);
  switch (refusal.type) {
    case "approval/changed":
      return "It is not what was approved any more: look at the order, and ask again.";
    case "staff/unknown":
    case "staff/inactive":
    case "staff/number-invalid":
    case "staff/number-taken":
    case "staff/name-invalid":
    case "staff/already-active":
    case "staff/already-disabled":
    case "staff/last-one":
      return staffSentence(refusal, context);
    case "role/unknown":
      return `There is no role ${refusal.text}: choose one of ${refusal.roles.join(", ")}.`;
    case "pin/wrong":
    case "pin/wait":
    case "pin/busy":
    case "pin/digits":
    case "pin/guessable":
      return pinSentence(refusal, context);
    case "shift/already-in":
      return `${context.staffName(refusal.staff)} is clocked in since ${refusal.since}: clock out first.`;
    case "shift/not-in":
      return `${context.staffName(refusal.staff)} is not clocked in: clock in first.`;
    case "order/none":
      return "There is no order yet: ring up goods first.";
    case "order/unknown":
      return `There is no order ${refusal.text}: \`till order list\` shows them all.`;
    case "order/empty":
      return "The order has nothing to pay: ring up goods first.";
    case "order/paid":
      return "The order is paid: begin a new one.";
    case "order/nothing-to-send":
      return "The kitchen knows of everything in this order already.";
    case "order/no-kitchen":
      return "Nothing on this order is made in a kitchen or at a bar: no paper tells of it.";
    case "payment/final":
      return "The step before took money: that can't be taken back by a key.";
    case "order/full":
      return `An order has at most ${refusal.max} lines: begin another one.`;
    case "text/too-long":
      return `The ${refusal.what} is too long: at most ${refusal.max} characters.`;
    case "day/far-jump":
      return `The clock says ${refusal.to}, the last business day was ${refusal.from}: set the clock, or confirm the day.`;
    case "device/revoked":
    case "device/unknown":
    case "device/ambiguous":
    case "device/already-authority":
    case "device/already-revoked":
    case "device/last-authority":
    case "device/reason-needed":
      return deviceSentence(refusal);
    case "chain/unknown":
    case "chain/not-settled-so":
    case "chain/no-authority":
      return chainSentence(refusal);
    case "line/unknown":
      return "There is no such line in the order: look at its number.";
    case "cash/too-little":
    case "card/too-much":
    case "card/owes":
    case "amount/invalid":
      return moneySentence(refusal, context.currency);
    default:
      return goodsSentence(refusal, context.currency);
  }
}

function rightSentence(refusal: RefusalOfRights, { staffName }: SentenceContext): string {
  const name = staffName(refusal.staff);
  return refusal.type === "permission/missing"
    ? `${name} may not ${PERMISSION_WORDS[refusal.permission]}: ask someone who may.`
    : `${name} may give at most ${formatRate(refusal.limit)} off: ask someone who may more.`;
}

function staffSentence(
  refusal: Extract<Refusal, { readonly type: `staff/${string}` }>,
  { staffName }: SentenceContext,
): string {
  switch (refusal.type) {
    case "staff/unknown":
      return `Nobody has the staff number ${refusal.staff}: check the number.`;
    case "staff/inactive":
      return `${staffName(refusal.staff)} can't sign in any more: ask a manager.`;
    case "staff/number-invalid":
      return `"${refusal.text}" is no staff number: say 1 to 6 digits, the first one not 0.`;
    case "staff/number-taken":
      return refusal.active
        ? `${staffName(refusal.staff)} has the staff number ${refusal.staff}: choose another one.`
        : `${staffName(refusal.staff)} had the staff number ${refusal.staff}: choose another one, or \`till staff enable ${refusal.staff}\`.`;
    case "staff/name-invalid":
      return `A name begins with a letter and has at most ${refusal.max} characters: say it anew.`;
    case "staff/already-active":
      return `${staffName(refusal.staff)} can sign in already.`;
    case "staff/already-disabled":
      return `${staffName(refusal.staff)} is disabled already.`;
    case "staff/last-one":
      return `Nobody but ${staffName(refusal.staff)} may change staff: add somebody else who may first.`;
    default:
      return assertNever(refusal, "refusal");
  }
}

const GUESSED_BECAUSE: Readonly<Record<GuessableBecause, string>> = {
  repeats: "repeats itself",
  run: "is a run of digits",
  year: "is a year",
  number: "is the staff number",
};

function pinSentence(
  refusal: Extract<Refusal, { readonly type: `pin/${string}` }>,
  { staffName }: SentenceContext,
): string {
  switch (refusal.type) {
    case "pin/wrong":
      return refusal.waitMs === 0
        ? `Wrong PIN for staff number ${refusal.staff}: try again.`
        : `Wrong PIN for staff number ${refusal.staff}: wait ${seconds(refusal.waitMs)}, then try again.`;
    case "pin/wait":
      return `Too many wrong PINs for ${staffName(refusal.staff)}: wait ${seconds(refusal.waitMs)}.`;
    case "pin/busy":
      return "Another program on this till doesn't come to an end with a PIN: try again.";
    case "pin/digits":
      return `A PIN of ${refusal.min} to ${refusal.max} digits is needed: choose another one.`;
    case "pin/guessable":
      return `That PIN is guessed soon, because it ${GUESSED_BECAUSE[refusal.why]}: choose another one.`;
    default:
      return assertNever(refusal, "refusal");
  }
}

/** Rounded up: who waits that long need not wait again. */
function seconds(ms: number): string {
  return counted(Math.ceil(ms / 1000), "second");
}

function chainSentence(refusal: Extract<Refusal, { readonly type: `chain/${string}` }>): string {
  switch (refusal.type) {
    case "chain/unknown":
      return `Nothing in question is named ${refusal.text} alone: \`till ledger quarantine list\` shows all.`;
    case "chain/not-settled-so":
      return `${refusal.text} can't be admitted or retired: \`till ledger quarantine list\` says what it needs.`;
    case "chain/no-authority":
      return "This till may not decide that: do it on a till that may enrol others.";
    default:
      return assertNever(refusal, "refusal");
  }
}

function deviceSentence(refusal: Extract<Refusal, { readonly type: `device/${string}` }>): string {
  switch (refusal.type) {
    case "device/revoked":
      return "This till was revoked, nothing that it does counts any more: sell on another one.";
    case "device/unknown":
      return `The shop has no till ${refusal.text}: \`till mesh list\` shows them all.`;
    case "device/ambiguous":
      return `${refusal.text} is the name of several tills: say one of ${refusal.letters.join(", ")}.`;
    case "device/already-authority":
      return `${refusal.name} is an authority already.`;
    case "device/already-revoked":
      return `${refusal.name} is revoked already, for ever.`;
    case "device/last-authority":
      return "This till is the last authority: promote another one first, or nobody could enrol a till.";
    case "device/reason-needed":
      return `Say why ${refusal.name} goes: others will ask.`;
    default:
      return assertNever(refusal, "refusal");
  }
}

function moneySentence(
  refusal: Extract<
    Refusal,
    { readonly type: `cash/${string}` | `card/${string}` | `amount/${string}` }
  >,
  currency: Currency,
): string {
  function money(amount: MinorUnits): string {
    return formatMoney(amount, currency);
  }

  switch (refusal.type) {
    case "amount/invalid":
      return `${money(refusal.amount)} is no sum: say what was given.`;
    case "card/owes":
      return `${money(refusal.giveBack)} is to be given back, in cash: nothing is to be taken.`;
    case "card/too-much":
      return `${money(refusal.amount)} is more than the ${money(refusal.due)} that are due: a card gives no change.`;
    case "cash/too-little": {
      const { due, tendered } = refusal;
      const missing = `${money(minor(due - tendered))} ${currency.code}`;
      return `${money(tendered)} is too little for ${money(due)}: ${missing} more.`;
    }
    default:
      return assertNever(refusal, "refusal");
  }
}

type RefundRefusal = Extract<Refusal, { readonly type: `refund/${string}` }>;

function isOfRefund(refusal: Refusal): refusal is RefundRefusal {
  return refusal.type.startsWith("refund/");
}

function refundSentence(refusal: RefundRefusal, currency: Currency): string {
  switch (refusal.type) {
    case "refund/no-receipt":
      return "That receipt is not known here: look at its number, or whether its till is heard.";
    case "refund/reason-needed":
      return "Say why the goods come back.";
    case "refund/nothing-left":
      return `${refusal.name}: nothing of it is left to give back.`;
    case "refund/too-much": {
      const left = formatQuantity(refusal.left, refusal.isPiece ? "each" : "weight");
      return `${refusal.name}: only ${left} of it can come back.`;
    }
    case "refund/only-whole":
      return `${refusal.name} was changed on another till since it was paid: take it back as a whole.`;
    case "refund/beyond-card": {
      const [amount, left] = [refusal.amount, refusal.left].map((it) => formatMoney(it, currency));
      return refusal.left === 0
        ? "Nothing of that receipt was paid by card, or all of it went back: give cash."
        : `${amount} is more than the ${left} that were paid by card: give cash, or take less back.`;
    }
    default:
      return assertNever(refusal, "refusal");
  }
}

type GoodsRefusal = Exclude<
  Refusal,
  {
    readonly type:
      | `permission/${string}`
      | `approval/${string}`
      | "discount/beyond-limit"
      | `staff/${string}`
      | `role/${string}`
      | `pin/${string}`
      | `shift/${string}`
      | `order/${string}`
      | `text/${string}`
      | `day/${string}`
      | `chain/${string}`
      | `device/${string}`
      | `cash/${string}`
      | `card/${string}`
      | `amount/${string}`
      | `payment/${string}`
      | `refund/${string}`
      | "line/unknown";
  }
>;

function goodsSentence(refusal: GoodsRefusal, currency: Currency): string {
  switch (refusal.type) {
    case "product/unknown":
      return unknownProduct(refusal.text, refusal.nearest);
    case "product/inactive":
      return `${refusal.name} is not sold any more: take it off the order.`;
    case "product/sold-out":
      return `${refusal.name} is sold out.`;
    case "product/stock-known":
      return refusal.isSoldOut
        ? `${refusal.name} is sold out already.`
        : `${refusal.name} is there already.`;
    case "product/no-tax":
      return `${refusal.name} has no tax class "${refusal.taxClass}": mend the catalogue first.`;
    case "quantity/invalid":
      return `${refusal.name} can't be sold in that quantity: whole pieces from 1 to 9999, or a weight.`;
    case "price/needed":
      return `${refusal.name} has no fixed price: type it after =, such as ${refusal.name}=2.50.`;
    case "price/invalid":
      return `A price of ${refusal.name} can't be below zero.`;
    case "discount/too-much": {
      const gross = formatMoney(refusal.gross, currency);
      return `${refusal.name} costs ${gross}: more than that can't be taken off.`;
    }
    case "modifiers/invalid":
      return `${refusal.name}: choose ${limits(refusal)} of ${refusal.group}.`;
    case "modifier/unknown":
      return `${refusal.name} can't be had with "${refusal.modifier}".`;
    case "line/voided":
      return `${refusal.name} is off the order already.`;
    case "line/paid":
      return `${refusal.name} is paid already: refund it instead.`;
    case "reason/needed":
      return `The kitchen knows of ${refusal.name}: say why it goes.`;
    default:
      return assertNever(refusal, "refusal");
  }
}

function unknownProduct(text: string, nearest: ReadonlyArray<string>): string {
  if (nearest.length === 0) return `There is no product "${text}": look it up in the catalogue.`;
  return `There is no product "${text}": did you mean ${nearest.join(", ")}?`;
}

function limits({ min, max }: { readonly min: number; readonly max: number }): string {
  if (min === max) return `exactly ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}
