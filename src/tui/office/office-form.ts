/**
 * The one form of the back office. A thing of the shop is a table of fields: what each is called, how it
 * is shown, typed and checked, and who writes it. The form makes rows of them, previews what Enter does,
 * has it written, says so, and notes how Ctrl-Z takes it back.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { asSentence } from "../../domain/text/as-sentence.ts";
import { type Words } from "../../words/screen-words.ts";
import { firstOffice, type OfficeChange, type OfficePage, type Saving } from "../office-state.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type TillSession } from "../ports/till-port.ts";
import { NOT_REFUSED, type RegisterState, refusedBy, withMessage } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import {
  askFirst,
  type Choice,
  type Choices,
  choiceText,
  chooseOne,
  IDLE,
  noteChange,
  type OfficePlan,
  type OfficeRow,
  openPage,
  pageBefore,
  ready,
  refusedPlan,
  type Rows,
  clearTyped,
  TAKE_AWAY,
  withOffice,
  yesNo,
} from "./office-row.ts";
import { officeWords, type OfficeWords } from "./office-words.ts";

/** A page as the person at the till looks at it: all that its rows are made of. */
export interface View<Page = unknown> {
  readonly till: TillContext;
  readonly state: RegisterState;
  readonly office: OfficeSession;
  readonly page: Page;
  /** The typed text. */
  readonly text: string;
  readonly words: Words;
  readonly w: OfficeWords;
}

interface Opened<Page> {
  readonly page: Page;
  readonly rows: (view: View<Page>) => Rows;
  /** The arrows stand on the first row with such an id. */
  readonly ids: ReadonlyArray<string>;
}

export function openAt<Page extends OfficePage>(
  view: View,
  before: RegisterState,
  { page, rows, ids }: Opened<Page>,
): RegisterState {
  const state = openPage(before, page);
  const at = rows({ ...view, page, state, text: "" }).findIndex(({ id = "" }) => ids.includes(id));
  return withOffice(state, { at: Math.max(0, at) });
}

/** Something that Enter does. */
export interface Change<Value = unknown> {
  /** The sentence of the preview. */
  readonly what: string;
  /** Nothing takes the change back: this is said first, and a second Enter does it. */
  readonly warning?: string;
  readonly write: (office: OfficeSession) => Result<Value, Refusal>;
  /** Returns what is said once it is done; `what` is said where this is left out. */
  readonly done?: (value: Value, state: RegisterState) => string;
  /** Returns sentences that follow it. */
  readonly notes?: (value: Value, office: OfficeSession) => ReadonlyArray<string>;
  /** Leads the person elsewhere. */
  readonly goesTo?: (state: RegisterState, value: Value) => RegisterState;
  readonly undo?: Undo | ((value: Value) => Undo);
  /** The till forgets with it what it said before. */
  readonly forgets?: true;
}

export interface Undo extends OfficeChange {
  /** Ctrl-Z takes back what is still as Enter has left it; undefined for what is gone. */
  readonly now?: ((office: OfficeSession) => string | undefined) | undefined;
}

/** One field of an entry. */
export interface Field {
  readonly id: string;
  readonly label: string;
  /** The text that would be typed for it: one choice, or several with blanks between them. */
  readonly text: string;
  /** The detail beside the label; the text itself where this is left out. */
  readonly detail?: string;
  /** Returns how a text is shown. */
  readonly shown?: (text: string) => string;
  /** Two tills have said otherwise: the same text may be written again. */
  readonly inQuestion?: boolean;
  /** Writing the same text again is no mistake. */
  readonly repeats?: boolean;
  /** A second Enter changes it: what is typed on the first row may be meant for a search. */
  readonly isName?: boolean;
  readonly choices?: Choices | undefined;
  /** Each choice goes in or out by itself. */
  readonly several?: boolean;
  /** Says of a typed text that it is none of the choices, and is taken as it is. */
  readonly isFree?: (typed: string) => boolean;
  /** `-` empties it. */
  readonly clears?: boolean;
  readonly hints?: ReadonlyArray<string>;
  /** Returns the text that is written, or why none is. `typed`: of choices the text of one. */
  readonly read?: (typed: string) => Result<string, string>;
  /** Returns the preview, where it is not `before → after`. */
  readonly preview?: (text: string) => string;
  /** Writes the text, and returns what is said after it. */
  readonly write: (
    office: OfficeSession,
    text: string,
  ) => Result<ReadonlyArray<string> | void, Refusal>;
  readonly done?: (text: string) => string;
  readonly notes?: (text: string, office: OfficeSession) => ReadonlyArray<string>;
  /** The arrows stay on the row, and go to the next one else. */
  readonly stays?: true;
  readonly goesTo?: (state: RegisterState, text: string) => RegisterState;
  /** The sentence that Ctrl-Z says. */
  readonly undone?: string;
  /** Takes it back, where that is more than writing the old text. */
  readonly takeBack?: (office: OfficeSession) => Result<unknown, Refusal>;
  readonly now?: (office: OfficeSession) => string | undefined;
  readonly customer?: string;
}

export function fieldRow(view: View, field: Field): OfficeRow {
  const { id, label, text, inQuestion = false, hints = [], choices, several } = field;
  return {
    id,
    label,
    detail: field.detail ?? shownText(field, text),
    inQuestion,
    // Nothing can be taken away where nothing is.
    hints: hints.filter((hint) => hint !== view.w.clearHint || text !== "" || inQuestion),
    ...(choices === undefined ? {} : { choices }),
    chosen: several === true ? text.split(" ") : [text],
    ...(field.isName === true
      ? nameRow(view, field)
      : { take: (typed) => planField(view, field, typed) }),
  };
}

/** A name is where everybody arrives: what is typed there renames nothing before Enter has said so. */
function nameRow(view: View, field: Field): Pick<OfficeRow, "press" | "take"> {
  const { w, state } = view;
  const { label, text, inQuestion } = field;
  if (state.office?.renames === true) {
    return {
      take: (typed) =>
        typed === text && inQuestion !== true ? IDLE : planField(view, field, typed),
    };
  }
  return {
    press: () =>
      ready(w.rename({ name: text }), (now) =>
        withOffice({ ...now, ...NOT_REFUSED, message: undefined }, { text, renames: true }),
      ),
    take: (typed) =>
      askFirst(state, {
        asked: w.changeOf({ label, before: text, after: typed }),
        question: w.renamesAnew({ name: text }),
        plan: planField(view, field, typed),
      }),
  };
}

export function planField(view: View, field: Field, typed: string): OfficePlan {
  const { w } = view;
  const { label, text: before, inQuestion, repeats, notes, done, goesTo, stays, customer } = field;
  const read = readField(w, field, typed);
  if (!read.ok) return refusedPlan(read.fault);
  const text = read.value;
  if (text === before && inQuestion !== true && repeats !== true) {
    return refusedPlan(w.sameAlready({ label, text: shownText(field, text) }));
  }
  const [old, next] = [before, text].map((it) => shownText(field, it)) as [string, string];
  return planChange(view, {
    what: field.preview?.(text) ?? w.changeOf({ label, before: old, after: next }),
    write: (office) => field.write(office, text),
    ...(done === undefined ? {} : { done: () => done(text) }),
    notes: (more, office) => [...(more ?? []), ...(notes?.(text, office) ?? [])],
    goesTo: (now) => goesTo?.(now, text) ?? (stays === true ? now : nextRow(now)),
    undo: {
      what: field.undone ?? w.isAsBefore({ label }),
      takeBack: field.takeBack ?? ((office) => field.write(office, before)),
      now: field.now,
      ...(customer === undefined ? {} : { customer }),
    },
  });
}

/** The row of a field that takes one of some choices. */
export function choiceRow(
  { w }: View,
  row: Partial<OfficeRow> & Required<Pick<OfficeRow, "label" | "choices">>,
  plan: (choice: Choice) => OfficePlan,
): OfficeRow {
  const { label, choices } = row;
  return {
    detail: "",
    ...row,
    take: (typed) => {
      const chosen = chooseOne(w, choices, { label, typed });
      return chosen.ok ? plan(chosen.value) : refusedPlan(chosen.fault);
    },
  };
}

/** The row of an act that a yes does: it is the only choice. */
export function yesRow(
  view: View,
  row: Partial<OfficeRow> & Pick<OfficeRow, "label">,
  plan: () => OfficePlan,
): OfficeRow {
  return choiceRow(view, { ...row, choices: yesNo(view.w).slice(0, 1) }, plan);
}

function readField(w: OfficeWords, field: Field, typed: string): Result<string, string> {
  const { label, text, choices, several, clears, isFree, read = ok } = field;
  if (typed === TAKE_AWAY && clears === true) return read("");
  if (isFree?.(typed) === true) return read(typed);
  const chosen =
    choices === undefined ? ok({ text: typed }) : chooseOne(w, choices, { label, typed });
  if (!chosen.ok) return chosen;
  return read(several === true ? toggled(text, chosen.value.text) : chosen.value.text);
}

/** Takes a word out of the words, or adds it. */
function toggled(words: string, one: string): string {
  const all = words.split(" ").filter((word) => word !== "");
  return (all.includes(one) ? all.filter((word) => word !== one) : [...all, one]).join(" ");
}

function shownText({ choices, several, shown }: Field, text: string): string {
  return shown?.(text) ?? choiceText({ choices, several }, text);
}

export function nextRow(state: RegisterState): RegisterState {
  return withOffice(state, { at: (state.office?.at ?? 0) + 1 });
}

/** Plans a change; one that nothing takes back is asked about first. */
export function planChange<Value>({ state }: View, change: Change<Value>): OfficePlan {
  const { what, warning } = change;
  const plan = ready(what, (now) => makeChange(now, change));
  if (warning === undefined) return plan;
  return askFirst(state, { asked: `${what}: ${warning}`, question: warning, plan });
}

function makeChange<Value>(state: RegisterState, change: Change<Value>): RegisterState {
  const { what, write, done, notes, goesTo, undo, forgets } = change;
  const office = state.session?.office;
  if (office === undefined) return state;
  const sentence = asSentence(what);
  const written = write(office);
  if (!written.ok) return refusedBy(state, written.fault, sentence);
  const { value } = written;
  const cleared = clearTyped(state);
  const moved = goesTo?.(cleared, value) ?? cleared;
  const back = typeof undo === "function" ? undo(value) : undo;
  const on = pageOf(state);
  const noted = back === undefined ? moved : noteChange(moved, undoOf(state, office, back), on);
  const more = notes?.(value, office) ?? [];
  const text = [done?.(value, noted) ?? sentence, ...more].join(" ");
  const message = { level: more.length === 0 ? "done" : "hint", text } as const;
  return { ...noted, message: forgets === true ? { ...message, forgets } : message };
}

function pageOf({ office }: RegisterState): OfficePage {
  return (office ?? firstOffice).page;
}

/** Ctrl-Z takes nothing back that somebody has changed since. */
function undoOf(
  state: RegisterState,
  office: OfficeSession,
  { now, takeBack, ...change }: Undo,
): OfficeChange {
  const { changedSince } = officeWords(state);
  const after = now?.(office);
  return {
    ...change,
    takeBack: (undoing) => {
      const isSame = now === undefined || (after !== undefined && now(undoing) === after);
      return isSame ? takeBack(undoing) : err({ message: changedSince });
    },
  };
}

/* Work that takes time: PINs, the code of an invitation, a printer that is asked. */

export async function save(
  session: TillSession,
  { work }: Saving,
): Promise<Result<TillSession, Refusal>> {
  const done = await work(session.office);
  return done.ok ? ok(session) : done;
}

export function planSaving(what: string, saving: Saving): OfficePlan {
  return ready(what, (state) => withOffice({ ...state, message: undefined }, { saving }));
}

/** Plans the same where the typed yes has done its work with Enter, whatever comes of it. */
export function planSavingOnYes(what: string, saving: Saving): OfficePlan {
  return ready(what, (state) =>
    withOffice({ ...clearTyped(state), message: undefined }, { saving }),
  );
}

/** Says that the work is done, or why it is not. */
export function answeredSaving(
  state: RegisterState,
  saving: Saving,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  const next = withOffice(state, { saving: undefined });
  if (!outcome.ok) return refusedBy(next, outcome.fault);
  const done = state.session && saving.done?.(state.session.office);
  if (done === undefined) return next;
  const { text, level = "done", leadsTo, isRowDone, undo } = done;
  const there = leadsTo === undefined ? next : backTo(next, leadsTo);
  const moved = isRowDone === true ? nextRow(clearTyped(there)) : there;
  const noted = undo === undefined ? moved : noteChange(moved, undo, pageOf(state));
  return withMessage(noted, level, text);
}

/** Goes back to a page that led here, over all that came after it. */
export function backTo(state: RegisterState, page: OfficePage["type"]): RegisterState {
  if (state.office?.page.type === page) return withOffice(state, { at: 0 });
  const before = pageBefore(state);
  return before === undefined ? state : backTo(before, page);
}
