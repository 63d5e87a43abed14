/** Does an act from the shell: `till order note A12 3 "no onions"`. */

import { type ShellFault } from "../../acts/act.ts";
import { type ActRequest, type AnyAct } from "../../acts/all.ts";
import { type ShellAct } from "../../acts/shell-table.ts";
import { createTexts } from "../../acts/texts.ts";
import { findOrder, lineNumbered, type OrderDetails } from "../../app/orders/orders.ts";
import { performFromShell } from "../../app/orders/perform-act.ts";
import { speechOf } from "../../app/speech.ts";
import { type Actor, type Till } from "../../app/till.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { createGoodsIndex } from "../../domain/entry/entry-search.ts";
import { COMP_KINDS } from "../../domain/events/order-events.ts";
import { lazy } from "../../domain/lazy.ts";
import { err, ok } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type LineView } from "../../domain/views.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { positionOf } from "../line-words.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { editFault } from "./order-edit.ts";

interface TypedWords {
  /** The order's number of today, a receipt number, or its id. */
  readonly order: string;
  /** All behind it, the number of a line first where the act is about one. */
  readonly words: ReadonlyArray<string>;
  readonly options: ChangeOptions & { readonly dryRun?: boolean };
}

export async function performTheAct(
  { on, load, hasDryRun }: ShellAct,
  { order: text, words: all, options: { dryRun = false, ...options } }: TypedWords,
  console: Console,
): Promise<ExitCode> {
  const act = await load();
  const shell = commandOf(act);
  const isDryRun = hasDryRun && dryRun;
  const [first = "", ...others] = all;
  const position = on === "line" ? positionOf(first) : undefined;
  const typed = { words: on === "line" ? others : all, options: { ...options } };

  function perform(till: Till, by: Actor) {
    const found = findOrder(till, text);
    if (found === undefined) return err({ type: "order/unknown" as const, text });
    const line = position === undefined ? undefined : lineOf(till, found, position);
    const texts = textsOf(till, by);
    const read = shell.read(typed, texts, line);
    if (!read.ok) throw unreadable(read.fault);
    const { input, line: named } = read.value;
    const about = named === undefined ? line : lineOf(till, found, positionOf(named));
    // The act has read its own input.
    const request = { act: act.id, line: about?.id, ...input } as ActRequest;
    const done = performFromShell(till, by, { order: found.order.id, act, request, isDryRun });
    if (!done.ok) return done;
    return ok({ ...done.value, tell: shell.tell?.(done.value.performed, texts, isDryRun) });
  }

  return changeOrder(
    {
      act: perform,
      faultOf: editFault,
      outcome: ({ order, tell }) => ({
        order: order.id,
        ...(tell && {
          more: tell.json,
          text: () => tell.lines.map((it) => it.replaceAll(/\p{Cc}+/gu, " ")),
        }),
      }),
    },
    options,
    console,
  );
}

function commandOf({ id, shell }: AnyAct): NonNullable<AnyAct["shell"]> {
  if (shell === undefined) throw new Error(`The act ${id} has no command.`);
  return shell;
}

function lineOf(till: Till, found: OrderDetails, position: number): LineView {
  const line = lineNumbered(found, position);
  if (line === undefined) throw refusalFault({ type: "line/unknown" }, till);
  return line;
}

function textsOf(till: Till, by: Actor): ReturnType<typeof createTexts> {
  const { catalogue, left } = till;
  const rules = till.ledger.read((view) => readSetting(view, "scale-labels"));
  const index = lazy(() => createGoodsIndex(catalogue(), rules));
  return createTexts({ ...speechOf(till, by), catalogue, index, left });
}

function unreadable(fault: ShellFault): CommandFault {
  switch (fault.type) {
    case "price":
      return usageFault(`${quoted(fault.typed)} is no price: such as 2.80.`);
    case "quantity":
      return usageFault(`${quoted(fault.typed)} is no quantity: such as 2, or 0.350.`);
    case "discount":
      return usageFault(
        `${quoted(fault.typed)} is no discount: such as 10%, or 2.00; 0% takes it away.`,
      );
    case "comp-kind":
      return usageFault(`${quoted(fault.typed)} is no kind: one of ${COMP_KINDS.join(", ")}.`);
    case "line-or-order":
      return usageFault("Say one line, or none for the whole order.");
    case "entry/unreadable":
      return usageFault(fault.why);
    default:
      return assertNever(fault, "fault");
  }
}
