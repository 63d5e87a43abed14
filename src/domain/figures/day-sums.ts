/** The sums of all figures, under one till and business day: how they are kept, found and read. */

import { type Contribution } from "../base/contribution.ts";
import { type BusinessDay, type Origin } from "../identity.ts";
import { type Facts } from "./facts.ts";
import { type Figure, type FigureBooks, type NamedSum, type NamedSums } from "./figure.ts";
import { type FigureId, type FigureRow, FIGURES } from "./figures.ts";

type SumOf<Id extends FigureId> = Extract<keyof (typeof FIGURES)[Id]["holds"], string>;

const ALL = Object.values(FIGURES) as unknown as ReadonlyArray<Figure>;

/** The revision of all figures: Zs record it, so that whoever reads one knows what it can't know. */
export const FIGURES_REVISION = Math.max(...ALL.map(({ since }) => since));

/** What a Z that is made now records of it. */
export const REVISION_NOW = FIGURES_REVISION === 0 ? {} : { revision: FIGURES_REVISION };

/**
 * Whether a Z that was made at that revision can know a sum: one of an older program knows no later figure, and
 * one of a newer program may know more than this one.
 */
export function isKnownAt(revision: number, name: string): boolean {
  const since = sumNamed(name)?.figure.since;
  return since === undefined ? revision <= FIGURES_REVISION : since <= revision;
}

/** Keys of one till's sums of one day start so; without a till those of all. */
export function daySumPrefix(day: BusinessDay, till?: Origin): string {
  return till === undefined ? `day/${day}/` : `day/${day}/${till}/`;
}

/** Returns the key under which one sum of a figure is kept: `of` names the sum and its dimensions. */
export function sumKey<Id extends FigureId>(
  id: Id,
  { day, till }: TillDay,
  of: Omit<FigureRow<Id>, SumOf<Id>> & { readonly sum: SumOf<Id> },
): string {
  const { name } = FIGURES[id] as unknown as Figure;
  return daySumPrefix(day, till) + name(of, of.sum);
}

interface TillDay {
  readonly till: Origin;
  readonly day: BusinessDay;
}

/** For each sort of facts, how all figures count one. */
const COUNTING = new Map<string, ReadonlyArray<Figure["counts"][string]>>();
for (const { counts } of ALL) {
  for (const [source, count] of Object.entries(counts)) {
    COUNTING.set(source, [...(COUNTING.get(source) ?? []), count]);
  }
}

/** Returns what one fact counts for, in all figures, under its till and day. */
export function counted<Source extends keyof Facts>(
  source: Source,
  { till, day }: TillDay,
  fact: Facts[Source],
): ReadonlyArray<Contribution> {
  const into = { prefix: daySumPrefix(day, till), list: new Array<Contribution>() };
  for (const count of COUNTING.get(source) ?? []) count(fact, into);
  return into.list;
}

/** Where a sum of that name is; undefined for one that no figure has. */
export function booksOf(name: string): FigureBooks | undefined {
  return sumNamed(name)?.figure.in;
}

/** Adds up one sum of a figure, whatever its dimensions are. */
export function totalOf<Id extends FigureId, Sum extends SumOf<Id>>(
  id: Id,
  sum: Sum,
  sums: NamedSums,
): FigureRow<Id>[Sum & keyof FigureRow<Id>] {
  const figure = FIGURES[id] as unknown as Figure;
  const total = figure.rows(sums).reduce((all, row) => all + Number(row[sum]), 0);
  return total as FigureRow<Id>[Sum & keyof FigureRow<Id>];
}

/** Returns the sum of that name; undefined for one that no figure has. */
export function sumNamed(name: string): NamedSum | undefined {
  for (const one of ALL) {
    const found = one.parse(name);
    if (found !== undefined)
      return { ...found, figure: one, unit: one.holds[found.sum] ?? "count" };
  }
  return undefined;
}
