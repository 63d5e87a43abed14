/** Acts in tests: done to an order as from a shell, and answered otherwise by a session. */

import { type Performed } from "../../src/acts/act.ts";
import { type ChosenGoods } from "../../src/acts/add.ts";
import { type ActId, actOf, type ActRequest, type AnswerOf } from "../../src/acts/all.ts";
import { splitWish } from "../../src/acts/split.ts";
import { findOrder, lineNumbered, type OrderDetails } from "../../src/app/orders/orders.ts";
import { performFromShell } from "../../src/app/orders/perform-act.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type MadePayment } from "../../src/domain/commands/order/ring-up.ts";
import { type Refusal } from "../../src/domain/commands/refusal.ts";
import { type WantedSplit } from "../../src/domain/entry/entry-split.ts";
import { type Thousandths } from "../../src/domain/money/amounts.ts";
import { type OrderView, type PaymentView, type ReceiptView } from "../../src/domain/views.ts";
import {
  type Refusal as Refused,
  type Refusal as SessionRefusal,
} from "../../src/tui/ports/refusal-port.ts";
import { type GoodsReturn } from "../../src/tui/ports/return-port.ts";
import { type TillSession } from "../../src/tui/ports/till-port.ts";

type DistributiveOmit<Whole, Key extends string> = Whole extends unknown ? Omit<Whole, Key> : never;

/** An act as a shell names its line: by the number that stands before it. */
export type TypedRequest = {
  [Id in ActId]: DistributiveOmit<ActRequest<Id>, "line" | "order"> & { readonly line?: number };
}[ActId];

interface Done<Request extends TypedRequest> extends OrderDetails {
  readonly performed: Performed<AnswerOf<Request["act"]> | undefined>;
}

/** Does an act to an order, which is named as somebody types it. With `isDryRun` nothing is written. */
export function performOn<Request extends TypedRequest>(
  till: Till,
  actor: Actor,
  {
    order,
    isDryRun = false,
    ...request
  }: Request & { readonly order: string; readonly isDryRun?: boolean },
): Result<Done<Request>, Refusal> {
  const found = findOrder(till, order);
  if (found === undefined) return err({ type: "order/unknown", text: order });
  const { line: at, ...input } = request;
  const line = at === undefined ? undefined : lineNumbered(found, at)?.id;
  if (at !== undefined && line === undefined) return err({ type: "line/unknown" });
  return performFromShell(till, actor, {
    order: found.order.id,
    act: actOf(request.act),
    request: { ...input, line, order: found.order.id } as unknown as ActRequest,
    isDryRun,
  }) as Result<Done<Request>, Refusal>;
}

/** Rings goods up; returns the order that they are on. */
export function addGoods(
  session: Pick<TillSession, "perform">,
  goods: ChosenGoods,
): Result<OrderView, SessionRefusal> {
  return shown(session.perform({ act: "add", ...goods }));
}

/** Puts a customer on the order on the screen, or takes them off by an empty text; returns the order. */
export function setCustomer(
  session: Pick<TillSession, "perform">,
  customer: string,
): Result<OrderView, SessionRefusal> {
  return shown(session.perform({ act: "customer", customer }));
}

function shown(
  done: Result<Performed<unknown>, SessionRefusal>,
): Result<OrderView, SessionRefusal> {
  if (!done.ok) return done;
  if (done.value.order === undefined) throw new Error("No order is on the screen.");
  return ok(done.value.order);
}

/** Splits the bill of an order, with lines as they stand on the screen. */
export function splitOrder(
  till: Till,
  actor: Actor,
  { order, wanted }: { readonly order: string; readonly wanted: WantedSplit },
): ReturnType<typeof performOn<ActRequest<"split">>> {
  const wish = splitWish(findOrder(till, order)?.order, wanted);
  return wish === undefined
    ? err({ type: "line/unknown" })
    : performOn(till, actor, { act: "split", order, ...wish });
}

interface TypedPayment {
  readonly order: string;
  readonly payment: MadePayment;
  /** Counted from 1; undefined for all that is left. */
  readonly part?: number | undefined;
}

interface PaidOrder {
  readonly details: OrderDetails;
  readonly payment: PaymentView | undefined;
  /** Undefined as long as something is due. */
  readonly receipt: ReceiptView | undefined;
}

/** Pays an order, or a part of its bill. */
export function payOrder(
  till: Till,
  actor: Actor,
  { order, payment, part: no }: TypedPayment,
): Result<PaidOrder, Refusal> {
  const parts = findOrder(till, order)?.order.parts ?? [];
  const part = no === undefined ? undefined : parts[no - 1]?.id;
  if (no !== undefined && part === undefined) {
    return err({ type: "split/part-unknown", text: String(no), parts: parts.length });
  }
  const done = performOn(till, actor, { act: "pay", order, ...payment, part });
  if (!done.ok) return done;
  const { performed, ...details } = done.value;
  const receipt = details.receipts.find(
    ({ number }) => number === performed?.answer?.receiptNumber,
  );
  return ok({ details, payment: performed?.answer?.payment, receipt });
}

interface TypedVoid {
  readonly order: string;
  readonly line: number;
  /** Undefined for all of the line. */
  readonly count?: Thousandths | undefined;
  readonly reason: string;
}

/** Takes a line off an order, or some of it. */
export function voidLine(
  till: Till,
  actor: Actor,
  { order, line, count, reason }: TypedVoid,
): ReturnType<typeof performOn<ActRequest<"void">>> {
  const found = findOrder(till, order);
  const id = found && lineNumbered(found, line)?.id;
  if (id === undefined) return err({ type: "line/unknown" });
  return performOn(till, actor, { order, act: "void", voids: [{ line: id, count }], reason });
}

/** Gives money of a receipt back, and answers what was handed out. */
export function refundReceipt(
  session: Pick<TillSession, "perform">,
  { receipt: { id: receipt, order }, ...back }: GoodsReturn,
): Result<AnswerOf<"refund">, Refused> {
  const done = session.perform({ act: "refund", order, receipt, ...back });
  return done.ok ? ok(done.value.answer) : done;
}

type Perform = TillSession["perform"];

/** Returns `perform` of a session that answers some acts by itself, such as with a refusal. */
export function answering(
  session: Pick<TillSession, "perform">,
  answers: { readonly [Id in ActId]?: (request: ActRequest<Id>) => ReturnType<Perform> },
): Pick<TillSession, "perform"> {
  return {
    perform: <Request extends ActRequest>(request: Request) => {
      // The answer of an act takes its requests.
      const answer = answers[request.act] as Perform | undefined;
      return answer === undefined ? session.perform(request) : answer(request);
    },
  };
}
