/** Taking back what was said of goods: that they are gone, that so many are left, that there is no limit. */

import { err } from "../../base/result.ts";
import { type Draft, type KnownEvent } from "../../events/kinds.ts";
import { type EventId, type StreamId, streamName } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Thousandths, thousandths } from "../../money/amounts.ts";
import { entryName, skuOf } from "../../prices/catalogue-view.ts";
import { leftOf, limitOf, takenKey } from "../../prices/goods-left.ts";
import { type EntryState, fieldValue, LEFT_FIELD } from "../../state/entry-state.ts";
import { openWriteIds } from "../../state/register.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { decideSetLeft } from "../stock/set-left.ts";

export interface LeftBack {
  readonly type: "left-back";
  readonly sku: string;
  /** Null for as much as anybody wanted. */
  readonly before: Thousandths | null;
  /** The event that changed the count. */
  readonly write: EventId;
}

/** The stock of an act's goods before the act. */
export type LeftsBefore = ReadonlyMap<StreamId, Thousandths | null>;

export function leftsBefore(view: LedgerView, drafts: ReadonlyArray<Draft>): LeftsBefore {
  return new Map(
    drafts.flatMap(({ kind, streams: [stream] }) =>
      kind === "product/left-set" && stream !== undefined
        ? [[stream, leftNow(view, view.state("cat", streamName(stream)))] as const]
        : [],
    ),
  );
}

export function leftBackOf(lefts: LeftsBefore, event: KnownEvent): LeftBack | undefined {
  if (event.kind !== "product/left-set") return undefined;
  const [stream] = event.streams;
  const leftBefore = stream && lefts.get(stream);
  if (stream === undefined || leftBefore === undefined) return undefined;
  return { type: "left-back", sku: skuOf(stream), before: leftBefore, write: event.id };
}

/** Sets the count of before, less the sales since; a newer count stays. */
export function decideLeftBack(
  context: DecisionContext,
  { sku, before, write }: LeftBack,
): Decision {
  const { view } = context;
  const entry = view.state("cat", entryName("product", sku));
  // The event's schema has checked them.
  const name = (fieldValue(entry, "name") as string | undefined) ?? sku;
  const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
  if (!openWriteIds(entry.fields[LEFT_FIELD]).includes(write)) {
    return err({ type: "product/stock-known", name, left: leftNow(view, entry), soldBy });
  }
  const left =
    before === null ? null : thousandths(Math.max(0, before - view.sum(takenKey(write))));
  return decideSetLeft(context, { product: { sku, name, soldBy }, left });
}

/** Tills that were apart may have sold more than there was: nothing is left then. */
function leftNow(view: LedgerView, entry: EntryState): Thousandths | null {
  const limit = limitOf(entry);
  return limit === undefined ? null : thousandths(Math.max(0, leftOf(view, limit)));
}
