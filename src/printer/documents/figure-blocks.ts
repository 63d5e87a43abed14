/** Figures with rows of their own on papers of X and Z, as their definitions say. */

import { type Figures } from "../../domain/events/day-events.ts";
import { type Figure, isPlaced, type PaperPlace } from "../../domain/figures/figure.ts";
import { type FigureId, type FigureLabels, FIGURES } from "../../domain/figures/figures.ts";
import { type Block } from "../document.ts";
import { type PaperWords } from "../paper-words.ts";

type Row = Readonly<Record<string, string | number>>;

/** The figures that papers name, which need words for it. */
type OnPaper = {
  [Id in FigureId]: (typeof FIGURES)[Id]["stands"]["paper"] extends { readonly place: PaperPlace }
    ? Id
    : never;
}[FigureId];

interface PaperWays {
  readonly all: Pick<PaperWords, "z" | "receipt">;
  /** A tender's name as it was called then. */
  readonly tenderName: (method: string) => string;
  /** `currency`: `own`, or ISO 4217. */
  readonly moneyText: (amount: number, currency: string) => string;
}

/** Returns the rows of one place; people are named by their numbers, so that a reprint is the same. */
export function figureRows(
  figures: Figures,
  place: PaperPlace,
  { all: { z: words, receipt }, tenderName, moneyText }: PaperWays,
): ReadonlyArray<Extract<Block, { type: "row" }>> {
  const labels: FigureLabels<OnPaper> = {
    ...words.figures,
    foreign: words.foreign,
    goods: ({ category }) => (category === "" ? words.noGoods : category),
    comps: ({ kind, count }) => `${count} x ${receipt.comps[kind]}`,
    acts: ({ act, staff, count }) => words.act({ act: words.acts[act], who: staff, count }),
  };
  const sums = Object.entries(figures);
  return Object.entries(FIGURES).flatMap(([id, one]) => {
    const figure = one as unknown as Figure;
    const { paper } = figure.stands;
    if (!isPlaced(paper) || paper.place !== place) return [];
    const { right, by } = paper;
    const label = labels[id as OnPaper] as string | ((facts: Row) => string);
    const isCount = figure.holds[right] === "count";
    const rows = figure.rows(sums);
    return (by === undefined ? rows : summedBy(by, right, rows)).map((row) => {
      const { method, currency = "own" } = row;
      const amount = Number(row[right]);
      const named = method === undefined ? row : { ...row, method: tenderName(String(method)) };
      return {
        type: "row",
        left: typeof label === "string" ? label : label(named),
        right: isCount ? String(amount) : moneyText(amount, String(currency)),
      };
    });
  });
}

function summedBy(by: string, sum: string, rows: ReadonlyArray<Row>): ReadonlyArray<Row> {
  return [...Map.groupBy(rows, (row) => String(row[by]))].map(([value, own]) => {
    return { [by]: value, [sum]: own.reduce((total, row) => total + Number(row[sum]), 0) };
  });
}
