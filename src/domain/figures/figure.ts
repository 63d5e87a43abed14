/**
 * What a figure is: a sum, or a few of them, of a till's business day. Its definition says under which key it
 * is kept and recorded, in which units, and which events count for it; everything that writes or
 * reads such sums is made from it (`figures.ts` has all of them).
 *
 * A key is a text with dimensions in angle brackets, such as `tip/<method>/<staff>/*`; where it ends with a
 * star each sum has its own name in its place. The last dimension takes what is left, slashes too.
 */

import { type Contribution } from "../base/contribution.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type JournalMove, type JournalTill } from "./journal.ts";

/** How a sum is shown: a number, the shop's money, or money of the currency in the key; in minor units. */
export type Unit = "count" | "money" | "foreign";

/**
 * What a dimension is of. A `list` is closed, and the figure names it; a `text` is as long as somebody
 * writes it, so the figure says for how many bytes of such texts there is room. Dimensions are named as
 * the JSON names them.
 */
const DIMENSIONS = {
  /** `cash`, `card`, or the id of a tender of the shop's own. */
  method: "id",
  /** Staff number. */
  staff: "id",
  /** `own`, or ISO 4217. */
  currency: "id",
  /** In 1/1000 %. */
  rate: "number",
  /** In which a voucher was sold first. */
  year: "number",
  /** Of a tax. */
  label: "id",
  how: "list",
  what: "list",
  kind: "list",
  act: "list",
  /** The names of the taxes that goods bear. */
  taxes: "id",
  category: "text",
} as const satisfies Readonly<Record<string, "id" | "number" | "list" | "text">>;

export type Dimension = keyof typeof DIMENSIONS;
type DimensionsOf<Sort> = {
  [Name in Dimension]: (typeof DIMENSIONS)[Name] extends Sort ? Name : never;
}[Dimension];
type ListDimension = DimensionsOf<"list">;
type TextDimension = DimensionsOf<"text">;

type NamesIn<Key extends string> = Key extends `${string}<${infer Name}>${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The key itself, or what is wrong with it. */
type SoundKey<Key extends string> = [NamesIn<Key>] extends [Dimension]
  ? Key extends `${string}*${infer Behind}`
    ? Behind extends ""
      ? Key
      : "The star stands last."
    : Key
  : `There is no dimension ${Exclude<NamesIn<Key>, Dimension>}.`;

type Lists = { readonly [Name in ListDimension]?: ReadonlyArray<string> };

type DimensionValues<Key extends string, Of extends Lists> = {
  readonly [Name in NamesIn<Key> & Dimension]: Name extends keyof Of
    ? Of[Name] extends ReadonlyArray<infer Word>
      ? Word
      : never
    : Name extends DimensionsOf<"number">
      ? number
      : string;
};

type Sums<Holds> = { readonly [Name in keyof Holds]: number };

/** What an event counts: all dimensions, and the sums that it moves. */
type Counted<Key extends string, Of extends Lists, Holds> = DimensionValues<Key, Of> &
  Partial<Sums<Holds>>;

type From<Facts, Row> = {
  readonly [Source in keyof Facts]?: (fact: Facts[Source]) => Row | ReadonlyArray<Row> | undefined;
};

type Needed<Key extends string, Name extends Dimension, Field extends object> =
  Extract<NamesIn<Key>, Name> extends never ? object : Field;

interface Stated<Holds> {
  /** The unit of each sum. A sum without a star in the key is the only one. */
  readonly holds: Holds;
  /** The revision of all figures since which it is counted; an older Z knows nothing of it. */
  readonly since?: number;
  /**
   * Where it is: in the sums that are kept as events come in and in Zs, which have to agree; in the
   * kept sums alone; or in Zs alone, by what was so at their moment, so that nothing later agrees with it.
   */
  readonly in?: FigureBooks;
}

export type FigureBooks = "both" | "sums" | "zs";

export type FigureDefinition<Facts, Key extends string, Holds, Of extends Lists> = Stated<Holds> & {
  readonly key: SoundKey<Key>;
} & Needed<
    Key,
    ListDimension,
    { readonly lists: Of & Required<Pick<Lists, Extract<NamesIn<Key>, ListDimension>>> }
  > &
  Needed<Key, TextDimension, { readonly bytes: FigureBytes }> & {
    readonly from: From<Facts, Counted<Key, NoInfer<Of>, NoInfer<Holds>>>;
  };

/**
 * Where a figure stands, surface by surface: "by hand" where it stands together with others, null for
 * nowhere.
 */
export interface Stands<
  Name extends string = string,
  Sum extends string = string,
  Row extends object = CountedRow,
> {
  /** The report of the day, in words: what stands behind the label, where that isn't all. */
  readonly text: { readonly place: TextPlace; readonly amount?: Sum } | ByHand;
  /** The report as JSON, and so as CSV: a field with its rows, all of them or those that any sum moved. */
  readonly json: { readonly rows: "all" | "moved" } | ByHand;
  /** Papers of X and Z: what stands behind the label. With `by`, one dimension alone tells rows apart. */
  readonly paper: { readonly place: PaperPlace; readonly right: Sum; readonly by?: Name } | ByHand;
  /** What it moves between accounts; null for what is no money, or is in another figure. */
  readonly journal: ((row: Row, till: JournalTill) => ReadonlyArray<JournalMove>) | null;
}

type ByHand = "by hand" | null;

/** Whether the surface prints it by its definition. */
export function isPlaced<Stand extends object>(stand: Stand | ByHand): stand is Stand {
  return stand !== null && stand !== "by hand";
}

export type TextPlace = "sales" | "foreign" | "money" | "goods" | "deposits";
export type PaperPlace = "foreign" | "cash" | "openings" | "goods" | "comps" | "acts";

/** A figure, as it is read and written. */
export interface Figure<Row extends object = Readonly<Record<string, string | number>>> {
  /** As it is defined. */
  readonly key: string;
  readonly holds: Readonly<Record<string, Unit>>;
  /** The names of its sums. */
  readonly sums: ReadonlyArray<string>;
  readonly since: number;
  readonly stands: Stands;
  readonly in: FigureBooks;
  readonly bytes: FigureBytes | undefined;
  readonly dimensions: ReadonlyArray<{
    readonly name: string;
    /** Whether it is a text of people. */
    readonly isText: boolean;
    /** Of a closed list, in its order. */
    readonly words: ReadonlyArray<string> | undefined;
  }>;
  /** By sort of facts: adds what one counts for to the list, under names with a prefix. */
  readonly counts: Readonly<Record<string, (fact: object, into: Into) => void>>;
  /** Reads the name of a sum; undefined for one of another figure. */
  readonly parse: (name: string) => ParsedName | undefined;
  /** Returns the name of one sum. */
  readonly name: (row: CountedRow, sum: string) => string;
  /**
   * Returns its rows in the sums, each combination of dimensions once: by the order of closed lists, else
   * in that of the names. A sum that isn't there is zero.
   */
  readonly rows: (sums: NamedSums) => ReadonlyArray<Row>;
}

/** The most bytes of names and sums in one Z: of its own day and till, and of another one. */
export interface FigureBytes {
  readonly own: number;
  readonly other: number;
}

interface Into {
  readonly prefix: string;
  readonly list: Contribution[];
}

type CountedRow = Readonly<Record<string, string | number>>;

/** Sums of one day and till, by their names. */
export type NamedSums = Iterable<readonly [name: string, amount: number]>;

export interface ParsedName {
  readonly row: CountedRow;
  /** Which of the figure's sums it is. */
  readonly sum: string;
}

export interface NamedSum extends ParsedName {
  readonly figure: Figure;
  readonly unit: Unit;
}

export type RowOf<Key extends string, Of extends Lists, Holds> = DimensionValues<Key, Of> &
  Sums<Holds>;

type SumOf<Unit> = Unit extends "count" ? number : MinorUnits;
export type Typed<Row, Holds> = {
  readonly [Name in keyof Row]: Name extends keyof Holds ? SumOf<Holds[Name]> : Row[Name];
};

/** Binds the facts that events give, so that each figure's `from` is checked against them. */
export function figureFactory<Facts>() {
  return function figure<
    const Key extends string,
    const Holds extends Readonly<Record<string, Unit>>,
    const Surfaces extends Stands<
      NamesIn<Key>,
      Extract<keyof Holds, string>,
      Typed<RowOf<Key, Of, Holds>, Holds>
    >,
    const Of extends Lists = object,
  >(
    definition: FigureDefinition<Facts, Key, Holds, Of>,
    stands: Surfaces,
  ): MadeFigure<Typed<RowOf<Key, Of, Holds>, Holds>, Holds, Surfaces> {
    const made: object = createFigure(
      definition as unknown as LooseDefinition,
      stands as unknown as Stands,
    );
    return made as MadeFigure<Typed<RowOf<Key, Of, Holds>, Holds>, Holds, Surfaces>;
  };
}

/** A figure whose dimensions, sums and surfaces are known by their names. */
type MadeFigure<Row extends object, Holds, Surfaces> = Omit<
  Figure<Row>,
  "holds" | "name" | "stands"
> & {
  readonly holds: Holds;
  readonly stands: Surfaces;
  readonly name: (of: Omit<Row, keyof Holds>, sum: Extract<keyof Holds, string>) => string;
};

interface LooseDefinition extends Stated<Readonly<Record<string, Unit>>> {
  readonly key: string;
  readonly lists?: Lists;
  readonly bytes?: FigureBytes;
  readonly from: Readonly<
    Record<string, (fact: object) => CountedRow | ReadonlyArray<CountedRow> | undefined>
  >;
}

function createFigure(
  { key, holds, since = 0, in: books = "both", lists = {}, bytes, from }: LooseDefinition,
  stands: Stands,
): Figure {
  const [head = "", ...behind] = key.replace("*", "").split(/<[a-z]+>/u);
  const dimensions = key.match(/(?<=<)[a-z]+/gu) ?? [];
  const sums = Object.keys(holds);
  const hasStar = key.endsWith("*");
  const ends = sums.map((sum) => (hasStar ? sum : ""));
  const values = dimensions.map((name, at) => valuesOf(name) + behind[at]);
  const pattern = new RegExp(`^${head}${values.join("")}(?<end>${ends.join("|")})$`, "su");
  const none = Object.fromEntries(sums.map((sum) => [sum, 0]));

  function valuesOf(name: string): string {
    const words = lists[name as ListDimension];
    if (words !== undefined) return `(?<${name}>${words.join("|")})`;
    if (DIMENSIONS[name as Dimension] === "number") return `(?<${name}>[0-9]+)`;
    return name === dimensions.at(-1) ? `(?<${name}>.*)` : `(?<${name}>[^/]*)`;
  }

  function parse(name: string): ParsedName | undefined {
    if (!name.startsWith(head)) return undefined;
    const found = pattern.exec(name);
    if (found === null) return undefined;
    const { groups = {} } = found;
    const row = Object.fromEntries(
      dimensions.map((dimension) => {
        const text = groups[dimension] ?? "";
        return [dimension, DIMENSIONS[dimension as Dimension] === "number" ? Number(text) : text];
      }),
    );
    return { row, sum: sums[ends.indexOf(groups["end"] ?? "")] ?? "" };
  }

  function placeOf(row: CountedRow, prefix: string): string {
    let place = prefix + head;
    // Folds write names all the time, so this makes no iterator and joins no list.
    for (let at = 0; at < behind.length; at += 1) {
      place += String(row[dimensions[at] ?? ""]) + behind[at];
    }
    return place;
  }

  function addRow(row: CountedRow, { prefix, list }: Into): void {
    const place = placeOf(row, prefix);
    for (let at = 0; at < sums.length; at += 1) {
      const amount = row[sums[at] ?? ""] as number | undefined;
      if (amount !== undefined) list.push([place + ends[at], amount]);
    }
  }

  function counting(rowsOf: LooseDefinition["from"][string]): Figure["counts"][string] {
    return (fact, into) => {
      const given = rowsOf(fact);
      if (given === undefined) return;
      if (isRows(given)) for (const row of given) addRow(row, into);
      else addRow(given, into);
    };
  }

  const ordered = dimensions.flatMap((name) => {
    const words = lists[name as ListDimension];
    return words === undefined ? [] : [{ name, words }];
  });

  return {
    key,
    holds,
    since,
    sums,
    stands,
    in: books,
    bytes,
    dimensions: dimensions.map((name) => {
      const isText = DIMENSIONS[name as Dimension] === "text";
      return { name, isText, words: lists[name as ListDimension] };
    }),
    counts: Object.fromEntries(
      Object.entries(from).map(([source, rowsOf]) => [source, counting(rowsOf)]),
    ),
    parse,
    name: (row, sum) => placeOf(row, "") + ends[sums.indexOf(sum)],
    rows: (all) => {
      const found = new Map<string, Record<string, string | number>>();
      for (const [name, amount] of all) {
        const parsed = parse(name);
        if (parsed === undefined) continue;
        const place = placeOf(parsed.row, "");
        const row = found.get(place) ?? { ...parsed.row, ...none };
        row[parsed.sum] = amount;
        found.set(place, row);
      }
      return ordered
        .toReversed()
        .reduce(
          (rows, { name, words }) =>
            rows.toSorted(
              (a, b) => words.indexOf(String(a[name])) - words.indexOf(String(b[name])),
            ),
          [...found.values()],
        );
    },
  };
}

/** `Array.isArray` takes a list that can't be written for no list. */
function isRows(given: CountedRow | ReadonlyArray<CountedRow>): given is ReadonlyArray<CountedRow> {
  return Array.isArray(given);
}
