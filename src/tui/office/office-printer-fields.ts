/** What is set up of a printer that is there: its name, its model, its width, its drawer and its buzzer. */

import { type OfficePrinter } from "../ports/printers-port.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { type Choice, labelOf, type OfficeRow, type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

type FieldTarget = Extract<RowTarget, { readonly type: "printer-field" }>;

const DRAWERS = ["none", "pin2", "pin5"] as const;
const BUZZES = ["usual", "no", "1", "2", "3", "5", "9"];
const PULSES = ["usual", "50", "100", "200", "300", "500"];

export function printerFieldRows(
  state: RegisterState,
  printer: OfficePrinter,
): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const models = state.session?.office.printers.models() ?? [];
  const profiles = models.map((model) => ({ text: model.name, label: model.models }));
  const drawers = DRAWERS.map((text) => ({ text, label: w.drawers[text] }));
  const { name, profile, columns, drawer, buzzer, pulse } = printer;
  return [
    fieldRow(w.name, { field: "name", text: name }),
    fieldRow(w.model, { field: "profile", text: profile, choices: profiles }),
    fieldRow(w.columns, { field: "columns", text: String(columns) }),
    fieldRow(w.drawerLabel, { field: "drawer", text: drawer, choices: drawers }),
    ...(drawer === "none"
      ? []
      : [fieldRow(w.pulse, { field: "pulse", text: pulse, choices: pulses(state) })]),
    ...(buzzer === undefined
      ? []
      : [fieldRow(w.buzzer, { field: "buzzer", text: buzzer, choices: buzzes(state) })]),
  ];
}

function fieldRow(label: string, field: Omit<FieldTarget, "type">): OfficeRow {
  const detail = labelOf(field.choices, field.text);
  return { label, detail, target: { type: "printer-field", ...field } };
}

function pulses(state: RegisterState): ReadonlyArray<Choice> {
  const { officePrinters: w } = wordsFor(state);
  return PULSES.map((text) => ({ text, label: text === "usual" ? w.asUsual : `${text} ms` }));
}

function buzzes(state: RegisterState): ReadonlyArray<Choice> {
  const { officePrinters: w } = wordsFor(state);
  return BUZZES.map((text) => {
    if (text === "usual") return { text, label: w.asUsual };
    return {
      text,
      label: text === "no" ? officeWords(state).no : w.times({ count: Number(text) }),
    };
  });
}
