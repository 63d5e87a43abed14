/** The back office as rows of text: what can be changed, and beside it what the chosen row may be. */

import { type BusinessDay } from "../../domain/identity.ts";
import { entriesOf } from "../../domain/office/entry-edit.ts";
import { ONE_PRICE } from "../../domain/office/list-edit.ts";
import { GROUP_FIELD } from "../../domain/people/customers.ts";
import { type SettingKey } from "../../domain/settings.ts";
import { type TillInvitation } from "../ports/tills-port.ts";
import { type RegisterState } from "../register-state.ts";
import {
  blankRow,
  fillPane,
  type PaneRow,
  type PaneSize,
  row,
  markedWindow,
} from "../rows/pane-row.ts";
import { bigLetters, codeLines } from "../terminal/big-letters.ts";
import { drawable, padEnd, shortened, spreadShort, wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { colonOf, wordsFor, type Words } from "../words.ts";
import { backupHints } from "./office-backup-rows.ts";
import { type FloorPage } from "./office-floor-rows.ts";
import { groupsOfLists, NEW_PRICE } from "./office-list-rows.ts";
import { isPrinterPage, meantRow, whyNoPrinters } from "./office-printer-rows.ts";
import { permissionOf } from "./office-rights.ts";
import {
  type Choice,
  fittingChoices,
  type OfficeRow,
  type RowTarget,
  selectedRow,
} from "./office-row.ts";
import { officeRows, takesDigit } from "./office-rows.ts";
import { LIST_PAGES, type OfficePage } from "./office-state.ts";
import {
  isOpen,
  isTillPage,
  type TillPage,
  tillOf,
  undecidedTill,
  whyNoTills,
} from "./office-till-rows.ts";
import { dayText, officeWords, type OfficeWords } from "./office-words.ts";

const LABEL_WIDTH = 16;
const DIGITS = 10;

/** `Back office: Products: Latte`. */
export function officeTitle(till: TillContext, { office, session }: RegisterState): string {
  const w = officeWords(till);
  const question = office && printerQuestion(till.words, office.page);
  if (question !== undefined) return question;
  const pages = office === undefined ? [] : [...office.trail.map(({ page }) => page), office.page];
  const names = pages.flatMap((page) => titleOf(till, session, page));
  return [w.title, ...names].join(colonOf(till));
}

function titleOf(
  till: TillContext,
  session: RegisterState["session"],
  page: OfficePage,
): ReadonlyArray<string> {
  const w = officeWords(till);
  switch (page.type) {
    case "entries":
      return [wordsFor(till).officePages[page.of]];
    case "entry":
      return [entriesOf(till.catalogue(), page.name.type).get(page.name.id)?.name ?? page.name.id];
    case "new-entry":
      return [w.newRow({ called: page.called })];
    case "settings":
      return [page.about === "receipt" ? w.receipt : w.shop];
    case "people":
      return [w.people];
    case "person": {
      const people = session?.office.people();
      const all = people?.ok === true ? people.value : [];
      return [all.find(({ number }) => number === page.number)?.name ?? page.number];
    }
    case "new-person":
      return [w.newRow({ called: page.name })];
    case "roles":
      return [w.roles];
    case "floor":
      return [wordsFor(till).officeFloor.floor];
    case "area":
    case "table":
      return [floorTitle(session, page)];
    case "tills":
      return [wordsFor(till).officeTills.tills];
    case "till":
      return [session?.office.tills.list().find((it) => it.device === page.device)?.name ?? "?"];
    case "till-sheet":
      return [wordsFor(till).officeTills.bySheet];
    case "addresses":
      return [wordsFor(till).officeTills.addresses];
    case "backups":
      return [wordsFor(till).officeTills.backups];
    case "invitation":
      return [wordsFor(till).officeTills.invitation];
    case "printers":
      return [wordsFor(till).officePrinters.printers];
    case "printer":
      return [session?.office.printers.list().find((it) => it.id === page.id)?.name ?? page.id];
    case "printer-find":
      return [wordsFor(till).officePrinters.add];
    case "customers":
      return [w.customers];
    case "customer":
      return [session?.office.customers.look(page.id)?.name ?? wordsFor(till).customer.erased];
    case "role":
      return [session?.office.roles().find(({ id }) => id === page.id)?.name ?? page.id];
    default:
      return [];
  }
}

function floorTitle(session: RegisterState["session"], { type, id }: FloorPage): string {
  const floor = session?.office.floor.look();
  const things = (type === "table" ? floor?.tables : floor?.areas) ?? [];
  return things.find((it) => it.id === id)?.name ?? id;
}

export function officePaneRows(
  till: TillContext,
  state: RegisterState,
  size: PaneSize,
): ReadonlyArray<PaneRow> {
  const { office } = state;
  if (office === undefined) return fillPane([], size);
  const rows = officeRows(till, state);
  const chosen = meantRow(rows, office);
  const isMenu = takesDigit(state) || office.page.type === "printer-find";
  const isList = LIST_PAGES.has(office.page.type) || isPrinterPage(office.page);
  const shown = rows.map((it, at) => {
    // Beyond the tenth only arrows and letters lead there.
    const digit = at < DIGITS ? String((at + 1) % DIGITS) : " ";
    const sign = isMenu ? `${digit} ` : "";
    const text = isList ? listText(it, sign, size) : fieldText(it, sign, size);
    return row(text, it === chosen ? "reverse" : it.inQuestion === true ? "error" : "plain");
  });
  const at = chosen === undefined ? 0 : rows.indexOf(chosen);
  const { order } = wordsFor(till);
  const head = headRows(till, state, { size, rows: shown.length });
  const height = size.height - head.length;
  return fillPane([...head, ...markedWindow(shown, { at, height }, order)], size);
}

function listText({ label, detail }: OfficeRow, sign: string, { width, signs }: PaneSize): string {
  const [name, right] = [drawable(label, signs), `${drawable(detail, signs)} `];
  return spreadShort(` ${sign}${name}`, right, { width, signs });
}

function fieldText({ label, detail }: OfficeRow, sign: string, { width, signs }: PaneSize): string {
  const name = padEnd(drawable(label, signs), LABEL_WIDTH);
  return shortened(` ${sign}${name} ${drawable(detail, signs)}`, { width, signs });
}

export function officeSideRows(
  till: TillContext,
  state: RegisterState,
  size: PaneSize,
): ReadonlyArray<PaneRow> {
  const w = officeWords(till);
  const { office, session } = state;
  if (office === undefined || session === undefined) return fillPane([], size);
  const chosen = selectedRow(officeRows(till, state), office);
  const target = chosen?.target;
  const names = session.office.whoMay(permissionOf(office.page));
  const text = [
    ...(names === undefined ? [] : [w.onlyMay({ names })]),
    ...(chosen?.inQuestion === true ? [w.inQuestion] : []),
    ...(tillHints(till, state, { page: office.page, target }) ??
      printerHints(till, state, { page: office.page, target }) ??
      hintsOf(till, office.page, { target, nextDay: session.office.nextDay() })),
    ...(office.page.type === "settings" && office.page.about === "receipt"
      ? [w.paperWidth({ columns: session.office.paperColumns() })]
      : []),
  ];
  const hints = text.flatMap((line) =>
    wrapTo(drawable(line, size.signs), size.width - 2).map((part) => row(` ${part}`)),
  );
  const keys = wrapTo(w.keysHint, size.width - 2).map((part) => row(` ${part}`, "hint"));
  const choices = choiceRows(target, office.text, size);
  const room = size.height - hints.length - keys.length - 2;
  return fillPane(
    [...choices.slice(0, Math.max(0, room)), blankRow, ...hints, blankRow, ...keys],
    size,
  );
}

function choiceRows(
  target: RowTarget | undefined,
  typed: string,
  { width, signs }: PaneSize,
): ReadonlyArray<PaneRow> {
  const choices = target === undefined ? undefined : choicesIn(target);
  if (target === undefined || choices === undefined) return [];
  const fitting = fittingChoices(choices, typed.trim());
  const now = nowOf(target);
  return fitting.map((choice, at) => {
    const number = padEnd(String(choices.indexOf(choice) + 1), 3);
    const isNow = now.includes(choice.text);
    const text = ` ${number}${drawable(choice.label, signs)}${isNow ? " *" : ""}`;
    const isMeant = typed.trim() !== "" && fitting.length === 1 && at === 0;
    return row(shortened(text, { width, signs }), isMeant ? "reverse" : "plain");
  });
}

function choicesIn(target: RowTarget): ReadonlyArray<Choice> | undefined {
  if (target.type === "record") return target.field.choices;
  return "choices" in target ? target.choices : undefined;
}

/** What it is of these, as it would be written. */
function nowOf(target: RowTarget): ReadonlyArray<string> {
  switch (target.type) {
    case "field":
      return target.several === true ? target.text.split(" ") : [target.text];
    case "setting":
      return target.texts;
    case "dated":
      return [target.text];
    case "person-role":
      return [target.text ?? ""];
    case "person-active":
      return [target.active ? "yes" : "no"];
    case "record":
      return [target.field.text];
    case "printer-does":
      return [target.does];
    case "printer-field":
      return [target.text];
    case "floor-remove":
      return ["yes"];
    default:
      return [];
  }
}

function hintsOf(
  till: TillContext,
  page: OfficePage,
  { target, nextDay }: { readonly target: RowTarget | undefined; readonly nextDay: BusinessDay },
): ReadonlyArray<string> {
  const w = officeWords(till);
  if (page.type === "customers") return [w.customersHint, w.newHint];
  if (LIST_PAGES.has(page.type)) return [w.newHint];
  if (target === undefined) return [];
  if (target.type === "record") {
    const groups = groupsOfLists(till).join(", ");
    const isGroup = target.field.field === GROUP_FIELD;
    return [...(isGroup ? [w.groupHint({ groups })] : []), ...target.field.hints];
  }
  if (target.type === "customer-erase") return [w.eraseHint];
  if (target.type === "pin") return [w.pinHint];
  if (target.type === "badge") return [w.badgeHint, w.clearHint];
  if (target.type === "person-language") return [w.ownLanguageHint, w.clearHint];
  if (target.type === "plan") return [w.clearHint];
  if (target.type === "dated") {
    return [
      ...(target.of.type === "taxes" ? [w.taxesHint] : shopTimeHints(w, target.of.key)),
      ...(target.choices === undefined ? [] : [w.pickHint]),
      target.fromDay === undefined ? w.datedHint({ next: dayText(till, nextDay) }) : w.clearHint,
    ];
  }
  if (target.type === "setting") return settingHints(w, target);
  if (target.type !== "field") return [];
  const { field, choices, several, clears } = target;
  return [
    ...(field === "price" ? [w.pricePlanHint] : []),
    ...(field === "name" && page.type === "entry" ? [w.renameHint] : []),
    ...(field.startsWith("option") ? [w.optionHint] : []),
    ...(field === "taxes" ? [w.taxesHint] : []),
    ...listHints(w, field),
    ...(choices === undefined ? [] : [several === true ? w.severalHint : w.pickHint]),
    ...(clears === true ? [w.clearHint] : []),
    ...(page.type === "new-entry" ? [w.onceSaid({ called: page.called })] : []),
  ];
}

/** Of a price list. */
function listHints(w: OfficeWords, field: string): ReadonlyArray<string> {
  if (field.startsWith(ONE_PRICE)) return [w.listedPriceHint];
  const own: Readonly<Record<string, ReadonlyArray<string>>> = {
    days: [w.daysHint],
    hours: [w.hoursHint],
    groups: [w.groupsHint],
    priority: [w.priorityHint],
    [NEW_PRICE]: [w.listedHint],
  };
  return own[field] ?? [];
}

function shopTimeHints(w: OfficeWords, key: SettingKey): ReadonlyArray<string> {
  if (key === "zone") return [w.zoneHint];
  return key === "cutover" ? [w.cutoverHint] : [];
}

/** What it is counted in, and from when on it holds where that is not at once. */
function settingHints(
  w: OfficeWords,
  { key, line, choices }: Extract<RowTarget, { type: "setting" }>,
): ReadonlyArray<string> {
  const own = {
    "lock-after": [w.lockAfterHint],
    "erase-after": [w.eraseAfterHint],
    language: [w.languageHint],
    "key-layout": [w.keyLayoutHint],
    rates: [w.ratesHint],
    tenders: [w.tendersHint],
  } as Readonly<Partial<Record<typeof key, ReadonlyArray<string>>>>;
  return [
    ...(line === undefined ? [] : [w.clearHint]),
    ...(choices === undefined ? [] : [w.pickHint]),
    ...(own[key] ?? []),
  ];
}

/* What stands beside the rows of the shop's printers. */

/** Above the rows: what is asked, and not how somebody came there. */
function printerQuestion({ officePrinters: w }: Words, { type }: OfficePage): string | undefined {
  return Object.hasOwn(w.steps, type)
    ? `${w.add}: ${w.steps[type as keyof typeof w.steps]}`
    : undefined;
}

/** Undefined for pages of other things. */
function printerHints(
  till: TillContext,
  { session }: RegisterState,
  { page, target }: { readonly page: OfficePage; readonly target: RowTarget | undefined },
): ReadonlyArray<string> | undefined {
  if (!isPrinterPage(page)) return undefined;
  const why = whyNoPrinters(till, page);
  if (why !== undefined) return [why];
  const w = till.words.officePrinters;
  if (page.type === "printer-find") {
    const search = session?.office.printers.search();
    if (search?.state === "searching") return [w.lookingHint];
    if (search?.state === "failed") return [w.failedHint];
    return (search?.found.length ?? 0) === 0 ? [w.noneFound] : [w.foundHint];
  }
  return page.type === "printer" ? hintsOfPrinter(w, target) : [w.hints[page.type]];
}

function hintsOfPrinter(
  w: Words["officePrinters"],
  target: RowTarget | undefined,
): ReadonlyArray<string> {
  switch (target?.type) {
    case "printer-does":
      return [w.doesHint];
    case "printer-replace":
      return [w.replaceHint];
    case "printer-remove":
      return [w.removeHint];
    case "printer-test":
      return [w.testHint];
    case "printer-probe":
      return [w.probeHint];
    case "printer-field":
      return [w.fieldHints[target.field]];
    default:
      return [];
  }
}

/* What stands beside and above the rows of the shop's tills: the code in big letters, and what to do with it. */

/** Above the rows, as far as these leave room: a code to be read across the counter, or who has come. */
function headRows(
  { words }: TillContext,
  { office, session }: RegisterState,
  { size, rows }: { readonly size: PaneSize; readonly rows: number },
): ReadonlyArray<PaneRow> {
  const page = office?.page.type;
  const invitation = page === "invitation" ? session?.office.tills.invitation() : undefined;
  if (invitation === undefined) return [];
  const { code } = invitation;
  const room = size.height - rows;
  if (!isOpen(invitation)) return sentenceRows(newsOf(words, invitation), size);
  if (code === undefined) return [];
  const big = bigRows(code, size);
  const half = big.length / 2;
  const spaced = [...big.slice(0, half), blankRow, ...big.slice(half), blankRow];
  return big.length > 0 && spaced.length <= room ? spaced : [];
}

function bigRows(code: string, { signs, width }: PaneSize): ReadonlyArray<PaneRow> {
  const big = codeLines(code).flatMap((line) => bigLetters(line).map((text) => ` ${text}`));
  if (big.some((text) => text.length > width)) return [];
  return big.map((text) => row(text.replaceAll("#", signs === "all" ? "█" : "#"), "bold"));
}

function sentenceRows(text: string, { width, signs }: PaneSize): ReadonlyArray<PaneRow> {
  const lines = wrapTo(drawable(text, signs), width - 2);
  return [...lines.map((line) => row(` ${line}`, "bold")), blankRow];
}

/** What has become of it. */
function newsOf({ officeTills: w }: Words, { state, joined }: TillInvitation): string {
  if (state === "joined") return w.hasJoined({ name: joined ?? "" });
  if (state === "declined") return w.declined;
  return state === "burnt" ? w.burnt : w.over;
}

/** Undefined for pages of other things. */
function tillHints(
  till: TillContext,
  state: RegisterState,
  { page, target }: { readonly page: OfficePage; readonly target: RowTarget | undefined },
): ReadonlyArray<string> | undefined {
  if (!isTillPage(page)) return undefined;
  const why = whyNoTills(till, page);
  if (why !== undefined) return [why];
  const w = till.words.officeTills;
  switch (page.type) {
    case "tills":
      return [w.tillsHint, ...undecidedHints(w, state)];
    case "addresses":
      return target?.type === "till-address" && target.address !== undefined
        ? [till.words.office.clearHint, w.addressHint]
        : [w.addressHint];
    case "backups":
      return backupHints(till.words, target);
    case "till":
      return hintsOfTill(till, state, { page, target });
    case "till-sheet":
      return [w.sheetHint, w.sheetTypedHint];
    default:
      return invitationHints(w, state);
  }
}

function hintsOfTill(
  { words }: TillContext,
  state: RegisterState,
  {
    page,
    target,
  }: {
    readonly page: Extract<TillPage, { readonly type: "till" }>;
    readonly target: RowTarget | undefined;
  },
): ReadonlyArray<string> {
  const { officeTills: w } = words;
  const { tills } = state.session?.office ?? {};
  const link = tillOf(state, page.device)?.link.type;
  const canAnswer = tills?.canAnswer(page.device) === true ? [w.canAnswerHint] : [];
  if (link === "self") return [w.ownTill, ...undecidedHints(w, state)];
  if (link === "shut-out") {
    const decided = tills?.decided(page.device) ?? [];
    return [...canAnswer, ...(decided.length === 0 ? [] : [w.decidedHint]), w.remainsHint];
  }
  if (target?.type === "till-shut-out") return [...canAnswer, w.shutOutHint];
  if (target?.type === "till-promote") return [w.promoteHint];
  if (target?.type === "page") return [w.sheetHint];
  return target?.type === "till-replace" ? [...canAnswer, w.replaceHint] : [w.remainsHint];
}

function undecidedHints(w: Words["officeTills"], state: RegisterState): ReadonlyArray<string> {
  return undecidedTill(state) === undefined ? [] : [w.undecidedHint];
}

function invitationHints(w: Words["officeTills"], state: RegisterState): ReadonlyArray<string> {
  const invitation = state.session?.office.tills.invitation();
  if (invitation?.state === "joined") return [w.hearsHint];
  if (invitation === undefined || !isOpen(invitation)) {
    const undecided = undecidedHints(w, state);
    return undecided.length === 0 ? [w.inviteHint] : undecided;
  }
  const { code, port, places, slip, state: how } = invitation;
  return [
    ...(how === "opening" ? [w.opening] : []),
    ...(code === undefined ? [w.codeGone] : [w.joinHint({ code })]),
    ...(slip === undefined || slip.type === "printed" ? [] : [noSlipHint(w.noSlip, slip)]),
    ...(port === undefined ? [] : [w.joinAtHint({ place: placesText(places, port) })]),
    ...(code === undefined ? [] : [w.escHint]),
  ];
}

/** A box on several networks has an address on each, of which the new one reaches some. */
function placesText(places: ReadonlyArray<string>, port: number): string {
  const [first, second] = places;
  if (first === undefined) return `HOST:${port}`;
  return second === undefined ? first : `${first} (${second})`;
}

function noSlipHint(
  w: Words["officeTills"]["noSlip"],
  slip: Exclude<TillInvitation["slip"], { readonly type: "printed" } | undefined>,
): string {
  return slip.type === "failed" ? w.failed({ printer: slip.printer }) : w[slip.type];
}
