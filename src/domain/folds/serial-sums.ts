/** The sums by which pieces with serial numbers are found that were sold or came back more than once. */

import { type Contribution } from "../base/contribution.ts";
import { serialKey } from "../goods/serial-numbers.ts";
import { type EventId } from "../identity.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

export const SERIAL_SOLD_PREFIX = "serial/sold/";
export const SERIAL_BACK_PREFIX = "serial/back/";

export interface SerialPiece {
  readonly sku: string;
  readonly serial: string;
}

/** Returns the piece of a sum's key behind its prefix. A serial number's key has no slash, as an SKU may. */
export function serialPieceOf(key: string): SerialPiece {
  const at = key.lastIndexOf("/");
  return { sku: key.slice(0, at), serial: key.slice(at + 1) };
}

/** Returns the pieces of an order's lines that are not void. */
export function serialPieces({
  linesById,
}: Pick<OrderState, "linesById">): ReadonlyArray<
  SerialPiece & { readonly line: EventId; readonly isSale: boolean }
> {
  const lines = Object.entries(linesById) as Array<[EventId, OrderState["linesById"][EventId]]>;
  return lines.flatMap(([line, { added, fields, voids }]) => {
    const serial = (fields.serial && registerValue(fields.serial)) ?? "";
    return added === null || serial === "" || voids.length > 0
      ? []
      : [{ line, sku: added.sku, serial, isSale: kindOf(added).side > 0 }];
  });
}

export function serialContributions(state: OrderState): ReadonlyArray<Contribution> {
  const pieces = serialPieces(state);
  if (pieces.length === 0) return [];
  const back = new Set(
    state.refunds.flatMap(({ body }) =>
      body.items.filter(({ quantity }) => quantity < 0).map(({ line }) => line),
    ),
  );
  const sold = pieces.filter(({ isSale }) => isSale);
  const cameBack = pieces.filter(({ isSale, line }) => !isSale || back.has(line));
  return [
    ...sold.map((piece) => [SERIAL_SOLD_PREFIX + nameOf(piece), 1] as const),
    ...cameBack.map((piece) => [SERIAL_BACK_PREFIX + nameOf(piece), 1] as const),
  ];
}

function nameOf({ sku, serial }: SerialPiece): string {
  return `${sku}/${serialKey(serial)}`;
}
