/** `till order again|undo`. */

import { type NoUndo, repeatRound, undoOnOrder } from "../../app/orders/order-again.ts";
import { refusalSentence } from "../../app/register/refusal-sentence.ts";
import { type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";

const NO_UNDO: Readonly<Record<NoUndo["why"], string>> = {
  nothing: "This till has done nothing to that order: there is nothing to take back.",
  kitchen: "The kitchen has heard of it: till order void takes goods off, with a reason.",
  other: "What was done last can't be taken back: it stays.",
};

export function serveAgain(
  order: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    {
      act: (till, by) => repeatRound(till, by, order),
      faultOf: refusalFault,
      outcome: ({ details }) => ({ order: details.order.id }),
      end: ({ leftOut }, till) => {
        for (const fault of leftOut) console.say(refusalSentence(fault, till));
        return leftOut.length === 0 ? EXIT.fine : EXIT.foundWrong;
      },
    },
    options,
    console,
  );
}

export function undoOnTheOrder(
  order: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    {
      act: (till, by) => undoOnOrder(till, by, order),
      faultOf: undoFault,
      outcome: ({ order: { id } }) => ({ order: id }),
    },
    options,
    console,
  );
}

function undoFault(fault: Refusal | NoUndo, till: Till): CommandFault {
  if (fault.type === "undo/none") return new CommandFault(EXIT.conflict, NO_UNDO[fault.why]);
  if (fault.type === "reason/needed") {
    const known =
      fault.knownBy === "kitchen"
        ? `The kitchen knows of ${fault.name}`
        : `${fault.name} is on the bill`;
    return new CommandFault(
      EXIT.conflict,
      `${known}: till order void takes it off, with a --reason.`,
    );
  }
  return refusalFault(fault, till);
}
