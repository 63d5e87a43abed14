/**
 * Why a command was not done. Facts only: the sentence that a person reads is made from them by
 * whoever shows it. A refused command has written nothing.
 */

import { type SoldBy } from "../catalogue.ts";
import { type MilliPercent, type MinorUnits, type Thousandths } from "../money/amounts.ts";
import { type EditFault } from "../office/entry-wish.ts";
import { type FloorFault } from "../office/floor-edit.ts";
import { type SettingFault } from "../office/setting-text.ts";
import { type CustomerFault } from "../people/customer-text.ts";
import { type Permission } from "../people/permission.ts";
import { type PinFault } from "../people/pin-rule.ts";
import { type TenderMoney } from "../tenders.ts";
import { type GoodsCount } from "../views.ts";
import { type DayRefusal, type DrawerRefusal, type TableRefusal } from "./floor-refusal.ts";

/** The events that an act would write, as one text: equal for the same act alone. */
export type ActPrint = string;

export type Refusal =
  /** `act`: what somebody who may do it can vouch for. */
  | {
      readonly type: "permission/missing";
      readonly permission: Permission;
      readonly staff: string;
      readonly act?: ActPrint;
    }
  /** The discount is more than the person may give by their own right. */
  | {
      readonly type: "discount/beyond-limit";
      readonly staff: string;
      readonly rate: MilliPercent;
      readonly limit: MilliPercent;
      readonly act?: ActPrint;
    }
  /** The discount is above `limit` and needs a reason. */
  | { readonly type: "discount/reason-needed"; readonly limit: MilliPercent }
  /** `names`: charges of the order, and of the shop's rules. */
  | {
      readonly type: "charge/unknown";
      readonly text: string;
      readonly names: ReadonlyArray<string>;
    }
  | { readonly type: "charge/same"; readonly name: string; readonly isOn: boolean }
  | { readonly type: "charge/reason-needed" }
  /** No number by which a buyer is exempt: none, a longer one, or signs that no paper shows. */
  | { readonly type: "exempt/number"; readonly max: number }
  | { readonly type: "exempt/same"; readonly text: string }
  | { readonly type: "exempt/none" }
  /** Something was paid with its taxes, or without. */
  | { readonly type: "exempt/paid" }
  /** Goods that are given away need one whoever does it. */
  | { readonly type: "comp/reason-needed" }
  /** The comp is more than the person may still give away that day, which is `left`. */
  | {
      readonly type: "comp/beyond-budget";
      readonly staff: string;
      readonly left: MinorUnits;
      readonly act?: ActPrint;
    }
  /** Something came between the question and the answer. */
  | { readonly type: "approval/changed" }
  | { readonly type: "staff/unknown"; readonly staff: string }
  | { readonly type: "staff/inactive"; readonly staff: string }
  | { readonly type: "staff/number-invalid"; readonly text: string }
  | { readonly type: "staff/number-taken"; readonly staff: string; readonly active: boolean }
  | { readonly type: "staff/name-invalid"; readonly max: number }
  | { readonly type: "staff/already-active"; readonly staff: string }
  | { readonly type: "staff/already-disabled"; readonly staff: string }
  | { readonly type: "staff/language-same"; readonly staff: string }
  /** Nobody else who can sign in may change staff. */
  | { readonly type: "staff/last-one"; readonly staff: string }
  | { readonly type: "badge/invalid"; readonly text: string }
  /** The badge is a person's who works here, or a product's barcode. */
  | { readonly type: "badge/taken"; readonly badge: string; readonly staff: string }
  | { readonly type: "badge/goods"; readonly badge: string; readonly name: string }
  | { readonly type: "badge/same"; readonly staff: string }
  | { readonly type: "staff/same-role"; readonly staff: string; readonly role: string }
  | {
      readonly type: "printer/unknown";
      readonly text: string;
      readonly printers: ReadonlyArray<string>;
    }
  | { readonly type: "printer/taken"; readonly name: string }
  | { readonly type: "printer/id-invalid"; readonly text: string }
  | { readonly type: "printer/name-invalid"; readonly max: number }
  | { readonly type: "printer/same"; readonly name: string }
  /** Another till drives the printer. */
  | { readonly type: "printer/elsewhere"; readonly name: string }
  | {
      readonly type: "printer/no-profile";
      readonly text: string;
      readonly profiles: ReadonlyArray<string>;
    }
  /** `text`: its profile. */
  | { readonly type: "printer/no-buzzer"; readonly name: string; readonly text: string }
  | {
      readonly type: "printer/no-station";
      readonly text: string;
      readonly stations: ReadonlyArray<string>;
    }
  /** No such paper waits here. */
  | { readonly type: "paper/unknown"; readonly text: string }
  | { readonly type: "paper/done"; readonly text: string }
  /** The paper is in its printer's hands. */
  | { readonly type: "paper/printing"; readonly text: string }
  | { readonly type: "role/unknown"; readonly text: string; readonly roles: ReadonlyArray<string> }
  | { readonly type: "role/taken"; readonly id: string }
  | { readonly type: "role/id-invalid"; readonly text: string }
  | { readonly type: "role/name-invalid"; readonly max: number }
  | { readonly type: "role/name-taken"; readonly name: string }
  | { readonly type: "role/same"; readonly name: string }
  /** Nobody with another role who can sign in may change staff. */
  | { readonly type: "role/last-one"; readonly name: string }
  /** `waitMs`: before the next try. */
  | { readonly type: "pin/wrong"; readonly staff: string; readonly waitMs: number }
  /** The PIN was not tried, because too many tries were wrong. */
  | { readonly type: "pin/wait"; readonly staff: string; readonly waitMs: number }
  | { readonly type: "pin/busy"; readonly staff: string }
  /** The pepper that all PINs are checked with is not here. */
  | { readonly type: "pin/no-pepper" }
  /** A new one. */
  | PinFault
  | {
      readonly type: "product/unknown";
      readonly text: string;
      readonly nearest: ReadonlyArray<string>;
    }
  | EditFault
  /** The field has that value already. */
  | { readonly type: "entry/same"; readonly name: string }
  /** The first one is planned for a later day. */
  | { readonly type: "product/no-price"; readonly name: string }
  /** `day`: the one on which the till stands. */
  | { readonly type: "plan/not-later"; readonly day: string }
  | { readonly type: "plan/too-far"; readonly max: string }
  | { readonly type: "plan/unknown"; readonly name: string }
  /** A day has begun, so the setting cannot change for it; `next` is the first day that no till has begun. */
  | { readonly type: "dated/begun"; readonly next: string }
  | { readonly type: "dated/unknown"; readonly name: string }
  /** A later day was named for what holds at once. */
  | { readonly type: "setting/at-once"; readonly key: string }
  | { readonly type: "entry/at-once"; readonly name: string }
  | SettingFault
  | CustomerRefusal
  | BillRefusal
  | DrawerRefusal
  | FloorFault
  | DayRefusal
  | TableRefusal
  | { readonly type: "setting/same"; readonly key: string }
  | { readonly type: "product/inactive"; readonly name: string }
  | { readonly type: "product/sold-out"; readonly name: string }
  /** The stock is counted so already. */
  | {
      readonly type: "product/stock-known";
      readonly name: string;
      readonly left: Thousandths | null;
      readonly soldBy: SoldBy;
    }
  /** The order asked for more than the stock has. */
  | {
      readonly type: "product/only-left";
      readonly name: string;
      readonly left: Thousandths;
      readonly soldBy: SoldBy;
    }
  | { readonly type: "product/no-tax"; readonly name: string; readonly taxClass: string }
  | { readonly type: "quantity/invalid"; readonly name: string; readonly quantity: Thousandths }
  | { readonly type: "price/needed"; readonly name: string }
  | { readonly type: "price/invalid"; readonly name: string }
  /** `gross`: what the line, or the order, costs without it. */
  /** `name` is empty for the whole order. */
  | { readonly type: "discount/too-much"; readonly name: string; readonly gross: MinorUnits }
  | {
      readonly type: "modifiers/invalid";
      readonly name: string;
      readonly group: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: "modifier/unknown"; readonly name: string; readonly modifier: string }
  /** The course is that one already. */
  | { readonly type: "course/same"; readonly course: number }
  | { readonly type: "line/unknown" }
  | { readonly type: "line/voided"; readonly name: string }
  | { readonly type: "line/paid"; readonly name: string }
  | {
      readonly type: "reason/needed";
      readonly name: string;
      /** The readers of the line: the kitchen by a ticket, or the guest by a bill. */
      readonly knownBy: "kitchen" | "guest";
    }
  | { readonly type: "order/none" }
  /** An event of the order's till has come into question since the act was written. */
  | { readonly type: "order/in-question" }
  | { readonly type: "order/unknown"; readonly text: string }
  | { readonly type: "order/empty" }
  | { readonly type: "order/paid" }
  /** Nothing was sold on it that could be had again. */
  | { readonly type: "order/no-round" }
  /** Each line has the price that it would get if prices were worked out anew. */
  | { readonly type: "order/prices-same" }
  | { readonly type: "order/nothing-to-send" }
  /** None of the order's goods is made at a station. */
  | { readonly type: "order/no-kitchen" }
  /** No station makes it. */
  | { readonly type: "line/no-station"; readonly name: string }
  /** The kitchen was told to make it. */
  | { readonly type: "line/begun"; readonly name: string }
  /** The kitchen knows of it and waits. */
  | { readonly type: "line/waits"; readonly name: string }
  /** No station makes it: nobody could make it again. */
  | { readonly type: "line/not-made"; readonly name: string }
  /** The kitchen has heard nothing of it. */
  | { readonly type: "line/not-sent"; readonly name: string }
  /** The kitchen was sent fewer than are to be made again. */
  | { readonly type: "line/fewer-made"; readonly name: string }
  /** Whether it is to wait was said so already. */
  | { readonly type: "line/held-same"; readonly name: string }
  /** Nothing of that course, or of any, waits to be fired. */
  | { readonly type: "fire/nothing"; readonly course: number | undefined }
  /** All is paid by it, and nobody has said whether the kitchen begins with these goods. */
  | { readonly type: "payment/goods-held"; readonly goods: ReadonlyArray<GoodsCount> }
  /** Money that was taken can't be taken back by a key. */
  | { readonly type: "payment/final" }
  | { readonly type: "order/full"; readonly max: number }
  | { readonly type: "cash/too-little"; readonly due: MinorUnits; readonly tendered: MinorUnits }
  /** Nobody can have given that: the smallest coin is larger. */
  /** The shop has no tender of that name. */
  | { readonly type: "tender/unknown"; readonly text: string }
  | {
      readonly type: "tender/too-much";
      readonly name: string;
      readonly due: MinorUnits;
      readonly amount: MinorUnits;
    }
  /** `left` was taken by it and has not gone back yet. */
  | {
      readonly type: "refund/beyond-tender";
      readonly name: string;
      readonly amount: MinorUnits;
      readonly left: MinorUnits;
    }
  /** The shop has no exchange rate for that currency. */
  | { readonly type: "currency/no-rate"; readonly currency: string }
  | {
      readonly type: "cash/no-coin";
      readonly tendered: MinorUnits;
      readonly coin: MinorUnits;
    }
  /** The order has no payment by that tender, or none that can be told apart. */
  | { readonly type: "correction/no-payment" }
  | { readonly type: "correction/reason-needed" }
  /** The order was paid by several tenders, so the correction must say which. */
  | { readonly type: "correction/which" }
  /** Goods were given for it, or money was handed out. */
  | { readonly type: "correction/not-taken" }
  /** The payment was taken on another business day. */
  | { readonly type: "correction/other-day" }
  /** The Z that holds it is closed. */
  | { readonly type: "correction/in-z" }
  /** The payment is booked by that tender already. */
  | { readonly type: "correction/same" }
  /** `left`: what was booked by that tender and has not gone back. */
  | { readonly type: "correction/too-much"; readonly amount: MinorUnits; readonly left: MinorUnits }
  /** The payment was booked in cash of another currency, so it can only be corrected as a whole. */
  | { readonly type: "correction/only-whole" }
  /** The tip is more than the amount it is given for, so somebody has to confirm it. */
  | { readonly type: "tip/unusual"; readonly tip: MinorUnits; readonly due: MinorUnits }
  /** A line comes to more than the shop's lines do: somebody has to say that it is meant. */
  | { readonly type: "line/unusual"; readonly name: string; readonly gross: MinorUnits }
  /** The amount of a payment is below zero, or zero where something is meant. */
  | { readonly type: "amount/invalid"; readonly amount: MinorUnits }
  | { readonly type: "card/too-much"; readonly due: MinorUnits; readonly amount: MinorUnits }
  /** More cash is to go out for a card than the shop allows; zero is none. */
  | { readonly type: "card/cash-back"; readonly back: MinorUnits; readonly most: MinorUnits }
  /** The order owes the guest: more was paid than it costs now, or goods come back. */
  | { readonly type: "payment/owes"; readonly refundDue: MinorUnits }
  | { readonly type: "payment/nothing-back" }
  /** The money came by other tenders than the one asked for. */
  | { readonly type: "payment/came-otherwise"; readonly owed: ReadonlyArray<TenderMoney> }
  | { readonly type: "refund/no-receipt" }
  | { readonly type: "refund/reason-needed" }
  | { readonly type: "refund/nothing-left"; readonly name: string }
  | {
      readonly type: "refund/too-much";
      readonly name: string;
      readonly left: Thousandths;
      readonly isPiece: boolean;
    }
  /** Another till has changed the line since, so the price of a part of it is unknown. */
  | { readonly type: "refund/only-whole"; readonly name: string }
  | {
      /** The refund of a receipt must say whether goods come back or an overpaid amount. */
      readonly type: "refund/which";
      readonly name: string;
      readonly amount: MinorUnits;
    }
  | { readonly type: "refund/none-beyond"; readonly name: string }
  | { readonly type: "attention/reason-needed" }
  | {
      readonly type: "refund/beyond-card";
      readonly amount: MinorUnits;
      readonly left: MinorUnits;
    }
  /** `name`: the number of the receipt. Its goods come back for those of this order already. */
  | { readonly type: "exchange/twice"; readonly name: string }
  | { readonly type: "exchange/many"; readonly max: number }
  | { readonly type: "exchange/none" }
  /** Some of it came back elsewhere, or is no longer worth what was said. */
  | { readonly type: "exchange/changed"; readonly name: string }
  | { readonly type: "shift/already-in"; readonly staff: string; readonly since: string }
  | { readonly type: "shift/not-in"; readonly staff: string }
  /** Numbers of payment cards are kept nowhere. */
  | { readonly type: "text/card-number" }
  | { readonly type: "text/too-long"; readonly what: string; readonly max: number }
  | {
      readonly type: "device/revoked";
      /** The reason as it was typed; empty or missing when nobody gave one. */
      readonly reason?: string;
      /** The till that replaced it: `E Bar new`. */
      readonly replacedBy?: string | undefined;
    }
  /** The till that enrolled it had no right to any more, or was a copy of another till. */
  | { readonly type: "device/not-admitted" }
  /** The till's incarnation is one more than anybody has vouched for. */
  | { readonly type: "device/in-question" }
  | { readonly type: "device/unknown"; readonly text: string }
  | {
      readonly type: "device/ambiguous";
      readonly text: string;
      readonly letters: ReadonlyArray<string>;
    }
  | { readonly type: "device/already-authority"; readonly name: string }
  | { readonly type: "device/already-revoked"; readonly name: string }
  | { readonly type: "device/not-revoked"; readonly name: string }
  | { readonly type: "device/last-authority" }
  /** Every code that this device may give is given. */
  | { readonly type: "device/no-letters"; readonly name: string }
  | { readonly type: "device/reason-needed"; readonly name: string }
  | { readonly type: "chain/unknown"; readonly text: string }
  /** The question about a chain can only be answered by an enrolment. */
  | { readonly type: "chain/not-settled-so"; readonly text: string }
  | { readonly type: "chain/no-authority" }
  /** The question is settled, or never was. */
  | { readonly type: "attention/none" }
  | { readonly type: "day/far-jump"; readonly from: string; readonly to: string };

/** Why something about a customer was not done. */
type CustomerRefusal =
  | CustomerFault
  | { readonly type: "customer/unknown"; readonly text: string }
  /** The id was a customer's who is erased. */
  | { readonly type: "customer/erased" }
  /** The key under which all of it is sealed is not here. */
  | { readonly type: "customer/unreadable" }
  | { readonly type: "customer/inactive" }
  /** The customer has these facts already. */
  | { readonly type: "customer/same" }
  | { readonly type: "customer/card-taken"; readonly name: string }
  /** The customer is on the order already. */
  | { readonly type: "customer/there" }
  | { readonly type: "customer/nobody" }
  /** The customer is named on receipts, and erasing them erases that too. */
  | { readonly type: "customer/on-receipts"; readonly count: number };

/** Why something about bills and their parts was not done. */
type BillRefusal =
  /** The bill has no goods. */
  | { readonly type: "bill/empty" }
  /** `max`: into so many parts at most. */
  | { readonly type: "split/count"; readonly max: number }
  /** The parts that are left cannot be paid together as one bill. */
  | { readonly type: "split/together"; readonly parts: number }
  /** A part of the split is paid already, so the split can't be undone. */
  | { readonly type: "split/begun" }
  /** A bill of a part of the plan is printed: it is not taken back. */
  | { readonly type: "split/billed" }
  /** The bill has nothing left to pay. */
  | { readonly type: "split/nothing" }
  /** No such plan is there. */
  | { readonly type: "split/none" }
  /** The share is more than is left of the line, or nothing. */
  | { readonly type: "split/share"; readonly name: string }
  /** The share leaves nothing for anybody else. */
  | { readonly type: "split/whole" }
  | { readonly type: "split/amount"; readonly rest: MinorUnits }
  /** The lines have no seats. */
  | { readonly type: "split/no-seats" }
  | { readonly type: "split/seat-empty"; readonly seat: number }
  /** Goods of a receipt come back for the order's. */
  | { readonly type: "split/returns" }
  | { readonly type: "split/part-unknown"; readonly text: string; readonly parts: number }
  | { readonly type: "split/part-paid" }
  | { readonly type: "split/part-empty" }
  /** The line lies there already, or is on that bill. */
  | { readonly type: "move/same" }
  /** `left` is in thousandths of the line's unit. */
  | { readonly type: "move/not-so-much"; readonly name: string; readonly left: Thousandths }
  | { readonly type: "move/returns" }
  /** One of the orders owes no taxes, or is exempt under another number. */
  | { readonly type: "move/exempt" }
  | { readonly type: "move/not-merged" }
  /** `orders`: numbers of those that sit there already; `number`: of the one that was to go there. */
  | {
      readonly type: "move/in-use";
      readonly text: string;
      readonly number: string;
      readonly orders: ReadonlyArray<string>;
    }
  /** The move cannot be taken back: the order has changed since, or somebody has paid there or has a bill. */
  | { readonly type: "move/since" }
  | { readonly type: "move/paid-since" }
  | { readonly type: "move/bill-since" }
  /** Only a fragment of the line is on this bill, and the change is of the whole line. */
  | { readonly type: "line/elsewhere-too"; readonly name: string }
  /** A share of it is paid, here or on another bill. */
  | { readonly type: "line/part-paid"; readonly name: string };

/**
 * The sort of a refusal for a calling program: its input is wrong or unknown here, the person may
 * not do it, or it conflicts with the present state.
 */
export type RefusalSort = "wrong" | "unknown" | "not-allowed" | "conflict";

export const REFUSAL_SORTS: { readonly [Type in Refusal["type"]]: RefusalSort } = {
  "permission/missing": "not-allowed",
  "discount/beyond-limit": "not-allowed",
  "discount/reason-needed": "wrong",
  "charge/unknown": "wrong",
  "charge/same": "conflict",
  "charge/reason-needed": "wrong",
  "exempt/number": "wrong",
  "exempt/same": "conflict",
  "exempt/none": "conflict",
  "exempt/paid": "conflict",
  "comp/reason-needed": "wrong",
  "comp/beyond-budget": "not-allowed",
  "approval/changed": "conflict",
  "staff/unknown": "unknown",
  "staff/inactive": "not-allowed",
  "staff/number-invalid": "wrong",
  "staff/number-taken": "conflict",
  "staff/name-invalid": "wrong",
  "staff/already-active": "conflict",
  "staff/already-disabled": "conflict",
  "staff/language-same": "conflict",
  "staff/last-one": "conflict",
  "badge/invalid": "wrong",
  "badge/taken": "conflict",
  "badge/goods": "conflict",
  "badge/same": "conflict",
  "staff/same-role": "conflict",
  "printer/unknown": "unknown",
  "printer/taken": "conflict",
  "printer/id-invalid": "wrong",
  "printer/name-invalid": "wrong",
  "printer/same": "wrong",
  "printer/elsewhere": "conflict",
  "printer/no-profile": "wrong",
  "printer/no-buzzer": "conflict",
  "printer/no-station": "wrong",
  "paper/unknown": "unknown",
  "paper/done": "conflict",
  "paper/printing": "conflict",
  "role/unknown": "unknown",
  "role/taken": "conflict",
  "role/id-invalid": "wrong",
  "role/name-invalid": "wrong",
  "role/name-taken": "conflict",
  "role/same": "wrong",
  "role/last-one": "conflict",
  "pin/wrong": "not-allowed",
  "pin/wait": "not-allowed",
  "pin/busy": "conflict",
  "pin/no-pepper": "not-allowed",
  "product/unknown": "unknown",
  "entry/same": "wrong",
  "product/no-price": "wrong",
  "plan/not-later": "wrong",
  "plan/too-far": "wrong",
  "plan/unknown": "unknown",
  "dated/begun": "wrong",
  "dated/unknown": "unknown",
  "setting/at-once": "wrong",
  "entry/at-once": "wrong",
  "setting/same": "wrong",
  "product/inactive": "wrong",
  "product/sold-out": "wrong",
  "product/stock-known": "wrong",
  "product/only-left": "wrong",
  "product/no-tax": "wrong",
  "quantity/invalid": "wrong",
  "price/needed": "wrong",
  "price/invalid": "wrong",
  "discount/too-much": "wrong",
  "modifiers/invalid": "wrong",
  "modifier/unknown": "wrong",
  "course/same": "conflict",
  "line/unknown": "unknown",
  "line/voided": "conflict",
  "line/paid": "conflict",
  "reason/needed": "wrong",
  "order/none": "wrong",
  "order/in-question": "not-allowed",
  "order/unknown": "unknown",
  "order/empty": "wrong",
  "order/paid": "conflict",
  "order/no-round": "wrong",
  "order/prices-same": "wrong",
  "order/nothing-to-send": "wrong",
  "order/no-kitchen": "wrong",
  "line/no-station": "wrong",
  "line/begun": "conflict",
  "line/waits": "conflict",
  "line/not-made": "conflict",
  "line/not-sent": "conflict",
  "line/fewer-made": "conflict",
  "line/held-same": "conflict",
  "fire/nothing": "conflict",
  "payment/goods-held": "conflict",
  "payment/final": "conflict",
  "order/full": "wrong",
  "cash/too-little": "wrong",
  "tender/unknown": "unknown",
  "tender/too-much": "wrong",
  "refund/beyond-tender": "conflict",
  "currency/no-rate": "wrong",
  "cash/no-coin": "wrong",
  "correction/no-payment": "unknown",
  "correction/reason-needed": "wrong",
  "correction/which": "wrong",
  "correction/not-taken": "conflict",
  "correction/other-day": "conflict",
  "correction/in-z": "conflict",
  "correction/same": "conflict",
  "correction/too-much": "conflict",
  "correction/only-whole": "wrong",
  "tip/unusual": "wrong",
  "line/unusual": "wrong",
  "amount/invalid": "wrong",
  "card/too-much": "wrong",
  "card/cash-back": "wrong",
  "payment/owes": "wrong",
  "payment/nothing-back": "conflict",
  "payment/came-otherwise": "conflict",
  "refund/no-receipt": "unknown",
  "refund/reason-needed": "wrong",
  "refund/nothing-left": "conflict",
  "refund/too-much": "conflict",
  "refund/only-whole": "conflict",
  "refund/which": "wrong",
  "refund/none-beyond": "conflict",
  "attention/reason-needed": "wrong",
  "refund/beyond-card": "conflict",
  "exchange/twice": "conflict",
  "exchange/many": "conflict",
  "exchange/none": "conflict",
  "exchange/changed": "conflict",
  "shift/already-in": "conflict",
  "shift/not-in": "conflict",
  "text/card-number": "wrong",
  "text/too-long": "wrong",
  "device/revoked": "not-allowed",
  "device/not-admitted": "not-allowed",
  "device/in-question": "not-allowed",
  "device/unknown": "unknown",
  "device/ambiguous": "wrong",
  "device/already-authority": "conflict",
  "device/already-revoked": "conflict",
  "device/not-revoked": "conflict",
  "device/last-authority": "conflict",
  "device/no-letters": "conflict",
  "device/reason-needed": "wrong",
  "chain/unknown": "unknown",
  "chain/not-settled-so": "conflict",
  "chain/no-authority": "not-allowed",
  "attention/none": "unknown",
  "day/far-jump": "wrong",
  "customer/unknown": "unknown",
  "customer/erased": "unknown",
  "customer/unreadable": "conflict",
  "customer/inactive": "conflict",
  "customer/same": "wrong",
  "customer/card-taken": "conflict",
  "customer/there": "conflict",
  "customer/nobody": "conflict",
  "customer/on-receipts": "conflict",
  "z/nothing": "conflict",
  "day/not-come": "wrong",
  "day/before-shop": "wrong",
  "day/without-heard": "conflict",
  "day/without-reason": "wrong",
  "day/counted-beyond": "conflict",
  "day/counted-before": "conflict",
  "z/unknown": "unknown",
  "covers/invalid": "wrong",
  "seat/invalid": "wrong",
  "order/has-goods": "conflict",
  "order/nobody-there": "conflict",
  "order/there": "conflict",
  "owner/same": "conflict",
  "table/several": "conflict",
  "owner/nothing": "conflict",
  "drawer/unknown": "unknown",
  "drawer/no-such": "wrong",
  "drawer/open-already": "conflict",
  "drawer/closed-already": "conflict",
  "drawer/counted-since": "conflict",
  "drawer/not-counted": "conflict",
  "drawer/others-pouch": "conflict",
  "drawer/elsewhere": "conflict",
  "drawer/taken-already": "conflict",
  "drawer/amount": "wrong",
  "drawer/reason-needed": "wrong",
  "drawer/difference": "conflict",
  "drawer/not-so-much": "conflict",
  "drawer/none-open": "conflict",
  "bill/empty": "conflict",
  "split/count": "wrong",
  "split/together": "wrong",
  "split/begun": "conflict",
  "split/billed": "conflict",
  "split/nothing": "conflict",
  "split/none": "conflict",
  "split/share": "wrong",
  "split/whole": "wrong",
  "split/amount": "wrong",
  "split/no-seats": "wrong",
  "split/seat-empty": "wrong",
  "split/returns": "conflict",
  "split/part-unknown": "unknown",
  "split/part-paid": "conflict",
  "split/part-empty": "conflict",
  "move/same": "conflict",
  "move/not-so-much": "wrong",
  "move/returns": "conflict",
  "move/exempt": "conflict",
  "move/not-merged": "conflict",
  "move/in-use": "conflict",
  "move/since": "wrong",
  "move/paid-since": "wrong",
  "move/bill-since": "wrong",
  "line/elsewhere-too": "conflict",
  "line/part-paid": "conflict",
  "area/in-use": "conflict",
  "area/name-invalid": "wrong",
  "area/taken": "conflict",
  "area/too-many": "conflict",
  "area/unknown": "unknown",
  "customer/card-invalid": "wrong",
  "customer/email-invalid": "wrong",
  "customer/group-invalid": "wrong",
  "customer/name-invalid": "wrong",
  "customer/phone-invalid": "wrong",
  "customer/text-invalid": "wrong",
  "entry/taken": "conflict",
  "entry/unknown": "unknown",
  "entry/wrong": "wrong",
  "name/sign": "wrong",
  "name/unreadable": "wrong",
  "pin/digits": "wrong",
  "pin/guessable": "wrong",
  "setting/never": "conflict",
  "setting/not-here": "conflict",
  "setting/unknown": "unknown",
  "setting/wrong": "wrong",
  "table/in-use": "conflict",
  "table/name-invalid": "wrong",
  "table/no-name": "wrong",
  "table/taken": "conflict",
  "table/too-many": "conflict",
  "table/unknown": "unknown",
};
