/**
 * A Nexo terminal's end of day: it tells its totals and begins a new period. Source: nexo Sale to POI protocol
 * 3.0, Reconciliation; Adyen, "Reconcile a balance mismatch".
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { BRANDS_MAX, type TerminalTotals } from "../../domain/events/settled-events.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { type EndedDay } from "../contract.ts";
import { jsonOf } from "./json.ts";
import { type NexoHeader, toMinor } from "./messages.ts";

const text = z.string().max(2000);

/** Has the terminal close its period with the till; it asks no acquirer. */
export function reconciliationBody(): Readonly<Record<string, unknown>> {
  return { ReconciliationType: "SaleReconciliation" };
}

const responseSchema = lazy(() =>
  z.object({
    SaleToPOIResponse: z.object({
      MessageHeader: z.object({
        MessageType: text,
        MessageCategory: text,
        SaleID: text,
        ServiceID: text,
        POIID: text,
      }),
      ReconciliationResponse: z.object({
        Response: z.object({ Result: text, ErrorCondition: text.optional() }),
        POIReconciliationID: z.union([text, z.number()]).optional(),
        TransactionTotals: z
          .array(
            z.object({
              PaymentCurrency: text.optional(),
              CardBrand: text.optional(),
              PaymentTotals: z
                .array(
                  z.object({
                    TransactionType: text,
                    TransactionCount: z.number(),
                    TransactionAmount: z.number(),
                  }),
                )
                .optional(),
            }),
          )
          .optional(),
      }),
    }),
  }),
);
type Reconciliation = z.infer<
  ReturnType<typeof responseSchema>
>["SaleToPOIResponse"]["ReconciliationResponse"];

/** Which way the money of a type of transaction goes; what is not here moves none. */
const SIGNS: Readonly<Record<string, 1 | -1>> = {
  Debit: 1,
  CompletedReservation: 1,
  CompletedDeffered: 1,
  CompletedDeferred: 1,
  ReverseCredit: 1,
  Credit: -1,
  ReverseDebit: -1,
};

/** The reasons for which a terminal can't have closed its period. */
const NOES: ReadonlySet<string> = new Set([
  "Busy",
  "LoggedOut",
  "MessageFormat",
  "NotAllowed",
  "UnavailableService",
]);

const CODE_MAX = 20;
const TEXT_MAX = 60;

/** Returns what the answer says of the very request; whatever else it is leaves it unknown. */
export function readEndedDay(json: string, to: NexoHeader, currency: Currency): EndedDay {
  const read = responseSchema().safeParse(jsonOf(json));
  if (!read.success) return { type: "lost" };
  const { MessageHeader: header, ReconciliationResponse: said } = read.data.SaleToPOIResponse;
  const isAnswer =
    header.MessageType === "Response" &&
    header.MessageCategory === to.category &&
    header.SaleID === to.sale &&
    header.ServiceID === to.service &&
    header.POIID === to.poi;
  if (!isAnswer) return { type: "lost" };
  const { Result, ErrorCondition = "" } = said.Response;
  if (Result === "Success") return { type: "ended", totals: totalsOf(said, currency) };
  if (Result !== "Failure" || !NOES.has(ErrorCondition)) return { type: "lost" };
  return { type: "refused", code: ErrorCondition.slice(0, CODE_MAX) };
}

function totalsOf(
  { TransactionTotals: rows = [], POIReconciliationID: period }: Reconciliation,
  currency: Currency,
): TerminalTotals {
  const byBrand = new Map<string, { count: number; sum: number }>();
  for (const { CardBrand = "", PaymentCurrency = currency.code, PaymentTotals = [] } of rows) {
    // A sum in another currency is no sum of this shop's.
    if (PaymentCurrency !== currency.code) continue;
    const brand = CardBrand.slice(0, TEXT_MAX);
    const row = byBrand.get(brand) ?? { count: 0, sum: 0 };
    for (const { TransactionType, TransactionCount, TransactionAmount } of PaymentTotals) {
      const sign = SIGNS[TransactionType];
      if (sign === undefined) continue;
      row.count += Math.max(0, Math.trunc(TransactionCount));
      row.sum += sign * (toMinor(Math.abs(TransactionAmount), currency) ?? 0);
    }
    byBrand.set(brand, row);
  }
  const brands = [...byBrand]
    .filter(([, { count, sum }]) => count > 0 || sum !== 0)
    .slice(0, BRANDS_MAX)
    .map(([brand, { count, sum }]) => ({ brand, count, sum: minor(sum) }));
  const amount = [...byBrand.values()].reduce((all, { sum }) => all + sum, 0);
  return {
    amount: minor(amount),
    brands,
    ...(period === undefined ? {} : { period: String(period).slice(0, TEXT_MAX) }),
  };
}
