/** The rows of the list that is open, as the screen shows and a digit chooses them; and what keys mean in it. */

import { foldText, wordsOf } from "../../domain/text/entry-text.ts";
import { type Words } from "../../words/screen-words.ts";
import { type CommandId } from "../commands.ts";
import { type List, type ListOf, type RegisterState, withField } from "../register-state.ts";
import { type ListRow, type ListRows } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKinds, LISTS } from "./all.ts";
import { type ListKind } from "./list-kind.ts";

function kindOf<Type extends List["type"]>(type: Type): ListKind<Type> {
  const kinds: ListKinds = LISTS;
  return kinds[type];
}

/** The list with its type said beside it, so that the table has its kind. */
type TypedList<Type extends List["type"] = List["type"]> = {
  readonly [One in Type]: { readonly type: One } & ListOf<One>;
}[Type];

export function titleOf<Type extends List["type"]>(words: Words, list: TypedList<Type>): string {
  return kindOf<Type>(list.type).title(words, list);
}

/** Whether what is typed in the list is no search. */
export function takesText({ type }: List): boolean {
  return kindOf(type).takesText === true;
}

/** Whether a row that is longer than the pane is wide goes on below. */
export function isWrapped({ type }: List): boolean {
  return kindOf(type).wraps === true;
}

/** Whether all of the chosen row stands below the rows. */
export function isWholeBelow<Type extends List["type"]>(list: TypedList<Type>): boolean {
  return kindOf<Type>(list.type).showsWhole?.(list) === true;
}

/** The rows that fit what has been typed to search them. */
export function rowsOf(till: TillContext, state: RegisterState): ListRows {
  const { list } = state;
  if (list === undefined) return [];
  if (takesText(list)) return allRows(till, state, list);
  const typed = wordsOf(foldText(list.filter));
  const rows = allRows(till, state, list);
  const own = rows.filter(({ label, words = "" }) => fits(typed, `${label} ${words}`));
  // A new person may type the name in another language.
  const others = rows.filter((it) => !own.includes(it) && fits(typed, it.elsewhere ?? ""));
  const found = typed.length === 0 ? rows : [...soCalledFirst(own, typed), ...others];
  return found.length > 0 ? found : rows.filter(({ about = "" }) => fits(typed, about));
}

/** A search that finds no row is over: the next one begins with the whole list. */
export function withoutFailedSearch(till: TillContext, state: RegisterState): RegisterState {
  const isVain = state.list !== undefined && rowsOf(till, state).length === 0;
  return isVain ? withField(state, "") : state;
}

/** `gast 3` is that guest before guest 10 with a Rivella 3dl: what has the words as they were typed. */
function soCalledFirst(rows: ListRows, typed: ReadonlyArray<string>): ListRows {
  function isSo({ label, words = "" }: ListRow): boolean {
    return ` ${wordsOf(foldText(`${label} ${words}`)).join(" ")} `.includes(` ${typed.join(" ")} `);
  }
  return [...rows.filter(isSo), ...rows.filter((it) => !isSo(it))];
}

function fits(typed: ReadonlyArray<string>, text: string): boolean {
  const words = wordsOf(foldText(text));
  return typed.every((beginning) => words.some((word) => word.startsWith(beginning)));
}

function allRows<Type extends List["type"]>(
  till: TillContext,
  state: RegisterState,
  list: TypedList<Type>,
): ListRows {
  return kindOf<Type>(list.type).rows(till, list, state);
}

/** Returns what the key means in the list that is open; undefined for what it means behind any list. */
export function takenBy<Type extends List["type"]>(
  till: TillContext,
  state: RegisterState,
  { list, key }: { readonly list: TypedList<Type>; readonly key: CommandId },
): RegisterState | undefined {
  return kindOf<Type>(list.type).takes?.(till, state, { list, key });
}
