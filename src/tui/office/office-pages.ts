/** The pages of the back office: a table says what each is called, who may change it, its rows and its hints. */

import { entriesOf } from "../../domain/office/entry-edit.ts";
import { CATALOGUE_TYPES } from "../../domain/prices/catalogue-view.ts";
import { colonOf, type Words, wordsFor } from "../../words/screen-words.ts";
import { DIGIT_PAGES, isSearchPage, type OfficePage } from "../office-state.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { customerRows, planNobody, rowsOfCustomer } from "./office-customers.ts";
import { type FloorPage, floorRows, floorThing, rowsOfFloor } from "./office-floor.ts";
import { type View } from "./office-form.ts";
import { entryRows, fieldRows, newEntryRows, newEntryTitle } from "./office-goods.ts";
import {
  newPersonRows,
  peopleRows,
  personOf,
  personRows,
  roleOf,
  roleRows,
  rowsOfRole,
} from "./office-people.ts";
import {
  atRows,
  drawerRows,
  findHints,
  foundRows,
  lastRows,
  meantRow,
  printerOf,
  printerRows,
  rowsOfPrinter,
  takenRows,
  useRows,
  widthRows,
} from "./office-printers.ts";
import {
  IDLE,
  isFound,
  type OfficePlan,
  type OfficeRow,
  pageRow,
  refusedPlan,
  type Rows,
} from "./office-row.ts";
import { foundSettings, settingRows } from "./office-settings.ts";
import { noStock, rowsOfStock, stockRows } from "./office-stock.ts";
import { rowsOfTerminal, terminalOf, terminalRows } from "./office-terminals.ts";
import {
  addressRows,
  backupRows,
  codeRows,
  hintsOfTill,
  invitationHints,
  invitationRows,
  rowsOfTill,
  tillOf,
  tillRows,
  undecidedHints,
} from "./office-tills.ts";

interface PageKind<Page> {
  readonly title?: (view: View<Page>) => string | undefined;
  /** The permission that changes it. */
  readonly right: Right;
  /** Shows nothing to whoever may not change it. */
  readonly isSecret?: true;
  readonly rows: (view: View<Page>) => Rows;
  /** Returns what stands beside the rows; the row's own hints do where this is left out. */
  readonly hints?: (view: View<Page>, row: OfficeRow | undefined) => ReadonlyArray<string>;
  /** The messages that say why a training has none: it is a shop of its own, thrown away in the end. */
  readonly noTraining?: "officeTills" | "officePrinters" | "officeTerminals";
}

type Right = Parameters<OfficeSession["whoMay"]>[0];
type PageType = OfficePage["type"];
type PageOf<Type extends PageType> = OfficePage & { readonly type: Type };
type PrinterStep = keyof Words["officePrinters"]["steps"];

function newHint({ w }: View): ReadonlyArray<string> {
  return [w.newHint];
}

const goods = { right: "catalogue" } as const;
const staff = { right: "staff", isSecret: true } as const;
const roles = { right: "staff" } as const;
const customers = { right: "customer", isSecret: true } as const;
const floor = { right: "tables" } as const;
const tills = { right: "devices", noTraining: "officeTills" } as const;
const terminals = { right: "devices", noTraining: "officeTerminals" } as const;
const stock = { right: "stock" } as const;
const printers = { right: "devices", noTraining: "officePrinters" } as const;

/** The page of one question before a printer is set up. */
function question<Type extends PrinterStep>(
  rows: (view: View<PageOf<Type>>) => Rows,
): PageKind<PageOf<Type>> {
  return {
    ...printers,
    rows,
    hints: ({ words, page }) => [words.officePrinters.hints[page.type]],
  };
}

const floorPage = {
  ...floor,
  title: ({ office, page }: View<FloorPage>) => floorThing(office, page)?.name,
  rows: rowsOfFloor,
};

const PAGES: { readonly [Type in PageType]: PageKind<PageOf<Type>> } = {
  menu: { ...goods, title: () => "", rows: menuRows },
  entries: {
    ...goods,
    title: ({ words, page }) => words.officePages[page.of],
    rows: entryRows,
    hints: newHint,
  },
  entry: {
    ...goods,
    title: ({ till, page: { name } }) => entriesOf(till.catalogue(), name.type).get(name.id)?.name,
    rows: fieldRows,
  },
  "new-entry": { ...goods, title: newEntryTitle, rows: newEntryRows },
  settings: { right: "settings", title: ({ w, page }) => w[page.about], rows: settingRows },
  people: { ...staff, title: ({ w }) => w.people, rows: peopleRows, hints: newHint },
  person: {
    ...staff,
    title: ({ office, page }) => personOf(office, page.number)?.name ?? page.number,
    rows: personRows,
  },
  "new-person": {
    ...staff,
    title: ({ w, page }) => w.newRow({ called: page.name }),
    rows: newPersonRows,
  },
  roles: { ...roles, title: ({ w }) => w.roles, rows: roleRows, hints: newHint },
  role: { ...roles, title: ({ office, page }) => roleOf(office, page.id)?.name, rows: rowsOfRole },
  customers: {
    ...customers,
    title: ({ w }) => w.customers,
    rows: customerRows,
    hints: ({ w }) => [w.customersHint, w.newHint],
  },
  customer: {
    ...customers,
    title: ({ office, page, words }) =>
      office.customers.look(page.id)?.name ?? words.customer.erased,
    rows: rowsOfCustomer,
  },
  floor: {
    ...floor,
    title: ({ words }) => words.officeFloor.floor,
    rows: floorRows,
    hints: newHint,
  },
  area: floorPage,
  table: floorPage,
  tills: {
    ...tills,
    title: ({ words }) => words.officeTills.tills,
    rows: tillRows,
    hints: (view) => [view.words.officeTills.tillsHint, ...undecidedHints(view)],
  },
  till: {
    ...tills,
    title: ({ office, page }) => tillOf(office, page.device)?.name ?? "?",
    rows: rowsOfTill,
    hints: hintsOfTill,
  },
  "till-sheet": { ...tills, title: ({ words }) => words.officeTills.bySheet, rows: codeRows },
  addresses: {
    ...tills,
    title: ({ words }) => words.officeTills.addresses,
    rows: addressRows,
    hints: ({ words }, row) => row?.hints ?? [words.officeTills.addressHint],
  },
  backups: { ...tills, title: ({ words }) => words.officeTills.backups, rows: backupRows },
  invitation: {
    ...tills,
    title: ({ words }) => words.officeTills.invitation,
    rows: invitationRows,
    hints: invitationHints,
  },
  terminals: {
    ...terminals,
    title: ({ words }) => words.officeTerminals.terminals,
    rows: terminalRows,
    hints: ({ words }) => [words.officeTerminals.listHint],
  },
  terminal: {
    ...terminals,
    title: ({ office, page }) => terminalOf(office, page.id)?.name,
    rows: rowsOfTerminal,
  },
  stock: {
    ...stock,
    title: ({ words }) => words.stockPage.stock,
    rows: stockRows,
    hints: (view, row) => [row === undefined ? noStock(view) : view.words.stockPage.listHint],
  },
  "stock-article": {
    ...stock,
    title: ({ till, page }) => till.catalogue().productsBySku.get(page.id)?.name,
    rows: rowsOfStock,
  },
  printers: {
    ...printers,
    title: ({ words }) => words.officePrinters.printers,
    rows: printerRows,
    hints: ({ words }) => [words.officePrinters.hints.printers],
  },
  printer: {
    ...printers,
    title: ({ office, page }) => printerOf(office, page.id)?.name,
    rows: rowsOfPrinter,
  },
  "printer-find": {
    ...printers,
    title: ({ words }) => words.officePrinters.add,
    rows: foundRows,
    hints: findHints,
  },
  "printer-at": question(atRows),
  "printer-taken": question(takenRows),
  "printer-width": question(widthRows),
  "printer-use": question(useRows),
  "printer-drawer": question(drawerRows),
  "printer-add": question(lastRows),
};

/** The table is by the type of the page, so each kind gets a page of its own type. */
function kindOf({ type }: OfficePage): PageKind<OfficePage> {
  return PAGES[type] as PageKind<OfficePage>;
}

function viewOf(till: TillContext, state: RegisterState): View<OfficePage> | undefined {
  const { office, session } = state;
  if (office === undefined || session === undefined) return undefined;
  const { page, text } = office;
  const words = wordsFor(state);
  return { till, state, office: session.office, page, text, words, w: words.office };
}

/** Worked out once for each state: a frame asks for them several times. */
export function officeRows(till: TillContext, state: RegisterState): Rows {
  const known = till.officeRows.get(state);
  if (known !== undefined) return known;
  const view = viewOf(till, state);
  const isHere = view !== undefined && whyNothing(till, view.page) === "";
  const rows = isHere ? kindOf(view.page).rows(view) : [];
  till.officeRows.set(state, rows);
  return rows;
}

/** Says why a page shows nothing; empty for one that shows something. */
export function whyNothing({ port, words }: TillContext, page: OfficePage): string {
  const { noTraining } = kindOf(page);
  return port.shop.training && noTraining !== undefined ? words[noTraining].noTraining : "";
}

/** Says whether a digit alone chooses a row. */
export function takesDigit({ screen, office, list, approval, showsHelp }: RegisterState): boolean {
  const isFree = list === undefined && approval === undefined && !showsHelp;
  return screen === "office" && isFree && office?.text === "" && DIGIT_PAGES.has(office.page.type);
}

function menuRows(view: View): Rows {
  const { text, w, words } = view;
  const { officePages, officeTills, officePrinters, officeFloor } = words;
  const entries = CATALOGUE_TYPES.filter((of) => of !== "price-list").map((of) =>
    pageRow(officePages[of], { type: "entries", of }),
  );
  const rows = [
    ...entries,
    pageRow(w.people, { type: "people" }),
    pageRow(w.receipt, { type: "settings", about: "receipt" }),
    pageRow(w.shop, { type: "settings", about: "shop" }),
    pageRow(w.roles, { type: "roles" }),
    pageRow(w.customers, { type: "customers" }),
    pageRow(officeTills.tills, { type: "tills" }),
    pageRow(officePrinters.printers, { type: "printers" }),
    pageRow(words.officeTerminals.terminals, { type: "terminals" }),
    pageRow(officeFloor.floor, { type: "floor" }),
    pageRow(words.stockPage.stock, { type: "stock" }),
    pageRow(officePages["price-list"], { type: "entries", of: "price-list" }),
  ].filter(({ label }) => isFound(label, text));
  return text.trim() === "" ? rows : [...rows, ...foundSettings(view)];
}

/** `Back office: Products: Latte`; while a printer is set up what is asked, and not how somebody came there. */
export function officeTitle(till: TillContext, state: RegisterState): string {
  const view = viewOf(till, state);
  const { steps, add } = till.words.officePrinters;
  if (view === undefined) return till.words.office.title;
  const step = Object.hasOwn(steps, view.page.type) && steps[view.page.type as PrinterStep];
  if (step !== false) return `${add}: ${step}`;
  const pages = [...(state.office?.trail ?? []).map(({ page }) => page), view.page];
  const names = pages.map((page) => kindOf(page).title?.({ ...view, page }) ?? nameless(page));
  return [view.w.title, ...names.filter((name) => name !== "")].join(colonOf(till));
}

/** Returns the name of the thing that a change was about: the last of its pages that is no list. */
export function pageTitle(
  till: TillContext,
  state: RegisterState,
  pages: ReadonlyArray<OfficePage>,
): string {
  const view = viewOf(till, state);
  const page = pages.findLast(({ type }) => !isSearchPage(type)) ?? pages.at(-1);
  if (view === undefined || page === undefined) return "";
  return kindOf(page).title?.({ ...view, page }) ?? nameless(page);
}

/** A thing that is gone is called by its id. */
function nameless(page: OfficePage): string {
  if (page.type === "entry") return page.name.id;
  return "id" in page ? page.id : "";
}

/** Says beside the rows who may change them, and how the chosen one is typed. */
export function officeHints(
  till: TillContext,
  state: RegisterState,
  row: OfficeRow | undefined,
): ReadonlyArray<string> {
  const view = viewOf(till, state);
  if (view === undefined) return [];
  const { page, office, w } = view;
  const { right, hints } = kindOf(page);
  const names = office.whoMay(right);
  const why = whyNothing(till, page);
  const isReceipt = page.type === "settings" && page.about === "receipt";
  return [
    ...(names === undefined ? [] : [w.onlyMay({ names })]),
    ...(row?.inQuestion === true ? [w.inQuestion] : []),
    ...(why === "" ? (hints?.(view, row) ?? row?.hints ?? []) : [why]),
    ...(isReceipt ? [w.paperWidth({ columns: office.paperColumns() })] : []),
  ];
}

/** Notes once that somebody has opened a page which they may not look at. */
export function noteOpened(
  till: TillContext,
  before: RegisterState,
  after: RegisterState,
): RegisterState {
  const view = viewOf(till, after);
  if (view === undefined || after.office?.page === before.office?.page) return after;
  const { isSecret, right } = kindOf(view.page);
  if (isSecret !== true || (right !== "staff" && right !== "customer")) return after;
  if (view.office.whoMay(right) !== undefined) view.office.noteRefusedLook(right);
  return after;
}

/** Plans what Enter does: the preview shows exactly that. */
export function planOffice(till: TillContext, state: RegisterState): OfficePlan {
  const view = viewOf(till, state);
  if (view === undefined || state.office === undefined) return IDLE;
  const row = meantRow(officeRows(till, state), state.office);
  const typed = view.text.trim();
  if (row === undefined) return planNoRow(view);
  if (typed === "") return row.press?.() ?? IDLE;
  const { officeTills, officePrinters } = view.words;
  const { noTyping } = row.press === undefined ? officeTills : officePrinters;
  return row.take?.(typed) ?? refusedPlan(noTyping);
}

function planNoRow(view: View<OfficePage>): OfficePlan {
  const { till, office, page, text, w } = view;
  const { isSecret, right } = kindOf(page);
  const names = isSecret === true ? office.whoMay(right) : undefined;
  if (names !== undefined) return refusedPlan(w.onlyLook({ names }));
  if (page.type === "customers") return planNobody(view);
  const why = page.type === "stock" ? noStock(view) : whyNothing(till, page);
  if (why !== "") return refusedPlan(why);
  return text === "" ? IDLE : refusedPlan(w.emptyList);
}
