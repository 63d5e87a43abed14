/** The terminal's side of Nexo messages: requests are opened, responses closed. */

import {
  closeMessage,
  type NexoKeys,
  NONCE_BYTES,
  openMessage,
} from "../../src/card/nexo/crypto.ts";
import { type Random } from "../../src/domain/ports.ts";

/** A request, as far as a simulated terminal reads it; what is missing is empty. */
export interface Asked {
  readonly category: string;
  readonly sale: string;
  readonly service: string;
  /** In hundredths. */
  readonly amount: number;
  readonly currency: string;
  /** The PaymentType. */
  readonly type: string;
  /** The till prints the terminal's papers. */
  readonly takesSlips: boolean;
  /** The transaction that a reversal takes back, or the reservation that is raised or booked. */
  readonly original: string;
  /** The payment that a question or an abort is about. */
  readonly reference: { readonly sale: string; readonly service: string };
}

interface Terminal {
  readonly keys: NexoKeys;
  readonly poi: string;
  readonly random: Random;
}

const HUNDRED = 100;
const TAKES_SLIPS = "tenderOption=ReceiptHandler";

/** Undefined for what is closed by another key, of another terminal, or no request at all. */
export function openRequest(
  body: string,
  { keys, poi }: Omit<Terminal, "random">,
): Asked | undefined {
  const closed = jsonOf(body);
  const trailer = at(closed, "SaleToPOIRequest", "SecurityTrailer");
  const text = openMessage(
    {
      blob: textAt(closed, "SaleToPOIRequest", "NexoBlob"),
      hmac: textAt(trailer, "Hmac"),
      nonce: textAt(trailer, "Nonce"),
    },
    keys,
  );
  const request = at(text === undefined ? undefined : jsonOf(text), "SaleToPOIRequest");
  if (textAt(request, "MessageHeader", "POIID") !== poi) return undefined;
  const category = textAt(request, "MessageHeader", "MessageCategory");
  const message = at(request, `${category}Request`);
  const amounts = at(message, "PaymentTransaction", "AmountsReq");
  const original =
    at(message, "OriginalPOITransaction") ??
    at(message, "PaymentTransaction", "OriginalPOITransaction");
  const major = at(amounts, "RequestedAmount") ?? at(message, "ReversedAmount");
  return {
    category,
    sale: textAt(request, "MessageHeader", "SaleID"),
    service: textAt(request, "MessageHeader", "ServiceID"),
    amount: Math.round(Number(major ?? 0) * HUNDRED),
    currency: textAt(amounts, "Currency"),
    type: textAt(message, "PaymentData", "PaymentType"),
    takesSlips: textAt(message, "SaleData", "SaleToAcquirerData").includes(TAKES_SLIPS),
    original: textAt(original, "POITransactionID", "TransactionID"),
    reference: {
      sale: textAt(message, "MessageReference", "SaleID"),
      service: textAt(message, "MessageReference", "ServiceID"),
    },
  };
}

export function responseText(
  { category, sale, service }: Pick<Asked, "category" | "sale" | "service">,
  body: object,
  { keys, poi, random }: Terminal,
): string {
  const header = {
    ProtocolVersion: "3.0",
    MessageClass: "Service",
    MessageCategory: category,
    MessageType: "Response",
    SaleID: sale,
    ServiceID: service,
    POIID: poi,
  };
  const response = { MessageHeader: header, [`${category}Response`]: body };
  const text = JSON.stringify({ SaleToPOIResponse: response });
  const { blob, hmac, nonce } = closeMessage(text, keys, random.bytes(NONCE_BYTES));
  return JSON.stringify({
    SaleToPOIResponse: {
      MessageHeader: header,
      NexoBlob: blob,
      SecurityTrailer: {
        AdyenCryptoVersion: 1,
        KeyIdentifier: "till",
        KeyVersion: 1,
        Nonce: nonce,
        Hmac: hmac,
      },
    },
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...path: ReadonlyArray<string>): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}

function textAt(value: unknown, ...path: ReadonlyArray<string>): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}
