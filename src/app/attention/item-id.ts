/** The id of an item that needs a person: every till makes the same id for it. */

import { hash } from "node:crypto";

import { type StreamId } from "../../domain/identity.ts";
import { type AttentionFact } from "../../domain/state/attention.ts";

const ID_DIGITS = 8;

/** Returns the id of a question about an order. */
export function orderItemId(
  stream: StreamId,
  { type, subject, day }: Pick<AttentionFact, "type" | "subject" | "day">,
): string {
  return itemId([type, stream, subject, day ?? ""]);
}

export function itemId(parts: ReadonlyArray<string>): string {
  return hash("sha256", parts.join("\0")).slice(0, ID_DIGITS);
}
