/**
 * A transaction's position in a batch: the first header has the part's number, counted from 1, and
 * the header of the last part also the number of parts.
 */

import { type Content } from "./envelope.ts";

export interface BatchPart {
  readonly batch: string;
  readonly part: number;
  /** The number of parts; only the last part states it. */
  readonly parts?: number;
}

/** Read with care: odd words make a transaction of its own, never one that others refuse. */
export function batchPartOf({ first }: Content): BatchPart | undefined {
  const { batch, part, parts } = first;
  if (batch === undefined || !Number.isSafeInteger(part)) return undefined;
  const place = { batch, part: part as number };
  return parts === part ? { ...place, parts: place.part } : place;
}

/** Whether a batch begins or ends here: between the two nobody has to remember anything. */
export function isBatchMark(content: Content): boolean {
  const place = batchPartOf(content);
  return place !== undefined && (place.part === 1 || place.parts !== undefined);
}
