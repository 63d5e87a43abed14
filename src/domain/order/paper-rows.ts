/** The rows of a paper: what is equal stands in one of them. */

import { type EventId } from "../identity.ts";

interface InRow {
  readonly line: EventId;
  readonly row?: string | undefined;
}

/** Returns the items row by row, in the order of the paper. */
export function rowsOfPaper<Item extends InRow>(
  items: ReadonlyArray<Item>,
): ReadonlyArray<ReadonlyArray<Item>> {
  return [...Map.groupBy(items, ({ line, row }) => row ?? line).values()];
}
