/** A row of the back office, with what Enter does on it; its choices; and the ways from page to page. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { foldText, wordsOf } from "../../domain/text/entry-text.ts";
import { factsOfLocale, LOCALES } from "../../domain/text/locale.ts";
import {
  firstOffice,
  type OfficeChange,
  type OfficePage,
  type OfficeState,
} from "../office-state.ts";
import { hinted, type RegisterState } from "../register-state.ts";
import { type OfficeWords } from "./office-words.ts";

export interface Choice {
  /** The text that is written. */
  readonly text: string;
  readonly label: string;
}
export type Choices = ReadonlyArray<Choice>;

export interface OfficeRow {
  readonly label: string;
  readonly detail: string;
  /** Two tills have said otherwise. */
  readonly inQuestion?: boolean;
  /** What it says can't be so, such as a level below zero. */
  readonly isWrong?: boolean;
  /** The id by which others find the row of a field or of an act. */
  readonly id?: string;
  /** Enter opens it. */
  readonly page?: OfficePage;
  /** The hints beside the row. */
  readonly hints?: ReadonlyArray<string>;
  readonly choices?: Choices;
  /** Which of the choices hold, as they are written. */
  readonly chosen?: ReadonlyArray<string>;
  /** Plans what Enter does while nothing is typed. */
  readonly press?: () => OfficePlan;
  /** Plans what Enter does with a typed text, without blanks around it. */
  readonly take?: (typed: string) => OfficePlan;
}

export type Rows = ReadonlyArray<OfficeRow>;
type More = Omit<OfficeRow, "label" | "detail"> & { readonly detail?: string };

export function rowOf(label: string, more: More): OfficeRow {
  return { label, detail: "", ...more };
}

/** Enter does something, even with a text typed: the text has found the row. */
export function actRow(label: string, press: () => OfficePlan, more: More = {}): OfficeRow {
  return { label, detail: "", press, take: press, ...more };
}

/** Opens a page. */
export function pageRow(label: string, page: OfficePage, more: More = {}): OfficeRow {
  return actRow(label, () => ready(label, (state) => openPage(state, page)), { page, ...more });
}

export function yesNo(w: OfficeWords): Choices {
  return [
    { text: "yes", label: w.yes },
    { text: "no", label: w.no },
  ];
}

export function yesOrNo(is: boolean): string {
  return is ? "yes" : "no";
}

export const LANGUAGE_CHOICES: Choices = LOCALES.map((text) => ({
  text,
  label: factsOfLocale(text).name,
}));

export function labelOf(choices: Choices | undefined, text: string): string {
  return choices?.find((choice) => choice.text === text)?.label ?? text;
}

/** Returns a choice by its name; of several, with blanks between them, each by its own. */
export function choiceText(
  {
    choices,
    several,
  }: { readonly choices?: Choices | undefined; readonly several?: boolean | undefined },
  text: string,
): string {
  if (choices === undefined || several !== true) return labelOf(choices, text);
  const words = text.split(" ").map((word) => labelOf(choices, word));
  return words.join(", ");
}

/** Choices that fit what is typed. */
export function fittingChoices(choices: Choices, typed: string): Choices {
  const folded = foldText(typed);
  if (folded === "") return choices;
  const exact = choices.filter(({ label, text }) =>
    [label, text].some((it) => foldText(it) === folded),
  );
  if (exact.length > 0) return exact;
  const byNumber = /^[1-9][0-9]?$/u.test(folded) ? choices[Number(folded) - 1] : undefined;
  if (byNumber !== undefined) return [byNumber];
  return choices.filter(({ label }) => isFound(label, typed));
}

export function choicesOf(
  entries: ReadonlyMap<string, { readonly name: string; readonly position?: number }>,
): Choices {
  return [...entries]
    .toSorted(([, a], [, b]) => (a.position ?? 0) - (b.position ?? 0))
    .map(([text, { name }]) => ({ text, label: name }));
}

/** Reads what a new one is to be called; after `+` it is new even where others are called so. */
export function readCalled(text: string): { readonly name: string; readonly isNew: boolean } {
  const isNew = text.startsWith("+");
  return { name: (isNew ? text.slice(1) : text).trim(), isNew };
}

/** Says whether each typed word begins a word of the label. */
export function isFound(label: string, typed: string): boolean {
  const have = wordsOf(foldText(label));
  return wordsOf(foldText(typed)).every((word) => have.some((it) => it.startsWith(word)));
}

/** Things whose names are found, in their order; who is called so comes first, then whose name begins so. */
export function foundByName<Thing extends { readonly name: string }>(
  things: ReadonlyArray<Thing>,
  typed: string,
): ReadonlyArray<Thing> {
  const folded = foldText(typed);
  const found = things.filter(({ name }) => isFound(name, typed));
  const called = found.filter(({ name }) => foldText(name) === folded);
  const begun = found.filter(({ name }) => foldText(name).startsWith(folded));
  return [...new Set([...called, ...begun, ...found])];
}

export function selectedRow(rows: Rows, { at }: Pick<OfficeState, "at">): OfficeRow | undefined {
  return rows[Math.max(0, Math.min(at, rows.length - 1))];
}

export type OfficePlan =
  /** Enter goes on to the next row. */
  | { readonly type: "idle" }
  | { readonly type: "refused"; readonly why: string }
  | {
      readonly type: "ready";
      readonly preview: string;
      /** The first Enter only asks. */
      readonly isTwice?: true;
      readonly run: (state: RegisterState) => RegisterState;
    };

export const IDLE: OfficePlan = { type: "idle" };

/** Typed alone. */
export const TAKE_AWAY = "-";

export function ready(preview: string, run: (state: RegisterState) => RegisterState): OfficePlan {
  return { type: "ready", preview, run };
}

/** The first Enter asks; a second one, while nothing else is typed or chosen, does it. */
export function askFirst(
  state: RegisterState,
  {
    asked,
    question,
    plan,
  }: { readonly asked: string; readonly question: string; readonly plan: OfficePlan },
): OfficePlan {
  if (plan.type !== "ready" || state.office?.asked === asked) return plan;
  const { preview } = plan;
  return {
    type: "ready",
    preview,
    isTwice: true,
    run: (now) => hinted(withOffice(now, { asked }), question),
  };
}

export function refusedPlan(why: string): OfficePlan {
  return { type: "refused", why };
}

export function chooseOne(
  w: OfficeWords,
  choices: Choices,
  { label, typed }: { readonly label: string; readonly typed: string },
): Result<Choice, string> {
  const fitting = fittingChoices(choices, typed);
  const [one, other] = fitting;
  if (one === undefined) return err(w.noSuch({ label, typed }));
  return other === undefined ? ok(one) : err(w.whichOf({ names: fitting.map((it) => it.label) }));
}

/** The most steps that can be undone: more than anybody undoes one by one. */
const CHANGES_MAX = 50;

/** A step elsewhere ends a renaming, and the question that a second Enter would answer. */
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

/** Undefined on the first page. */
export function pageBefore(state: RegisterState): RegisterState | undefined {
  const { office = firstOffice } = state;
  const before = office.trail.at(-1);
  return before && withOffice(state, { ...before, text: "", trail: office.trail.slice(0, -1) });
}

/** `on`: the page that it was made on. */
export function noteChange(
  state: RegisterState,
  change: OfficeChange,
  on: OfficePage,
): RegisterState {
  const { office = firstOffice } = state;
  const noted = { ...change, pages: [on, office.page] as const };
  return withOffice(state, { changes: [...office.changes, noted].slice(-CHANGES_MAX) });
}

/** The typed text has done its work; where a message stood, the next one comes. */
export function clearTyped(state: RegisterState): RegisterState {
  return withOffice({ ...state, isTextRefused: false, replacedText: undefined }, { text: "" });
}

function likeOf(page: OfficePage): Partial<OfficeState> {
  return page.type === "entry" && page.name.type === "product" ? { like: page.name.id } : {};
}
