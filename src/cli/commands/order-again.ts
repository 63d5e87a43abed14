/** `till order again|undo`. */

import { type NoUndo, repeatRound, undoOnOrder } from "../../app/orders/order-again.ts";
import { refusalSentence } from "../../app/register/refusal-sentence.ts";
import { type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliOrderWords);

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
        for (const fault of leftOut) console.say(refusalSentence(fault, till, console.locale()));
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
  if (fault.type === "undo/none") {
    const { why } = fault;
    return new CommandFault(
      EXIT.conflict,
      said(({ undo }) => undo[why]),
    );
  }
  if (fault.type === "reason/needed") {
    const facts = { name: fault.name, isInKitchen: fault.knownBy === "kitchen" };
    return new CommandFault(
      EXIT.conflict,
      said(({ undo }) => undo.needsReason(facts)),
    );
  }
  return refusalFault(fault, till);
}
