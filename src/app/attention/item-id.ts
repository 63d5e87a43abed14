/** The id of an item that needs a person: every till makes the same id for it. */

import { hash } from "node:crypto";

import { type AttentionFact } from "../../domain/attention.ts";
import { type StreamId } from "../../domain/identity.ts";
import { type AttentionPaper } from "../../domain/order/attention-papers.ts";

const ID_DIGITS = 8;

/** Returns the id of a question about an order. Overpaid lines are asked about by their first receipt. */
export function orderItemId(
  stream: StreamId,
  { type, subject, day }: Pick<AttentionFact, "type" | "subject" | "day">,
  papers: ReadonlyArray<AttentionPaper> = [],
): string {
  const [first] = type === "line/over-covered" ? papers : [];
  const about = first === undefined ? subject : `${first.series} ${first.no}`;
  return itemId([type, stream, about, day ?? ""]);
}

export function itemId(parts: ReadonlyArray<string>): string {
  return hash("sha256", parts.join("\0")).slice(0, ID_DIGITS);
}
