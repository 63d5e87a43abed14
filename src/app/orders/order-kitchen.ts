/**
 * What the kitchen hears of an order from a shell: all of it, what it is to wait with, what it begins, what
 * it makes again.
 */

import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideFire, decideHold } from "../../domain/commands/hold-fire.ts";
import { decideRefire } from "../../domain/commands/refire-line.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideSend } from "../../domain/commands/send-order.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Thousandths } from "../../domain/money/amounts.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Actor, type Till } from "../till.ts";
import { findOrder, lineNumbered, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

/** `order` is as somebody types it: its number of today, a receipt's, or its id. */
export interface KitchenWish {
  readonly order: string;
  readonly act:
    | { readonly type: "send" }
    | { readonly type: "fire"; readonly course: number | undefined }
    | {
        readonly type: "hold";
        /** As `till order show` counts them. */
        readonly lines: ReadonlyArray<number>;
        readonly course: number | undefined;
        readonly held: boolean;
      }
    | {
        readonly type: "refire";
        /** As `till order show` counts it. */
        readonly line: number;
        /** Undefined for one piece, or for all that was weighed. */
        readonly quantity: Thousandths | undefined;
        readonly reason: string;
      };
}

export function tellKitchen(
  till: Till,
  actor: Actor,
  { order: text, act }: KitchenWish,
): Result<OrderDetails, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id } = found.order;
  const done = till.act(actor, `${act.type} order`, (context) =>
    decide(context, orderState(context.view, id), { act, found }),
  );
  return done.ok ? ok(writtenOrder(till, id)) : done;
}

function decide(
  context: DecisionContext,
  order: OrderState,
  { act, found }: { readonly act: KitchenWish["act"]; readonly found: OrderDetails },
): Decision {
  if (act.type === "send") return decideSend(context, order);
  if (act.type === "fire") return decideFire(context, order, act.course);
  if (act.type === "refire") {
    const [line] = linesOf(found, { lines: [act.line] }) ?? [];
    return line === undefined
      ? err({ type: "line/unknown" })
      : decideRefire(context, order, {
          lines: [{ line, count: act.quantity }],
          reason: act.reason,
        });
  }
  const lines = linesOf(found, act);
  return lines === undefined
    ? err({ type: "line/unknown" })
    : decideHold(context, order, { lines, held: act.held });
}

/** Undefined where one of them is not there, or none is. */
function linesOf(
  found: OrderDetails,
  {
    lines,
    course,
  }: { readonly lines: ReadonlyArray<number>; readonly course?: number | undefined },
): ReadonlyArray<EventId> | undefined {
  const shown = found.order.lines.filter(({ gone }) => !gone);
  const named = lines.map((at) => lineNumbered(found, at)?.id);
  const ofCourse = shown.filter((line) => line.course === course && !line.voided);
  const meant = [...named, ...ofCourse.map(({ id }) => id)];
  const known = meant.flatMap((id) => id ?? []);
  return known.length === 0 || known.length < meant.length ? undefined : known;
}
