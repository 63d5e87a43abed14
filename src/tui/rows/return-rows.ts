/** The rows of a receipt whose goods come back: its lines, and why they do. */

import { thousandths } from "../../domain/money/amounts.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { beyondReasonRows } from "../back-what.ts";
import { type ReturnReasonSaid } from "../register-list.ts";
import { type ListOf } from "../register-state.ts";
import {
  detailOf,
  fateBy,
  fateText,
  isBad,
  FOR_GOODS,
  OTHER_FATE,
  RETURN_REASONS,
  returnDoes,
  sumByReason,
} from "../return-goods.ts";
import { recording, type TillContext } from "../till-context.ts";
import { ALL_OF_IT } from "../void-line.ts";
import { type ListRow, type ListRows, numbered, signRow } from "./list-row.ts";

export function returnRows(till: TillContext, { receipt, counts }: ListOf<"return">): ListRows {
  const rows = numbered(receipt.lines, (line) => ({
    label: `${line.left === 0 ? "" : till.times(line.left, line.soldBy)}${line.name}`,
    ...returnDoes(till, line, counts[line.line]),
    detail: detailOf(till, line, counts[line.line] ?? thousandths(0)),
    choice: { type: "return-line", line: line.line },
  }));
  const { allOfIt, forGoods } = till.words.lists;
  return [
    ...rows,
    signRow(ALL_OF_IT, { label: allOfIt, choice: { type: "return-all" } }),
    signRow(FOR_GOODS, { label: forGoods, choice: { type: "return-for-goods" } }),
  ];
}

export function returnReasonRows(till: TillContext, list: ListOf<"return-reason">): ListRows {
  const { words } = till;
  if (list.asksTip !== undefined) return tipRows(till, list, list.asksTip);
  if (list.what === "beyond") return beyondReasonRows(till, wordsFor(recording(till)));
  const recorded = wordsFor(recording(till)).returnReasons;
  const rows = numbered(RETURN_REASONS, (reason) => {
    const said = { label: words.returnReasons[reason], recorded: recorded[reason] };
    const row = { ...said, goods: fateBy(reason, list), bad: isBad(reason) };
    return returnReasonRow(till, list, row);
  });
  const other = { label: words.lists.otherFate, choice: { type: "other-fate" } } as const;
  const typed = list.filter.trim();
  const own = { label: typed, recorded: typed, goods: list.goods, bad: false };
  return [
    ...rows,
    signRow(OTHER_FATE, other),
    ...(typed === "" ? [] : [signRow("", returnReasonRow(till, list, own))]),
  ];
}

/** Whether the tip goes back with the last goods of its receipt. */
function tipRows(
  { words: { back }, money }: TillContext,
  list: ListOf<"return-reason">,
  why: ReturnReasonSaid,
): ListRows {
  const tip = money(list.money.tip);
  return [
    signRow("1", {
      label: back.tipRow({ money: tip }),
      choice: { type: "return-tip", why, tip: "back" },
    }),
    signRow("2", {
      label: back.tipStays({ money: tip }),
      choice: { type: "return-tip", why, tip: "stays" },
    }),
  ];
}

type ReturnReasonChoice = Extract<ListRow["choice"], { readonly type: "return-reason" }>;

/** One reason for a return, with what becomes of the goods and what goes out by it. */
function returnReasonRow(
  till: TillContext,
  list: ListOf<"return-reason">,
  {
    label,
    recorded: reason,
    goods,
    bad,
  }: Pick<ReturnReasonChoice, "goods" | "bad"> & {
    readonly label: string;
    readonly recorded: string;
  },
): Omit<ListRow, "sign"> & { readonly detail: string } {
  const fate = fateText(till, list, goods);
  const sum = sumByReason(till, list, bad);
  return {
    label,
    detail: [fate, sum].filter((text) => text !== "").join(", "),
    does: sum === "" ? label : `${label} = ${sum}`,
    choice: { type: "return-reason", reason, goods, bad },
  };
}
