/** What Enter does on the shop's printers: looks for one, sets it up, has it print, replaces it. */

import { type NewPrinter } from "../printers-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { type TillSession } from "../till-port.ts";
import { wordsFor } from "../words/words.ts";
import { notDone } from "./office-changes.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { noteChange, openPage, pageBefore, spentHere, withOffice } from "./office-moves.ts";
import { printerOf } from "./office-printer-rows.ts";
import { type RowTarget } from "./office-row.ts";

type PrinterTarget = Extract<RowTarget, { readonly type: `printer-${string}` }>;
type PrinterAct = Extract<
  PrinterTarget,
  { readonly type: "printer-look" | "printer-numbers" | "printer-test" | "printer-add" }
>;
type Printers = TillSession["office"]["printers"];

/** Enter alone does these. */
export function isPrinterAct(target: RowTarget): target is PrinterAct {
  const { type } = target;
  return (
    type === "printer-look" ||
    type === "printer-numbers" ||
    type === "printer-test" ||
    type === "printer-add"
  );
}

export function planPrinterAct(state: RegisterState, target: PrinterAct): OfficePlan {
  const { officePrinters: w } = wordsFor(state);
  const printers = state.session?.office.printers;
  if (printers === undefined) return { type: "idle" };
  switch (target.type) {
    case "printer-look":
      return ready(w.looks, (now) => look(now, printers));
    case "printer-numbers":
      return ready(w.numbers, (now) => {
        printers.printNumbers();
        return said(withOffice(now, { at: 0 }), "hint", w.whichNumber);
      });
    case "printer-test":
      return ready(w.test, (now) => test(now, printers));
    default:
      return ready(w.addIt, (now) => beginAdd(now, target.printer));
  }
}

function look(state: RegisterState, printers: Printers): RegisterState {
  printers.look();
  if (state.office?.page.type === "printer-find") return withOffice(state, { at: 0 });
  return openPage(state, { type: "printer-find" });
}

function test(state: RegisterState, printers: Printers): RegisterState {
  const page = state.office?.page;
  const printer = page?.type === "printer" ? printerOf(state, page.id) : undefined;
  if (printer === undefined) return state;
  const { officePrinters: w } = wordsFor(state);
  const done = printers.printTestPage(printer.id);
  if (!done.ok) return notDone(state, done, w.test);
  return said(state, "done", w.tested(printer.name));
}

function beginAdd(state: RegisterState, printer: NewPrinter): RegisterState {
  const saving = { type: "add-printer", printer } as const;
  return withOffice({ ...state, message: undefined }, { saving });
}

export function answeredPrinter(
  state: RegisterState,
  outcome: Parameters<typeof notDone>[1],
): RegisterState {
  const next = withOffice(state, { saving: undefined });
  if (outcome?.ok === false) return refusedBy(next, outcome.fault);
  const { officePrinters: w } = wordsFor(state);
  return said(toList(next), "done", w.added);
}

/** Whatever pages led there. */
function toList(state: RegisterState): RegisterState {
  if (state.office?.page.type === "printers") return withOffice(state, { at: 0 });
  const before = pageBefore(state);
  return before === undefined ? state : toList(before);
}

/** What was typed on a row. */
export function planPrinterRow(
  state: RegisterState,
  { target, ...row }: Typed<PrinterTarget>,
): OfficePlan {
  const { officePrinters: w } = wordsFor(state);
  const printers = state.session?.office.printers;
  if (printers === undefined) return { type: "idle" };
  if (target.type === "printer-at") return planAddress(state, row.typed);
  const { page } = row.office;
  const printer = page.type === "printer" ? printerOf(state, page.id) : undefined;
  if (printer === undefined || isPrinterAct(target)) return refusedPlan(w.noTyping);
  const chosen = chooseOne(wordsFor(state).office, target.choices, row);
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { text, label } = chosen.value;
  switch (target.type) {
    case "printer-does": {
      const now = text === "yes";
      const { id } = printer;
      const what = wordsFor(state).office.changeOf(row.label, "", label);
      return ready(what, (next) => setUse(next, { id, what: target.what, now, label: what }));
    }
    case "printer-replace": {
      const what = w.replaces(printer.name, label);
      return twice(state, { what, isAsked: row.office.asked === what }, (now) => {
        const done = printers.replace(printer.id, text);
        if (!done.ok) return notDone(now, done, what);
        return said(toList(spentHere(now)), "done", w.replaced(label, printer.name, done.value));
      });
    }
    default: {
      const what = w.removes(printer.name);
      return twice(state, { what, isAsked: row.office.asked === what }, (now) => {
        const done = printers.remove(printer.id);
        if (!done.ok) return notDone(now, done, what);
        return said(toList(spentHere(now)), "done", w.removed(printer.name));
      });
    }
  }
}

/** The way out where nothing was found. */
function planAddress(state: RegisterState, typed: string): OfficePlan {
  const { officePrinters: w } = wordsFor(state);
  const at = state.session?.office.printers.readAddress(typed);
  if (at === undefined) return refusedPlan(w.noAddress(typed));
  const found = state.session?.office.printers.search()?.found ?? [];
  const isTaken = found.some((printer) => printer.at === at && printer.isDriven);
  const type = isTaken ? "printer-taken" : "printer-width";
  const page = { type, chosen: { at, model: "" } } as const;
  return ready(at, (now) => openPage(spentHere(now), page));
}

interface UseChange {
  readonly id: string;
  readonly what: string;
  readonly now: boolean;
  readonly label: string;
}

function setUse(state: RegisterState, { id, what, now, label }: UseChange): RegisterState {
  const done = state.session?.office.printers.setUse(id, what, now);
  if (done?.ok !== true) return notDone(state, done, label);
  const { officePrinters: w } = wordsFor(state);
  const noted = noteChange(spentHere(state), {
    what: w.asBefore,
    takeBack: (office) => office.printers.setUse(id, what, !now),
  });
  return said(noted, "done", label);
}

/** What it does stands above the message, and Enter is pressed knowing it. */
function twice(
  state: RegisterState,
  { what, isAsked }: { readonly what: string; readonly isAsked: boolean },
  run: (state: RegisterState) => RegisterState,
): OfficePlan {
  if (isAsked) return ready(what, run);
  const { office, officePrinters } = wordsFor(state);
  return ready(office.enterTwice(what), (now) =>
    said(withOffice(now, { asked: what }), "hint", officePrinters.onceMore),
  );
}
