/**
 * The names under which a Nexo terminal knows a payment. They are hashes and no counters: a till that lost
 * its disk, or two tills, never use one twice. Source: docs/rules/cards.md, C18.
 */

import { hash } from "node:crypto";

import { type EventId, type Origin } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";

/** A ServiceID has 1 to 10 letters and digits. Source: Adyen, Terminal API, MessageHeader. */
const SERVICE_LENGTH = 10;
const SALE_LENGTH = 16;

/** Returns the ServiceID of a payment. */
export function serviceOf(payment: EventId): string {
  return nameOf(`tillmesh/nexo-service/1\0${payment}`, SERVICE_LENGTH);
}

/** Returns the SaleID of a till in one incarnation, or of the one that started the payment. */
export function saleOf(of: Origin | EventId): string {
  const [origin = ""] = of.split(":");
  return nameOf(`tillmesh/nexo-sale/1\0${origin}`, SALE_LENGTH);
}

/** Returns a ServiceID for a message that is no payment, such as a question. */
export function newService(random: Random): string {
  return lettersOf(random.bytes(SERVICE_LENGTH));
}

function nameOf(text: string, length: number): string {
  return lettersOf(hash("sha256", text, "buffer").subarray(0, length));
}

/** Five bits of each byte: no sign that is mistaken for another one on a screen. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
