/**
 * A stocktake at the register: `:count` lists the open sheets, and `:count A1 CROISSANT 7` enters on one. The
 * line keeps the sheet for the next article, which may be scanned.
 */

import { type ShownSheet, type TypedCount } from "./ports/count-port.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withField,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** A row that puts its sheet on the line. */
export interface SheetChoice {
  readonly type: "stock-count";
  readonly sheet: ShownSheet;
}

const WORD = ":count";

export function countStock(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const typed = readTyped(state.text);
  if (typed === undefined) {
    if (state.text.trim() !== "") return refused(state, till.words.countList.how);
    till.port.longWork();
    const list = { type: "count" as const, sheets: session.counts.sheets(), filter: "", at: 0 };
    return { ...state, list, showsHelp: false, message: undefined };
  }
  const entered = session.counts.enter(typed);
  if (!entered.ok) return refusedBy(state, entered.fault, toldCount(typed));
  return reported(withSheet(state, typed.sheet), entered.value);
}

/** What somebody else vouches for: what is entered, and nothing of what is expected. */
function toldCount({ sheet, article, quantity, instead }: TypedCount): string {
  return `${sheet}: ${article} ${instead ? "=" : ""}${quantity}`;
}

/** Puts the sheet on the line: an article and a quantity follow. */
export function countOn(till: TillContext, state: RegisterState, sheet: ShownSheet): RegisterState {
  const ready = withSheet({ ...state, list: undefined }, sheet.number);
  return hinted(ready, till.words.countList.how);
}

/** A scanned article stands behind its sheet, and its quantity is typed; undefined where nobody counts. */
export function scannedOnSheet(state: RegisterState, code: string): RegisterState | undefined {
  const sheet = /^:\s*count\s+(?<sheet>\S+)\s*$/iu.exec(state.text)?.groups?.["sheet"];
  return sheet === undefined ? undefined : withField(state, `${WORD} ${sheet} ${code} `);
}

function withSheet(state: RegisterState, number: string): RegisterState {
  return withField({ ...state, lastText: state.text }, `${WORD} ${number} `);
}

/** Reads a sheet, an article of one or more words, and last a quantity; `=7` stands for what was entered. */
function readTyped(text: string): TypedCount | undefined {
  const { sheet, article, how, quantity } =
    /^(?<sheet>\S+)\s+(?<article>.*\S)\s+(?<how>=?)(?<quantity>\S+)$/u.exec(text.trim())?.groups ??
    {};
  if (sheet === undefined || article === undefined || quantity === undefined) return undefined;
  return { sheet, article, quantity, instead: how === "=" };
}
