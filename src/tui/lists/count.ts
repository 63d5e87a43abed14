/**
 * A stocktake at the register: `:count` lists the open sheets, and `:count A1 CROISSANT 7` enters on one. The
 * line keeps the sheet for the next article, which may be scanned.
 */

import { type ShownSheet, type TypedCount } from "../ports/count-port.ts";
import {
  hinted,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import { does, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { withSheet } from "../stock-on-line.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const countList = {
  opens: { count: countStock },
  title: ({ countList: { title } }) => title,
  rows: countRows,
} as const satisfies ListKind<"count">;

function countStock(till: TillContext, state: RegisterState): RegisterState {
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

/** Reads a sheet, an article of one or more words, and last a quantity; `=7` stands for what was entered. */
function readTyped(text: string): TypedCount | undefined {
  const { sheet, article, how, quantity } =
    /^(?<sheet>\S+)\s+(?<article>.*\S)\s+(?<how>=?)(?<quantity>\S+)$/u.exec(text.trim())?.groups ??
    {};
  if (sheet === undefined || article === undefined || quantity === undefined) return undefined;
  return { sheet, article, quantity, instead: how === "=" };
}

function countRows({ words }: TillContext, { sheets }: ListOf<"count">): ListRows {
  if (sheets.length === 0) return [readOnly(words.countList.none)];
  return numbered(sheets, (sheet) => ({
    label: `${sheet.number}  ${sheet.place}`,
    detail: sheet.progress,
    choice: does((till, state) => countOn(till, state, sheet)),
  }));
}

/** Puts the sheet on the line: an article and a quantity follow. */
function countOn(till: TillContext, state: RegisterState, sheet: ShownSheet): RegisterState {
  const ready = withSheet({ ...state, list: undefined }, sheet.number);
  return hinted(ready, till.words.countList.how);
}
