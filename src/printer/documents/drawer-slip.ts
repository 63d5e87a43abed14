/** Papers of a cash drawer beside sales: what was moved, what was counted, how it was closed. */

import { assertNever } from "../../domain/base/assert-never.ts";
import {
  type DrawerClosed,
  type DrawerCounted,
  type DrawerMoved,
  OWN,
} from "../../domain/events/drawer-events.ts";
import { minor } from "../../domain/money/amounts.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { withOwnTexts } from "../encoding/own-text.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { tillNamed } from "../till-named.ts";
import { centred, demoBlocks, textBlock } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

export interface DrawerSlip {
  /** `A1`; undefined where no drawer was open. */
  readonly drawer: string | undefined;
  /** Who carries it, where it is a pouch. */
  readonly pouch: string | undefined;
  readonly till: string;
  readonly at: WallTime;
  readonly who: string;
  /** The person who approved it; empty for nobody. */
  readonly approved: string;
  readonly what: SlipOf;
  readonly demo: boolean;
  readonly training: boolean;
}

export type SlipOf =
  /** `of`: who is paid tips. */
  | { readonly type: "moved"; readonly body: DrawerMoved; readonly of: string }
  | { readonly type: "no-sale"; readonly reason: string }
  | { readonly type: "counted"; readonly body: DrawerCounted; readonly tenders: TenderNames }
  | { readonly type: "closed"; readonly body: DrawerClosed };

/** Returns the name of a tender, by the method of its payments. */
type TenderNames = (method: string) => string;

interface Said {
  readonly formatMoney: (amountMinor: number) => string;
  readonly locale: Locale;
  readonly words: PaperWords;
}

const TITLE = { bold: true, doubleHeight: true } as const;

/** Lays out a slip. It opens no drawer by itself: its caller knows which one to open. */
export function drawerSlipToDocument(
  made: DrawerSlip,
  options: Pick<Said, "formatMoney" | "locale">,
): PrintDocument {
  const slip = withOwnTexts(made);
  const said: Said = { ...options, words: paperWords(options.locale) };
  const { drawer: words, receipt } = said.words;
  const { date, time } = formatWallTime(slip.at, said.locale);
  return {
    kind: "report",
    blocks: [
      ...demoBlocks(slip, said.words.ticket),
      centred(titleOf(slip.what, words), TITLE),
      { type: "row", left: placeText(slip, words), right: tillNamed(receipt.till, slip.till) },
      { type: "row", left: `${date} ${time}`, right: slip.who },
      { type: "rule" },
      ...figureBlocks(slip.what, said),
      ...(slip.approved === "" ? [] : [textBlock(words.approved({ who: slip.approved }))]),
      { type: "feed", lines: 2 },
      { type: "rule" },
      textBlock(words.signature),
      { type: "cut" },
    ],
  };
}

function placeText({ drawer, pouch }: DrawerSlip, words: PaperWords["drawer"]): string {
  if (pouch !== undefined) return words.pouch({ who: pouch });
  return drawer === undefined ? "" : words.drawer({ name: drawer });
}

function titleOf(what: SlipOf, words: PaperWords["drawer"]): string {
  switch (what.type) {
    case "moved":
      return words[what.body.what];
    case "no-sale":
      return words.noSale;
    case "counted":
      return words.count;
    case "closed":
      return words.closed;
    default:
      return assertNever(what, "slip of a drawer");
  }
}

function figureBlocks(what: SlipOf, said: Said): ReadonlyArray<Block> {
  switch (what.type) {
    case "moved":
      return movedBlocks(what, said);
    case "no-sale":
      return [textBlock(said.words.drawer.why({ reason: what.reason }))];
    case "counted":
      return countedBlocks(what, said);
    case "closed":
      return closedBlocks(what.body, said);
    default:
      return assertNever(what, "slip of a drawer");
  }
}

function movedBlocks(
  { body, of }: Extract<SlipOf, { type: "moved" }>,
  { formatMoney, locale, words: { drawer: words } }: Said,
): ReadonlyArray<Block> {
  const { currency, amount, reason } = body;
  const money = currency === OWN ? formatMoney(amount) : localForeign(amount, currency, locale);
  return [
    { type: "row", left: words.amount, right: money, style: TITLE },
    ...(body.staff !== undefined ? [textBlock(words.tipsOf({ who: of }))] : []),
    ...(reason === "" ? [] : [textBlock(words.why({ reason }))]),
  ];
}

/** The expected amount stays off the slip, because the next person who counts blind may find it. */
function countedBlocks(
  { body, tenders }: Extract<SlipOf, { type: "counted" }>,
  { formatMoney, locale, words: { drawer: words } }: Said,
): ReadonlyArray<Block> {
  const { cash, others, blind, expected } = body;
  const difference = minor(cash.own - expected.own);
  return [
    ...cash.pieces.map(({ value, count }): Block => ({
      type: "row",
      left: `${count} x ${formatMoney(value)}`,
      right: formatMoney(value * count),
    })),
    { type: "row", left: words.counted, right: formatMoney(cash.own), style: TITLE },
    ...cash.foreign.map(({ currency, amount }): Block => ({
      type: "row",
      left: words.counted,
      right: localForeign(amount, currency, locale),
    })),
    ...others.map(({ method, amount }): Block => ({
      type: "row",
      left: words.slips({ tender: tenders(method) }),
      right: formatMoney(amount),
    })),
    ...(blind
      ? [textBlock(words.blind)]
      : [
          { type: "row", left: words.expected, right: formatMoney(expected.own) } as const,
          { type: "row", left: words.difference, right: formatMoney(difference) } as const,
        ]),
  ];
}

function closedBlocks(
  { expected, counted, difference, since, leaves, toSafe, reason }: DrawerClosed,
  { formatMoney, locale, words: { drawer: words } }: Said,
): ReadonlyArray<Block> {
  return [
    { type: "row", left: words.expected, right: formatMoney(expected) },
    { type: "row", left: words.counted, right: formatMoney(counted) },
    { type: "row", left: words.difference, right: formatMoney(difference), style: TITLE },
    ...(reason === "" ? [] : [textBlock(words.why({ reason }))]),
    ...(since === 0
      ? []
      : [{ type: "row", left: words.since, right: formatMoney(since) } as const]),
    { type: "row", left: words.leaves, right: formatMoney(leaves.own) },
    ...leaves.foreign.map(({ currency, amount }): Block => ({
      type: "row",
      left: words.leaves,
      right: localForeign(amount, currency, locale),
    })),
    { type: "row", left: words.toSafe, right: formatMoney(toSafe) },
  ];
}
