/** Bills of one table, or of guests of one name. */

import { minor } from "../../domain/money/amounts.ts";
import { mergeShown } from "../move-tables.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { does, type ListRows, MERGE, numbered, OFFERS_SCANS } from "../rows/list-row.ts";
import { ageText, stateText } from "../rows/table-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const tablesList = {
  title: (_words, { title }) => title,
  rows: tableRows,
} as const satisfies ListKind<"tables">;

/** Each with its age: two bills of one table differ by that. */
function tableRows(
  till: TillContext,
  { orders }: ListOf<"tables">,
  { session }: RegisterState,
): ListRows {
  const open = session?.openTables() ?? [];
  const there = orders.flatMap((order) => open.find(({ id }) => id === order) ?? []);
  const bills = numbered(there, (table) => {
    const money = till.money(minor(table.due - table.refundDue));
    const called = table.name === "" ? table.number : table.name;
    const owes = [called, ageText(till, table.lastMs), money];
    const detail = [till.port.staffName(table.owner), stateText(till, table)].join(", ");
    const does = till.words.tables.goes({ what: called });
    const choice = { type: "table", order: table.id } as const;
    return { label: owes.join(" "), cells: owes, detail, does, choice };
  });
  // Two guests of one name are two guests.
  const isOneTable = there.length > 1 && there.every(({ table }) => table !== "");
  if (!isOneTable) return bills;
  const label = till.words.tables.allOneBill;
  const merges = does((here, state) => mergeShown(here, state) ?? state, OFFERS_SCANS);
  return [...bills, { sign: MERGE, label, detail: "", choice: merges }];
}
