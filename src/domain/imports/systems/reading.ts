/** What is read of one system's sheet, and what several systems write alike. */

import { readYes } from "../foreign-cells.ts";
import { type Doubt, type ForeignGroup, type PassedRow } from "../foreign-goods.ts";
import { type ForeignRow, type NamedColumn } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";

export interface Reading {
  readonly goods: ReadonlyArray<RawGoods>;
  /** The words of taxes, in the order of the file; left out where they are those of the goods. */
  readonly taxes?: ReadonlyArray<string>;
  /** Rates that the file says, by the word. */
  readonly rates?: ReadonlyMap<string, string>;
  readonly groups?: ReadonlyArray<string>;
  /** What is in groups, where the file says it: prices as they are written. */
  readonly modifiers?: ReadonlyArray<RawGroup>;
  readonly passed?: ReadonlyArray<PassedRow>;
  /** Of rows that became no goods. */
  readonly doubts?: ReadonlyArray<Doubt>;
}

export interface RawGroup {
  readonly name: ForeignGroup["name"];
  readonly modifiers: ReadonlyArray<{ readonly name: string; readonly price: string }>;
}

/** Taxes and groups of modifiers have a column each, with yes or no in it: returns those with yes. */
export function marked(
  columns: ReadonlyArray<NamedColumn>,
  row: ForeignRow,
): ReadonlyArray<string> {
  return columns.filter(({ cell }) => readYes(cell(row).text) === true).map(({ name }) => name);
}

/** Names of columns once each, in the order of the file. */
export function namesOf(columns: ReadonlyArray<NamedColumn>): ReadonlyArray<string> {
  return [...new Set(columns.map(({ name }) => name))];
}
