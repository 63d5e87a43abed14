/** Ways through the back office, and what is noted on them. */

import { type RegisterState } from "../register-state.ts";
import {
  firstOffice,
  type OfficeChange,
  type OfficePage,
  type OfficeState,
} from "./office-state.ts";

/** More steps than anybody takes back one by one. */
const CHANGES_MAX = 50;

/** Whoever goes on or begins anew renames nothing, erases nobody and shuts no till out. */
export function withOffice(state: RegisterState, change: Partial<OfficeState>): RegisterState {
  const { office = firstOffice } = state;
  const isElsewhere = "at" in change || "page" in change || "text" in change;
  const { renames = isElsewhere ? false : office.renames } = change;
  const { asked = isElsewhere ? undefined : office.asked } = change;
  return { ...state, office: { ...office, ...change, renames, asked } };
}

export function openPage(state: RegisterState, page: OfficePage, at = 0): RegisterState {
  const { office = firstOffice } = state;
  const place = { page: office.page, at: office.at, text: office.text };
  return withOffice(
    { ...state, message: undefined },
    { page, at, text: "", trail: [...office.trail, place], ...likeOf(page) },
  );
}

/** In the place of the page, so that Esc passes over that one. */
export function replacePage(state: RegisterState, page: OfficePage, at: number): RegisterState {
  return withOffice(state, { page, at, text: "", ...likeOf(page) });
}

/** Undefined on the first page. */
export function pageBefore(state: RegisterState): RegisterState | undefined {
  const { office = firstOffice } = state;
  const before = office.trail.at(-1);
  return before && withOffice(state, { ...before, text: "", trail: office.trail.slice(0, -1) });
}

export function noteChange(state: RegisterState, change: OfficeChange): RegisterState {
  const { office = firstOffice } = state;
  return withOffice(state, { changes: [...office.changes, change].slice(-CHANGES_MAX) });
}

/** The typed text has done its work; where a message stood, the next one comes. */
export function spentHere(state: RegisterState): RegisterState {
  return withOffice({ ...state, isTextRefused: false, replacedText: undefined }, { text: "" });
}

function likeOf(page: OfficePage): Partial<OfficeState> {
  return page.type === "entry" && page.name.type === "product" ? { like: page.name.id } : {};
}
