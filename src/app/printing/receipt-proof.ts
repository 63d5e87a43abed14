/**
 * What the QR code of a receipt says: its number, total and day, and a check over them and the id of its event,
 * which stands on no paper. So nobody outside of the shop makes a code of a receipt that there is not.
 */

import { createHash } from "node:crypto";

import { toBase32 } from "../../domain/base/base32.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { type Till } from "../till/till.ts";

/** 80 bits: nobody guesses them, and the code stays small enough for narrow paper. */
const CHECK_CHARACTERS = 16;
const PROOF =
  /^TM:(?<number>[A-Z0-9/]{1,20}-[0-9]{1,9}):(?<total>-?[0-9]{1,15}):(?<day>[0-9]{8}):[2-7A-Z]{16}$/u;

/** Returns the text of a receipt's code. */
export function receiptProof(
  { ledger }: Pick<Till, "ledger">,
  { id, number, total, day, currency }: ReceiptView,
): string {
  const facts = `${number}:${total}:${day.replaceAll("-", "")}`;
  const said = [ledger.identity.shop, id, facts, currency].join("\n");
  const check = createHash("sha256").update(said).digest();
  return `TM:${facts}:${toBase32(check, CHECK_CHARACTERS).toUpperCase()}`;
}

export interface ReadProof {
  readonly number: string;
  readonly total: number;
  /** The business day without its hyphens. */
  readonly day: string;
}

/** Reads what a code claims; undefined for any other text. */
export function readProof(text: string): ReadProof | undefined {
  const { number, total, day } = PROOF.exec(text.trim().toUpperCase())?.groups ?? {};
  if (number === undefined || total === undefined || day === undefined) return undefined;
  return { number, total: Number(total), day };
}
