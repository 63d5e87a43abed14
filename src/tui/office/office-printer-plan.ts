/** What Enter does on the shop's printers: looks for one, sets it up, has it print, replaces it. */

import { ok } from "../../domain/result.ts";
import {
  type NewPrinter,
  type PrinterDoes,
  type OfficePrinter,
  type PrinterFieldText,
} from "../ports/printers-port.ts";
import { type TillSession } from "../ports/till-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { notDone } from "./office-changes.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { noteChange, openPage, pageBefore, spentHere, withOffice } from "./office-moves.ts";
import { printerOf } from "./office-printer-rows.ts";
import { labelOf, type RowTarget } from "./office-row.ts";

type PrinterTarget = Extract<RowTarget, { readonly type: `printer-${string}` }>;
type PrinterAct = Extract<
  PrinterTarget,
  {
    readonly type:
      | "printer-look"
      | "printer-numbers"
      | "printer-test"
      | "printer-probe"
      | "printer-add";
  }
>;
type Printers = TillSession["office"]["printers"];

export function isPrinterRow(target: RowTarget): target is PrinterTarget {
  return target.type.startsWith("printer-");
}

/** Enter alone does these. */
export function isPrinterAct(target: RowTarget): target is PrinterAct {
  const { type } = target;
  return (
    type === "printer-look" ||
    type === "printer-numbers" ||
    type === "printer-test" ||
    type === "printer-probe" ||
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
        return said(withOffice(now, { at: 0, text: "" }), "hint", w.whichNumber);
      });
    case "printer-test":
      return ready(w.test, (now) => test(now, printers));
    case "printer-probe":
      return ready(w.probe, beginProbe);
    default:
      return ready(w.addIt, (now) => beginAdd(now, target.printer));
  }
}

function look(state: RegisterState, printers: Printers): RegisterState {
  printers.look();
  if (state.office?.page.type === "printer-find") return withOffice(state, { at: 0, text: "" });
  return openPage(state, { type: "printer-find" });
}

function test(state: RegisterState, printers: Printers): RegisterState {
  const page = state.office?.page;
  const printer = page?.type === "printer" ? printerOf(state, page.id) : undefined;
  if (printer === undefined) return state;
  const { officePrinters: w } = wordsFor(state);
  const done = printers.printTestPage(printer.id);
  if (!done.ok) return notDone(state, done, w.test);
  return said(state, "done", w.tested({ printer: printer.name }));
}

function beginAdd(state: RegisterState, printer: NewPrinter): RegisterState {
  const saving = { type: "add-printer", printer } as const;
  return withOffice({ ...state, message: undefined }, { saving });
}

export function answeredPrinter(
  state: RegisterState,
  { at }: NewPrinter,
  outcome: Parameters<typeof notDone>[1],
): RegisterState {
  const next = withOffice(state, { saving: undefined });
  if (outcome?.ok === false) return refusedBy(next, outcome.fault);
  const { officePrinters: w } = wordsFor(state);
  const printer = state.session?.office.printers.list().find((one) => one.at === at);
  const letters = printer?.pictured ?? [];
  const told = letters.length === 0 ? w.added : w.addedPictured({ letters: letters.join("") });
  return said(toList(next), "done", told);
}

function beginProbe(state: RegisterState): RegisterState {
  const page = state.office?.page;
  if (page?.type !== "printer") return state;
  const saving = { type: "probe-printer", id: page.id } as const;
  return withOffice({ ...state, message: undefined }, { saving });
}

/** It has said what it is, or why it can't. */
export function answeredProbe(
  state: RegisterState,
  id: string,
  outcome: Parameters<typeof notDone>[1],
): RegisterState {
  const next = withOffice(state, { saving: undefined });
  if (outcome?.ok === false) return refusedBy(next, outcome.fault);
  const { officePrinters: w } = wordsFor(state);
  const printer = printerOf(state, id);
  if (printer === undefined) return next;
  const models = state.session?.office.printers.models() ?? [];
  const model = models.find(({ name }) => name === printer.profile)?.models ?? printer.profile;
  return said(next, "done", w.probed({ printer: printer.name, model, columns: printer.columns }));
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
  if (target.type === "printer-field") return planPrinterField(state, printer, { ...row, target });
  const chosen = chooseOne(wordsFor(state).office, target.choices, row);
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { text, label } = chosen.value;
  switch (target.type) {
    case "printer-does": {
      // One of its choices, as they are written.
      const now = text as PrinterDoes;
      const { id } = printer;
      const what = wordsFor(state).office.changeOf({
        label: row.label,
        before: labelOf(target.choices, target.does),
        after: label,
      });
      const use = { id, what: target.what, now, before: target.does, label: what };
      return ready(what, (next) => setUse(next, use));
    }
    case "printer-replace": {
      const what = w.replaces({ broken: printer.name, by: label });
      return twice(state, { what, isAsked: row.office.asked === what }, (now) => {
        const done = printers.replace(printer.id, text);
        if (!done.ok) return notDone(now, done, what);
        return said(
          toList(spentHere(now)),
          "done",
          w.replaced({ by: label, broken: printer.name, papers: done.value }),
        );
      });
    }
    default: {
      const what = w.removes({ printer: printer.name });
      return twice(state, { what, isAsked: row.office.asked === what }, (now) => {
        const done = printers.remove(printer.id);
        if (!done.ok) return notDone(now, done, what);
        return said(toList(spentHere(now)), "done", w.removed({ printer: printer.name }));
      });
    }
  }
}

/** The way out where nothing was found. */
export function planAddress(state: RegisterState, typed: string): OfficePlan {
  const { officePrinters: w } = wordsFor(state);
  const at = state.session?.office.printers.readAddress(typed);
  if (at === undefined) return refusedPlan(w.noAddress({ typed }));
  const known = state.session?.office.printers.nameAt(at);
  if (known !== undefined) return refusedPlan(`${at} ${w.isAlready({ printer: known })}.`);
  const found = state.session?.office.printers.search()?.found ?? [];
  const isTaken = found.some((printer) => printer.at === at && printer.isDriven);
  const type = isTaken ? "printer-taken" : "printer-width";
  const page = { type, chosen: { at, model: "" } } as const;
  return ready(at, (now) => openPage(spentHere(now), page));
}

interface UseChange {
  readonly id: string;
  readonly what: string;
  readonly now: PrinterDoes;
  readonly before: PrinterDoes;
  readonly label: string;
}

function setUse(state: RegisterState, { id, what, now, before, label }: UseChange): RegisterState {
  const done = state.session?.office.printers.setUse(id, what, now);
  if (done?.ok !== true) return notDone(state, done, label);
  const { officePrinters: w } = wordsFor(state);
  const noted = noteChange(spentHere(state), {
    what: w.asBefore,
    takeBack: (office) => office.printers.setUse(id, what, before),
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
  return ready(office.enterTwice({ change: what }), (now) =>
    said(withOffice(now, { asked: what }), "hint", officePrinters.onceMore),
  );
}

type FieldTarget = Extract<RowTarget, { readonly type: "printer-field" }>;

const [COLUMNS_MIN, COLUMNS_MAX] = [24, 64];

/** What is typed on the rows of what is set up of a printer. */
function planPrinterField(
  state: RegisterState,
  printer: OfficePrinter,
  { target, label, typed }: Typed<FieldTarget>,
): OfficePlan {
  const { office, officePrinters: w } = wordsFor(state);
  const { field, choices } = target;
  if (field === "columns") {
    const columns = Number(typed);
    const isFit = /^[0-9]{2}$/u.test(typed) && columns >= COLUMNS_MIN && columns <= COLUMNS_MAX;
    if (!isFit) return refusedPlan(w.noColumns({ min: COLUMNS_MIN, max: COLUMNS_MAX }));
  }
  const chosen =
    choices === undefined
      ? ok({ text: typed, label: typed })
      : chooseOne(office, choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { text } = chosen.value;
  const what = office.changeOf({
    label,
    before: labelOf(choices, target.text),
    after: chosen.value.label,
  });
  return ready(what, (now) => setField(now, printer, { what, wish: { field, text } }));
}

function setField(
  state: RegisterState,
  printer: OfficePrinter,
  { what, wish }: { readonly what: string; readonly wish: PrinterFieldText },
): RegisterState {
  const { id } = printer;
  const done = state.session?.office.printers.setFields(id, [wish]);
  if (done?.ok !== true) return notDone(state, done, what);
  const { officePrinters: w } = wordsFor(state);
  const noted = noteChange(spentHere(state), {
    what: w.asSetBefore,
    takeBack: (office) => office.printers.setFields(id, fieldsBefore(printer, wish)),
  });
  return said(noted, "done", what);
}

/** With another model the width became that model's. */
function fieldsBefore(
  { name, profile, columns, drawer, buzzer = "usual", pulse }: OfficePrinter,
  { field }: PrinterFieldText,
): ReadonlyArray<PrinterFieldText> {
  const text = { name, profile, columns: String(columns), drawer, buzzer, pulse }[field];
  const width = { field: "columns", text: String(columns) } as const;
  return field === "profile" ? [{ field, text }, width] : [{ field, text }];
}
