/** The shop's printers: which there are, what one prints, and the questions before one is set up. */

import { err, ok } from "../../domain/result.ts";
import {
  type FoundPrinter,
  type NewPrinter,
  type OfficePrinter,
  type PrinterDoes,
  type PrinterFieldText,
} from "../ports/printers-port.ts";
import { type RegisterState, said } from "../register-state.ts";
import { printerField } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words.ts";
import { backTo, type Field, fieldRow, planChange, startSaving } from "./office-form.ts";
import {
  type Choice,
  choiceRow,
  infoRow,
  isFound,
  type OfficePlan,
  type OfficeRow,
  openPage,
  pageRow,
  ready,
  refusedPlan,
  selectedRow,
  spentHere,
  typedRow,
  withOffice,
  yesNo,
} from "./office-row.ts";
import { type OfficePage, type OfficeState } from "./office-state.ts";

/** What was said so far of the one that is set up. */
type ChosenPrinter = Pick<NewPrinter, "at" | "model"> & Partial<NewPrinter>;

export function printerOf({ session }: RegisterState, id: string): OfficePrinter | undefined {
  return session?.office.printers.list().find((printer) => printer.id === id);
}

/** Found by what is typed. */
export function printerRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const { text = "" } = state.office ?? {};
  const printers = state.session?.office.printers.list() ?? [];
  const rows = [
    ...printers.map((printer) => {
      const { id, name } = printer;
      return pageRow(name, { type: "printer", id }, { detail: shortState(till, printer) });
    }),
    lookRow(state, w.add),
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

/** What is typed in a list has found the row. */
function lookRow(state: RegisterState, label: string): OfficeRow {
  const { looks } = wordsFor(state).officePrinters;
  return {
    label,
    detail: "",
    enter: () =>
      ready(looks, (now) => {
        now.session?.office.printers.look();
        return now.office?.page.type === "printer-find"
          ? withOffice(now, { at: 0, text: "" })
          : openPage(now, { type: "printer-find" });
      }),
  };
}

/* One printer: what it prints, how it is set up, and what is done with it. */

export function rowsOfPrinter(
  till: TillContext,
  state: RegisterState,
  id: string,
): ReadonlyArray<OfficeRow> {
  const printer = printerOf(state, id);
  if (printer === undefined) return [];
  const { office, officePrinters: w } = wordsFor(state);
  const { pictured, at, name, canBeAsked } = printer;
  const others = state.session?.office.printers.list().filter((other) => other.id !== id) ?? [];
  const replacement = {
    label: w.replace,
    choices: others.map((other) => ({ text: other.id, label: other.name })),
    hints: [w.replaceHint],
  };
  const removal = { label: w.remove, choices: yesNo(office).slice(0, 1), hints: [w.removeHint] };
  return [
    infoRow(state, w.state, shortState(till, printer)),
    infoRow(state, w.place, at),
    ...(pictured.length === 0 ? [] : [infoRow(state, w.pictures, pictured.join(""))]),
    ...purposeFields(state, printer).map((field) => fieldRow(state, field)),
    ...setUpFields(state, printer).map((field) => fieldRow(state, field)),
    testRow(state, printer),
    ...(canBeAsked ? [probeRow(state, printer)] : []),
    ...(others.length === 0
      ? []
      : [
          choiceRow(office, replacement, (by) =>
            planChange(state, {
              what: w.replaces({ broken: name, by: by.label }),
              warning: w.onceMore,
              write: ({ printers }) => printers.replace(id, by.text),
              done: (papers) => w.replaced({ by: by.label, broken: name, papers }),
              goesTo: (now) => backTo(now, "printers"),
            }),
          ),
        ]),
    choiceRow(office, removal, () =>
      planChange(state, {
        what: w.removes({ printer: name }),
        warning: w.onceMore,
        write: ({ printers }) => printers.remove(id),
        done: () => w.removed({ printer: name }),
        goesTo: (now) => backTo(now, "printers"),
      }),
    ),
  ];
}

/** Whether the shop's receipts, and the tickets of each station, come out of it. */
function purposeFields(state: RegisterState, printer: OfficePrinter): ReadonlyArray<Field> {
  const { office, officePrinters: w } = wordsFor(state);
  const { id, receipts, stations, standsInFor } = printer;
  const choices = yesNo(office);

  function field(what: string, does: PrinterDoes, own: Pick<Field, "label" | "choices">): Field {
    return {
      ...own,
      id: what,
      text: does,
      repeats: true,
      stays: true,
      hints: [w.doesHint],
      // One of its choices, as they are written.
      write: ({ printers }, text) => printers.setUse(id, what, text as PrinterDoes),
      undone: w.asBefore,
    };
  }

  return [
    field("receipts", receipts ? "yes" : "no", { label: w.receipts, choices }),
    ...(state.session?.office.printers.stations() ?? []).map((station) => {
      const instead = standsInFor.includes(station.id) ? "standsIn" : "no";
      return field(station.id, stations.includes(station.id) ? "yes" : instead, {
        label: w.ticketsOf({ station: station.name }),
        choices: [...choices, { text: "standsIn", label: w.standsIn }],
      });
    }),
  ];
}

const DRAWERS = ["none", "pin2", "pin5"] as const;
const BUZZES = ["no", "1", "2", "3", "5", "9"];
const PULSES = ["50", "100", "200", "300", "500"];
const [COLUMNS_MIN, COLUMNS_MAX] = [24, 64];

/** What is set up of a printer that is there: its name, its model, its width, its drawer and its buzzer. */
function setUpFields(state: RegisterState, printer: OfficePrinter): ReadonlyArray<Field> {
  const { office, officePrinters: w } = wordsFor(state);
  const models = state.session?.office.printers.models() ?? [];
  const usual: Choice = { text: "usual", label: w.asUsual };
  const { id, name, profile, columns, drawer, buzzer, pulse } = printer;

  function field(
    of: PrinterFieldText["field"],
    own: Pick<Field, "label" | "text" | "choices" | "read">,
  ): Field {
    const before = { field: of, text: own.text };
    // With another model the width became that model's.
    const width = { field: "columns", text: String(columns) } as const;
    return {
      ...own,
      id: of,
      repeats: true,
      stays: true,
      hints: [w.fieldHints[of]],
      write: ({ printers }, text) => printers.setFields(id, [{ field: of, text }]),
      undone: w.asSetBefore,
      takeBack: ({ printers }) =>
        printers.setFields(id, of === "profile" ? [before, width] : [before]),
    };
  }

  const fields = [
    field("name", { label: w.name, text: name }),
    field("profile", {
      label: w.model,
      text: profile,
      choices: models.map((model) => ({ text: model.name, label: model.models })),
    }),
    field("columns", {
      label: w.columns,
      text: String(columns),
      read: (typed) => {
        const count = Number(typed);
        const isFit = /^[0-9]{2}$/u.test(typed) && count >= COLUMNS_MIN && count <= COLUMNS_MAX;
        return isFit ? ok(typed) : err(w.noColumns({ min: COLUMNS_MIN, max: COLUMNS_MAX }));
      },
    }),
    field("drawer", {
      label: w.drawerLabel,
      text: drawer,
      choices: DRAWERS.map((text) => ({ text, label: w.drawers[text] })),
    }),
  ];
  if (drawer !== "none") {
    const choices = [usual, ...PULSES.map((text) => ({ text, label: `${text} ms` }))];
    fields.push(field("pulse", { label: w.pulse, text: pulse, choices }));
  }
  if (buzzer !== undefined) {
    const choices = BUZZES.map((text) => ({
      text,
      label: text === "no" ? office.no : w.times({ count: Number(text) }),
    }));
    fields.push(field("buzzer", { label: w.buzzer, text: buzzer, choices: [usual, ...choices] }));
  }
  return fields;
}

/** Enter alone does it. */
function actRow(
  state: RegisterState,
  label: string,
  { hints = [], plan }: { readonly hints?: ReadonlyArray<string>; readonly plan: OfficePlan },
): OfficeRow {
  const row = typedRow(label, () => refusedPlan(wordsFor(state).officePrinters.noTyping), {
    hints,
  });
  return { ...row, enter: (typed) => (typed === "" ? plan : row.enter(typed)) };
}

function testRow(state: RegisterState, { id, name }: OfficePrinter): OfficeRow {
  const { officePrinters: w } = wordsFor(state);
  const plan = planChange(state, {
    what: w.test,
    write: ({ printers }) => printers.printTestPage(id),
    done: () => w.tested({ printer: name }),
  });
  return actRow(state, w.test, { hints: [w.testHint], plan });
}

/** It says what it is, or why it can't. */
function probeRow(state: RegisterState, { id }: OfficePrinter): OfficeRow {
  const { officePrinters: w } = wordsFor(state);
  const plan = ready(w.probe, (now) =>
    startSaving(now, {
      meanwhile: w.asking,
      failed: w.notAsked,
      work: ({ printers }) => printers.probe(id),
      done: ({ printers }) => {
        const printer = printers.list().find((one) => one.id === id);
        if (printer === undefined) return undefined;
        const { name, profile, columns } = printer;
        const model = printers.models().find((one) => one.name === profile)?.models ?? profile;
        return { text: w.probed({ printer: name, model, columns }) };
      },
    }),
  );
  return actRow(state, w.probe, { hints: [w.probeHint], plan });
}

/* One more is set up: a page for each question, and nothing is written before the last. */

const PLACE = /^[1-9][0-9]?$/u;

/** Their places are the numbers that they print. */
export function foundRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const search = state.session?.office.printers.search();
  const found = search?.found ?? [];
  if (search?.state === "searching") return [infoRow(state, w.looking, "")];
  const numbers: OfficeRow = {
    label: w.numbers,
    detail: "",
    enter: () =>
      ready(w.numbers, (now) => {
        now.session?.office.printers.printNumbers();
        return said(withOffice(now, { at: 0, text: "" }), "hint", w.whichNumber);
      }),
  };
  return [
    ...found.map((printer) => foundRow(state, printer)),
    ...(found.length === 0 ? [] : [numbers]),
    addressRow(state),
    lookRow(state, w.lookAgain),
  ];
}

export function findHint(state: RegisterState): string {
  const { officePrinters: w } = wordsFor(state);
  const search = state.session?.office.printers.search();
  if (search?.state === "searching") return w.lookingHint;
  if (search?.state === "failed") return w.failedHint;
  return (search?.found.length ?? 0) === 0 ? w.noneFound : w.foundHint;
}

function foundRow(state: RegisterState, printer: FoundPrinter): OfficeRow {
  const { officePrinters: w } = wordsFor(state);
  const { at, name, knownAs, isDriven } = printer;
  const wire = `${w.wires[printer.wire]}${numberText(state, printer)}`;
  if (knownAs !== undefined) return infoRow(state, w.isAlready({ printer: knownAs }), wire);
  const type = isDriven ? "printer-taken" : "printer-width";
  const detail = isDriven ? `${w.isTaken}, ${wire}` : wire;
  return pageRow(name === "" ? at : name, { type, chosen: { at, model: name } }, { detail });
}

function numberText(state: RegisterState, { number, wire }: FoundPrinter): string {
  const { officePrinters: w, status } = wordsFor(state);
  if (number === undefined) return "";
  if (number === "printing" || number === "printed") return `, ${w[number]}`;
  // Most serve one till at a time, and the others hear nothing.
  if (wire === "network" && number === "silent") return `, ${w.isHeld}`;
  return `, ${number === "off" ? w.unreachable : status.troubles[number]}`;
}

/** Takes an address at once, where the list still stands. */
function addressRow(state: RegisterState): OfficeRow {
  const { typeAddress: label } = wordsFor(state).officePrinters;
  const row = pageRow(label, { type: "printer-at" });
  return {
    ...row,
    enter: (typed) => {
      const isOfList = typed === "" || PLACE.test(typed) || isFound(label, typed);
      return isOfList ? row.enter(typed) : planAddress(state, typed);
    },
  };
}

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
  return (
    rows.find(({ label }) => isFound(label, typed)) ??
    rows.find(({ page }) => page?.type === "printer-at")
  );
}

export function atRow(state: RegisterState): OfficeRow {
  const { address } = wordsFor(state).officePrinters;
  return typedRow(address, (typed) => planAddress(state, typed));
}

/** The way out where nothing was found. */
function planAddress(state: RegisterState, typed: string): OfficePlan {
  const { officePrinters: w } = wordsFor(state);
  const printers = state.session?.office.printers;
  const at = printers?.readAddress(typed);
  if (at === undefined) return refusedPlan(w.noAddress({ typed }));
  const known = printers?.nameAt(at);
  if (known !== undefined) return refusedPlan(`${at} ${w.isAlready({ printer: known })}.`);
  const found = printers?.search()?.found ?? [];
  const isTaken = found.some((printer) => printer.at === at && printer.isDriven);
  const type = isTaken ? "printer-taken" : "printer-width";
  return ready(at, (now) => openPage(spentHere(now), { type, chosen: { at, model: "" } }));
}

/** Two shops may share one, if both want it. */
export function takenRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  return [pageRow(wordsFor(state).officePrinters.shareIt, { type: "printer-width", chosen })];
}

export function widthRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { widths } = wordsFor(state).officePrinters;
  return ([80, 58] as const).map((width) =>
    pageRow(widths[width], { type: "printer-use", chosen: { ...chosen, width } }),
  );
}

export function purposeRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const { printers } = state.session?.office ?? {};
  const stations = printers?.stations() ?? [];
  const all = stations.map(({ id }) => id);
  const uses: ReadonlyArray<readonly [string, Pick<NewPrinter, "use" | "name">]> = [
    [w.receipts, { use: { type: "receipts" }, name: w.receiptPrinter }],
    ...stations.map(({ id, name }) => {
      const use = { type: "tickets", stations: [id] } as const;
      return [w.ticketsOf({ station: name }), { use, name }] as const;
    }),
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
    ...uses.map(([label, use]) =>
      pageRow(label, { type: "printer-drawer", chosen: { ...chosen, ...use } }),
    ),
    ...spares,
  ];
}

export function drawerRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  return [false, true].map((hasDrawer) => {
    const page: OfficePage = { type: "printer-add", chosen: { ...chosen, hasDrawer } };
    return pageRow(hasDrawer ? w.drawer : w.noDrawer, page);
  });
}

/** All that was answered, and the key that makes it so. */
export function lastRows(state: RegisterState, chosen: ChosenPrinter): ReadonlyArray<OfficeRow> {
  const { officePrinters: w } = wordsFor(state);
  const { width, use, name, hasDrawer, model, at } = chosen;
  // As long as an answer is missing.
  if (width === undefined || use === undefined || name === undefined) return [];
  if (hasDrawer === undefined) return [];
  const printer = { ...chosen, width, use, name, hasDrawer };
  return [
    actRow(state, w.addIt, { plan: planAdd(state, printer) }),
    infoRow(state, w.place, model === "" ? at : `${model}, ${at}`),
    infoRow(state, w.paper, w.widths[width]),
    infoRow(state, w.prints, purposeText(state, printer)),
    infoRow(state, w.drawerLabel, hasDrawer ? w.drawer : w.noDrawer),
  ];
}

function planAdd(state: RegisterState, printer: NewPrinter): OfficePlan {
  const { officePrinters: w } = wordsFor(state);
  return ready(w.addIt, (now) =>
    startSaving(now, {
      meanwhile: w.asking,
      failed: w.failed,
      work: ({ printers }) => printers.add(printer),
      done: ({ printers }) => {
        const { pictured = [] } = printers.list().find(({ at }) => at === printer.at) ?? {};
        const letters = pictured.join("");
        const text = letters === "" ? w.added : w.addedPictured({ letters });
        return { text, leadsTo: "printers" };
      },
    }),
  );
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
