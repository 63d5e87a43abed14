/**
 * How refusals are written down: a table has those of one subject, each with its facts and its sort.
 * Their type is made of it: `{ type: "split/share"; name: string }` of
 * `"split/share": refusal<{ name: string }>("wrong")`.
 */

import { type Question } from "../questions.ts";

/**
 * The sort of a refusal for a calling program: its input is wrong or unknown here, the person may
 * not do it, or it conflicts with the present state.
 */
export type RefusalSort = "wrong" | "unknown" | "not-allowed" | "conflict";

declare const FACTS: unique symbol;

/** What is said of some refusals beside their sort. */
export interface RefusalTraits {
  /** The same act is done once that is answered. */
  readonly asks?: Question;
  /**
   * The same act with a reason would be done: the register asks for one, and the shell names the option. Not said
   * where a form or a command asks for the reason by itself.
   */
  readonly needsReason?: true;
}

interface RefusalRow<Facts extends object> extends RefusalTraits {
  readonly sort: RefusalSort;
  /** The facts are a type alone. */
  readonly [FACTS]?: Facts;
}

export type RefusalTable<Type extends string = string> = Readonly<Record<Type, RefusalRow<object>>>;

/** A refusal of that sort. `Facts`: what its sentence is made of. */
/* @__NO_SIDE_EFFECTS__ */
export function refusal<Facts extends object = object>(
  sort: RefusalSort,
  traits: RefusalTraits = {},
): RefusalRow<Facts> {
  return { sort, ...traits };
}

/** The refusals of a table, or of each of several, as a union by `type`. */
export type RefusalOf<Table extends RefusalTable> = Table extends unknown
  ? { [Type in keyof Table]: FactsOf<Type, Table[Type]> }[keyof Table]
  : never;

type FactsOf<Type, Row> =
  Row extends RefusalRow<infer Facts> ? Readonly<{ type: Type } & Facts> : never;
