/** Handles one key in the back office; undefined for keys handled elsewhere, such as typing and the help. */

import { type DeviceId } from "../../domain/identity.ts";
import { foldText, wordsOf } from "../../domain/text/entry-text.ts";
import { colonOf, wordsFor } from "../../words/screen-words.ts";
import { type KeyName } from "../keys/key-event.ts";
import { firstOffice, isSearchPage, LIST_PAGES, type OfficePage } from "../office-state.ts";
import { type ShopTill } from "../ports/tills-port.ts";
import {
  hinted,
  NOT_REFUSED,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { noteOpened, officeRows, pageTitle, planOffice, whyNothing } from "./office-pages.ts";
import { leavePerson } from "./office-people.ts";
import { openPage, pageBefore, selectedRow, withOffice } from "./office-row.ts";
import { invitationPage, leaveInvitation } from "./office-tills.ts";
import { officeWords } from "./office-words.ts";

const PAGE = 8;
/** Opens the menu; the order and the text of the register stay where they are. */
export function openOffice(state: RegisterState): RegisterState {
  return {
    ...state,
    ...NOT_REFUSED,
    screen: "office",
    office: { ...firstOffice, changes: state.office?.changes ?? [] },
    list: undefined,
    message: undefined,
  };
}

/** Opens the page on which one more box is invited; Esc goes on through the list of tills. */
export function openInvitation(till: TillContext, state: RegisterState): RegisterState {
  const tills = openTills(till, state);
  const office = tills.session?.office;
  if (tills.screen !== "office" || office === undefined) return tills;
  return openPage(tills, invitationPage(office.tills));
}

/** Opens the page of one till; Esc goes on through the list of them. */
export function openTill(till: TillContext, state: RegisterState, device: DeviceId): RegisterState {
  const tills = openTills(till, state);
  if (tills.screen !== "office") return tills;
  return openPage(tills, { type: "till", device });
}

/**
 * Opens the page of the till that is named, at the row of the act; without a name that of the only other
 * one, else the list of them. Somebody who may not do it hears so before anything opens.
 */
export function openTillAct(
  till: TillContext,
  state: RegisterState,
  act: "till-shut-out" | "till-replace",
): RegisterState {
  const { session, text } = state;
  if (session === undefined) return state;
  const list = openTills(till, state);
  if (list.screen !== "office") return list;
  const may = session.office.tills.mayShutOut();
  if (!may.ok) return refusedBy(state, may.fault);
  const { officeTills: w } = wordsFor(state);
  const others = session.office.tills.list().filter(({ link }) => isStillIn(link));
  const named = others.filter(({ name }) => isNamed(name, text));
  const [only] = named;
  if (only === undefined) return refused(state, w.noSuchTill({ typed: text.trim() }));
  // The typed text has named it: left on the line it would be goods for the order.
  const opened = withEntryDone(list);
  if (named.length > 1) return hinted(opened, w.whichTill);
  const page = openPage(opened, { type: "till", device: only.device });
  const at = officeRows(till, page).findIndex(({ id }) => id === act);
  return withOffice(page, { at: Math.max(0, at) });
}

function isStillIn({ type }: ShopTill["link"]): boolean {
  return type !== "self" && type !== "shut-out";
}

/** Says whether the typed text is its letter, or begins words of its name. */
function isNamed(name: string, typed: string): boolean {
  const words = wordsOf(foldText(name));
  return wordsOf(foldText(typed)).every((start) => words.some((word) => word.startsWith(start)));
}

function openTills(till: TillContext, state: RegisterState): RegisterState {
  const page = { type: "tills" } as const;
  const why = whyNothing(till, page);
  return why === "" ? openPage(openOffice(state), page) : refused(state, why);
}

/** Opens the page of the shop's settings at once; Esc goes on through the menu. */
export function openSettings(state: RegisterState): RegisterState {
  return openPage(openOffice(state), { type: "settings", about: "shop" });
}

export function isInOffice({ screen, list, approval, showsHelp }: RegisterState): boolean {
  return screen === "office" && list === undefined && approval === undefined && !showsHelp;
}

export function pressInOffice(
  till: TillContext,
  state: RegisterState,
  key: KeyName,
): RegisterState | undefined {
  switch (key) {
    case "enter":
      return enter(till, state);
    case "escape":
      return escape(till, state);
    case "up":
      return move(till, state, -1);
    case "down":
    case "tab":
      return move(till, state, 1);
    case "page-up":
      return move(till, state, -PAGE);
    case "page-down":
      return move(till, state, PAGE);
    default:
      return undefined;
  }
}

/** A digit that opens a page of the menu; 0 is the tenth, as on the keyboard. */
export function chooseOfficeDigit(
  till: TillContext,
  state: RegisterState,
  sign: string,
): RegisterState {
  const w = officeWords(till);
  const at = (Number(sign) + 9) % 10;
  const row = officeRows(till, state)[at];
  if (row === undefined) return refused(state, w.emptyList);
  if (row.page !== undefined) return noteOpened(till, state, openPage(state, row.page));
  return enter(till, withOffice(state, { at }));
}

/** A code that was scanned is typed: it finds goods or a customer, or is to be their code. */
export function scanInOffice(state: RegisterState, code: string): RegisterState {
  const type = state.office?.page.type;
  const isList = type === "entries" || type === "customers" || type === "stock";
  return withOffice({ ...state, ...NOT_REFUSED }, { text: code, ...(isList ? { at: 0 } : {}) });
}

function enter(till: TillContext, state: RegisterState): RegisterState {
  const plan = planOffice(till, state);
  if (plan.type === "refused") return refused(state, plan.why);
  if (plan.type === "idle") return move(till, { ...state, message: undefined }, 1);
  return noteOpened(till, state, plan.run(state));
}

/** Esc takes the typed text first, then leaves the page, then the office. */
function escape(till: TillContext, state: RegisterState): RegisterState {
  const { office } = state;
  const left = { ...state, ...NOT_REFUSED, message: undefined };
  if (office !== undefined && office.text !== "") return withOffice(left, { text: "" });
  const kept = leavePerson(left);
  if (kept !== undefined) return kept;
  const before = pageBefore(left);
  if (before === undefined || office === undefined) return { ...left, screen: "register" };
  if (office.page.type === "invitation") return leaveInvitation(left, before);
  return atRowOf(till, before, office.page);
}

/** The arrows stand on the row of the page that was left, even where it is new. */
function atRowOf(till: TillContext, state: RegisterState, left: OfficePage): RegisterState {
  if (!LIST_PAGES.has(state.office?.page.type ?? "menu")) return state;
  const wanted = JSON.stringify(left);
  const at = officeRows(till, state).findIndex(({ page }) => JSON.stringify(page) === wanted);
  return at < 0 ? state : withOffice(state, { at });
}

/** A text that is half typed for one row is not meant for the next. */
function move(till: TillContext, state: RegisterState, by: number): RegisterState {
  const { office } = state;
  if (office === undefined) return state;
  const rows = officeRows(till, state);
  const chosen = selectedRow(rows, office);
  const from = chosen === undefined ? 0 : rows.indexOf(chosen);
  const at = Math.max(0, Math.min(from + by, rows.length - 1));
  const { type } = office.page;
  const isSearched = isSearchPage(type) || type === "printer-find";
  return withOffice({ ...state, ...NOT_REFUSED }, { at, ...(isSearched ? {} : { text: "" }) });
}

/**
 * Ctrl-Z takes the last change back. One that was made on another page is named first, because nobody sees
 * there what it undoes: a second Ctrl-Z takes it back, and further ones what was done to the same thing.
 */
export function takeBackChange(till: TillContext, state: RegisterState): RegisterState {
  const w = officeWords(state);
  const { office, session } = state;
  if (office !== undefined && office.text !== "") {
    return refused(state, till.words.verb.undoFirst);
  }
  const last = office?.changes.at(-1);
  if (office === undefined || last === undefined || session === undefined) {
    return refused(state, w.nothingToTakeBack);
  }
  const isHere = last.pages.some((page) => isSamePage(page, office.page));
  const title = isHere ? "" : pageTitle(till, state, last.pages);
  const what = title === "" ? last.what : `${title}${colonOf(till)}${last.what}`;
  const asked = `Ctrl-Z ${title}`;
  if (!isHere && office.asked !== asked) {
    return hinted(withOffice(state, { asked }), w.undoesElsewhere({ what }));
  }
  const done = last.takeBack(session.office);
  if (!done.ok) return refusedBy(state, done.fault, what);
  const changes = office.changes.slice(0, -1);
  return reported(withOffice(state, { changes, asked: isHere ? undefined : asked }), what);
}

function isSamePage(one: OfficePage, other: OfficePage): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
