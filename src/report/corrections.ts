/** Payments that were made otherwise than they were booked, and what a day's tenders come to by that. */

import { type BusinessDay } from "../domain/identity.ts";
import { type MinorUnits, sumMinor, zeroMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import {
  type OrderState,
  type CorrectionState,
  type PaymentState,
  type RefundState,
  type TippedState,
} from "../domain/state/order-state.ts";
import { sumsMoved } from "../domain/tenders/tenders.ts";
import { type Difference, differing } from "./difference.ts";
import { approverOf, type Person, personOf } from "./report-names.ts";

/** A payment that was made otherwise than it was booked, as somebody said. */
export interface CorrectedPayment {
  /** Number of the first receipt that uses it; of the order where none does. */
  readonly of: string;
  readonly from: NamedTender;
  readonly to: NamedTender;
  /** The corrected amount of the order. */
  readonly amount: MinorUnits;
  readonly tip: MinorUnits;
  readonly by: Person;
  /** Who vouched for it; null for nobody. */
  readonly approved: Person | null;
  readonly reason: string;
}

interface NamedTender {
  readonly method: string;
  /** The name of the shop's own tender; null for others. */
  readonly name: string | null;
}

/**
 * Returns the corrections of a day, or of any, in their order, under the tenders' names at that
 * time; people are named by `staffName`.
 */
export function correctedPayments(
  order: OrderState,
  {
    day,
    staffName,
  }: {
    readonly day?: BusinessDay;
    readonly staffName: (number: string) => string;
  },
): ReadonlyArray<CorrectedPayment> {
  return Object.entries(order.paymentsById).flatMap(([id, payment]) => {
    const { started, corrections = [] } = payment;
    const names = new Map<string, string | undefined>([
      [started?.method ?? "", started?.name],
      ...corrections.map(({ body }) => [body.to, body.name] as const),
    ]);
    function called(method: string): NamedTender {
      return { method, name: names.get(method) ?? null };
    }
    const receipt = order.receipts.find(({ body }) => body.uses.some((use) => use.payment === id));
    const orderNumber = order.opened?.number ?? "";
    const of =
      receipt === undefined ? orderNumber : receiptNumber(receipt.body.series, receipt.body.no);
    return corrections
      .filter((it) => it.home && (day === undefined || it.day === day))
      .map(({ body: { from, to, amount, tip, reason }, by, approved }) => ({
        of,
        from: called(from),
        to: called(to),
        amount,
        tip: tip?.amount ?? zeroMinor,
        by: personOf({ staffName }, by),
        approved: approverOf({ staffName }, approved),
        reason,
      }));
  });
}

/** Tenders with the names that were recorded for them. */
export function tendersNamed(
  money: PaymentState | CorrectionState | RefundState,
): ReadonlyArray<{ readonly method: string; readonly name?: string | undefined }> {
  if (!("body" in money)) return money.started === null ? [] : [money.started];
  const { body } = money;
  return "out" in body ? body.out : [{ method: body.to, name: body.name }];
}

/** The net amount of a tender, by payments and corrections. */
interface KeptTender {
  readonly method: string;
  readonly count: number;
  readonly amount: MinorUnits;
  readonly corrected: MinorUnits;
  readonly tips: MinorUnits;
}

/** What was said of payments after they were made. */
export interface LaterMoney {
  readonly corrections: ReadonlyArray<CorrectionState>;
  readonly tipped: ReadonlyArray<TippedState>;
}

/** A day's payments and corrections, one by one, against what was kept; also those of which nothing was. */
export function tenderDifferences(
  payments: ReadonlyArray<PaymentState>,
  { corrections, tipped }: LaterMoney,
  tenders: ReadonlyArray<KeptTender>,
): ReadonlyArray<Difference> {
  const tipsByMethod = Map.groupBy(tipped, ({ body }) => body.method);
  const moved = corrections.flatMap(({ body }) => sumsMoved(body));
  const movedByMethod = Map.groupBy(moved, ({ method }) => method);
  const paymentsByMethod = Map.groupBy(payments, ({ started }) => started?.method ?? "");
  const keptByMethod = new Map(tenders.map((tender) => [tender.method, tender]));
  const all = [keptByMethod, paymentsByMethod, movedByMethod, tipsByMethod].flatMap((it) =>
    Array.from(it.keys()),
  );
  return [...new Set(all)].flatMap((method) => {
    const [own, ownMoved] = [paymentsByMethod.get(method) ?? [], movedByMethod.get(method) ?? []];
    const known = keptByMethod.get(method);
    const found = sumMinor(own, ({ captured }) => captured?.amount ?? 0);
    const counts = [known?.count ?? 0, own.length] as const;
    const corrected = sumMinor(ownMoved, ({ amount, rounding }) => amount + rounding);
    const tips =
      sumMinor(own, ({ captured }) => captured?.tip?.amount ?? 0) +
      sumMinor(ownMoved, ({ tip }) => tip) +
      sumMinor(tipsByMethod.get(method) ?? [], ({ body }) => body.moved);
    const [keptTips, keptCorrected] = [known?.tips ?? 0, known?.corrected ?? 0];
    return [
      differing("tenders", { type: "tender/tips", method }, [keptTips, tips]),
      differing("tenders", { type: "tender/sum", method }, [known?.amount ?? 0, found]),
      differing("tenders", { type: "tender/corrected", method }, [keptCorrected, corrected]),
      differing("receipts", { type: "tender/number", method }, counts),
    ].flat();
  });
}
