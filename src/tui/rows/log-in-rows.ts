/** What the locked screen lists: who may come, and what waits here to be settled. */

import { minor } from "../../domain/money/amounts.ts";
import { type StaffTile } from "../ports/refusal-port.ts";
import { cutShort, drawable, padEnd } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type PaneRow, type PaneSize, blankRow, row } from "./pane-row.ts";

const TILE_WIDTH = 38;
/** With what is above them and the row that says how many more there are. */
const ORDER_ROWS_MAX = 3;

/** Nothing where all is settled; what a guest is called is for nobody who passes by. */
export function unsettledRows(till: TillContext, size: PaneSize): ReadonlyArray<PaneRow> {
  const { port, words } = till;
  const orders = port.ordersHere();
  if (orders.length === 0) return [];
  const tiles = orders.map(({ number, owner, due, giveBack, openedMs }) => {
    const money = till.money(minor(due - giveBack));
    const about = ` ${money} ${port.timeOf(openedMs)}`;
    const width = TILE_WIDTH - 5 - number.length - about.length;
    return `${number} ${cutShort(drawable(owner.name, size.signs), { ...size, width })}${about}`;
  });
  const height = Math.min(ORDER_ROWS_MAX, size.height - 4);
  const rows = tileRows(tiles, { ...size, height }, words.logIn.moreOrders);
  return [row(`   ${words.logIn.notSettled}`, "bold"), ...rows, blankRow];
}

/** A demo shop shows the PINs. Whoever has no room here is let in by their number all the same. */
export function peopleRows(
  { words }: TillContext,
  staff: ReadonlyArray<StaffTile>,
  size: PaneSize,
): ReadonlyArray<PaneRow> {
  const tiles = staff.map(({ number, name, demoPin }) => {
    const pin = demoPin === undefined ? "" : `  PIN ${demoPin}`;
    // Behind it a blank, before the next one.
    const width = TILE_WIDTH - 9 - pin.length;
    return `${padEnd(number, 4)} ${cutShort(drawable(name, size.signs), { ...size, width })}${pin}`;
  });
  return tileRows(tiles, size, words.logIn.morePeople);
}

/** As many beside each other as there is room for; the last row says how many have none. */
function tileRows(
  tiles: ReadonlyArray<string>,
  { width, height }: PaneSize,
  more: (facts: { readonly count: number }) => string,
): ReadonlyArray<PaneRow> {
  const perRow = Math.max(1, Math.floor(width / TILE_WIDTH));
  const fits = tiles.length <= perRow * height;
  const rows = Math.max(1, fits ? Math.ceil(tiles.length / perRow) : height - 1);
  const shown = tiles.slice(0, rows * perRow).map((tile) => padEnd(`   ${tile}`, TILE_WIDTH));
  const pairs = Array.from({ length: Math.ceil(shown.length / perRow) }, (_, at) =>
    row(shown.slice(at * perRow, (at + 1) * perRow).join("")),
  );
  return fits ? pairs : [...pairs, row(`   ${more({ count: tiles.length - shown.length })}`)];
}
