/** An order as it will be once a decision is written, for what the same decision does next. */

import { isCompsKey } from "../../balance/comps.ts";
import { KINDS, type Draft, toKnownEvent } from "../../events/kinds.ts";
import { type StateByType, type StreamType } from "../../folds/folds.ts";
import { orderFold, orderStream } from "../../folds/order-fold.ts";
import { orderContributions, seriesCountKey } from "../../folds/order-sums.ts";
import { type StreamId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { isTakenKey } from "../../prices/goods-left.ts";
import { type OrderState } from "../../state/order-state.ts";
import { isStockKey } from "../../stock/stock-keys.ts";
import { type DecisionContext } from "../decision.ts";

/** Returns the context for the drafts after the first `count` of the decision. */
export function shiftContext(context: DecisionContext, count: number): DecisionContext {
  return { ...context, idAt: (index) => context.idAt(count + index) };
}

type Writing = Pick<DecisionContext, "idAt" | "till" | "day"> & {
  readonly staff: Pick<DecisionContext["staff"], "number">;
};

/** Returns the order as it is once the drafts are written, whichever streams they name. */
export function foldDrafts(
  context: Writing,
  before: OrderState | undefined,
  drafts: ReadonlyArray<Draft>,
): OrderState {
  return drafts.reduce((order, draft, index) => {
    const stream = orderStream(order.opened?.id ?? context.idAt(index));
    return applyDraft(context, order, { draft, index, stream });
  }, before ?? orderFold.empty);
}

/** Later than all that was written: milliseconds × 1024, as a clock of the year 2109 has them. */
const AFTER_ALL = 2 ** 52;

/** Time and person of what is written don't matter to what it costs. */
function applyDraft(
  { idAt, till, staff, day }: Writing,
  order: OrderState,
  {
    draft: { kind, streams, body },
    index,
    stream,
  }: { readonly draft: Draft; readonly index: number; readonly stream: StreamId },
): OrderState {
  const act = { by: staff.number, approved: "", wallMs: 0, offsetMinutes: 0, day };
  const key = { hlc: AFTER_ALL + index, origin: till, seq: index + 1 };
  const { v } = KINDS[kind];
  const event = toKnownEvent({ id: idAt(index), key, kind, v, streams, body, act });
  if (event === undefined) throw new Error(`A decision wrote a ${kind} that its schema refuses.`);
  return orderFold.apply(order, event, stream);
}

/**
 * Returns the context with the stock that the decision has taken already, and what it has given away,
 * for the rest of it.
 */
export function withTaken(
  context: DecisionContext,
  { before, order }: Readonly<Record<"before" | "order", OrderState | undefined>>,
): DecisionContext {
  const [had, taken] = [takenBy(before), takenBy(order)];
  if (taken.length === 0) return context;

  function sum(key: string): number {
    return context.view.sum(key) + sumOf(taken, key) - sumOf(had, key);
  }

  return { ...context, view: { ...context.view, sum } };
}

type Contributions = ReturnType<typeof orderContributions>;

function takenBy(order: OrderState | undefined): Contributions {
  return order === undefined
    ? []
    : orderContributions(order).filter(
        ([key]) => isTakenKey(key) || isCompsKey(key) || isStockKey(key),
      );
}

function sumOf(contributions: Contributions, key: string): number {
  return contributions.reduce((sum, [other, amount]) => (other === key ? sum + amount : sum), 0);
}

/**
 * Returns the view as it is once the drafts are written, for a decision about several orders. Papers of the drafts
 * count, so that the next one has the next number.
 */
export function viewAfter(context: DecisionContext, drafts: ReadonlyArray<Draft>): LedgerView {
  const states = new Map<string, OrderState>();
  const { view } = context;

  function state<Type extends StreamType>(type: Type, name: string): StateByType[Type] {
    if (type !== "order") return view.state(type, name);
    const stream = toStreamId("order", name);
    const stored = view.state("order", name);
    const after =
      states.get(name) ??
      drafts.reduce(
        (order, draft, index) =>
          draft.streams.includes(stream)
            ? applyDraft(context, order, { draft, index, stream })
            : order,
        stored,
      );
    states.set(name, after);
    // The type was looked at above.
    return after as StateByType[Type];
  }

  const papers = drafts.flatMap(({ kind, body }) =>
    kind === "receipt/issued" || kind === "refund/issued" ? [seriesCountKey(body.series)] : [],
  );

  function sum(key: string): number {
    return view.sum(key) + papers.filter((one) => one === key).length;
  }

  return papers.length === 0 ? { ...view, state } : { ...view, state, sum };
}
