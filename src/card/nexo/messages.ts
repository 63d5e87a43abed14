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
export type NexoCategory =
  | "Diagnosis"
  | "Payment"
  | "Reversal"
  | "TransactionStatus"
  | "Abort"
  | "Reconciliation";

export interface NexoHeader extends PaymentName {
  readonly category: NexoCategory;
}

export interface NexoPay {
  readonly act: CardAct;
  readonly sum: MinorUnits;
  readonly currency: Currency;
  readonly nowMs: number;
  /** The reservation that is raised or booked; missing for all else. */
  readonly original?: OriginalPayment | undefined;
  /** The till prints what the terminal would. */
  readonly takesSlips?: boolean;
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

/**
 * A reservation has a reference of its own, by which it is raised and booked as well as by the transaction.
 * What it is raised by is asked for, not what it comes to then. Source: Adyen, PaymentRequest; Fiserv, ePOS
 * Payments, pre-authorisation increment.
 */
export function paymentBody(service: string, paid: NexoPay): Json {
  const { act, sum, currency, nowMs, original, takesSlips = false } = paid;
  const type = PAYMENT_TYPES[act];
  const reference = act === "reserve" ? service : original?.reference;
  return {
    SaleData: {
      SaleTransactionID: { TransactionID: service, TimeStamp: timeText(nowMs) },
      ...(reference === undefined ? {} : { SaleReferenceID: reference }),
      ...(takesSlips ? { SaleToAcquirerData: TAKES_SLIPS } : {}),
    },
    PaymentTransaction: {
      AmountsReq: { Currency: currency.code, RequestedAmount: toMajor(sum, currency) },
      ...(original === undefined ? {} : { OriginalPOITransaction: originalJson(original) }),
    },
    ...(type === undefined ? {} : { PaymentData: { PaymentType: type } }),
  };
}

/** Has a terminal of Adyen print nothing by itself. Source: Adyen, "Handle the Print Receipt callback". */
const TAKES_SLIPS = "tenderOption=ReceiptHandler";

/** The PaymentType of an act; none is a payment, and a reversal is a message of its own. */
const PAYMENT_TYPES: Readonly<Partial<Record<CardAct, string>>> = {
  refund: "Refund",
  reserve: "FirstReservation",
  increase: "UpdateReservation",
  book: "Completion",
};

function originalJson({ id, at }: OriginalPayment): Json {
  return { POITransactionID: { TransactionID: id, TimeStamp: at } };
}

/** Takes a payment back, or a part of it, or lets a reservation go, without the guest's card. */
export function reversalBody(
  original: OriginalPayment,
  { sum, currency }: Pick<NexoPay, "sum" | "currency">,
): Json {
  return {
    OriginalPOITransaction: originalJson(original),
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
