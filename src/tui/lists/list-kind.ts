/** What a list of the register is. Each is one file, whose name is its type. */

import { type Words } from "../../words/screen-words.ts";
import { type CommandId } from "../commands.ts";
import { type List, type ListOf, type RegisterState } from "../register-state.ts";
import { type ListRows, type Take } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";

export interface ListKind<Type extends List["type"]> {
  /** The commands that open it, with the typed text as their object. */
  readonly opens?: Readonly<Partial<Record<CommandId, Take>>>;
  readonly title: (words: Words, list: ListOf<Type>) => string;
  /** All of its rows, each with what it does. */
  readonly rows: (till: TillContext, list: ListOf<Type>, state: RegisterState) => ListRows;
  /** What is typed in it is no search: a table, or what stands on a terminal's paper. */
  readonly takesText?: true;
  /** Details of its rows are amounts: a long row goes on below. */
  readonly wraps?: true;
  /** Its rows are sentences, some of them longer than the pane is wide: all of the chosen one stands below. */
  readonly showsWhole?: (list: ListOf<Type>) => boolean;
  /** What the key of a command means in it; undefined for what it means behind any list. */
  readonly takes?: (
    till: TillContext,
    state: RegisterState,
    pressed: { readonly list: ListOf<Type>; readonly key: CommandId },
  ) => RegisterState | undefined;
}

/** Opens a list that holds nothing as long as it is open. */
export function opening(type: "messages" | "more" | "printers" | "status" | "tills"): Take {
  return (_till, state) => ({ ...state, list: { type, filter: "", at: 0 }, showsHelp: false });
}
