/**
 * Runs a command that changes an order, for the person who acts or with an approval, and returns
 * its exit code.
 */

import { type OpenTill } from "../app/open-till.ts";
import { type OrderDetails } from "../app/orders/orders.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { type Result } from "../domain/base/result.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { answer } from "./answer.ts";
import { type Console } from "./console.ts";
import { type ExitCode } from "./exit-codes.ts";
import { type CommandFault } from "./fault.ts";
import { orderAnswer, type OrderOutcome } from "./order-outcome.ts";
import { type ApproverOptions } from "./with-approval.ts";
import { type JsonOptions, type StaffOptions } from "./with-till.ts";

/** The options of every command that changes an order. */
export type ChangeOptions = JsonOptions & StaffOptions & ApproverOptions;

type Changed = Pick<OrderDetails, "order">;

export interface OrderChange<Value extends Changed, Fault> {
  /** What is waited for before it, such as for other tills, or for the terminal that takes the money. */
  readonly before?: (open: OpenTill, actor: Actor) => Promise<void>;
  /** Done once more, with the approver's word, where that was what it lacked. */
  readonly act: (till: Till, by: Actor) => Result<Value, Refusal | Fault>;
  readonly faultOf: (fault: Refusal | Fault, till: Till) => CommandFault;
  /** Returns what is told besides the order. */
  readonly outcome?: (value: Value, till: Till) => Omit<OrderOutcome, "order">;
}

/** Throws the fault of what is refused. */
export function changeOrder<Value extends Changed, Fault = never>(
  { before, act, faultOf, outcome }: OrderChange<Value, Fault>,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open, till } = at;
    await before?.(open, await at.who());
    const done = await at.attempt((by) => act(till, by));
    if (!done.ok) throw faultOf(done.fault, till);
    const { value } = done;
    return orderAnswer(at, { ...outcome?.(value, till), order: value.order.id });
  });
}
