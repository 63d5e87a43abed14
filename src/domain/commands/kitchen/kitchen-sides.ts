/**
 * Options that another station makes than their dish. That station hears of them by the same acts: a new dish
 * brings them, and what is done to the dish is done to them.
 */

import { sideLine, sidesSent, toldLine } from "../../balance/line-sides.ts";
import { isSameMaking, makingOf, sentMaking } from "../../balance/order-balance.ts";
import { sentPieces } from "../../balance/sent-pieces.ts";
import { type ModifierOption } from "../../goods/catalogue.ts";
import { type EventId, streamName } from "../../identity.ts";
import { type Thousandths, thousandths } from "../../money/amounts.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { fieldValue } from "../../state/entry-state.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type DecisionContext } from "../decision.ts";
import { atStations, type KitchenLine, type Side, stationOfGoods } from "./kitchen-stations.ts";

type Placed = readonly [station: string, line: KitchenLine];

/** An option of a line, and so many of it as one of its dish takes. */
interface TakenSide extends Side {
  readonly count: number;
}

/** Returns one entry for each station that makes an option of the line; `dishAt` are those that make the dish. */
export function sidesAtStations(
  context: DecisionContext,
  order: OrderState,
  { line, dishAt }: { readonly line: KitchenLine; readonly dishAt: ReadonlyArray<string> },
): ReadonlyArray<Placed> {
  const { act, balance, voided } = line;
  if (voided !== undefined) return sidesBack(context, order, { ...line, voided });
  if (act === "new" || act === "held") {
    return balance.modifiers.flatMap((side) => newSide(context, order, { line, side, dishAt }));
  }
  const told = toldSides(context, order, balance.id);
  if (act !== "change") {
    return told.flatMap((side) => atStations(context, order, withDish(order, line, side)));
  }
  const since = balance.modifiers.filter((side) => !told.some((one) => isSame(one, side)));
  return [
    ...told.flatMap((side) => changedSide(context, order, { line, side })),
    ...since.flatMap((side) =>
      newSide(context, order, { line: begunLike(order, line), side, dishAt }),
    ),
  ];
}

function newSide(
  context: DecisionContext,
  order: OrderState,
  {
    line,
    side,
    dishAt,
  }: {
    readonly line: KitchenLine;
    readonly side: TakenSide;
    readonly dishAt: ReadonlyArray<string>;
  },
): ReadonlyArray<Placed> {
  const { balance, quantity } = line;
  const station = stationOfSide(context, side, balance.service);
  if (station === "" || dishAt.includes(station)) return [];
  const isWeighed = balance.line.added?.by === "weight";
  // More of what is weighed is the same plate.
  if (isWeighed && sentPieces(order, sideLine(balance.id, side)).length > 0) return [];
  const pieces = isWeighed ? ONE : quantity;
  return [[station, { ...line, side, quantity: thousandths(pieces * side.count) }]];
}

const ONE = thousandths(1000);

/** Returns the station that makes the option now, by the shop's rules; empty where its dish's does. */
function stationOfSide(
  { view, at }: DecisionContext,
  { group, option }: Side,
  service: KitchenLine["balance"]["service"],
): string {
  const entry = view.state("cat", entryName("modifier-group", group));
  const options = fieldValue(entry, "options") as ReadonlyArray<ModifierOption> | undefined;
  const station = options?.find(({ id }) => id === option)?.station ?? "";
  return stationOfGoods(view, { sku: "", station, service }, at);
}

/** Returns the options of a line that stations were told of, and have pieces of. */
function toldSides(
  { view }: DecisionContext,
  order: OrderState,
  line: EventId,
): ReadonlyArray<Side> {
  return sidesSent(order, line).flatMap((told): ReadonlyArray<Side> => {
    const [piece] = sentPieces(order, told);
    if (piece === undefined) return [];
    const { issued } = view.state("ticket", streamName(piece.ticket));
    const said = issued?.body.lines.find((one) => toldLine(one) === told);
    if (said?.goesWith === undefined) return [];
    const { group, option } = said.goesWith;
    return [{ group, option, name: said.text }];
  });
}

/** Returns what is done to the dish as it is done to so much of the option as goes with that. */
function withDish(order: OrderState, line: KitchenLine, side: Side): KitchenLine {
  const { balance, quantity } = line;
  const [dish, own] = [balance.id, sideLine(balance.id, side)].map((told) => piecesOf(order, told));
  const share = own === undefined || dish === undefined ? 0 : shareOf(own, quantity, dish);
  return { ...line, side, quantity: thousandths(share) };
}

/** With the last of the dish goes all of the option. */
function shareOf(all: number, quantity: number, dish: number): number {
  const some = Math.abs(quantity);
  return Math.sign(quantity) * (some >= dish ? all : Math.round((all * some) / dish));
}

function piecesOf(order: OrderState, told: EventId): Thousandths {
  const sum = sentPieces(order, told).reduce((all, { quantity }) => all + quantity, 0);
  return thousandths(sum);
}

/** Tells the station of an option what is otherwise by now: how it is made, how many, or that nobody wants it. */
function changedSide(
  context: DecisionContext,
  order: OrderState,
  { line, side }: { readonly line: KitchenLine; readonly side: Side },
): ReadonlyArray<Placed> {
  const { balance } = line;
  const told = sideLine(balance.id, side);
  const had = piecesOf(order, told);
  const taken = balance.modifiers.find((one) => isSame(one, side));
  const pieces = balance.line.added?.by === "weight" ? ONE : piecesOf(order, balance.id);
  const wanted = pieces * (taken?.count ?? 0);
  const now = { ...makingOf(order, balance), modifiers: [] };
  const sent = sentMaking(order, told);
  const isOtherwise = sent !== undefined && !isSameMaking(sent, now);
  const stays = thousandths(Math.min(had, wanted));
  const changes: ReadonlyArray<KitchenLine> = [
    ...(isOtherwise && stays > 0 ? [{ ...line, side, quantity: stays }] : []),
    ...(wanted < had
      ? [{ ...line, side, act: "void" as const, quantity: thousandths(wanted - had) }]
      : []),
    ...(wanted > had
      ? [{ ...begunLike(order, line), side, quantity: thousandths(wanted - had) }]
      : []),
  ];
  return changes.flatMap((one) => {
    const isMore = one.act === "new" || one.act === "held";
    if (!isMore) return atStations(context, order, one);
    const station = stationOfSide(context, side, balance.service);
    return station === "" ? [] : [[station, one] as const];
  });
}

/** Returns an order of what is added to a dish, which waits as long as all of that waits. */
function begunLike(order: OrderState, line: KitchenLine): KitchenLine {
  const waits = sentPieces(order, line.balance.id).every(({ isHeld }) => isHeld);
  return { ...line, act: waits ? "held" : "new" };
}

/** Tells the stations that heard of the void of the dish's options that they are wanted after all. */
function sidesBack(
  { view }: DecisionContext,
  { sentLines }: OrderState,
  line: KitchenLine & { readonly voided: NonNullable<KitchenLine["voided"]> },
): ReadonlyArray<Placed> {
  const { balance, quantity, voided } = line;
  return balance.modifiers.flatMap((side): ReadonlyArray<Placed> => {
    const told = sideLine(voided.of, side);
    const last = sentLines.findLast((sent) => sent.line === told && sent.act === "void");
    const issued = last && view.state("ticket", streamName(last.ticket)).issued;
    if (issued === undefined || issued === null) return [];
    const { body, wallMs, offsetMinutes } = issued;
    const back = { of: voided.of, station: body.station, wallMs, offsetMinutes };
    const pieces = balance.line.added?.by === "weight" ? ONE : quantity;
    const own = { ...line, side, quantity: thousandths(pieces * side.count), voided: back };
    return [[body.station, own]];
  });
}

function isSame(one: Side, other: Side): boolean {
  return one.group === other.group && one.option === other.option;
}
