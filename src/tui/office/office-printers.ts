/** The shop's printers: which there are, what one prints, and the questions before one is set up. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Words } from "../../words/screen-words.ts";
import { type OfficePage, type OfficeState } from "../office-state.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import {
  type FoundPrinter,
  type NewPrinter,
  type OfficePrinter,
  type PrinterDoes,
  type PrinterFieldText,
} from "../ports/printers-port.ts";
import { hinted } from "../register-state.ts";
import { printerField } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import {
  backTo,
  choiceRow,
  type Field,
  fieldRow,
  planChange,
  planSaving,
  type View,
  yesRow,
} from "./office-form.ts";
import {
  actRow,
  isFound,
  type OfficePlan,
  type OfficeRow,
  openPage,
  pageRow,
  ready,
  refusedPlan,
  rowOf,
  type Rows,
  selectedRow,
  clearTyped,
  withOffice,
  yesNo,
} from "./office-row.ts";

type AtPrinter = View<{ readonly id: string }>;
/** A question about the printer that is set up, with the answers so far. */
type Asked = View<{
  readonly chosen: Pick<NewPrinter, "at" | "model"> & Partial<NewPrinter>;
}>;

export function printerOf(
  { printers }: Pick<OfficeSession, "printers">,
  id: string,
): OfficePrinter | undefined {
  return printers.list().find((printer) => printer.id === id);
}

/** Returns the printers that the typed text finds, and the row that looks for one more. */
export function printerRows(view: View): Rows {
  const { office, text, till, words } = view;
  const rows = office.printers.list().map((printer) => {
    const { id, name } = printer;
    return pageRow(name, { type: "printer", id }, { detail: shortState(till, printer) });
  });
  return [...rows, lookRow(view, words.officePrinters.add)].filter(({ label }) =>
    isFound(label, text),
  );
}

/** Says how it is, or which till drives it where that is another one. */
function shortState({ port, words }: TillContext, printer: OfficePrinter): string {
  const { drivenBy, name } = printer;
  if (drivenBy.type === "till") return drivenBy.name;
  if (drivenBy.type === "nobody") return words.officePrinters.nobody;
  const seen = port.printers().find((one) => one.name === name);
  const state = seen === undefined ? "" : printerField(words.status, seen);
  return state.slice(name.length).replace(/^:? /u, "");
}

function lookRow({ words }: View, label: string): OfficeRow {
  const plan = ready(words.officePrinters.looks, (now) => {
    now.session?.office.printers.look();
    return now.office?.page.type === "printer-find"
      ? withOffice(now, { at: 0, text: "" })
      : openPage(now, { type: "printer-find" });
  });
  return actRow(label, () => plan);
}

/* The page of one printer: its use, its settings, and its acts. */

export function rowsOfPrinter(view: AtPrinter): Rows {
  const { office, page, till, words } = view;
  const { officePrinters: w } = words;
  const printer = printerOf(office, page.id);
  if (printer === undefined) return [];
  const { pictured, at, canBeAsked } = printer;
  const others = office.printers.list().filter(({ id }) => id !== page.id);
  return [
    rowOf(w.state, { detail: shortState(till, printer) }),
    rowOf(w.place, { detail: at }),
    ...(pictured.length === 0 ? [] : [rowOf(w.pictures, { detail: pictured.join("") })]),
    ...purposeFields(view, printer).map((field) => fieldRow(view, field)),
    ...setUpFields(view, printer).map((field) => fieldRow(view, field)),
    testRow(view, printer),
    ...(canBeAsked ? [probeRow(view, printer)] : []),
    ...(others.length === 0 ? [] : [replaceRow(view, printer, others)]),
    removeRow(view, printer),
  ];
}

function testRow(view: View, { id, name }: OfficePrinter): OfficeRow {
  const { officePrinters: w } = view.words;
  const plan = planChange(view, {
    what: w.test,
    write: ({ printers }) => printers.printTestPage(id),
    done: () => w.tested({ printer: name }),
  });
  return rowOf(w.test, { hints: [w.testHint], press: () => plan });
}

/** Asks a printer what it is; it says so, or why it can't. */
function probeRow({ words: { officePrinters: w } }: View, { id }: OfficePrinter): OfficeRow {
  const plan = planSaving(w.probe, {
    meanwhile: w.asking,
    failed: w.notAsked,
    work: ({ printers }) => printers.probe(id),
    done: (office) => {
      const printer = printerOf(office, id);
      if (printer === undefined) return undefined;
      const { name, profile, columns } = printer;
      const { models = profile } =
        office.printers.models().find((one) => one.name === profile) ?? {};
      return { text: w.probed({ printer: name, model: models, columns }) };
    },
  });
  return rowOf(w.probe, { hints: [w.probeHint], press: () => plan });
}

function replaceRow(
  view: View,
  { id, name }: OfficePrinter,
  others: ReadonlyArray<OfficePrinter>,
): OfficeRow {
  const { officePrinters: w } = view.words;
  const choices = others.map((other) => ({ text: other.id, label: other.name }));
  return choiceRow(view, { label: w.replace, choices, hints: [w.replaceHint] }, (by) =>
    planChange(view, {
      what: w.replaces({ broken: name, by: by.label }),
      warning: w.onceMore,
      write: ({ printers }) => printers.replace(id, by.text),
      done: (papers) => w.replaced({ by: by.label, broken: name, papers }),
      goesTo: (now) => backTo(now, "printers"),
    }),
  );
}

function removeRow(view: View, { id, name }: OfficePrinter): OfficeRow {
  const { officePrinters: w } = view.words;
  return yesRow(view, { label: w.remove, hints: [w.removeHint] }, () =>
    planChange(view, {
      what: w.removes({ printer: name }),
      warning: w.onceMore,
      write: ({ printers }) => printers.remove(id),
      done: () => w.removed({ printer: name }),
      goesTo: (now) => backTo(now, "printers"),
    }),
  );
}

/** The fields that say whether the shop's receipts, and the tickets of each station, come out of it. */
function purposeFields({ office, words }: View, printer: OfficePrinter): ReadonlyArray<Field> {
  const { officePrinters: w } = words;
  const { id, receipts, stations, standsInFor } = printer;
  const yesOrNo = yesNo(words.office);
  const choices = [...yesOrNo, { text: "standsIn", label: w.standsIn }];
  const ofStations = office.printers.stations().map((station) => {
    const instead = standsInFor.includes(station.id) ? "standsIn" : "no";
    return {
      id: station.id,
      label: w.ticketsOf({ station: station.name }),
      text: stations.includes(station.id) ? "yes" : instead,
      choices,
    };
  });
  const ofReceipts = { id: "receipts", label: w.receipts, text: receipts ? "yes" : "no" };
  return [{ ...ofReceipts, choices: yesOrNo }, ...ofStations].map((field) =>
    Object.assign(field, {
      repeats: true,
      stays: true,
      hints: [w.doesHint],
      // One of its choices as it is stored.
      write: ({ printers }: OfficeSession, text: string) =>
        printers.setUse(id, field.id, text as PrinterDoes),
      undone: w.asBefore,
    } as const),
  );
}

const DRAWERS = ["none", "pin2", "pin5"] as const;
const BUZZES = ["no", "1", "2", "3", "5", "9"];
const PULSES = ["50", "100", "200", "300", "500"];
const [COLUMNS_MIN, COLUMNS_MAX] = [24, 64];

/** The fields of a printer that is there: its name, its model, its width, its drawer and its buzzer. */
function setUpFields({ office, words }: View, printer: OfficePrinter): ReadonlyArray<Field> {
  const { officePrinters: w } = words;
  const usual = { text: "usual", label: w.asUsual };
  const { id, name, profile, columns, drawer, buzzer, pulse } = printer;
  const models = office.printers.models().map((one) => ({ text: one.name, label: one.models }));
  const drawers = DRAWERS.map((text) => ({ text, label: w.drawers[text] }));
  const pulses = PULSES.map((text) => ({ text, label: `${text} ms` }));
  const buzzes = BUZZES.map((text) => {
    const label = text === "no" ? words.office.no : w.times({ count: Number(text) });
    return { text, label };
  });
  const fields: ReadonlyArray<SetUp> = [
    { id: "name", label: w.name, text: name },
    { id: "profile", label: w.model, text: profile, choices: models },
    { id: "columns", label: w.columns, text: String(columns), read: readColumns },
    { id: "drawer", label: w.drawerLabel, text: drawer, choices: drawers },
    ...(drawer === "none"
      ? []
      : [{ id: "pulse", label: w.pulse, text: pulse, choices: [usual, ...pulses] } as const]),
    ...(buzzer === undefined
      ? []
      : [{ id: "buzzer", label: w.buzzer, text: buzzer, choices: [usual, ...buzzes] } as const]),
  ];

  function readColumns(typed: string): Result<string, string> {
    const isFit = /^[0-9]{2}$/u.test(typed) && Number(typed) >= COLUMNS_MIN;
    return isFit && Number(typed) <= COLUMNS_MAX
      ? ok(typed)
      : err(w.noColumns({ min: COLUMNS_MIN, max: COLUMNS_MAX }));
  }

  // A change of the model changed the width too.
  const width = { field: "columns", text: String(columns) } as const;
  return fields.map((field) =>
    Object.assign({ ...field }, {
      repeats: true,
      stays: true,
      hints: [w.fieldHints[field.id]],
      write: ({ printers }: OfficeSession, text: string) =>
        printers.setFields(id, [{ field: field.id, text }]),
      undone: w.asSetBefore,
      takeBack: ({ printers }: OfficeSession) => {
        const before = { field: field.id, text: field.text };
        return printers.setFields(id, field.id === "profile" ? [before, width] : [before]);
      },
    } as const),
  );
}

interface SetUp extends Pick<Field, "label" | "text" | "choices" | "read"> {
  readonly id: PrinterFieldText["field"];
}

/* The pages that set up another printer: one for each question, and nothing is written before the last. */

const PLACE = /^[1-9][0-9]?$/u;

/** Returns the printers that were found; each prints the number of its row. */
export function foundRows(view: View): Rows {
  const { officePrinters: w } = view.words;
  const { state, found = [] } = view.office.printers.search() ?? {};
  if (state === "searching") return [rowOf(w.looking, {})];
  const numbers = ready(w.numbers, (now) => {
    now.session?.office.printers.printNumbers();
    return hinted(withOffice(now, { at: 0, text: "" }), w.whichNumber);
  });
  return [
    ...found.map((printer) => foundRow(view, printer)),
    ...(found.length === 0 ? [] : [actRow(w.numbers, () => numbers)]),
    addressRow(view),
    lookRow(view, w.lookAgain),
  ];
}

export function findHints({ office, words: { officePrinters: w } }: View): ReadonlyArray<string> {
  const { state, found = [] } = office.printers.search() ?? {};
  if (state === "searching") return [w.lookingHint];
  if (state === "failed") return [w.failedHint];
  return [found.length === 0 ? w.noneFound : w.foundHint];
}

function foundRow({ words }: View, printer: FoundPrinter): OfficeRow {
  const { officePrinters: w } = words;
  const { at, name, knownAs, isDriven } = printer;
  const wire = `${w.wires[printer.wire]}${numberText(words, printer)}`;
  if (knownAs !== undefined) {
    const { name: printer, width, canBeShared } = knownAs;
    if (!canBeShared) return rowOf(w.isAlready({ printer }), { detail: wire });
    const page = { type: "printer-use", chosen: { at, model: name, width } } as const;
    return pageRow(w.fromHereToo({ printer }), page, { detail: wire });
  }
  const type = isDriven ? "printer-taken" : "printer-width";
  const detail = isDriven ? `${w.isTaken}, ${wire}` : wire;
  return pageRow(name === "" ? at : name, { type, chosen: { at, model: name } }, { detail });
}

function numberText({ officePrinters: w, status }: Words, { number, wire }: FoundPrinter): string {
  if (number === undefined) return "";
  if (number === "printing" || number === "printed") return `, ${w[number]}`;
  // Most serve one till at a time, and the others hear nothing.
  if (wire === "network" && number === "silent") return `, ${w.isHeld}`;
  return `, ${number === "off" ? w.unreachable : status.troubles[number]}`;
}

/** Takes an address at once, where the list still stands. */
function addressRow(view: View): OfficeRow {
  const label = view.words.officePrinters.typeAddress;
  const page = { type: "printer-at" } as const;
  const opening = ready(label, (now) => openPage(now, page));
  return actRow(label, () => opening, {
    page,
    take: (typed) =>
      PLACE.test(typed) || isFound(label, typed) ? opening : planAddress(view, typed),
  });
}

/**
 * Returns the row that Enter is about. A search for printers takes a number for a row's only at Enter: most
 * addresses begin with one. A text that is no row's name or number is an address.
 */
export function meantRow(
  rows: ReadonlyArray<OfficeRow>,
  office: OfficeState,
): OfficeRow | undefined {
  const typed = office.text.trim();
  if (office.page.type !== "printer-find" || typed === "") return selectedRow(rows, office);
  if (PLACE.test(typed)) return rows[Number(typed) - 1];
  return (
    rows.find(({ label }) => isFound(label, typed)) ??
    rows.find(({ page }) => page?.type === "printer-at")
  );
}

export function atRows(view: View): Rows {
  const { address } = view.words.officePrinters;
  return [rowOf(address, { take: (typed) => planAddress(view, typed) })];
}

/** Goes on with an address, where nothing was found. */
function planAddress({ office, words: { officePrinters: w } }: View, typed: string): OfficePlan {
  const { printers } = office;
  const at = printers.readAddress(typed);
  if (at === undefined) return refusedPlan(w.noAddress({ typed }));
  const known = printers.knownAt(at);
  if (known?.canBeShared === true) {
    const page = { type: "printer-use", chosen: { at, model: "", width: known.width } } as const;
    return ready(w.fromHereToo({ printer: known.name }), (now) => openPage(clearTyped(now), page));
  }
  if (known !== undefined) return refusedPlan(`${at} ${w.isAlready({ printer: known.name })}.`);
  const found = printers.search()?.found ?? [];
  const isTaken = found.some((printer) => printer.at === at && printer.isDriven);
  const type = isTaken ? "printer-taken" : "printer-width";
  return ready(at, (now) => openPage(clearTyped(now), { type, chosen: { at, model: "" } }));
}

/** Two shops may share one, if both want it. */
export function takenRows({ words, page: { chosen } }: Asked): Rows {
  return [pageRow(words.officePrinters.shareIt, { type: "printer-width", chosen })];
}

export function widthRows({ words, page: { chosen } }: Asked): Rows {
  const { widths } = words.officePrinters;
  return ([80, 58] as const).map((width) =>
    pageRow(widths[width], { type: "printer-use", chosen: { ...chosen, width } }),
  );
}

export function useRows({ office, words: { officePrinters: w }, page: { chosen } }: Asked): Rows {
  const stations = office.printers.stations();
  const all = { type: "tickets", stations: stations.map(({ id }) => id) } as const;
  const uses: ReadonlyArray<readonly [string, Pick<NewPrinter, "use" | "name">]> = [
    [w.receipts, { use: { type: "receipts" }, name: w.receiptPrinter }],
    ...stations.map(({ id, name }) => {
      const use = { type: "tickets", stations: [id] } as const;
      return [w.ticketsOf({ station: name }), { use, name }] as const;
    }),
    ...(stations.length > 1 ? [[w.allTickets, { use: all, name: w.kitchen }] as const] : []),
    [w.everything, { use: { type: "everything" }, name: w.receiptPrinter }],
  ];
  const spares = office.printers.list().map(({ id, name, drawer }) => {
    const hasDrawer = drawer !== "none";
    const now = { ...chosen, use: { type: "instead", id }, name, hasDrawer } as const;
    return pageRow(w.insteadOf({ printer: name }), { type: "printer-add", chosen: now });
  });
  const rows = uses.map(([label, use]) =>
    pageRow(label, { type: "printer-drawer", chosen: { ...chosen, ...use } }),
  );
  return [...rows, ...spares];
}

export function drawerRows({ words: { officePrinters: w }, page: { chosen } }: Asked): Rows {
  return [false, true].map((hasDrawer) => {
    const page: OfficePage = { type: "printer-add", chosen: { ...chosen, hasDrawer } };
    return pageRow(hasDrawer ? w.drawer : w.noDrawer, page);
  });
}

/** Shows all answers, and the row that makes them so. */
export function lastRows({ words, page: { chosen } }: Asked): Rows {
  const { officePrinters: w } = words;
  const { width, use, name, hasDrawer, model, at } = chosen;
  // An answer is missing.
  if (width === undefined || use === undefined || name === undefined) return [];
  if (hasDrawer === undefined) return [];
  const printer = { ...chosen, width, use, name, hasDrawer };
  const adding = planSaving(w.addIt, {
    meanwhile: w.asking,
    failed: w.failed,
    work: ({ printers }) => printers.add(printer),
    done: ({ printers }) => {
      const { pictured = [] } = printers.list().find((one) => one.at === at) ?? {};
      const letters = pictured.join("");
      const text = letters === "" ? w.added : w.addedPictured({ letters });
      return { text, leadsTo: "printers" };
    },
  });
  return [
    rowOf(w.addIt, { press: () => adding }),
    rowOf(w.place, { detail: model === "" ? at : `${model}, ${at}` }),
    rowOf(w.paper, { detail: w.widths[width] }),
    rowOf(w.prints, { detail: paperText(words, printer) }),
    rowOf(w.drawerLabel, { detail: hasDrawer ? w.drawer : w.noDrawer }),
  ];
}

function paperText({ officePrinters: w }: Words, { use, name }: NewPrinter): string {
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
