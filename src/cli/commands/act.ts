/** Does an act from the shell: `till order note A12 3 "no onions"`. */

import { type ShellFault } from "../../acts/act.ts";
import { type ActRequest, type AnyAct } from "../../acts/all.ts";
import { type ShellAct } from "../../acts/shell-table.ts";
import { createTexts } from "../../acts/texts.ts";
import { findOrder, lineNumbered, type OrderDetails } from "../../app/orders/orders.ts";
import { performFromShell } from "../../app/orders/perform-act.ts";
import { type EntryFault } from "../../app/orders/sell.ts";
import { type Actor, type Till } from "../../app/till.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { SERVICES } from "../../domain/catalogue.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { createGoodsIndex } from "../../domain/entry/entry-search.ts";
import { COMP_KINDS } from "../../domain/events/order-events.ts";
import { COURSE_MAX } from "../../domain/events/register-schemas.ts";
import { lazy } from "../../domain/lazy.ts";
import { localQuantity } from "../../domain/locale.ts";
import { err, ok } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type LineView } from "../../domain/views.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { positionOf } from "../line-words.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { goodsFault } from "./sell.ts";

const said = sentencesOf(cliOrderWords);

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
    const texts = textsOf(till, console);
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
      faultOf: actFault,
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

function textsOf(till: Till, console: Console): ReturnType<typeof createTexts> {
  const { catalogue, left } = till;
  const rules = till.ledger.read((view) => readSetting(view, "scale-labels"));
  const index = lazy(() => createGoodsIndex(catalogue(), rules));
  return createTexts({ ...speechIn(console, till), catalogue, index, left });
}

function unreadable(fault: ShellFault): CommandFault {
  switch (fault.type) {
    case "price":
      return usageFault(said((words) => words.noPrice({ text: quoted(fault.typed) })));
    case "quantity":
      return usageFault(
        sentencesOf(cliWords)(({ line }) => line.noQuantity({ text: quoted(fault.typed) })),
      );
    case "discount":
      return usageFault(said((words) => words.noDiscount({ text: quoted(fault.typed) })));
    case "comp-kind":
      return usageFault(
        said((words) => words.noKind({ text: quoted(fault.typed), all: COMP_KINDS })),
      );
    case "line-or-order":
      return usageFault(said((words) => words.lineOrWhole));
    case "service":
      return usageFault(
        said((words) => words.noneOf({ text: quoted(fault.typed), all: SERVICES })),
      );
    case "course":
      return usageFault(
        said((words) => words.noCourse({ text: quoted(fault.typed), max: COURSE_MAX })),
      );
    case "seat":
    case "guests": {
      const { type: what, typed } = fault;
      return usageFault(said(({ table }) => table.noCount({ text: quoted(typed), what })));
    }
    case "exempt":
      return usageFault(said((words) => words.exemptWho));
    case "void/too-many": {
      const { name, quantity, soldBy } = fault;
      return usageFault(
        said((words, locale) =>
          words.tooMany({ name, quantity: localQuantity(quantity, soldBy, locale) }),
        ),
      );
    }
    case "entry/unreadable":
      return usageFault(fault.why);
    default:
      return assertNever(fault, "fault");
  }
}

/** Returns what a refused act ends with: the shell says by which option a reason is given. */
function actFault(fault: Refusal | EntryFault, till: Till): CommandFault {
  if (fault.type !== "reason/needed") return goodsFault(fault, till);
  const facts = { name: fault.name, isInKitchen: fault.knownBy === "kitchen" };
  return usageFault(said((words) => words.reasonNeeded(facts)));
}
