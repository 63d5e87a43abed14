/** The rows of the shop's printers: which there are, what one prints, and the questions before one is set up. */

import { type FoundPrinter, type NewPrinter, type OfficePrinter } from "../ports/printers-port.ts";
import { type RegisterState } from "../register-state.ts";
import { printerField } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words.ts";
import {
  isFound,
  labelOf,
  type OfficeRow,
  selectedRow,
  yesNo,
  type Choice,
  type RowTarget,
} from "./office-row.ts";
import { type OfficePage, type OfficeState } from "./office-state.ts";
import { officeWords } from "./office-words.ts";

export type PrinterPage = Extract<OfficePage, { readonly type: `printer${string}` }>;

/** What was said so far of the one that is set up. */
export type ChosenPrinter = Pick<NewPrinter, "at" | "model"> & Partial<NewPrinter>;

/** A digit alone answers these. */
export const PRINTER_QUESTIONS: ReadonlySet<OfficePage["type"]> = new Set([
  "printer-taken",
  "printer-width",
  "printer-use",
  "printer-drawer",
]);

const PLACE = /^[1-9][0-9]?$/u;

/**
 * What Enter is about. Where a printer is looked for, a number is a row's only when Enter ends it: most
 * addresses begin with one. Whatever is no row's name or number is where it is.
 */
export function meantRow(
  rows: ReadonlyArray<OfficeRow>,
  office: OfficeState,
): OfficeRow | undefined {
  const typed = office.text.trim();
  if (office.page.type !== "printer-find" || typed === "") return selectedRow(rows, office);
  if (PLACE.test(typed)) return rows[Number(typed) - 1];
  return rows.find(({ label }) => isFound(label, typed)) ?? rows.find(isAddressRow);
}

/** An address that is typed at once, where the list still stands; empty for what is none. */
export function typedAddress(row: OfficeRow, typed: string): string {
  return isAddressRow(row) && !PLACE.test(typed) && !isFound(row.label, typed) ? typed : "";
}

function isAddressRow({ target }: OfficeRow): boolean {
  return target.type === "page" && target.page.type === "printer-at";
}

export function isPrinterPage(page: OfficePage): page is PrinterPage {
  return page.type.startsWith("printer");
}

/** Why nothing of it is here: a training has printers in software alone. */
export function whyNoPrinters({ port, words }: TillContext, page: OfficePage): string | undefined {
  return isPrinterPage(page) && port.shop.training ? words.officePrinters.noTraining : undefined;
}

export function printerPageRows(
  till: TillContext,
  state: RegisterState,
  page: PrinterPage,
): ReadonlyArray<OfficeRow> {
  if (whyNoPrinters(till, page) !== undefined) return [];
  switch (page.type) {
    case "printers":
      return printerRows(till, state);
    case "printer":
      return rowsOfPrinter(till, state, page.id);
    case "printer-find":
      return foundRows(state);
    case "printer-at":
      return [actRow(wordsFor(state).officePrinters.address, { type: "printer-at" })];
    case "printer-taken":
      return takenRows(state, page.chosen);
    case "printer-width":
      return widthRows(state, page.chosen);
    case "printer-use":
      return purposeRows(state, page.chosen);
    case "printer-drawer":
      return drawerRows(state, page.chosen);
    default:
      return lastRows(state, page.chosen);
  }
}

export function printerOf({ session }: RegisterState, id: string): OfficePrinter | undefined {
  return session?.office.printers.list().find((printer) => printer.id === id);
}

/** Found by what is typed. */
function printerRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const { text = "" } = state.office ?? {};
  const printers = state.session?.office.printers.list() ?? [];
  const rows: ReadonlyArray<OfficeRow> = [
    ...printers.map((printer): OfficeRow => ({
      label: printer.name,
      detail: shortState(till, printer),
      target: { type: "page", page: { type: "printer", id: printer.id } },
    })),
    actRow(w.add, { type: "printer-look" }),
  ];
  return rows.filter(({ label }) => isFound(label, text));
}

/** How it is, without its name; of another till's, whose it is. */
function shortState({ port, words }: TillContext, printer: OfficePrinter): string {
  const { drivenBy, name } = printer;
  if (drivenBy.type === "till") return drivenBy.name;
  if (drivenBy.type === "nobody") return words.officePrinters.nobody;
  const seen = port.printers().find((one) => one.name === name);
  const told = seen === undefined ? "" : printerField(words.status, seen);
  return told.slice(name.length).replace(/^:? /u, "");
}

function rowsOfPrinter(
  till: TillContext,
  state: RegisterState,
  id: string,
): ReadonlyArray<OfficeRow> {
  const printer = printerOf(state, id);
  if (printer === undefined) return [];
  const { officePrinters: w } = wordsFor(state);
  const choices = yesNo(officeWords(state));
  const { printers } = state.session?.office ?? {};
  const others = (printers?.list() ?? []).filter((other) => other.id !== id);
  return [
    toldRow(w.state, shortState(till, printer)),
    toldRow(w.place, printer.at),
    ...(printer.pictured.length === 0 ? [] : [toldRow(w.pictures, printer.pictured.join(""))]),
    ...doesRows(state, printer),
    ...printerFieldRows(state, printer),
    actRow(w.test, { type: "printer-test" }),
    ...(printer.canBeAsked ? [actRow(w.probe, { type: "printer-probe" })] : []),
    ...(others.length === 0
      ? []
      : [
          actRow(w.replace, {
            type: "printer-replace",
            choices: others.map((other) => ({ text: other.id, label: other.name })),
          }),
        ]),
    actRow(w.remove, { type: "printer-remove", choices: choices.slice(0, 1) }),
  ];
}

function doesRows(state: RegisterState, printer: OfficePrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const choices = yesNo(officeWords(state));
  const { printers } = state.session?.office ?? {};
  const ofStation = [...choices, { text: "standsIn", label: w.standsIn }];
  return [
    doesRow(w.receipts, {
      what: "receipts",
      does: printer.receipts ? "yes" : "no",
      choices,
    }),
    ...(printers?.stations() ?? []).map(({ id, name }) => {
      const instead = printer.standsInFor.includes(id) ? "standsIn" : "no";
      const does = printer.stations.includes(id) ? "yes" : instead;
      return doesRow(w.ticketsOf({ station: name }), { what: id, does, choices: ofStation });
    }),
  ];
}

function doesRow(
  label: string,
  use: Omit<Extract<OfficeRow["target"], { readonly type: "printer-does" }>, "type">,
): OfficeRow {
  const detail = labelOf(use.choices, use.does);
  return { label, detail, target: { type: "printer-does", ...use } };
}

/** Their places are the numbers that they print. */
function foundRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const search = state.session?.office.printers.search();
  const found = search?.found ?? [];
  const rows = found.map((printer): OfficeRow => {
    const { at, name, knownAs, isDriven } = printer;
    const wire = `${w.wires[printer.wire]}${numberText(state, printer)}`;
    if (knownAs !== undefined) return toldRow(w.isAlready({ printer: knownAs }), wire);
    const type = isDriven ? "printer-taken" : "printer-width";
    const page = { type, chosen: { at, model: name } } as const;
    const detail = isDriven ? `${w.isTaken}, ${wire}` : wire;
    return { label: name === "" ? at : name, detail, target: { type: "page", page } };
  });
  if (search?.state === "searching") return [toldRow(w.looking, "")];
  const numbers = actRow(w.numbers, { type: "printer-numbers" });
  return [
    ...rows,
    ...(found.length === 0 ? [] : [numbers]),
    { label: w.typeAddress, detail: "", target: { type: "page", page: { type: "printer-at" } } },
    actRow(w.lookAgain, { type: "printer-look" }),
  ];
}

function numberText(state: RegisterState, { number, wire }: FoundPrinter): string {
  const { officePrinters: w, status } = wordsFor(state);
  if (number === undefined) return "";
  if (number === "printing" || number === "printed") return `, ${w[number]}`;
  // Most serve one till at a time, and the others hear nothing.
  if (wire === "network" && number === "silent") return `, ${w.isHeld}`;
  return `, ${number === "off" ? w.unreachable : status.troubles[number]}`;
}

/** Two shops may share one, if both want it. */
function takenRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const page = { type: "printer-width", chosen } as const;
  const label = wordsFor(state).officePrinters.shareIt;
  return [{ label, detail: "", target: { type: "page", page } }];
}

function widthRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  return ([80, 58] as const).map((width) => ({
    label: w.widths[width],
    detail: "",
    target: { type: "page", page: { type: "printer-use", chosen: { ...chosen, width } } },
  }));
}

function purposeRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const { printers } = state.session?.office ?? {};
  const stations = printers?.stations() ?? [];
  const all = stations.map(({ id }) => id);
  const uses: ReadonlyArray<readonly [string, Pick<NewPrinter, "use" | "name">]> = [
    [w.receipts, { use: { type: "receipts" }, name: w.receiptPrinter }],
    ...stations.map(
      ({ id, name }) =>
        [
          w.ticketsOf({ station: name }),
          { use: { type: "tickets", stations: [id] }, name },
        ] as const,
    ),
    ...(stations.length > 1
      ? [[w.allTickets, { use: { type: "tickets", stations: all }, name: w.kitchen }] as const]
      : []),
    [w.everything, { use: { type: "everything" }, name: w.receiptPrinter }],
  ];
  const spares = (printers?.list() ?? []).map(({ id, name, drawer }) => {
    const hasDrawer = drawer !== "none";
    const now = { ...chosen, use: { type: "instead", id }, name, hasDrawer } as const;
    return pageRow(w.insteadOf({ printer: name }), { type: "printer-add", chosen: now });
  });
  return [
    ...uses.map(([label, said]) =>
      pageRow(label, { type: "printer-drawer", chosen: { ...chosen, ...said } }),
    ),
    ...spares,
  ];
}

function drawerRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  return [false, true].map((hasDrawer) => ({
    label: hasDrawer ? w.drawer : w.noDrawer,
    detail: "",
    target: { type: "page", page: { type: "printer-add", chosen: { ...chosen, hasDrawer } } },
  }));
}

/** All that was answered, and the key that makes it so. */
function lastRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const printer = completed(chosen);
  if (printer === undefined) return [];
  return [
    actRow(w.addIt, { type: "printer-add", printer }),
    toldRow(w.place, printer.model === "" ? printer.at : `${printer.model}, ${printer.at}`),
    toldRow(w.paper, w.widths[printer.width]),
    toldRow(w.prints, purposeText(state, printer)),
    toldRow(w.drawerLabel, printer.hasDrawer ? w.drawer : w.noDrawer),
  ];
}

function purposeText(state: RegisterState, { use, name }: NewPrinter): string {
  const { officePrinters: w } = wordsFor(state);
  switch (use.type) {
    case "receipts":
      return w.receipts;
    case "everything":
      return w.everything;
    case "instead":
      return w.insteadOf({ printer: name });
    default:
      return use.stations.length > 1 ? w.allTickets : w.ticketsOf({ station: name });
  }
}

/** Undefined as long as an answer is missing. */
function completed(chosen: ChosenPrinter): NewPrinter | undefined {
  const { width, use, name, hasDrawer } = chosen;
  if (width === undefined || use === undefined || name === undefined) return undefined;
  return hasDrawer === undefined ? undefined : { ...chosen, width, use, name, hasDrawer };
}

function toldRow(label: string, detail: string): OfficeRow {
  return { label, detail, target: { type: "told" } };
}

function actRow(label: string, target: OfficeRow["target"]): OfficeRow {
  return { label, detail: "", target };
}

function pageRow(label: string, page: OfficePage): OfficeRow {
  return { label, detail: "", target: { type: "page", page } };
}

type FieldTarget = Extract<RowTarget, { readonly type: "printer-field" }>;

const DRAWERS = ["none", "pin2", "pin5"] as const;
const BUZZES = ["usual", "no", "1", "2", "3", "5", "9"];
const PULSES = ["usual", "50", "100", "200", "300", "500"];

/** What is set up of a printer that is there: its name, its model, its width, its drawer and its buzzer. */
function printerFieldRows(state: RegisterState, printer: OfficePrinter): ReadonlyArray<OfficeRow> {
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
