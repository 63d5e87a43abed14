/** What an item that needs a person is called: the same on every till, as long as it is the same. */

import { hash } from "node:crypto";

import { type AttentionFact } from "../../domain/attention.ts";
import { type StreamId } from "../../domain/identity.ts";

const ID_DIGITS = 8;

/** Of what an order asks. */
export function orderItemId(
  stream: StreamId,
  { type, subject, day }: Pick<AttentionFact, "type" | "subject" | "day">,
): string {
  return itemId([type, stream, subject, day ?? ""]);
}

export function itemId(parts: ReadonlyArray<string>): string {
  return hash("sha256", parts.join("\0")).slice(0, ID_DIGITS);
}
