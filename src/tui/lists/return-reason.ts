/** Why goods or money of a receipt go back, one digit each; then whether its tip does as well. */

import { type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type ReasonOfReturn } from "../ports/return-port.ts";
import { type ReturnReasonSaid } from "../register-list.ts";
import { hinted, type ListOf } from "../register-state.ts";
import { otherFate, refundReturn, sayTip, sumByReason } from "../return-goods.ts";
import {
  does,
  type Does,
  type ListRow,
  type ListRows,
  numbered,
  OFFERS_SCANS,
  signRow,
} from "../rows/list-row.ts";
import { recording, type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const returnReasonList = {
  title: ({ lists }, { asksTip, receipt: { number } }) =>
    asksTip === undefined ? lists.returnReason : lists.return({ number }),
  rows: returnReasonRows,
  takes: (till, state, { key }) =>
    key === "pay" || key === "card" || key === "void"
      ? hinted(state, till.words.back.digit)
      : undefined,
  wraps: true,
} as const satisfies ListKind<"return-reason">;

type ReasonList = ListOf<"return-reason">;

/** The reasons of a return, one digit each, in this order; a shop's own reasons come with its settings. */
const RETURN_REASONS = ["quality", "wrong", "mind", "charged"] as const;
type ReturnReason = (typeof RETURN_REASONS)[number];

/** The fate of the goods that a reason implies; the others imply none. */
const FATE_BY_REASON: Readonly<Partial<Record<ReturnReason, GoodsFate>>> = {
  quality: "waste",
  charged: "none",
};

/** The reason by which goods were bad: of a promotion each brings its share, and what stays keeps its price. */
function isBad(reason: ReturnReason): boolean {
  return reason === "quality";
}

/** The row that says otherwise what becomes of the goods. */
const OTHER_FATE = "+";

/** Why money goes back, one digit each. */
const BEYOND_REASONS = ["twice", "off", "charged"] as const;

function returnReasonRows(till: TillContext, list: ReasonList): ListRows {
  const { words } = till;
  if (list.asksTip !== undefined) return tipRows(till, list, list.asksTip);
  if (list.what === "beyond") return beyondReasonRows(till);
  const recorded = wordsFor(recording(till)).returnReasons;
  const rows = numbered(RETURN_REASONS, (reason) => {
    const said = { label: words.returnReasons[reason], recorded: recorded[reason] };
    const row = { ...said, goods: fateBy(reason, list), bad: isBad(reason) };
    return returnReasonRow(till, list, row);
  });
  const other = { label: words.lists.otherFate, choice: does(otherFate) };
  const typed = list.filter.trim();
  const own = { label: typed, recorded: typed, goods: list.goods, bad: false };
  return [
    ...rows,
    signRow(OTHER_FATE, other),
    ...(typed === "" ? [] : [signRow("", returnReasonRow(till, list, own))]),
  ];
}

function beyondReasonRows(till: TillContext): ListRows {
  const recorded = wordsFor(recording(till)).beyondReasons;
  return numbered(BEYOND_REASONS, (it) => ({
    label: till.words.beyondReasons[it],
    choice: says({ reason: recorded[it], goods: undefined, bad: false }),
  }));
}

/** Whether the tip goes back with the last goods of its receipt. */
function tipRows(
  { words: { back }, money }: TillContext,
  list: ReasonList,
  why: ReturnReasonSaid,
): ListRows {
  const tip = money(list.money.tip);
  return [
    signRow("1", {
      label: back.tipRow({ money: tip }),
      choice: does((till, state) => sayTip(till, state, { why, tip: "back" }), OFFERS_SCANS),
    }),
    signRow("2", {
      label: back.tipStays({ money: tip }),
      choice: does((till, state) => sayTip(till, state, { why, tip: "stays" }), OFFERS_SCANS),
    }),
  ];
}

/** One reason for a return, with what becomes of the goods and what goes out by it. */
function returnReasonRow(
  till: TillContext,
  list: ReasonList,
  { label, recorded: reason, goods, bad }: ReasonRow,
): Omit<ListRow, "sign"> & { readonly detail: string } {
  const fate = fateText(till, list, goods);
  const sum = sumByReason(till, list, bad);
  return {
    label,
    detail: [fate, sum].filter((text) => text !== "").join(", "),
    does: sum === "" ? label : `${label} = ${sum}`,
    choice: says({ reason, goods, bad }),
  };
}

interface ReasonRow {
  readonly label: string;
  readonly recorded: string;
  readonly goods: GoodsFate | undefined;
  /** The reason says that the goods were bad. */
  readonly bad: boolean;
}

function says(why: ReasonOfReturn): Does {
  return does((till, state) => refundReturn(till, state, why), OFFERS_SCANS);
}

/** Undefined for what is usual for each of the goods. */
function fateBy(reason: ReturnReason, { goods }: ReasonList): GoodsFate | undefined {
  return goods ?? FATE_BY_REASON[reason];
}

/** Returns the fate of the goods in words. */
function fateText({ words }: TillContext, list: ReasonList, goods: GoodsFate | undefined): string {
  const fates = list.receipt.lines
    .filter(({ line }) => (list.counts[line] ?? 0) > 0)
    .map(({ usualFate }) => goods ?? usualFate);
  const [fate, ...others] = new Set(fates);
  if (fate === undefined) return "";
  return words.goodsFates[others.length === 0 ? fate : "usual"];
}
