/** What events say of the figures of a day, each sort of facts once. */

import { type PaymentCorrected, type PaymentTipped } from "../events/correction-events.ts";
import { COMP_KINDS, type CompKind } from "../events/discount-events.ts";
import {
  type DrawerClosed,
  type DrawerMoved,
  type DrawerUnlocked,
  type SafeMoved,
} from "../events/drawer-events.ts";
import { type ReceiptIssued, type ReceiptTax, type RefundIssued } from "../events/order-events.ts";
import { besideGoods } from "../lines/line-kinds.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type ForeignCash } from "../tenders/foreign-cash.ts";

/** A tax that prices contain, one that is added to them, and one that is not owed. */
export const TAX_HOWS = ["included", "added", "exempt"] as const;

/** Deposits that went out with a receipt, empties that came back without one, and deposits that went back with theirs. */
export const DEPOSIT_MOVES = ["out", "back", "refunded"] as const;

/** Stands for the names of taxes where a deposit bears none. */
export const NO_TAXES = "untaxed";

/** What people do to goods besides selling them. */
export const GOODS_ACTS = [
  "void",
  "void-after-bill",
  "taken-off",
  "discount",
  ...COMP_KINDS,
] as const;
export type GoodsAct = (typeof GOODS_ACTS)[number];

export interface Facts {
  readonly receipt: {
    readonly body: Pick<ReceiptIssued, "items" | "total" | "rounding" | "taxes" | "uses">;
    /** Goods that came back without a receipt: how many lines, and their sum, below zero. */
    readonly returned: { readonly count: number; readonly total: MinorUnits };
  };
  /** All amounts are below zero; what went out lowers what its tender took in. */
  readonly refund: Pick<
    RefundIssued,
    "items" | "total" | "rounding" | "taxes" | "out" | "unfunded"
  >;
  readonly payment: {
    readonly method: string;
    readonly captured: {
      readonly amount: MinorUnits;
      readonly rounding: MinorUnits;
      readonly tendered: MinorUnits;
      readonly change: MinorUnits;
      readonly foreign?: ForeignCash;
      readonly tip?: { readonly amount: MinorUnits; readonly to: string };
    };
  };
  /** What a correction moves from one tender to another, as recorded. */
  readonly corrected: Pick<PaymentCorrected, "rounding" | "tip" | "foreign"> & {
    readonly moved: ReadonlyArray<{
      readonly method: string;
      readonly amount: MinorUnits;
      readonly rounding: MinorUnits;
      readonly tip: MinorUnits;
    }>;
  };
  /** A tip that was typed after its payment, by what it moves. */
  readonly tipped: Pick<PaymentTipped, "method" | "to" | "moved"> & {
    /** So many tips more; below zero where there are fewer. */
    readonly more: number;
  };
  /** A tip that was another person's. */
  readonly reassigned: {
    readonly method: string;
    readonly from: string;
    readonly to: string;
    readonly amount: MinorUnits;
  };
  readonly drawerMoved: Pick<DrawerMoved, "what" | "currency" | "amount">;
  readonly noSale: ByPerson;
  readonly unlocked: ByPerson & Pick<DrawerUnlocked, "how">;
  readonly drawerClosed: Pick<DrawerClosed, "difference">;
  readonly safeMoved: Pick<SafeMoved, "what" | "currency" | "amount">;
  /** What was paid for vouchers. */
  readonly voucherSold: OfVouchers;
  /** What went back of what was paid for vouchers; below zero. */
  readonly voucherBack: OfVouchers;
  /** What vouchers paid; below zero for what went back onto them. */
  readonly voucherRedeemed: OfVouchers;
  /** Deposits on bottles, crates and glasses; below zero for what came back. */
  readonly bottleDeposit: {
    readonly what: (typeof DEPOSIT_MOVES)[number];
    /** The names of the taxes that they bear. */
    readonly taxes: string;
    readonly count: number;
    readonly amount: MinorUnits;
  };
  /** Deposits of orders that nobody collected; below zero for what went back of them. */
  readonly forfeited: {
    /** The names of the taxes that they bear. */
    readonly taxes: string;
    readonly count: number;
    readonly amount: MinorUnits;
  };
  /** What a receipt or a refund does to the points of its customer; below zero for what came back. */
  readonly points: { readonly earned: number; readonly spent: number };
  readonly soldOn: ByPerson & { readonly pieces: number };
  readonly act: ByPerson & { readonly act: GoodsAct; readonly amount: MinorUnits };
  readonly comp: { readonly kind: CompKind; readonly amount: MinorUnits };
  readonly goods: {
    /** The names of the taxes that they bear. */
    readonly taxes: string;
    /** Its name at the moment; of a charge its own one. */
    readonly category: string;
    readonly amount: MinorUnits;
  };
}

interface OfVouchers {
  /** The year in which they were sold first. */
  readonly year: number;
  readonly count: number;
  readonly amount: MinorUnits;
}

interface ByPerson {
  /** Staff number. */
  readonly by: string;
}

/** Whether a receipt or a refund bears taxes that were not owed. */
export function isOfExemptSale({ taxes }: Pick<ReceiptIssued, "taxes">): boolean {
  return taxes.some(({ exempt }) => exempt !== undefined);
}

/** Returns what an exempt sale comes to, or a refund of one; undefined where taxes are owed. */
export function exemptSale(
  issued: Pick<ReceiptIssued | RefundIssued, "items" | "taxes" | "total">,
): { readonly amount: MinorUnits } | undefined {
  return isOfExemptSale(issued) ? { amount: minor(issued.total - besideGoods(issued)) } : undefined;
}

export interface TaxPlace {
  readonly rate: number;
  readonly how: (typeof TAX_HOWS)[number];
  readonly label: string;
}

interface TaxSums extends TaxPlace {
  readonly base: MinorUnits;
  readonly tax?: MinorUnits;
  readonly off?: MinorUnits;
}

export function taxesStated({ taxes }: Pick<ReceiptIssued, "taxes">): ReadonlyArray<TaxSums> {
  return taxes.map(({ label, rate, included, base, tax, exempt }) => {
    if (exempt !== undefined) return { label, rate, how: "exempt", base, off: exempt };
    return { label, rate, how: included ? "included" : "added", base, tax };
  });
}

/** Returns which tax it is; turnover that is exempt of it is apart. */
export function taxOf({
  label,
  rate,
  included,
  exempt,
}: Pick<ReceiptTax, "label" | "rate" | "included" | "exempt">): TaxPlace {
  const owed = included ? "included" : "added";
  return { label, rate, how: exempt === undefined ? owed : "exempt" };
}

/** `VAT 9%`; a label that doesn't say its rate is told apart from the same one of another rate. */
export function rateName({ label, rate }: Pick<TaxPlace, "label" | "rate">): string {
  const percent = `${rate / 1000}%`;
  return label.includes(percent) ? label : `${label} ${percent}`;
}

/** Returns the books' name for untaxed sales of goods with these taxes. */
export function exemptName(taxes: string): string {
  return `${taxes} exempt`;
}
