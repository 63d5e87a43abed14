/**
 * Which sums a stream counts for, and a mark for what it adds to them. Where the mark that was written with the rows is
 * another one now, those sums have moved: so an event that is heard late has the sums of its day written anew, however
 * long ago that was, and what it moved to another day takes both along.
 */

import { hash as digest } from "node:crypto";

import { type Contribution } from "../../src/domain/base/contribution.ts";
import { foldOf, type StreamType } from "../../src/domain/folds/folds.ts";
import {
  type BusinessDay,
  type StreamId,
  streamName,
  streamType,
} from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { stockSumOf } from "../../src/domain/stock/stock-keys.ts";
import { type ArticleDay } from "./stock-rows.ts";
import { type OwnRow } from "./tables.ts";

export type Mark = OwnRow<"mark">;

/** The sums that have to be written anew. */
export interface Moved {
  readonly days: ReadonlySet<BusinessDay>;
  readonly articles: ReadonlySet<string>;
  readonly articleDays: ReadonlyArray<ArticleDay>;
}

const MARK_CHARACTERS = 16;
const DAY_KEY = /^day\/(?<day>\d{4}-\d\d-\d\d)\//u;

/** Returns the marks of a stream as the ledger has it now. */
export function marksOf(view: LedgerView, stream: StreamId): ReadonlyArray<Mark> {
  const byPart = Map.groupBy(contributionsOf(view, stream), ([key]) => partOf(key));
  return [...byPart].flatMap(([what, own]) =>
    what === undefined ? [] : [{ stream, what, mark: markOf(own) }],
  );
}

export function markOf(value: unknown): string {
  return digest("sha256", JSON.stringify(value)).slice(0, MARK_CHARACTERS);
}

/** Returns what differs between the marks that were written and those of now. */
export function movedBy(before: ReadonlyArray<Mark>, now: ReadonlyArray<Mark>): Moved {
  const known = new Set(before.map(nameOf));
  const present = new Set(now.map(nameOf));
  const moved = [
    ...before.filter((mark) => !present.has(nameOf(mark))),
    ...now.filter((mark) => !known.has(nameOf(mark))),
  ];
  const parts = [...new Set(moved.map(({ what }) => what))].map(readPart);
  return {
    days: new Set(parts.flatMap((part) => (part.type === "day" ? [part.day] : []))),
    articles: new Set(parts.flatMap((part) => (part.type === "article" ? [part.sku] : []))),
    articleDays: parts.flatMap((part) => (part.type === "article-day" ? [part] : [])),
  };
}

function nameOf({ stream, what, mark }: Mark): string {
  return JSON.stringify([stream, what, mark]);
}

/** A fold is total; one that throws all the same counts for nothing in the ledger too. */
function contributionsOf(view: LedgerView, stream: StreamId): ReadonlyArray<Contribution> {
  const type = streamType(stream) as StreamType;
  const fold = foldOf(stream);
  if (fold === undefined) return [];
  try {
    const own = fold.contributions(view.glance(type, streamName(stream)));
    return own.map(([key, amount]) => [key.toWellFormed(), amount]);
  } catch {
    return [];
  }
}

function partOf(key: string): string | undefined {
  const day = DAY_KEY.exec(key)?.groups?.["day"];
  if (day !== undefined) return `day ${day}`;
  const stock = stockSumOf(key);
  if (stock === undefined) return undefined;
  return stock.day === undefined ? `article ${stock.sku}` : `done ${stock.day} ${stock.sku}`;
}

type Part =
  | { readonly type: "day"; readonly day: BusinessDay }
  | { readonly type: "article"; readonly sku: string }
  | ({ readonly type: "article-day" } & ArticleDay);

function readPart(what: string): Part {
  const [word = "", ...rest] = what.split(" ");
  const [day = "", ...sku] = rest;
  // Written by `partOf`.
  if (word === "day") return { type: "day", day: day as BusinessDay };
  if (word === "article") return { type: "article", sku: rest.join(" ") };
  return { type: "article-day", day: day as BusinessDay, sku: sku.join(" ") };
}
