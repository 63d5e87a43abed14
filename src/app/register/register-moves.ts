/** Orders and lines of them on their way to other tables, behind a person at the register. */

import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import {
  decideMergeAll,
  decideMoveLines,
  decideMoveTable,
  decideUnmerge,
} from "../../domain/commands/move-lines.ts";
import { moveBackOf, type MoveBack } from "../../domain/commands/undo-move.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { type EventId } from "../../domain/identity.ts";
import { err, type Result } from "../../domain/result.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TableSession } from "../../tui/ports/table-port.ts";
import { openedBy, whereTo } from "../orders/move-order.ts";
import { orderState } from "../orders/orders.ts";
import { type Desk } from "./register-desk.ts";

export function moveActions(
  desk: Desk,
): Pick<TableSession, "moveLines" | "moveTo" | "mergeInto" | "unmerge"> {
  /** One key takes it back, whichever orders it was about. `shows`: the order on the screen from then on. */
  function moved(
    name: string,
    decide: (context: DecisionContext) => Decision,
    shows = desk.screen.order(),
  ): Result<OrderView, Refusal> {
    let back: MoveBack | undefined;
    const before = desk.screen.order();
    const done = desk.actUnnoted(name, (context) => {
      const decided = decide(context);
      back = decided.ok ? moveBackOf(context, decided.value) : undefined;
      return decided;
    });
    if (!done.ok) return done;
    // Lines that opened an order leave the one on the screen that they were on.
    desk.screen.show(shows ?? before);
    if (back !== undefined) desk.undos.push(desk.screen.order(), [back]);
    return desk.shown();
  }

  function onScreen(decide: (context: DecisionContext, order: OrderState) => Decision) {
    const id = desk.screen.order();
    return (context: DecisionContext): Decision => {
      const order = id === undefined ? undefined : orderState(context.view, id);
      return order === undefined || order.opened === null
        ? err({ type: "order/none" })
        : decide(context, order);
    };
  }

  return {
    moveLines: (lines, to) =>
      moved(
        "move lines",
        onScreen((context, order) =>
          decideMoveLines(context, order, {
            lines,
            to: typeof to === "string" ? to : openedBy(context.view, to),
          }),
        ),
      ),
    moveTo: (to) =>
      moved(
        "move order",
        onScreen((context, order) => decideMoveTable(context, order, whereTo(to))),
      ),
    mergeInto: (merge) =>
      moved("merge orders", (context) => decideMergeAll(context, merge), merge.into),
    unmerge: (order: EventId) => moved("unmerge order", (context) => decideUnmerge(context, order)),
  };
}
