/** What is typed on the rows of what is set up of a printer. */

import { ok } from "../../domain/result.ts";
import { type OfficePrinter, type PrinterFieldText } from "../ports/printers-port.ts";
import { type RegisterState, said } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { notDone } from "./office-changes.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { noteChange, spentHere } from "./office-moves.ts";
import { labelOf, type RowTarget } from "./office-row.ts";

type FieldTarget = Extract<RowTarget, { readonly type: "printer-field" }>;

const [COLUMNS_MIN, COLUMNS_MAX] = [24, 64];

export function planPrinterField(
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
