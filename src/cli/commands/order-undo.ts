/** `till order undo`. */

import { type NoUndo, undoOnOrder } from "../../app/orders/order-undo.ts";
import { type Till } from "../../app/till/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, conflictFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliOrderWords);

export function undoOnTheOrder(
  order: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    {
      act: (till, by) => undoOnOrder(till, by, order),
      faultOf: undoFault,
    },
    options,
    console,
  );
}

function undoFault(fault: Refusal | NoUndo, till: Till): CommandFault {
  if (fault.type === "undo/none") {
    const { why } = fault;
    return conflictFault(said(({ undo }) => undo[why]));
  }
  if (fault.type === "reason/needed") {
    const facts = { name: fault.name, knownBy: fault.knownBy };
    return conflictFault(said(({ undo }) => undo.needsReason(facts)));
  }
  return refusalFault(fault, till);
}
