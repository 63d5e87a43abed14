/**
 * The plan of the room in words and amounts: each area with its tables that are in use, one row each, and
 * the free ones below them in one breath; then tabs. Digits and letters say where Enter goes, as they do
 * before F7.
 */

import { readTableEntry } from "../../domain/entry/entry-table.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import { type Floor, type Table } from "../../domain/settings/floor.ts";
import { foldText, wordsOf } from "../../domain/text/entry-text.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { ENTER } from "../keys/key-event.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { cutShort, drawable, padEnd, padStart, type Signs, wrapTo } from "../terminal/cell-text.ts";
import { isLow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow, type ListRows } from "./list-row.ts";
import {
  type PaneRow,
  type PaneRows,
  type PaneSize,
  blankRow,
  fillPane,
  row,
  markedWindow,
  type Zone,
} from "./pane-row.ts";
import { ageText, nameOf, stateText, tableAndNameText } from "./table-text.ts";
import { goingTo, type PlannedTable, type ShownTable, waiterRows } from "./waiter-rows.ts";

export type PlanList = ListOf<"plan">;

/** A part of the plan: an area, tables of none, or tabs. */
interface Section {
  readonly title: string;
  readonly open: ReadonlyArray<PlannedTable>;
  readonly free: ReadonlyArray<Table>;
}

/** The name of a table or a guest, and of who serves them, as wide as a row has room for. */
const NAME_CELLS_MAX = 16;
const OWNER_CELLS_MAX = 9;
const AGE_CELLS_MAX = 8;
const GUESTS_CELLS = 3;

/** Returns the row of the typed text, then the orders that match it. */
export function planRows(till: TillContext, state: RegisterState, list: PlanList): ListRows {
  const orders = sectionsOf(till, state, list)
    .flatMap(({ open }) => open)
    .map((planned) => orderRow(till, planned));
  return list.filter === "" ? orders : [typedRow(till, state, list.filter), ...orders];
}

/** The detail is made when it is read, because a pane has columns of its own. */
function orderRow(till: TillContext, planned: PlannedTable): ListRow {
  const { table } = planned;
  const label = tableAndNameText(till, table);
  return {
    sign: "",
    label,
    get detail() {
      return detailOf(till, planned);
    },
    does: till.words.tables.goes({ what: label }),
    choice: { type: "table", order: table.id },
  };
}

function detailOf(till: TillContext, { table, isSeen }: PlannedTable): string {
  const { covers, owner, lastMs, due, refundDue } = table;
  const seen = [ageText(till, lastMs), stateText(till, table), till.money(minor(due - refundDue))];
  const guests = covers === 0 ? [] : [till.words.tables.guests({ count: covers })];
  return [till.port.staffName(owner), ...guests, ...(isSeen ? seen : [])].join(", ");
}

/** Returns the row of the text in the form that it has before F7. */
function typedRow(till: TillContext, { session }: RegisterState, text: string): ListRow {
  const choice = { type: "table-typed", text } as const;
  const { tables } = till.words;
  const entry = readTableEntry(text);
  const place = entry.type === "go" ? session?.placeCalled(entry.what) : undefined;
  const whyNot = place?.ok === false ? { whyNot: place.fault.message } : {};
  const what = place?.ok === true ? tableAndNameText(till, place.value) : text;
  const label = entry.type === "seat" ? tables.seat({ seat: entry.seat }) : what;
  return { sign: "", label, detail: "", does: tables.goes({ what: label }), ...whyNot, choice };
}

/** The free tables of each area, in one breath. */
export function freeTexts(
  till: TillContext,
  state: RegisterState,
  list: PlanList,
): ReadonlyArray<string> {
  return sectionsOf(till, state, list).flatMap(({ title, free }) =>
    free.length === 0 ? [] : [`${title}, ${freeText(till, free)}`],
  );
}

/** Returns only the possible meanings where a text is typed. */
function sectionsOf(
  till: TillContext,
  state: RegisterState,
  { filter, isMine }: PlanList,
): ReadonlyArray<Section> {
  const { session } = state;
  if (session === undefined) return [];
  const { tables: words } = till.words;
  const floor = session.floor();
  const all = [...session.openTables(), ...session.waitingTables()];
  const meant = isMine ? all.filter(({ owner }) => owner === session.staffNumber) : all;
  const open = meant.filter((table) => fits(till, table, filter));
  const known = new Map(floor.tables.map((table, at) => [foldText(table.name), { table, at }]));

  const seesOthers = session.seesOthers();

  function planned(table: TableView): PlannedTable {
    return { table, isSeen: seesOthers || table.owner === session?.staffNumber };
  }

  function areaOf(view: TableView): string | undefined {
    return view.table === "" ? undefined : known.get(foldText(view.table))?.table.area;
  }

  function placeOf({ table }: TableView): number {
    return known.get(foldText(table))?.at ?? floor.tables.length;
  }

  function byPlace(one: TableView, other: TableView): number {
    return placeOf(one) - placeOf(other) || byTable(one, other);
  }

  const used = new Set(
    all.flatMap(({ table, joined }) => joined.map((it) => it.table).concat(table)).map(foldText),
  );
  const free = isMine ? [] : freeTables(floor, used, filter);
  const isOwnFirst = state.isNarrow && !isMine;
  const self = session.staffNumber;

  function isFirst({ owner }: TableView): boolean {
    return isOwnFirst && owner === self;
  }

  const ownFirst = open.filter(isFirst);
  const others = open.filter((view) => !isFirst(view));
  const areas = [...floor.areas.map(({ id, name }) => [id, name] as const), ["", ""] as const];
  const sections = areas.map(([id, name]): Section => ({
    title: name === "" ? words.tables : name,
    open: others
      .filter((view) => view.table !== "" && (areaOf(view) ?? "") === id)
      .toSorted(byPlace)
      .map(planned),
    free: free.filter(({ area }) => area === id),
  }));
  const tabs = others.filter(({ table }) => table === "").toSorted(byName);
  const own = [
    ...ownFirst.filter(({ table }) => table !== "").toSorted(byPlace),
    ...ownFirst.filter(({ table }) => table === "").toSorted(byName),
  ];
  return [
    { title: words.mine, open: own.map(planned), free: [] },
    ...sections,
    { title: words.tabs, open: tabs.map(planned), free: [] },
  ].filter((section) => section.open.length > 0 || section.free.length > 0);
}

function freeTables(
  { tables }: Floor,
  used: ReadonlySet<string>,
  filter: string,
): ReadonlyArray<Table> {
  const typed = foldText(filter);
  return tables.filter(({ name }) => {
    const folded = foldText(name);
    return !used.has(folded) && folded.startsWith(typed);
  });
}

/** Each typed word begins the table, the guest's name, the number, or the name of who serves them. */
function fits({ port }: TillContext, view: TableView, filter: string): boolean {
  const entry = readTableEntry(filter);
  if (entry.type !== "go") return true;
  const wanted = wordsOf(foldText(entry.what));
  const { table, name, number, owner, joined } = view;
  const others = joined.flatMap((it) => [it.table, it.name]);
  const own = [table, name, number, port.staffName(owner), ...others];
  const have = wordsOf(foldText(own.join(" ")));
  return wanted.every((begin) => have.some((word) => word.startsWith(begin)));
}

/** Sorts tables by the value of their number, where there is no floor plan. */
function byTable(one: TableView, other: TableView): number {
  return (
    Number.parseInt(one.table, 10) - Number.parseInt(other.table, 10) ||
    compare(one.table, other.table) ||
    one.openedMs - other.openedMs
  );
}

function byName(one: TableView, other: TableView): number {
  return compare(foldText(one.name), foldText(other.name)) || one.openedMs - other.openedMs;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Returns the pane, as wide as the window: the order on the screen is a row of it. */
export function planPane(till: TillContext, state: RegisterState, size: PlanSize): PaneRows {
  const { width, height, signs, list } = size;
  const sections = sectionsOf(till, state, list);
  // A tab's name is longer than any table's, and has none of their room.
  const ofTables = columnsOf(
    till,
    sections.filter((section) => !isOfTabs(section)),
    signs,
  );
  const ofTabs = columnsOf(till, sections.filter(isOfTabs), signs);
  // The row of the typed text stands on the input line, so the pane doesn't count it.
  const first = list.filter === "" ? 0 : 1;
  const rows: Array<() => PaneRow> = [];
  let index = 0;
  let chosen = 0;
  for (const section of sections) {
    const { title, open, free } = section;
    const widths = isOfTabs(section) ? ofTabs : ofTables;
    const hasHeads = open.length > 0 && !state.isNarrow;
    const heads = hasHeads
      ? headRows(till, title, { width, signs, widths })
      : [titleRow(title, signs)];
    rows.push(...heads.map((shown) => () => shown));
    for (const planned of open) {
      const at = index + first;
      const look = at === list.at ? "reverse" : "plain";
      if (at === list.at) chosen = rows.length;
      const shown = { ...size, planned, at, look } as const;
      const own = state.isNarrow
        ? waiterRows(till, state, shown)
        : oneRow(till, { ...shown, widths });
      rows.push(...own);
      index += 1;
    }
    rows.push(...freeRows(till, free, { width, signs, list }).map((shown) => () => shown));
  }
  const words = till.words.tables;
  if (rows.length === 0) {
    rows.push(() => row(` ${list.isMine ? words.noneMine : words.none}`, "hint"));
  }
  const search = list.filter === "" ? "" : `: ${drawable(list.filter, signs)}`;
  const head = row(` ${list.isMine ? words.mine : words.all}${search}`, "bold");
  const keys = wrapTo(words.planKeys, width - 1).map((text) => row(` ${text}`, "hint"));
  const below = isLow(height) ? [] : [blankRow, ...keys];
  const room = height - 1 - below.length;
  // Only rows that are seen are made.
  const shown = markedWindow(rows, { at: chosen, height: room }, till.words.order);
  const body = fillPane(shown, { ...size, height: room });
  return fillPane([head, ...body, ...below], size);
}

export interface PlanSize extends PaneSize {
  readonly list: PlanList;
  /** Whether the terminal sends taps. */
  readonly isTapped?: boolean;
}

function oneRow(
  till: TillContext,
  { planned, at, look, ...size }: ShownTable & { readonly widths: Columns },
): ReadonlyArray<() => PaneRow> {
  return [() => goingTo(at, row(cells(till, planned, size), look))];
}

function isOfTabs({ open: [first] }: Section): boolean {
  return first?.table.table === "";
}

function titleRow(title: string, signs: Signs): PaneRow {
  return row(TITLE_INDENT + drawable(title, signs), "bold");
}

/** The title stands above the names where they have room for it, and the other heads beside it. */
function headRows(till: TillContext, title: string, columns: ColumnFacts): PaneRows {
  const { headOwner, headGuests, headSince, headState, headDue } = till.words.tables;
  const own = titleRow(title, columns.signs);
  const names = INDENT.length + columns.widths.name;
  const heads = inColumns(["", headOwner, headGuests, headSince, headState, headDue], columns);
  if (textWidth(own.text) > names) return [own, row(heads, "bold")];
  return [row(padEnd(own.text, names) + heads.slice(names), "bold")];
}

const TITLE_INDENT = " ";
/** Before each name. */
const INDENT = "  ";

interface Columns {
  readonly name: number;
  readonly owner: number;
  readonly guests: number;
  readonly age: number;
}

interface ColumnFacts {
  readonly width: number;
  readonly signs: Signs;
  readonly widths: Columns;
}

function columnsOf(till: TillContext, sections: ReadonlyArray<Section>, signs: Signs): Columns {
  const open = sections.flatMap((section) => section.open.map(({ table }) => table));
  const { headOwner, headGuests, headSince } = till.words.tables;
  function widest(texts: Iterable<string>, max: number): number {
    // Many have the same owner, and the same age.
    const widths = [...new Set(texts)].map((text) => textWidth(drawable(text, signs)));
    return Math.min(max, Math.max(0, ...widths));
  }
  function headed(head: string, cells: number): number {
    return Math.max(textWidth(drawable(head, signs)), cells);
  }
  const owners = new Set(open.map(({ owner }) => owner));
  const titles = sections.filter((section) => section.open.length > 0).map(({ title }) => title);
  const ages = open.map(({ lastMs }) => ageText(till, lastMs));
  return {
    name: Math.max(
      widest(open.map(nameOf), NAME_CELLS_MAX),
      widest(titles, NAME_CELLS_MAX) + TITLE_INDENT.length - INDENT.length,
    ),
    owner: headed(headOwner, widest([...owners].map(till.port.staffName), OWNER_CELLS_MAX)),
    guests: headed(headGuests, GUESTS_CELLS),
    age: headed(headSince, widest(ages, AGE_CELLS_MAX)),
  };
}

function cells(till: TillContext, { table, isSeen }: PlannedTable, columns: ColumnFacts): string {
  const guests = table.covers === 0 ? "" : String(table.covers);
  const whose = [nameOf(table), till.port.staffName(table.owner), guests] as const;
  if (!isSeen) return inColumns([...whose, "", "", ""], columns);
  const money = till.money(minor(table.due - table.refundDue));
  return inColumns([...whose, ageText(till, table.lastMs), stateText(till, table), money], columns);
}

type Cells = readonly [
  name: string,
  owner: string,
  guests: string,
  age: string,
  state: string,
  due: string,
];

/** Two cells between names and who serves, which are both names; the amounts end below each other. */
function inColumns(
  [name, owner, guests, age, state, due]: Cells,
  { width, signs, widths }: ColumnFacts,
): string {
  function cell(text: string, columns: number): string {
    return padEnd(cutShort(drawable(text, signs), { width: columns, signs }), columns);
  }
  const of = [
    `${INDENT}${cell(name, widths.name)}`,
    cell(owner, widths.owner),
    padStart(drawable(guests, signs), widths.guests),
    padStart(drawable(age, signs), widths.age),
  ];
  const left = of.join(GAP);
  const right = drawable(due, signs);
  const room = Math.max(0, width - textWidth(left) - textWidth(right) - 2 * GAP.length - 1);
  return `${left}${GAP}${cell(state, room)}${GAP}${right} `;
}

const GAP = "  ";

function freeRows(
  till: TillContext,
  free: ReadonlyArray<Table>,
  {
    width,
    signs,
    list,
  }: { readonly width: number; readonly signs: Signs; readonly list: PlanList },
): PaneRows {
  if (free.length === 0) return [];
  const text = drawable(freeText(till, free), signs);
  const names = new Map(
    free.map(({ name, seats }) => [drawable(freeName(name, seats), signs), name]),
  );
  return wrapTo(text, width - 4).map((line) => {
    const shown = `  ${line}`;
    const zones = list.filter === "" ? freeZones(shown, names) : [];
    return Object.assign({ zones }, row(shown, "faded"));
  });
}

/** A tap types the table's name, and goes there. */
function freeZones(shown: string, names: ReadonlyMap<string, string>): ReadonlyArray<Zone> {
  return Array.from(shown.matchAll(/\S+/gu), ([word, ...rest]) => ({ word, rest })).flatMap(
    ({ word }) => {
      const name = names.get(word);
      const at = textWidth(shown.slice(0, shown.indexOf(` ${word}`) + 1));
      if (name === undefined) return [];
      const presses = [{ type: "text", text: name } as const, ENTER];
      return [{ from: at, to: at + textWidth(word) + 1, presses }];
    },
  );
}

function freeName(name: string, seats: number): string {
  return seats === 0 ? name : `${name}(${seats})`;
}

/** `free: 1(2) 4(6) 9`, with how many may sit there. */
function freeText({ words }: TillContext, free: ReadonlyArray<Table>): string {
  const names = free.map(({ name, seats }) => freeName(name, seats));
  return words.tables.free({ names: names.join(" ") });
}
