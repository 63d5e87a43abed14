/** A sheet of another till's file: columns by their heads, whatever their capitals and blanks are. */

/** Cells as text, in the order of the columns. */
export interface ForeignRow {
  /** Counted as records; the heads are row 1. */
  readonly no: number;
  readonly cells: ReadonlyArray<string>;
}

export interface ForeignTable {
  /** Empty in a file of one table. */
  readonly name: string;
  readonly heads: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ForeignRow>;
}

/** A cell with the head that it stands under, as the file writes that. */
export interface Cell {
  readonly text: string;
  readonly column: string;
}

export interface Sheet {
  readonly rows: ReadonlyArray<ForeignRow>;
  readonly has: (head: string) => boolean;
  /** Returns the cell under the first of the heads that the file has; empty where it has none. */
  readonly cell: (row: ForeignRow, ...heads: ReadonlyArray<string>) => Cell;
  readonly text: (row: ForeignRow, ...heads: ReadonlyArray<string>) => string;
  /** Returns the columns whose head the pattern fits, by what its group `name` holds. */
  readonly columns: (pattern: RegExp) => ReadonlyArray<NamedColumn>;
  /** Returns the heads that nobody has asked for. */
  readonly unread: () => ReadonlyArray<string>;
}

export interface NamedColumn {
  readonly name: string;
  readonly rest: string;
  readonly cell: (row: ForeignRow) => Cell;
}

export function openSheet({ heads, rows }: ForeignTable): Sheet {
  const places = new Map<string, number>();
  for (const [place, head] of heads.entries()) {
    const folded = foldHead(head);
    if (folded !== "" && !places.has(folded)) places.set(folded, place);
  }
  const read = new Set<number>();

  function cellAt({ cells }: ForeignRow, place: number): Cell {
    return {
      text: unapostrophed((cells[place] ?? "").trim()),
      column: (heads[place] ?? "").trim(),
    };
  }

  function placeOf(head: string): number | undefined {
    const place = places.get(foldHead(head));
    if (place !== undefined) read.add(place);
    return place;
  }

  function cell(row: ForeignRow, ...names: ReadonlyArray<string>): Cell {
    const found = names.flatMap((name) => placeOf(name) ?? []);
    const [first] = found;
    if (first === undefined) return { text: "", column: names[0] ?? "" };
    const filled = found.find((place) => cellAt(row, place).text !== "");
    return cellAt(row, filled ?? first);
  }

  return {
    rows,
    has: (head) => places.has(foldHead(head)),
    cell,
    text: (row, ...names) => cell(row, ...names).text,
    columns: (pattern) =>
      heads.flatMap((head, place): ReadonlyArray<NamedColumn> => {
        const found = pattern.exec(head.trim());
        if (found === null) return [];
        read.add(place);
        const { name = "", rest = "" } = found.groups ?? {};
        return [{ name, rest, cell: (row) => cellAt(row, place) }];
      }),
    unread: () => heads.filter((head, place) => head.trim() !== "" && !read.has(place)),
  };
}

/** Odoo's exports and its page write a slash with and without blanks. */
export function foldHead(head: string): string {
  return head
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/ ?\/ ?/gu, "/");
}

/** Spreadsheets write one apostrophe before what is to be text: formulas, and numbers whose zeros count. */
function unapostrophed(text: string): string {
  return /^'[=+\-@\d]/u.test(text) ? text.slice(1) : text;
}
