/**
 * The paper of a Z, and of an X, which is a Z that nobody closed. It is laid out from the figures that were
 * recorded and nothing else, in the language of the shop on that day: printed years later, or by another
 * till, it is the same to the byte. So people are named by their numbers, and tenders as they were called.
 */

import { type Figures, type ZClosed } from "../../domain/events/day-events.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { type DayMoney, dayMoney, type DayTender } from "../../domain/figures/day-money.ts";
import { type PaperPlace } from "../../domain/figures/figure.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { DIFFERENCE } from "../../domain/tenders/tenders.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { localDate, type Locale, localMoney } from "../../domain/text/locale.ts";
import { exemptSalesText, taxText } from "../../words/exempt-text.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { figureRows } from "./figure-blocks.ts";
import { centred, demoBlocks, textBlock } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

export interface ZPaper {
  readonly shopName: string;
  readonly currency: Currency;
  readonly demo: boolean;
  readonly training: boolean;
  readonly body: Omit<ZClosed, "no" | "grandTotal" | "grandTurnover" | "language">;
  readonly locale: Locale;
  readonly at: WallTime;
  /** The figures that only a Z has; undefined for an X. */
  readonly closed: Pick<ZClosed, "no" | "grandTotal" | "grandTurnover"> | undefined;
  /** Letters of the till that a chain is of. */
  readonly codeOf: (till: Origin) => string;
  /** `A1`, or the staff number of who carries a pouch; empty where nobody has heard of it. */
  readonly drawerOf: (drawer: ZClosed["drawers"][number]) => string;
  /** The open drawers of an X, and the amount that each should hold. */
  readonly open: ReadonlyArray<{
    readonly drawer: string;
    readonly isPouch: boolean;
    readonly expected: number;
  }>;
  /** For who may not see what cash there should be: nothing adds it up. */
  readonly withoutCash: boolean;
}

interface Said extends Pick<ZPaper, "currency" | "locale"> {
  readonly words: PaperWords["z"];
  readonly all: PaperWords;
  readonly tenderName: (method: string) => string;
}

type Row = Extract<Block, { type: "row" }>;

const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;
const BOLD = { bold: true } as const;

export function zToDocument(paper: ZPaper): PrintDocument {
  const { body, withoutCash } = paper;
  const all = paperWords(paper.locale);
  const said: Said = {
    currency: paper.currency,
    locale: paper.locale,
    words: all.z,
    all,
    tenderName: (method) =>
      body.tenders?.find((it) => it.method === method)?.name ?? usualName(method, all.z),
  };
  const { figures } = body;
  const money = dayMoney(Object.entries(figures));
  return {
    kind: "report",
    blocks: [
      ...headBlocks(paper, said),
      { type: "rule" },
      ...(withoutCash
        ? blindBlocks(money, said)
        : [
            ...moneyBlocks(money, said),
            ...figureRows(figures, "foreign", waysOf(said)),
            ...sectionBlocks(figures, "cash", said),
          ]),
      ...figureRows(figures, "openings", waysOf(said)),
      ...(withoutCash
        ? []
        : [
            ...drawerBlocks(paper, said),
            ...sectionBlocks(figures, "goods", said),
            ...sectionBlocks(figures, "comps", said),
            ...sectionBlocks(figures, "acts", said),
            ...body.others.flatMap((other) => otherBlocks(other, paper, said)),
            ...totalBlocks(paper, said),
          ]),
      { type: "rule" },
      textBlock(said.words.events({ from: body.from, to: body.to })),
      textBlock(said.words.program({ version: body.program })),
      { type: "cut" },
    ],
  };
}

function usualName(
  method: string,
  { cash, card, exchange, voucher, difference }: PaperWords["z"],
): string {
  if (method === DIFFERENCE) return difference;
  if (method === "cash") return cash;
  if (method === "voucher") return voucher;
  if (method === "exchange") return exchange;
  return method === "card" ? card : method;
}

function headBlocks(paper: ZPaper, { words, all, locale }: Said): ReadonlyArray<Block> {
  const { body, closed, at } = paper;
  const { date, time } = formatWallTime(at, locale);
  const when = `${date} ${time}`;
  return [
    ...demoBlocks(paper, all.receipt),
    centred(paper.shopName, BOLD),
    centred(closed === undefined ? words.x : words.z({ name: `${body.series}-${closed.no}` }), BIG),
    ...(closed === undefined ? [centred(words.xIs)] : []),
    ...(paper.withoutCash ? [centred(words.withoutCash)] : []),
    { type: "row", left: words.day({ day: localDate(body.day, locale) }), right: body.series },
    textBlock(closed === undefined ? words.made({ at: when }) : words.closed({ at: when })),
  ];
}

/** Prints the figures that don't reveal how much cash there is: counts, and the sums of other tenders. */
function blindBlocks({ receipts, tenders }: DayMoney, said: Said): ReadonlyArray<Block> {
  return [
    { type: "row", left: said.words.receipts, right: String(receipts) },
    ...tenders
      .filter(({ method }) => method !== "cash")
      .toSorted(byPlace)
      .flatMap((tender) => tenderBlocks(tender, said)),
  ];
}

function moneyBlocks(sums: DayMoney, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  const { receipts, sales, returned, refunds, rounding, tenders } = sums;
  return [
    money(words.sales({ receipts }), sales, said),
    ...(returned.count === 0
      ? []
      : [money(words.returned({ lines: returned.count }), returned.total, said)]),
    ...(refunds.count === 0
      ? []
      : [money(words.refunds({ refunds: refunds.count }), refunds.total, said)]),
    ...(rounding === 0 ? [] : [money(words.rounding, rounding, said)]),
    ...taxBlocks(sums, said),
    { type: "rule" },
    ...tenders.toSorted(byPlace).flatMap((tender) => tenderBlocks(tender, said)),
  ];
}

/** Cash first, then cards, then the others by their ids. */
function byPlace(one: DayTender, other: DayTender): number {
  return placeOf(one) - placeOf(other);
}

function placeOf({ method }: DayTender): number {
  return method === "cash" ? 0 : 1 + Number(method !== "card");
}

function taxBlocks({ taxes, exempt }: DayMoney, said: Said): ReadonlyArray<Block> {
  if (taxes.length === 0) return [];
  const { words } = said;
  return [
    {
      type: "table",
      aligns: ["left", "right", "right", "right"],
      hasHead: true,
      rows: [
        [words.tax, words.net, words.tax, words.gross],
        ...taxes.map(({ net, tax, ...of }) => [
          taxText(of, said.locale),
          sum(net, said),
          sum(tax, said),
          sum(net + tax, said),
        ]),
      ],
    },
    ...(exempt === 0 ? [] : [money(exemptSalesText(said.locale), exempt, said)]),
  ];
}

function tenderBlocks(tender: DayTender, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  const { method, count, amount, rounding, refunded, corrected, tips, kept } = tender;
  const name = said.tenderName(method);
  const parts: ReadonlyArray<Block> = [
    ...(rounding === 0 ? [] : [indented(money(words.rounding, rounding, said))]),
    ...(tips === 0 ? [] : [indented(money(said.all.receipt.tip, tips, said))]),
    ...(refunded === 0 ? [] : [indented(money(words.refunded({ tender: name }), refunded, said))]),
    ...(corrected === 0
      ? []
      : [indented(money(words.corrected({ tender: name }), corrected, said))]),
  ];
  return [
    money(words.payments({ tender: name, count }), amount, said),
    ...parts,
    ...(parts.length === 0 ? [] : [indented(money(words.kept({ tender: name }), kept, said))]),
  ];
}

/** Returns the rows of one place behind a rule, indented where they have a title. */
function sectionBlocks(figures: Figures, place: PaperPlace, said: Said): ReadonlyArray<Block> {
  const { goods, comps, actsTitle: acts } = said.words;
  const titles: Readonly<Partial<Record<PaperPlace, string>>> = { goods, comps, acts };
  const title = titles[place];
  const rows = figureRows(figures, place, waysOf(said));
  if (rows.length === 0) return [];
  return [
    { type: "rule" },
    ...(title === undefined ? rows : [textBlock(title), ...rows.map(indented)]),
  ];
}

function drawerBlocks(paper: ZPaper, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  const { drawer: drawerWords } = said.all;
  const { drawers } = paper.body;
  if (drawers.length + paper.open.length === 0) return [];
  return [
    { type: "rule" },
    ...drawers.flatMap((drawer) => {
      const { by, expected, counted } = drawer;
      const called = placeText(paper.drawerOf(drawer), drawer.pouch !== undefined, said);
      return [
        textBlock(words.countedBy({ drawer: called, who: by })),
        indented(money(drawerWords.expected, expected, said)),
        indented(money(drawerWords.counted, counted, said)),
        indented(money(drawerWords.difference, counted - expected, said)),
      ];
    }),
    ...paper.open.flatMap(({ drawer, isPouch, expected }) => [
      textBlock(words.open({ drawer: placeText(drawer, isPouch, said) })),
      indented(money(drawerWords.expected, expected, said)),
    ]),
  ];
}

function placeText(name: string, isPouch: boolean, { all: { drawer } }: Said): string {
  return isPouch ? drawer.pouch({ who: name }) : drawer.drawer({ name });
}

/** Prints entries of another day or another till. */
function otherBlocks(
  {
    day,
    till,
    figures,
  }: { readonly day: BusinessDay; readonly till: Origin; readonly figures: Figures },
  { codeOf }: Pick<ZPaper, "codeOf">,
  said: Said,
): ReadonlyArray<Block> {
  const { receipts, sales, tenders } = dayMoney(Object.entries(figures));
  return [
    { type: "rule" },
    textBlock(said.words.of({ day: localDate(day, said.locale), till: codeOf(till) })),
    ...(receipts === 0 ? [] : [indented(money(said.words.sales({ receipts }), sales, said))]),
    ...tenders
      .toSorted(byPlace)
      .map(({ method, count, kept }) =>
        indented(
          money(said.words.payments({ tender: said.tenderName(method), count }), kept, said),
        ),
      ),
  ];
}

function totalBlocks({ body, closed }: ZPaper, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  return [
    { type: "rule" },
    ...body.unknown.map(({ method, amount }) =>
      money(words.unknown({ method: said.tenderName(method) }), amount, said),
    ),
    {
      type: "row",
      left: `${words.total} ${said.currency.code}`,
      right: sum(body.total, said),
      style: BIG,
    },
    ...madeOfBlocks({ body }, said),
    ...(closed === undefined
      ? []
      : [
          money(words.grandTotal, closed.grandTotal, said),
          money(words.grandTurnover, closed.grandTurnover, said),
        ]),
  ];
}

/** Returns what the total is made of, where not all of it is sales: a voucher is none as long as it is not redeemed. */
function madeOfBlocks({ body }: Pick<ZPaper, "body">, said: Said): ReadonlyArray<Block> {
  const sums = [body, ...body.others].map(({ figures }) => dayMoney(Object.entries(figures)));
  const sales = sums.reduce(
    (sum, own) => sum + own.sales + own.returned.total + own.refunds.total,
    0,
  );
  if (sales === body.total) return [];
  const { ofSales, ofBeside } = said.words;
  return [
    indented(money(ofSales, sales, said)),
    indented(money(ofBeside, body.total - sales, said)),
  ];
}

function waysOf(said: Said): Parameters<typeof figureRows>[2] {
  const { all, tenderName } = said;
  return {
    all,
    tenderName,
    moneyText: (amount, currency) =>
      currency === OWN ? sum(amount, said) : localForeign(minor(amount), currency, said.locale),
  };
}

function money(left: string, amount: number, said: Said): Row {
  return { type: "row", left, right: sum(amount, said) };
}

/** Indents a row that explains the line above it. */
function indented(row: Row): Block {
  return { ...row, indent: 1 };
}

function sum(amount: number, { currency, locale }: Pick<Said, "currency" | "locale">): string {
  return localMoney(minor(amount), currency, locale);
}
