/** `till order void|discount|note|keep`. */

import { editOrder, type OrderEdit, type TooMany } from "../../app/order-edit.ts";
import { type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Currency } from "../../domain/currency.ts";
import { readCommand } from "../../domain/entry-command.ts";
import { type GivenDiscount } from "../../domain/events/order-events.ts";
import { formatQuantity } from "../../domain/quantity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { positionOf, quantityOf } from "../line-words.ts";
import { refusalFault } from "../refusal-fault.ts";
import { tellOrder } from "../told-order.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export type EditOptions = JsonOptions & StaffOptions & ApproverOptions;

export interface VoidOptions extends EditOptions {
  readonly quantity?: string;
  readonly reason?: string;
}

/** What it is done to, as it is typed. */
interface LineWords {
  readonly order: string;
  readonly line: string;
}

export function voidTheLine(
  { order, line }: LineWords,
  { quantity, reason = "", ...options }: VoidOptions,
  console: Console,
): Promise<ExitCode> {
  const count = quantityOf(quantity);
  const act = { type: "void", line: positionOf(line), quantity: count, reason } as const;
  return perform(() => ({ order, act }), options, console);
}

/** `words`: a line, or none for the order, and what is taken off. */
export function discountTheOrder(
  { order, words }: { readonly order: string; readonly words: ReadonlyArray<string> },
  options: EditOptions,
  console: Console,
): Promise<ExitCode> {
  const [first = "", second, ...others] = words;
  if (others.length > 0) {
    throw usageFault("Say the order, perhaps a line of it, and what is taken off: 10%, or 2.00.");
  }
  const line = second === undefined ? undefined : positionOf(first);
  return perform(
    ({ currency }) => {
      const discount = discountFrom(second ?? first, currency);
      if (line === undefined) return { order, act: { type: "discount-order", discount } };
      return { order, act: { type: "discount-line", line, discount } };
    },
    options,
    console,
  );
}

export function noteTheLine(
  { order, line, note }: LineWords & { readonly note: string },
  options: EditOptions,
  console: Console,
): Promise<ExitCode> {
  const act = { type: "note", line: positionOf(line), note: note.trim() } as const;
  return perform(() => ({ order, act }), options, console);
}

export function keepTheGoods(
  { order, receipt }: { readonly order: string; readonly receipt: string | undefined },
  options: EditOptions,
  console: Console,
): Promise<ExitCode> {
  return perform(() => ({ order, act: { type: "keep", receipt } }), options, console);
}

function perform(
  editAt: (till: Till) => OrderEdit,
  options: EditOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const edit = editAt(till);
    const actor = await whoActs(till, options, console);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      editOrder(till, by, edit),
    );
    if (!done.ok) throw editFault(done.fault, till);
    await tellOrder(open, console, { order: done.value.order.id, json: options.json });
    return EXIT.fine;
  });
}

function editFault(fault: Refusal | TooMany, till: Till): CommandFault {
  if (fault.type === "void/too-many") {
    const { name, quantity, soldBy } = fault;
    return usageFault(`No more than ${formatQuantity(quantity, soldBy)} of ${name} can come off.`);
  }
  if (fault.type === "reason/needed") {
    return usageFault(`The kitchen knows of ${fault.name}: say why it goes, by --reason TEXT.`);
  }
  return refusalFault(fault, till);
}

/** Read as at the register, where a sign stands before it; null for nothing any more. */
function discountFrom(text: string, currency: Currency): GivenDiscount | null {
  const read = readCommand(`-${text}`, currency);
  if (!read.ok || read.value.type !== "discount") {
    throw usageFault(`${text} is no discount: such as 10%, or 2.00; 0% takes it away.`);
  }
  const { rate, amount } = read.value;
  return rate === 0 && amount === 0 ? null : { rate, amount };
}
