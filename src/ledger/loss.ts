/**
 * Evidence that a till may have lost what it said: its anchor knows more than its ledger, or it runs on
 * another board than the one on which it began to speak, so that its disk is a copy.
 */

import * as z from "zod";

import { type ChainEnd, deviceOf, type Origin } from "../domain/identity.ts";
import { BOARD_KEY, type LossCause } from "./incarnation.ts";
import { type Store } from "./store.ts";

/**
 * Names of this mainboard, the surest first, each with the kind of its source. Only names of one
 * kind are compared, because not every process may read all of them.
 */
export type BoardNames = ReadonlyArray<readonly [kind: string, name: string]>;

const boardNamesSchema = z.array(z.tuple([z.string(), z.string()]));

/** `anchor` was read before the ledger was opened: a sale in between can't put it ahead. */
export function evidenceOfLoss(
  store: Store,
  {
    origin,
    anchor,
    board,
  }: {
    readonly origin: Origin;
    readonly anchor: ChainEnd | undefined;
    readonly board: BoardNames;
  },
): LossCause | undefined {
  if (anchor !== undefined && isLost(store, origin, anchor)) return "anchor";
  const known = boardNamesSchema.safeParse(JSON.parse(store.local(BOARD_KEY) ?? "null"));
  return known.success && isOtherBoard(known.data, board) ? "board" : undefined;
}

function isLost(store: Store, origin: Origin, anchor: ChainEnd): boolean {
  const isOwn = deviceOf(anchor.origin) === deviceOf(origin);
  return isOwn && store.withEnd(anchor) === undefined;
}

function isOtherBoard(known: BoardNames, board: BoardNames): boolean {
  const names = new Map(board);
  const compared = known.find(([kind]) => names.has(kind));
  return compared !== undefined && names.get(compared[0]) !== compared[1];
}
