/** What commands tell of orders and their money: one shape for all languages. */

import { type Service } from "../../domain/catalogue.ts";
import { type GoodsFate } from "../../domain/goods-fate.ts";
import { type Incompleteness, type OrderView } from "../../domain/views.ts";

/** Labels of amounts fit their column (34 cells). Amounts come as they are written there. */
export interface OrderWords {
  /** The flag behind the refusal of what is sold out. */
  readonly oversell: (refusal: string) => string;
  readonly order: (number: string) => string;
  readonly services: Readonly<Record<Service, string>>;
  readonly statuses: Readonly<Record<OrderView["status"], string>>;
  /** Behind a line's name. */
  readonly lineOff: (money: string) => string;
  readonly held: string;
  /** In the column of amounts. */
  readonly voided: string;
  readonly note: (text: string) => string;
  readonly seated: SeatedWords;
  readonly off: string;
  readonly total: string;
  /** `receipt` is empty as long as it isn't paid. */
  readonly part: (no: number, of: number, receipt: string) => string;
  readonly bill: (
    no: number,
    part: { readonly no: number; readonly of: number } | undefined,
  ) => string;
  /** What a bill would ask for, where the order is another one by now. */
  readonly billNow: string;
  readonly partsPaid: (paid: number, of: number) => string;
  /** What is left and no part has. */
  readonly besideParts: string;
  readonly due: string;
  readonly giveBack: string;
  /** `name`: of a tender of the shop's own. */
  readonly cameBy: (method: string, name: string | undefined) => string;
  /** Of money: what came in, what of it went back, and what of the rest was too much. */
  readonly paidSum: string;
  readonly refundedSum: string;
  readonly tooMuch: string;
  readonly settledSum: string;
  readonly back: (quantity: string, name: string, receipt: string) => string;
  readonly taxOf: (receipt: string) => string;
  /** `money` is empty where none is in question. */
  readonly attention: (what: string, money: string) => string;
  /** Two lines or more are paid beyond what they cost. */
  readonly goodsBeyond: (lines: number) => string;
  readonly incomplete: Readonly<Record<Incompleteness, string>>;
  readonly isIncomplete: string;
  readonly none: (day: string) => string;
  readonly forCustomer: (customer: string) => string;
  /** In the place of a name that nobody may read, or nobody can. */
  readonly customer: (id: string) => string;
  readonly erasedCustomer: string;
  readonly unknownCustomer: string;
  readonly receipt: (number: string) => string;
  readonly refund: (number: string, receipt: string) => string;
  readonly refundOf: (number: string, receipt: string) => string;
  readonly refundWhy: (number: string, receipt: string, reason: string) => string;
  readonly paid: PaidWords;
  readonly repriced: RepricedWords;
  /** The deed is done, its papers are not out. */
  readonly papersWait: (why: string) => string;
  /** Of one paper. */
  readonly paperWaits: (why: string) => string;
  readonly notPrinted: (number: string) => string;
}

/** Where guests sit, and how many they are. */
export interface SeatedWords {
  readonly table: (table: string) => string;
  readonly guests: (count: number) => string;
  readonly seat: (seat: number) => string;
  /** What was put on its bill: tables, or numbers of orders. */
  readonly joined: (what: string) => string;
}

/** Each amount with its currency. */
export interface PaidWords {
  readonly given: (given: string, rate: string, worth: string) => string;
  readonly tip: (money: string) => string;
  readonly change: (money: string) => string;
  readonly giveBack: (money: string) => string;
  readonly giveBackCash: (money: string) => string;
  readonly giveBackBy: (money: string, tender: string) => string;
  readonly giveBackToCard: (money: string) => string;
  readonly card: string;
  readonly notInCash: (money: string) => string;
  readonly goods: Readonly<Record<GoodsFate, string>>;
}

export interface RepricedWords {
  readonly same: string;
  readonly is: (after: string, before: string) => string;
  readonly wouldBe: (after: string, before: string) => string;
}
