/**
 * How often a piece with a serial number went out and came back. Tills apart sell one piece twice, or take it back
 * twice, and neither could know: somebody has to look which number was wrong, or who has the money.
 */

import { compareInLedger } from "../events/event.ts";
import { serialTag } from "../folds/order-sums.ts";
import {
  SERIAL_BACK_PREFIX,
  SERIAL_SOLD_PREFIX,
  type SerialPiece,
  serialPieceOf,
} from "../folds/serial-sums.ts";
import { serialKey } from "../goods/serial-numbers.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { openOf, type Resolvable } from "../state/attention.ts";
import { type OrderState } from "../state/order-state.ts";
import { serialOf } from "./line-serial.ts";
import { receiptNumber } from "./order-view.ts";

/** A piece goes out, or comes back. */
export interface PieceMove {
  /** The paper that says so, or the order while there is none. */
  readonly id: EventId;
  readonly hlc: number;
  readonly number: string;
  readonly order: EventId;
  readonly line: EventId;
  /** As the line has it. */
  readonly serial: string;
  /** The write that says so: a line that has another number since is another piece. */
  readonly said: EventId;
  readonly name: string;
  /** What was paid for it, or what went back; taxes on top are not in it. */
  readonly price: MinorUnits;
  /** `refund`: it came back by the receipt of the line. */
  readonly what: "out" | "back" | "refund";
}

export interface SerialFact extends Resolvable<"serial/sold-twice" | "serial/back-twice"> {
  readonly subject: EventId;
  readonly voices: ReadonlyArray<EventId>;
  /** The order of that line, whose stream settles it. */
  readonly order: EventId;
  readonly piece: SerialPiece;
  /** In the ledger's order, two or more. */
  readonly moves: ReadonlyArray<PieceMove>;
  /** What went back for a piece after it had come back already; zero where it was sold twice. */
  readonly beyond: MinorUnits;
}

/** Returns the open questions about all pieces of the shop. */
export function serialQuestions(view: LedgerView): ReadonlyArray<SerialFact> {
  const often = [SERIAL_SOLD_PREFIX, SERIAL_BACK_PREFIX].flatMap((prefix) =>
    view.sums(prefix).flatMap(([key, count]) => (count < 2 ? [] : [key.slice(prefix.length)])),
  );
  return [...new Set(often)].flatMap((key) => questionsOfPiece(view, serialPieceOf(key)));
}

/** Returns the open questions about one piece. */
export function questionsOfPiece(view: LedgerView, piece: SerialPiece): ReadonlyArray<SerialFact> {
  const moves = movesOfPiece(view, piece);
  const sold = piecesOut(moves);
  const facts = [
    // Who sells on knowingly names those that were out before; the answer to a question does so, too.
    ...(sold.length > 1
      ? [factOf(piece, { type: "serial/sold-twice", moves: sold, voices: sold.slice(0, -1) })]
      : []),
    ...backTwice(moves).map((back) =>
      factOf(piece, { type: "serial/back-twice", moves: back, voices: back }),
    ),
  ];
  return facts.flatMap((fact) => openOf([fact], view.state("order", fact.order).resolved));
}

function factOf(
  piece: SerialPiece,
  {
    type,
    moves,
    voices,
  }: Pick<SerialFact, "type" | "moves"> & { readonly voices: ReadonlyArray<PieceMove> },
): SerialFact {
  const [first] = moves;
  if (first === undefined) throw new Error("A question is about a piece that never moved.");
  const { line: subject, order } = first;
  const writes = voices.map(({ said }) => said);
  const isBack = type === "serial/back-twice";
  const beyond = isBack ? sumMinor(moves.slice(1), ({ price }) => price) : zeroMinor;
  return { type, subject, order, piece, moves, amount: zeroMinor, beyond, voices: writes };
}

/** Returns what a till that sells a piece on says of those that are out; undefined where none is, as far as it knows. */
export function soldOn(view: LedgerView, piece: SerialPiece): SerialFact | undefined {
  const out = piecesOut(movesOfPiece(view, piece));
  return out.length === 0
    ? undefined
    : factOf(piece, { type: "serial/sold-twice", moves: out, voices: out });
}

/** Returns the sales of a piece that have not come back. */
function piecesOut(moves: ReadonlyArray<PieceMove>): ReadonlyArray<PieceMove> {
  return moves.reduce<ReadonlyArray<PieceMove>>(withMove, []);
}

function withMove(out: ReadonlyArray<PieceMove>, move: PieceMove): ReadonlyArray<PieceMove> {
  if (move.what === "out") return [...out, move];
  return move.what === "back" ? out.slice(0, -1) : out.filter(({ line }) => line !== move.line);
}

/** Returns the returns of a piece that follow each other without a sale between them. */
function backTwice(moves: ReadonlyArray<PieceMove>): ReadonlyArray<ReadonlyArray<PieceMove>> {
  const runs: PieceMove[][] = [];
  let out: ReadonlyArray<PieceMove> = [];
  let run: PieceMove[] | undefined;
  for (const move of moves) {
    const wasOut = out.length > 0;
    out = withMove(out, move);
    if (move.what === "out") run = undefined;
    else if (wasOut || run === undefined) {
      run = [move];
      runs.push(run);
    } else run.push(move);
  }
  return runs.filter(({ length }) => length > 1);
}

function movesOfPiece(view: LedgerView, piece: SerialPiece): ReadonlyArray<PieceMove> {
  return view
    .tagged(serialTag(piece.sku, piece.serial))
    .flatMap((stream) => movesOnOrder(view.state("order", streamName(stream)), piece))
    .toSorted(compareInLedger);
}

function movesOnOrder(order: OrderState, piece: SerialPiece): ReadonlyArray<PieceMove> {
  const { opened } = order;
  if (opened === null) return [];
  const lines = Object.entries(order.linesById) as Array<
    [EventId, OrderState["linesById"][EventId]]
  >;
  return lines.flatMap(([line, { added, voids, fields }]): ReadonlyArray<PieceMove> => {
    const serial = serialOf({ fields }) ?? "";
    if (added === null || voids.length > 0 || added.sku !== piece.sku) return [];
    if (serialKey(serial) !== serialKey(piece.serial)) return [];
    const said = fields.serial?.open.at(-1)?.id ?? line;
    const receipt = order.receipts.find(({ body }) =>
      body.items.some((item) => item.line === line),
    );
    const price = sizeOf(receipt?.body.items.find((item) => item.line === line)?.net);
    const about = { order: opened.id, line, serial, said, name: added.name, price };
    const paper = receipt ?? { id: opened.id, hlc: opened.hlc };
    const number = receipt === undefined ? opened.number : numberOf(receipt.body);
    const back = order.refunds.find(({ body }) =>
      body.items.some((item) => item.line === line && item.quantity < 0),
    );
    const moved = {
      ...about,
      id: paper.id,
      hlc: paper.hlc,
      number,
      what: kindOf(added).side > 0 ? ("out" as const) : ("back" as const),
    };
    if (back === undefined || moved.what === "back") return [moved];
    const { id, hlc, body } = back;
    const given = sizeOf(body.items.find((item) => item.line === line)?.net);
    return [moved, { ...about, id, hlc, price: given, number: numberOf(body), what: "refund" }];
  });
}

function sizeOf(net: MinorUnits | undefined): MinorUnits {
  return minor(Math.abs(net ?? 0));
}

function numberOf({ series, no }: { readonly series: string; readonly no: number }): string {
  return receiptNumber(series, no);
}
