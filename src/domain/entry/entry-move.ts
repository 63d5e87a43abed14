/** Which lines go elsewhere, as people type them: whole ones, or so many pieces, and never a part of a piece. */

import { type Thousandths } from "../money/amounts.ts";
import { readShares } from "./entry-split.ts";

export interface WantedLine {
  /** The position of the line as the order counts. */
  readonly position: number;
  /** The quantity; undefined for all of it. */
  readonly quantity: Thousandths | undefined;
}

/** `2+5`, `2*4`, joined; undefined for what names no lines. */
export function readWantedLines(text: string): ReadonlyArray<WantedLine> | undefined {
  const shares = readShares(text.replaceAll(" ", ""));
  const wanted = shares?.flatMap((share): ReadonlyArray<WantedLine> => {
    const { position } = share;
    if ("quantity" in share) return [{ position, quantity: share.quantity }];
    return share.den === 1 ? [{ position, quantity: undefined }] : [];
  });
  return wanted?.length === shares?.length ? wanted : undefined;
}
