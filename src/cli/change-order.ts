/**
 * Runs a command that changes an order, for the person who acts or with an approval, and returns
 * its exit code.
 */

import { type OpenTill } from "../app/open-till.ts";
import { type OrderDetails } from "../app/orders/orders.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { type Result } from "../domain/base/result.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type CommandFault } from "./fault.ts";
import { printOutcome, type OrderOutcome } from "./order-outcome.ts";
import { type ApproverOptions, withApproval } from "./with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "./with-till.ts";

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
  readonly outcome?: (value: Value, till: Till) => Omit<OrderOutcome, "order" | "json">;
  /** Returns the exit code after the order was printed; ok unless given. */
  readonly end?: (value: Value, till: Till) => ExitCode;
}

/** Throws the fault of what is refused. */
export function changeOrder<Value extends Changed, Fault = never>(
  { before, act, faultOf, outcome, end }: OrderChange<Value, Fault>,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    await before?.(open, actor);
    const done = await withApproval({ till, actor, console }, options, (by) => act(till, by));
    if (!done.ok) throw faultOf(done.fault, till);
    await printOutcome(open, console, {
      ...outcome?.(done.value, till),
      order: done.value.order.id,
      json: options.json,
    });
    return end?.(done.value, till) ?? EXIT.fine;
  });
}
