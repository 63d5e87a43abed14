/** Open tables and tabs that a text names. */

import { editDistance } from "../domain/entry/entry-nearest.ts";
import { isCalled, type TableView } from "../domain/order/table-view.ts";
import { foldText, wordsOf } from "../domain/text/entry-text.ts";
import { type TableOrName } from "./ports/table-port.ts";

/** A longer name may have as many wrong letters and still be meant; a shorter one is another guest. */
const LETTERS_PER_SLIP = 4;

function at(open: ReadonlyArray<TableView>, { table }: TableOrName): ReadonlyArray<TableView> {
  const wanted = foldText(table);
  return open.filter((view) => isCalled(view, (it) => foldText(it.table) === wanted));
}

/** Finds tabs by the whole name before its beginning; a guest at a table is found by their name too. */
function tabsCalled(open: ReadonlyArray<TableView>, what: string): ReadonlyArray<TableView> {
  const exactly = open.filter(({ name }) => foldText(name) === foldText(what));
  if (exactly.length > 0) return exactly;
  const wanted = wordsOf(foldText(what));
  return open.filter(({ name }) => {
    const words = wordsOf(foldText(name));
    return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}

/** `rosi` where Rossi is open: perhaps the same guest, perhaps another one. */
export function tabNearly(open: ReadonlyArray<TableView>, what: string): TableView | undefined {
  const typed = foldText(what);
  return open.find(({ name }) => {
    const folded = foldText(name);
    const slips = Math.floor(Math.min(folded.length, typed.length) / LETTERS_PER_SLIP);
    return slips > 0 && editDistance(folded, typed, slips) <= slips;
  });
}

/** Finds the table or tab of `7` or `ros` before F7. */
export function placedAt(
  open: ReadonlyArray<TableView>,
  place: TableOrName,
  typed: string,
): ReadonlyArray<TableView> {
  return place.table === "" ? tabsCalled(open, typed) : at(open, place);
}
