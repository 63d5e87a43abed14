/** Tables and tabs that are open, and what a text names: a table of the shop, or a guest. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import { OPEN_ORDER_TAG } from "../../domain/folds/order-sums.ts";
import { type EventId, type StreamId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { billOrder, billsOf, gatherOrder } from "../../domain/order/gathered-order.ts";
import { isTableNumber, readTabName, readTableNumber } from "../../domain/order/guest-text.ts";
import {
  isCalled,
  type TableView,
  toTableView,
  toWaitingTable,
} from "../../domain/order/table-view.ts";
import { waitingBills, waitingGoods } from "../../domain/order/waiting-goods.ts";
import { type Floor, floorView, tableNamed } from "../../domain/settings/floor.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { type TableOrName } from "../../tui/ports/table-port.ts";

interface KnownTables {
  readonly revision: number;
  readonly byStream: ReadonlyMap<StreamId, TableView>;
  readonly all: ReadonlyArray<TableView>;
}

/** The plan asks with each frame, and between two of them one order has changed, or none. */
const tablesByView = new WeakMap<LedgerView, KnownTables>();

/** Returns the open tables of all tills, in the order in which they were opened. */
export function openTables(view: LedgerView): ReadonlyArray<TableView> {
  const revision = view.revision("order");
  const kept = tablesByView.get(view);
  if (kept?.revision === revision) return kept.all;
  const changed = kept && view.changedSince("order", kept.revision);
  const byStream = new Map(changed === undefined ? [] : kept?.byStream);
  for (const stream of changed ?? view.tagged(OPEN_ORDER_TAG)) {
    const own = streamName(stream) as EventId;
    // An event about its lines changes the bills that they are on.
    for (const id of new Set([own, ...billsOf(view, own)])) {
      const isOnOther = billOrder(view, id) !== id;
      const table = isOnOther ? undefined : toTableView(gatherOrder(view, id));
      if (table === undefined) byStream.delete(orderStream(id));
      else byStream.set(orderStream(id), table);
    }
  }
  const all = [...byStream.values()].toSorted((one, other) => one.openedMs - other.openedMs);
  tablesByView.set(view, { revision, byStream, all });
  return all;
}

interface KnownWaiting {
  readonly revision: string;
  readonly tables: ReadonlyArray<TableView>;
}

const knownWaiting = new WeakMap<LedgerView, KnownWaiting>();

/** Returns the tables and tabs that have paid and still wait for something, in the order in which they were opened. */
export function waitingTables(view: LedgerView): ReadonlyArray<TableView> {
  const revision = (["order", "ticket", "day"] as const).map((it) => view.revision(it)).join(" ");
  const kept = knownWaiting.get(view);
  if (kept?.revision === revision) return kept.tables;
  const tables = waitingBills(view).flatMap(
    (order) => toWaitingTable(order, waitingGoods(view, order)) ?? [],
  );
  knownWaiting.set(view, { revision, tables });
  return tables;
}

/** Returns the orders at that table, or asked for by exactly that name. */
export function tablesCalled(
  view: LedgerView,
  { table, name }: TableOrName,
): ReadonlyArray<TableView> {
  const wanted = foldText(table === "" ? name : table);
  return openTables(view).filter((open) =>
    isCalled(open, (it) => foldText(table === "" ? it.name : it.table) === wanted),
  );
}

/** The order of a table or a guest that a text names, also on another bill; undefined for none or several. */
export function soleTable(view: LedgerView, text: string): EventId | undefined {
  const wanted = foldText(text);
  if (wanted === "") return undefined;

  function isWanted({ table, name }: TableOrName): boolean {
    return foldText(table) === wanted || foldText(name) === wanted;
  }

  function idsIn(tables: ReadonlyArray<TableView>): ReadonlyArray<EventId> {
    return tables.flatMap((table) => [table, ...table.joined].find(isWanted)?.id ?? []);
  }

  const open = idsIn(openTables(view));
  // Guests who have paid are meant where nobody else sits there.
  const found = open.length === 0 ? idsIn(waitingTables(view)) : open;
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Reads a table or name. Where the shop has tables, other numbers are none; where it has none, each
 * number is one.
 */
export function readTableOrName(view: LedgerView, text: string): Result<TableOrName, Refusal> {
  const floor = floorView(view);
  const table = tableNamed(floor, text);
  if (table !== undefined) return ok({ table: table.name, name: "" });
  const isNumber = isTableNumber(text);
  if (isNumber || isLikeTable(floor, text)) {
    const table = isNumber ? readTableNumber(text) : ok(text.trim());
    if (!table.ok) return table;
    if (floor.tables.length === 0) return ok({ table: table.value, name: "" });
    const tables = floor.tables.map(({ name }) => name);
    return err({ type: "table/unknown", text: table.value, tables });
  }
  const name = readTabName(text);
  return name.ok ? ok({ table: "", name: name.value }) : name;
}

/** `B9` where there are B1 to B8: nobody is called so. */
function isLikeTable({ tables }: Floor, text: string): boolean {
  const shape = withoutDigits(text);
  return /\d/u.test(text) && tables.some(({ name }) => withoutDigits(name) === shape);
}

function withoutDigits(text: string): string {
  return foldText(text).replaceAll(/\d+/gu, "");
}
