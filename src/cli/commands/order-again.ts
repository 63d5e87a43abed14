/** `till order again|undo`. */

import { type NoUndo, repeatRound, undoOnOrder } from "../../app/order-again.ts";
import { refusalSentence } from "../../app/refusal-sentence.ts";
import { type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { tellOrder } from "../told-order.ts";
import { withApproval } from "../with-approval.ts";
import { whoActs, withTill } from "../with-till.ts";
import { type EditOptions } from "./order-edit.ts";

const NO_UNDO: Readonly<Record<NoUndo["why"], string>> = {
  nothing: "This till has done nothing to that order: there is nothing to take back.",
  kitchen: "The kitchen has heard of it: till order void takes goods off, with a reason.",
  other: "What was done last can't be taken back: it stays.",
};

export function serveAgain(
  order: string,
  options: EditOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      repeatRound(till, by, order),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const { details, leftOut } = done.value;
    await tellOrder(open, console, { order: details.order.id, json: options.json });
    for (const fault of leftOut) console.say(refusalSentence(fault, till));
    return leftOut.length === 0 ? EXIT.fine : EXIT.foundWrong;
  });
}

export function undoOnTheOrder(
  order: string,
  options: EditOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      undoOnOrder(till, by, order),
    );
    if (!done.ok) throw undoFault(done.fault, till);
    await tellOrder(open, console, { order: done.value.order.id, json: options.json });
    return EXIT.fine;
  });
}

function undoFault(fault: Refusal | NoUndo, till: Till): CommandFault {
  if (fault.type === "undo/none") return new CommandFault(EXIT.conflict, NO_UNDO[fault.why]);
  if (fault.type === "reason/needed") {
    return new CommandFault(
      EXIT.conflict,
      `The kitchen knows of ${fault.name}: till order void takes it off, with a --reason.`,
    );
  }
  return refusalFault(fault, till);
}
