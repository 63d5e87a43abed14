/**
 * What is said to a Nexo terminal, as its JSON has it, and what it says. Amounts there are in major units,
 * such as 12.5. Source: nexo Sale to POI protocol 3.0; Adyen, Terminal API.
 */

import { type CardAct } from "../../domain/events/card-events.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { type OriginalPayment, type PaymentName } from "../contract.ts";

/** What a message is about. */
export type NexoCategory = "Diagnosis" | "Payment" | "Reversal" | "TransactionStatus" | "Abort";

export interface NexoHeader extends PaymentName {
  readonly category: NexoCategory;
}

export interface NexoPay {
  readonly act: CardAct;
  readonly sum: MinorUnits;
  readonly currency: Currency;
  readonly nowMs: number;
}

type Json = Readonly<Record<string, unknown>>;

/** The header as it stands in each message, in the clear too. */
export function headerJson({ category, sale, service, poi }: NexoHeader): Json {
  return {
    ProtocolVersion: "3.0",
    MessageClass: "Service",
    MessageCategory: category,
    MessageType: "Request",
    SaleID: sale,
    ServiceID: service,
    POIID: poi,
  };
}

export function requestText(header: NexoHeader, body: object): string {
  const request = { MessageHeader: headerJson(header), [`${header.category}Request`]: body };
  return JSON.stringify({ SaleToPOIRequest: request });
}

/** Asks whether the terminal is there, and nobody beyond it. */
export function diagnosisBody(): Json {
  return { HostDiagnosisFlag: false };
}

export function paymentBody(service: string, { act, sum, currency, nowMs }: NexoPay): Json {
  const type = PAYMENT_TYPES[act];
  return {
    SaleData: { SaleTransactionID: { TransactionID: service, TimeStamp: timeText(nowMs) } },
    PaymentTransaction: {
      AmountsReq: { Currency: currency.code, RequestedAmount: toMajor(sum, currency) },
    },
    ...(type === undefined ? {} : { PaymentData: { PaymentType: type } }),
  };
}

/** The PaymentType of an act; none is a payment, and a reversal is a message of its own. */
const PAYMENT_TYPES: Readonly<Partial<Record<CardAct, string>>> = {
  refund: "Refund",
  reserve: "FirstReservation",
  increase: "UpdateReservation",
  book: "Completion",
};

/** Takes a payment back, or a part of it, without the guest's card. */
export function reversalBody(
  { id, at }: OriginalPayment,
  { sum, currency }: Pick<NexoPay, "sum" | "currency">,
): Json {
  return {
    OriginalPOITransaction: { POITransactionID: { TransactionID: id, TimeStamp: at } },
    ReversalReason: "MerchantCancel",
    ReversedAmount: toMajor(sum, currency),
  };
}

export function statusBody(payment: PaymentName, category: NexoCategory): Json {
  return {
    MessageReference: referenceTo(payment, category),
    DocumentQualifier: ["CashierReceipt", "CustomerReceipt"],
    ReceiptReprintFlag: true,
  };
}

export function abortBody(payment: PaymentName, category: NexoCategory): Json {
  return { AbortReason: "MerchantAbort", MessageReference: referenceTo(payment, category) };
}

function referenceTo({ sale, service, poi }: PaymentName, category: NexoCategory): Json {
  return { MessageCategory: category, SaleID: sale, ServiceID: service, POIID: poi };
}

export function toMajor(sum: MinorUnits, { decimals }: Currency): number {
  return sum / 10 ** decimals;
}

/** Returns the sum in minor units; undefined for one that no coin of the currency makes. */
export function toMinor(amount: number, { decimals }: Currency): number | undefined {
  const scaled = amount * 10 ** decimals;
  const whole = Math.round(scaled);
  return Number.isSafeInteger(whole) && Math.abs(scaled - whole) < ROUNDING ? whole : undefined;
}

/** More than a float of 12 digits is off by, and less than any coin. */
const ROUNDING = 1e-4;

function timeText(nowMs: number): string {
  const { date = "2000-01-01", time } = civilTime(nowMs, 0);
  return `${date}T${time}+00:00`;
}
