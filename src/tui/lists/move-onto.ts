/** Somebody is at the table that an order moves to: one bill, or another one beside it. */

import { minor } from "../../domain/money/amounts.ts";
import { chooseOnto } from "../move-tables.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import {
  does,
  type ListRow,
  type ListRows,
  MERGE,
  OFFERS_SCANS,
  signAt,
} from "../rows/list-row.ts";
import { ageText, stateText, tableAndNameText } from "../rows/table-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const moveOntoList = {
  title: ({ tables }) => tables.whichBill,
  rows: ontoRows,
} as const satisfies ListKind<"move-onto">;

/** The sign between two bills that stay apart. */
const BESIDE = "/";

/** `+` for the only one there; digits for several. */
function ontoRows(
  till: TillContext,
  { orders, lines, place }: ListOf<"move-onto">,
  { session }: RegisterState,
): ListRows {
  const { tables } = till.words;
  const open = session?.openTables() ?? [];
  const there = orders.flatMap((order) => open.find(({ id }) => id === order) ?? []);
  const rows = there.map((table, at): ListRow => {
    const money = till.money(minor(table.due - table.refundDue));
    const called = [table.number, table.name].filter((text) => text !== "").join(" ");
    const facts = [ageText(till, table.lastMs), money].join(", ");
    const label =
      lines.length > 0 ? tables.goes({ what: called }) : tables.oneBill({ other: called });
    const sign = orders.length === 1 ? MERGE : signAt(at);
    const detail = `${facts}, ${stateText(till, table)}`;
    const choice = does((here, state) => chooseOnto(here, state, table.id), OFFERS_SCANS);
    return { sign, label, detail, choice };
  });
  if (lines.length > 0) return rows;
  const label = tables.twoBills({ where: tableAndNameText(till, place) });
  const beside = does((here, state) => chooseOnto(here, state, undefined), OFFERS_SCANS);
  return [...rows, { sign: BESIDE, label, detail: "", choice: beside }];
}
