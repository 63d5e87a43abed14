/** The shop's card terminals: which there are, how one is asked, who drives it, and whether it answers. */

import { type OfficeSession } from "../ports/office-port.ts";
import { type OfficeTerminal, type TerminalFieldText } from "../ports/terminals-port.ts";
import {
  backTo,
  type Field,
  fieldRow,
  planChange,
  planSaving,
  planSavingOnYes,
  type View,
  yesRow,
} from "./office-form.ts";
import {
  type OfficeRow,
  openPage,
  pageRow,
  rowOf,
  type Rows,
  yesNo,
  yesOrNo,
} from "./office-row.ts";

type AtTerminal = View<{ readonly id: string }>;

export function terminalOf(
  { terminals }: Pick<OfficeSession, "terminals">,
  id: string,
): OfficeTerminal | undefined {
  return terminals.list().find((terminal) => terminal.id === id);
}

/** Returns the terminals, and the row that takes the address of one more. */
export function terminalRows(view: View): Rows {
  const { office, words } = view;
  const { officeTerminals: w } = words;
  const rows = office.terminals.list().map(({ id, name, drivenBy, at }) => {
    const detail = drivenBy === undefined ? at : w.drivenBy({ till: drivenBy });
    return pageRow(name, { type: "terminal", id }, { detail });
  });
  return [...rows, addRow(view)];
}

function addRow(view: View): OfficeRow {
  const { officeTerminals: w } = view.words;
  return rowOf(w.add, {
    take: (at) =>
      planChange(view, {
        what: w.adds({ at }),
        write: ({ terminals }) => terminals.add(at),
        done: () => w.added({ at }),
        goesTo: (now, id) => openPage(now, { type: "terminal", id }),
      }),
  });
}

/** The page of one: its fields, its test, and its acts. */
export function rowsOfTerminal(view: AtTerminal): Rows {
  const { office, page, words } = view;
  const { officeTerminals: w } = words;
  const terminal = terminalOf(office, page.id);
  if (terminal === undefined) return [];
  const { drivenBy, protocol } = terminal;
  return [
    rowOf(w.driver, { detail: drivenBy ?? w.thisTill }),
    rowOf(w.protocol, { detail: w.protocols[protocol], hints: [w.protocolHint] }),
    ...fieldsOf(view, terminal).map((field) => fieldRow(view, field)),
    testRow(view, terminal),
    ...(drivenBy === undefined ? [endDayRow(view, terminal)] : []),
    ...(drivenBy === undefined ? [] : [takeRow(view, { ...terminal, drivenBy })]),
    removeRow(view, terminal),
    ...lastEndRows(view, terminal),
  ];
}

function fieldsOf({ words }: View, terminal: OfficeTerminal): ReadonlyArray<Field> {
  const { officeTerminals: w } = words;
  const { id, name, at, password, isBound, canRepeat, protocol } = terminal;
  const { settleSeconds, tabDays, slips } = terminal;
  const choices = yesNo(words.office);
  const isZvt = protocol === "zvt";
  const fields: ReadonlyArray<SetUp> = [
    { id: "name", label: w.name, text: name },
    { id: "at", label: w.at, text: at },
    ...(isZvt ? [{ id: "password", label: w.password, text: password } as const] : []),
    { id: "bound", label: w.bound, text: yesOrNo(isBound), choices },
    ...(isZvt
      ? [{ id: "repeats", label: w.repeats, text: yesOrNo(canRepeat), choices } as const]
      : []),
    { id: "wait", label: w.wait, text: String(settleSeconds) },
    { id: "tabs", label: w.tabs, text: String(tabDays) },
    { id: "slips", label: w.slips, text: slips, choices: slipChoices(words) },
  ];
  return fields.map((field) =>
    Object.assign({ ...field }, {
      repeats: true,
      stays: true,
      hints: [w.hints[field.id]],
      write: ({ terminals }: OfficeSession, text: string) =>
        terminals.setField(id, { field: field.id, text }),
      undone: w.asBefore,
    } as const),
  );
}

function slipChoices({ officeTerminals: w }: View["words"]): NonNullable<Field["choices"]> {
  return [
    { text: "terminal", label: w.slipPrinters.terminal },
    { text: "till", label: w.slipPrinters.till },
  ];
}

interface SetUp extends Pick<Field, "label" | "text" | "choices"> {
  readonly id: TerminalFieldText["field"];
}

/** Asks it whether it is there; it takes no money. */
function testRow({ words: { officeTerminals: w } }: View, { id, name }: OfficeTerminal): OfficeRow {
  let receipt = "";
  const plan = planSaving(w.test, {
    meanwhile: w.asking,
    failed: w.failed,
    work: async ({ terminals }) => {
      const done = await terminals.test(id);
      if (done.ok) receipt = done.value;
      return done;
    },
    done: () => ({ text: w.answers({ name, receipt }) }),
  });
  return rowOf(w.test, { hints: [w.testHint], press: () => plan });
}

/** It is told once, and the till sells on meanwhile. */
function endDayRow(view: View, { id, name, ending = "" }: OfficeTerminal): OfficeRow {
  const { officeTerminals: w } = view.words;
  const row = { label: w.endDay, detail: ending, hints: [w.endDayHint] };
  return yesRow(view, row, () => {
    let says: string | undefined;
    return planSavingOnYes(w.endsDay({ name }), {
      meanwhile: w.asking,
      failed: w.failed,
      work: async ({ terminals }) => {
        const ended = await terminals.endDay(id);
        if (ended.ok) says = ended.value;
        return ended;
      },
      done: () =>
        says === undefined ? { text: w.endingDay({ name }), level: "hint" } : { text: says },
    });
  });
}

/** When it last ended its day, and its sums beside those of the tills. */
function lastEndRows({ words, till }: View, { lastEnd }: OfficeTerminal): Rows {
  const { officeTerminals: w } = words;
  if (lastEnd === undefined) return [];
  const { at, state, sums } = lastEnd;
  return [
    rowOf(w.lastEnd, { detail: `${at}, ${w.endStates[state]}` }),
    ...sums.map(({ brand, terminal, tills }) => {
      const told = terminal === null ? w.untold : till.money(terminal);
      const detail =
        terminal === tills ? told : w.ofTills({ terminal: told, tills: till.money(tills) });
      return rowOf(brand ?? w.allBrands, { detail });
    }),
  ];
}

function takeRow(
  view: View,
  { id, name, drivenBy }: OfficeTerminal & { readonly drivenBy: string },
): OfficeRow {
  const { officeTerminals: w } = view.words;
  return yesRow(view, { label: w.take, hints: [w.takeHint({ till: drivenBy })] }, () =>
    planSaving(w.takes({ name }), {
      meanwhile: w.asking,
      failed: w.failed,
      work: ({ terminals }) => terminals.take(id),
      done: () => ({ text: w.taken({ name }) }),
    }),
  );
}

function removeRow(view: View, { id, name }: OfficeTerminal): OfficeRow {
  const { officeTerminals: w } = view.words;
  return yesRow(view, { label: w.remove, hints: [w.removeHint] }, () =>
    planChange(view, {
      what: w.removes({ name }),
      warning: w.onceMore,
      write: ({ terminals }) => terminals.remove(id),
      done: () => w.removed({ name }),
      goesTo: (now) => backTo(now, "terminals"),
    }),
  );
}
