/** Each page of the back office: what it is called, who may change what stands there, its rows and its hints. */

import { CATALOGUE_TYPES } from "../../domain/catalogue-view.ts";
import { entriesOf } from "../../domain/office/entry-edit.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { colonOf, type Words, wordsFor } from "../words.ts";
import { customerRows, planNobody, rowsOfCustomer } from "./office-customers.ts";
import { floorRows, floorThing, rowsOfFloor } from "./office-floor.ts";
import { entryRows, fieldRows, newEntryRows } from "./office-goods.ts";
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
  atRow,
  drawerRows,
  findHint,
  foundRows,
  lastRows,
  meantRow,
  printerOf,
  printerRows,
  purposeRows,
  rowsOfPrinter,
  takenRows,
  widthRows,
} from "./office-printers.ts";
import {
  IDLE,
  isFound,
  type OfficePlan,
  type OfficeRow,
  pageRow,
  refusedPlan,
} from "./office-row.ts";
import { foundSettings, settingRows } from "./office-settings.ts";
import { DIGIT_PAGES, type OfficePage, type OfficeState } from "./office-state.ts";
import {
  addressRows,
  backupRows,
  codeRow,
  hintsOfTill,
  invitationHints,
  invitationRows,
  rowsOfTill,
  tillOf,
  tillRows,
  undecidedHints,
} from "./office-tills.ts";
import { officeWords } from "./office-words.ts";

/** A page as it is shown now. */
interface Shown<Page> {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly page: Page;
}

interface PageKind<Page> {
  readonly title?: (shown: Shown<Page>) => string;
  /** What it takes to change what stands there. */
  readonly right: Right;
  /** Shows nothing to whoever may not change it. */
  readonly isSecret?: true;
  readonly rows: (shown: Shown<Page>) => ReadonlyArray<OfficeRow>;
  /** Beside the rows; those of the row where it is left out. */
  readonly hints?: (shown: Shown<Page>, row: OfficeRow | undefined) => ReadonlyArray<string>;
  /** Why nothing of it is here: a training is a shop of its own, thrown away in the end. */
  readonly noTraining?: (words: Words) => string;
}

type Right = Parameters<OfficeSession["whoMay"]>[0];
type PageKinds = {
  readonly [Type in OfficePage["type"]]: PageKind<OfficePage & { readonly type: Type }>;
};
type PrinterStep = keyof Words["officePrinters"]["steps"];

function newHint({ state }: Shown<unknown>): ReadonlyArray<string> {
  return [officeWords(state).newHint];
}

const ofTills = {
  right: "devices",
  noTraining: ({ officeTills }: Words) => officeTills.noTraining,
} as const;
const ofPrinters = {
  right: "devices",
  noTraining: ({ officePrinters }: Words) => officePrinters.noTraining,
} as const;

const PAGES: PageKinds = {
  menu: { right: "catalogue", rows: ({ till, state }) => menuRows(till, state) },
  entries: {
    title: ({ till, page }) => wordsFor(till).officePages[page.of],
    right: "catalogue",
    rows: ({ till, state, page }) => entryRows(till, state, page.of),
    hints: newHint,
  },
  entry: {
    title: ({ till, page: { name } }) =>
      entriesOf(till.catalogue(), name.type).get(name.id)?.name ?? name.id,
    right: "catalogue",
    rows: ({ till, state, page }) => fieldRows(till, state, page.name),
  },
  "new-entry": {
    title: ({ till, page: { called } }) => officeWords(till).newRow({ called }),
    right: "catalogue",
    rows: ({ till, state, page }) => newEntryRows(till, state, page),
  },
  settings: {
    title: ({ till, page }) => officeWords(till)[page.about],
    right: "settings",
    rows: ({ till, state, page }) => settingRows(till, state, page.about),
  },
  people: {
    title: ({ till }) => officeWords(till).people,
    right: "staff",
    isSecret: true,
    rows: ({ state }) => peopleRows(state),
    hints: newHint,
  },
  person: {
    title: ({ state, page: { number } }) => personOf(state, number)?.name ?? number,
    right: "staff",
    isSecret: true,
    rows: ({ state, page }) => personRows(state, page.number),
  },
  "new-person": {
    title: ({ till, page }) => officeWords(till).newRow({ called: page.name }),
    right: "staff",
    isSecret: true,
    rows: ({ state, page }) => newPersonRows(state, page),
  },
  roles: {
    title: ({ till }) => officeWords(till).roles,
    right: "staff",
    rows: ({ state }) => roleRows(state),
    hints: newHint,
  },
  role: {
    title: ({ state, page: { id } }) => roleOf(state, id)?.name ?? id,
    right: "staff",
    rows: ({ state, page }) => rowsOfRole(state, page.id),
  },
  customers: {
    title: ({ till }) => officeWords(till).customers,
    right: "customer",
    isSecret: true,
    rows: ({ state }) => customerRows(state),
    hints: ({ state }) => [officeWords(state).customersHint, officeWords(state).newHint],
  },
  customer: {
    title: ({ till, state, page }) =>
      state.session?.office.customers.look(page.id)?.name ?? wordsFor(till).customer.erased,
    right: "customer",
    isSecret: true,
    rows: ({ till, state, page }) => rowsOfCustomer(till, state, page.id),
  },
  floor: {
    title: ({ till }) => wordsFor(till).officeFloor.floor,
    right: "tables",
    rows: ({ state }) => floorRows(state),
    hints: newHint,
  },
  area: {
    title: ({ state, page }) => floorThing(state, page)?.name ?? page.id,
    right: "tables",
    rows: ({ state, page }) => rowsOfFloor(state, page),
  },
  table: {
    title: ({ state, page }) => floorThing(state, page)?.name ?? page.id,
    right: "tables",
    rows: ({ state, page }) => rowsOfFloor(state, page),
  },
  tills: {
    ...ofTills,
    title: ({ till }) => wordsFor(till).officeTills.tills,
    rows: ({ state }) => tillRows(state),
    hints: ({ state }) => [wordsFor(state).officeTills.tillsHint, ...undecidedHints(state)],
  },
  till: {
    ...ofTills,
    title: ({ state, page }) => tillOf(state, page.device)?.name ?? "?",
    rows: ({ till, state, page }) => rowsOfTill(till, state, page.device),
    hints: ({ state, page }, row) => hintsOfTill(state, page.device, row),
  },
  "till-sheet": {
    ...ofTills,
    title: ({ till }) => wordsFor(till).officeTills.bySheet,
    rows: ({ state, page }) => [codeRow(state, page.device)],
  },
  addresses: {
    ...ofTills,
    title: ({ till }) => wordsFor(till).officeTills.addresses,
    rows: ({ state }) => addressRows(state),
    hints: ({ state }, row) => row?.hints ?? [wordsFor(state).officeTills.addressHint],
  },
  backups: {
    ...ofTills,
    title: ({ till }) => wordsFor(till).officeTills.backups,
    rows: ({ state }) => backupRows(state),
  },
  invitation: {
    ...ofTills,
    title: ({ till }) => wordsFor(till).officeTills.invitation,
    rows: ({ till, state }) => invitationRows(till, state),
    hints: ({ state }) => invitationHints(state),
  },
  printers: {
    ...ofPrinters,
    title: ({ till }) => wordsFor(till).officePrinters.printers,
    rows: ({ till, state }) => printerRows(till, state),
    hints: ({ state }) => [wordsFor(state).officePrinters.hints.printers],
  },
  printer: {
    ...ofPrinters,
    title: ({ state, page }) => printerOf(state, page.id)?.name ?? page.id,
    rows: ({ till, state, page }) => rowsOfPrinter(till, state, page.id),
  },
  "printer-find": {
    ...ofPrinters,
    title: ({ till }) => wordsFor(till).officePrinters.add,
    rows: ({ state }) => foundRows(state),
    hints: ({ state }) => [findHint(state)],
  },
  "printer-at": question(({ state }) => [atRow(state)]),
  "printer-taken": question(({ state, page }) => takenRows(state, page.chosen)),
  "printer-width": question(({ state, page }) => widthRows(state, page.chosen)),
  "printer-use": question(({ state, page }) => purposeRows(state, page.chosen)),
  "printer-drawer": question(({ state, page }) => drawerRows(state, page.chosen)),
  "printer-add": question(({ state, page }) => lastRows(state, page.chosen)),
};

/** One question of those before a printer is set up. */
function question<Type extends PrinterStep>(
  rows: PageKinds[Type]["rows"],
): PageKind<OfficePage & { readonly type: Type }> {
  return {
    ...ofPrinters,
    rows,
    hints: ({ state, page }) => [wordsFor(state).officePrinters.hints[page.type]],
  };
}

/** The table is by the type of the page, so each is told of a page of its own type. */
function kindOf(page: OfficePage): PageKind<OfficePage> {
  return PAGES[page.type] as PageKind<OfficePage>;
}

/** Worked out once for each state: a frame asks for them several times. */
export function officeRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const known = till.officeRows.get(state);
  if (known !== undefined) return known;
  const { office, session } = state;
  const isHere = office !== undefined && session !== undefined && whyNothing(till, office) === "";
  const rows = isHere ? kindOf(office.page).rows({ till, state, page: office.page }) : [];
  till.officeRows.set(state, rows);
  return rows;
}

/** Empty where something may be. */
export function whyNothing(
  { port, words }: TillContext,
  { page }: Pick<OfficeState, "page">,
): string {
  return port.shop.training ? (kindOf(page).noTraining?.(words) ?? "") : "";
}

/** Whether a digit alone chooses a row. */
export function takesDigit({ screen, office, list, approval, showsHelp }: RegisterState): boolean {
  const isFree = list === undefined && approval === undefined && !showsHelp;
  return screen === "office" && isFree && office?.text === "" && DIGIT_PAGES.has(office.page.type);
}

function menuRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { text = "" } = state.office ?? {};
  const w = officeWords(state);
  const { officePages, officeTills, officePrinters, officeFloor } = wordsFor(state);
  const rows = [
    ...CATALOGUE_TYPES.filter((of) => of !== "price-list").map((of) =>
      pageRow(officePages[of], { type: "entries", of }),
    ),
    pageRow(w.people, { type: "people" }),
    pageRow(w.receipt, { type: "settings", about: "receipt" }),
    pageRow(w.shop, { type: "settings", about: "shop" }),
    pageRow(w.roles, { type: "roles" }),
    pageRow(w.customers, { type: "customers" }),
    pageRow(officeTills.tills, { type: "tills" }),
    pageRow(officePrinters.printers, { type: "printers" }),
    pageRow(officeFloor.floor, { type: "floor" }),
    pageRow(officePages["price-list"], { type: "entries", of: "price-list" }),
  ].filter(({ label }) => isFound(label, text));
  return text.trim() === "" ? rows : [...rows, ...foundSettings(till, state)];
}

/** `Back office: Products: Latte`; while a printer is set up what is asked, and not how somebody came there. */
export function officeTitle(till: TillContext, state: RegisterState): string {
  const { office } = state;
  const { steps, add } = wordsFor(till).officePrinters;
  const step = office && (steps as Partial<Record<string, string>>)[office.page.type];
  if (step !== undefined) return `${add}: ${step}`;
  const pages = office === undefined ? [] : [...office.trail.map(({ page }) => page), office.page];
  const names = pages.map((page) => kindOf(page).title?.({ till, state, page }) ?? "");
  const shown = [officeWords(till).title, ...names.filter((name) => name !== "")];
  return shown.join(colonOf(till));
}

/** Beside the rows: who may change what stands there, and how the row is typed. */
export function officeHints(
  till: TillContext,
  state: RegisterState,
  row: OfficeRow | undefined,
): ReadonlyArray<string> {
  const { office, session } = state;
  if (office === undefined || session === undefined) return [];
  const { page } = office;
  const w = officeWords(till);
  const { right, hints } = kindOf(page);
  const names = session.office.whoMay(right);
  const why = whyNothing(till, office);
  const own = hints?.({ till, state, page }, row) ?? row?.hints ?? [];
  const isReceipt = page.type === "settings" && page.about === "receipt";
  return [
    ...(names === undefined ? [] : [w.onlyMay({ names })]),
    ...(row?.inQuestion === true ? [w.inQuestion] : []),
    ...(why === "" ? own : [why]),
    ...(isReceipt ? [w.paperWidth({ columns: session.office.paperColumns() })] : []),
  ];
}

/** What Enter would do: the preview shows it, and Enter does exactly that. */
export function planOffice(till: TillContext, state: RegisterState): OfficePlan {
  const { office, session } = state;
  if (office === undefined) return IDLE;
  const row = meantRow(officeRows(till, state), office);
  if (row !== undefined) return row.enter(office.text.trim());
  const w = officeWords(till);
  const { isSecret, right } = kindOf(office.page);
  const names = isSecret === true ? session?.office.whoMay(right) : undefined;
  if (names !== undefined) return refusedPlan(w.onlyLook({ names }));
  if (office.page.type === "customers") return planNobody(state);
  const why = whyNothing(till, office);
  if (why !== "") return refusedPlan(why);
  return office.text === "" ? IDLE : refusedPlan(w.emptyList);
}
