/** Serial numbers of what is sold: each is said once, before the bill, and no piece is sold twice unseen. */

import { type LineBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { serialTag } from "../../folds/order-sums.ts";
import { type SerialPiece } from "../../folds/serial-sums.ts";
import { readSerial, SERIAL_MAX, serialKey } from "../../goods/serial-numbers.ts";
import { type EventId, streamName } from "../../identity.ts";
import { kindOf } from "../../lines/line-kinds.ts";
import { zeroMinor } from "../../money/amounts.ts";
import { serialOf } from "../../order/line-serial.ts";
import { receiptNumber } from "../../order/order-view.ts";
import { soldOn } from "../../order/serial-pieces.ts";
import { type LineState, type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, isSure } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { changeOf, openLine } from "./open-line.ts";

export interface SetSerial {
  readonly line: EventId;
  readonly serial: string;
}

/** Says which piece a line is. */
export function decideSetSerial(
  context: DecisionContext,
  order: OrderState,
  { line: id, serial: typed }: SetSerial,
): Decision {
  const found = openLine(context, order, { line: id, permission: "sell", deed: null });
  if (!found.ok) return found;
  const { sku = "", name = "" } = found.value.line.added ?? {};
  const { isSale } = found.value.kind;
  if (serialOf(found.value.line) === undefined) return err({ type: "line/no-serial", name });
  const serial = requireSerial(context, { order, sku, name, typed, line: id, isSale });
  if (!serial.ok) return serial;
  const change = changeOf(order, found.value, { set: { serial: serial.value } });
  return ok([change, ...(isSale ? sellingOn(context, { sku, serial: serial.value }) : [])]);
}

/**
 * Returns the word of who sells a piece on that is out, as this till knows: nobody is asked about it then. Nothing
 * where nobody was told so.
 */
export function sellingOn(
  context: Pick<DecisionContext, "view" | "sure">,
  piece: SerialPiece,
): ReadonlyArray<Draft> {
  const known = isSure(context, "line") ? soldOn(context.view, piece) : undefined;
  if (known === undefined) return [];
  const { type, subject, order, voices } = known;
  const body = { type, subject, day: null, amount: zeroMinor, voices: [...voices], note: "" };
  return [{ kind: "attention/resolved", streams: [orderStream(order)], body }];
}

/** Returns a serial number that may stand on a line; refused once where the same piece was sold already. */
export function requireSerial(
  context: Pick<DecisionContext, "view" | "sure">,
  {
    order,
    sku,
    name,
    typed,
    line,
    isSale,
  }: {
    /** The order as the decision has it so far, which may be further than the ledger. */
    readonly order: OrderState | undefined;
    readonly sku: string;
    readonly name: string;
    readonly typed: string;
    /** The line that it is of; undefined for one that is added now. */
    readonly line?: EventId | undefined;
    /** Whether the piece goes out: what comes back was sold. */
    readonly isSale: boolean;
  },
): Result<string, Refusal> {
  const serial = readSerial(typed);
  if (serial === undefined) return err({ type: "line/serial-text", text: typed, max: SERIAL_MAX });
  if (!isSale || isSure(context, "line")) return ok(serial);
  const there = soldUnder(context, { order, sku, serial, line });
  return there === undefined
    ? ok(serial)
    : err({ type: "line/serial-sold", name, serial, number: there });
}

interface Piece {
  readonly order: OrderState | undefined;
  readonly sku: string;
  readonly serial: string;
  readonly line: EventId | undefined;
}

/** Returns the number of a receipt or order on which that piece went out; undefined where it is here. */
function soldUnder(
  { view }: Pick<DecisionContext, "view">,
  { order, ...piece }: Piece,
): string | undefined {
  const own = order?.opened?.id;
  const others = view
    .tagged(serialTag(piece.sku, piece.serial))
    .filter((stream) => streamName(stream) !== own)
    .map((stream) => view.state("order", streamName(stream)));
  const orders = order === undefined ? others : [...others, order];
  const out = orders.map((state) => ({ state, count: outOf(state, piece) }));
  if (out.reduce((sum, { count }) => sum + count, 0) <= 0) return undefined;
  return numberOf(out.findLast(({ count }) => count > 0)?.state);
}

/** Returns how often an order sells that piece and does not have it back; below zero where it only came back. */
function outOf(
  { linesById, refunds }: OrderState,
  { sku, serial, line: own }: Omit<Piece, "order">,
): number {
  const key = serialKey(serial);
  const back = new Set(
    refunds.flatMap(({ body }) =>
      body.items.filter(({ quantity }) => quantity < 0).map(({ line }) => line),
    ),
  );
  const lines = Object.entries(linesById) as Array<[EventId, LineState]>;
  return lines
    .filter(([id, line]) => id !== own && line.voids.length === 0 && line.added?.sku === sku)
    .filter(([id, line]) => serialKey(serialOf(line) ?? "") === key && !back.has(id))
    .reduce((sum, [, { added }]) => sum + kindOf(added ?? {}).side, 0);
}

function numberOf(order: OrderState | undefined): string {
  const receipt = order?.receipts.at(-1)?.body;
  if (receipt !== undefined) return receiptNumber(receipt.series, receipt.no);
  return order?.opened?.number ?? "";
}

/** Refuses to ask money for goods whose serial number nobody has said yet. */
export function requireSerials(
  lines: ReadonlyArray<Pick<LineBalance, "id" | "line" | "voided" | "remaining">>,
): Result<undefined, Refusal> {
  const missing = lines.find(
    ({ line, voided, remaining }) => !voided && remaining !== 0 && serialOf(line) === "",
  );
  return missing === undefined
    ? ok(undefined)
    : err({ type: "line/serial", name: missing.line.added?.name ?? "", line: missing.id });
}
