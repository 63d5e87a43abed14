/**
 * The stations that hear of each line: a new line goes where the shop's rules say now, and a change
 * goes to the station that has the line.
 */

import { sideLine } from "../../balance/line-sides.ts";
import { type LineBalance } from "../../balance/order-balance.ts";
import { firedFirst, takenFrom, takenOffFirst } from "../../balance/piece-turns.ts";
import { type SentPiece, sentPieces } from "../../balance/sent-pieces.ts";
import { type Service } from "../../goods/catalogue.ts";
import { type EventId, streamName } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Thousandths, thousandths } from "../../money/amounts.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { readSetting } from "../../settings/settings.ts";
import { type ShopMoment } from "../../settings/shop-time.ts";
import { fieldValue } from "../../state/entry-state.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type DecisionContext } from "../decision.ts";

/** The kitchen's part of a line: what is to be sent of it. */
export interface KitchenLine {
  readonly balance: LineBalance;
  readonly act: "new" | "held" | "fire" | "change" | "void" | "move" | "refire";
  /** Positive for more, negative for less; the ticket says the magnitude. */
  readonly quantity: Thousandths;
  readonly cause: EventId;
  /** The reason why it is made again, or voided; empty or missing for none. */
  readonly reason?: string;
  /** The station and the time of the void that is taken back. */
  readonly voided?: {
    /** The line that was voided. */
    readonly of: EventId;
    readonly station: string;
    readonly wallMs: number;
    readonly offsetMinutes: number;
  };
  /** The option that its station makes for the dish of another one; missing for the dish itself. */
  readonly side?: Side;
}

/** An option of a line, as the kitchen calls it. */
export interface Side {
  readonly group: string;
  readonly option: string;
  readonly name: string;
}

/** Returns the line that the kitchen is told of: the balance's own, or an option of it. */
export function toldOf({ balance, side }: Pick<KitchenLine, "balance" | "side">): EventId {
  return side === undefined ? balance.id : sideLine(balance.id, side);
}

/** Returns one entry for each station that has something of the line. */
export function atStations(
  context: DecisionContext,
  order: OrderState,
  line: KitchenLine,
): ReadonlyArray<readonly [station: string, line: KitchenLine]> {
  const { balance, act } = line;
  const { added } = balance.line;
  if (added === null) return [];
  if (line.voided !== undefined) return [[line.voided.station, line]];
  const { sku, station } = added;
  if (act === "new" || act === "held") {
    const goods = { sku, station, service: balance.service };
    return [[stationOfGoods(context.view, goods, context.at), line]];
  }
  const had = sentPieces(order, toldOf(line));
  const taken = act === "fire" ? firedOf(order, line, had) : takenOf(line, had);
  const byStation = Map.groupBy(taken, ({ ticket }) => {
    return context.view.state("ticket", streamName(ticket)).issued?.body.station ?? station;
  });
  if (byStation.size <= 1) return [[[...byStation.keys()][0] ?? station, line]];
  return [...byStation].map(([where, parts]) => {
    const sum = parts.reduce((all, part) => all + part.quantity, 0);
    return [where, { ...line, quantity: thousandths(act === "void" ? 0 - sum : sum) }] as const;
  });
}

/** Takes what a fire of this bill begins. */
function firedOf(
  { opened }: OrderState,
  { cause, quantity }: KitchenLine,
  parts: ReadonlyArray<SentPiece>,
): ReadonlyArray<SentPiece> {
  const turns = firedFirst(parts, {
    isHeld: (part) => part.isHeld,
    isNamed: (part) => part.cause === cause,
    isThere: ({ at }) => at === opened?.id,
  });
  return sharesOf(takenFrom(turns, quantity));
}

/** A line that is made again waits for nothing. */
function takenOf(
  { act, quantity }: KitchenLine,
  parts: ReadonlyArray<SentPiece>,
): ReadonlyArray<SentPiece> {
  if (act === "void") return sharesOf(takenFrom(takenOffFirst(parts), 0 - quantity));
  if (act !== "refire") return parts;
  const begun = parts.filter(({ isHeld }) => !isHeld);
  return sharesOf(takenFrom(takenOffFirst(begun), quantity));
}

/** Returns the pieces with as much as was taken of each. */
function sharesOf(taken: ReadonlyMap<SentPiece, number>): ReadonlyArray<SentPiece> {
  return [...taken].map(([part, some]) => Object.assign({}, part, { quantity: thousandths(some) }));
}

interface RoutedGoods {
  readonly sku: string;
  /** The station that the goods are set to; empty for goods that no station makes. */
  readonly station: string;
  readonly service: Service;
}

interface Rule {
  readonly what: string;
  readonly service: string | undefined;
  readonly hours: readonly [from: number, to: number] | undefined;
  readonly to: string;
}

/**
 * Which station makes something, where that is not always the one that it is set to: by the product, its
 * category or its station, by how it is served, and by the time of day. The first rule that fits decides,
 * at the till that sends, and its ticket says it to all.
 */
export function stationOfGoods(
  view: LedgerView,
  { sku, station, service }: RoutedGoods,
  { minute }: Pick<ShopMoment, "minute">,
): string {
  const rules = readSetting(view, "routes");
  if (station === "" || rules.length === 0) return station;
  const product = view.state("cat", entryName("product", sku));
  const category = fieldValue(product, "category");
  const names = new Set<unknown>(["*", sku, category, station]);
  const rule = rules.map(readRule).find((it) => {
    const isServed = it.service === undefined || it.service === service;
    const fits = names.has(it.what) && isServed && isWithin(it.hours, minute);
    return fits && isStation(view, it.to);
  });
  return rule?.to ?? station;
}

/** A rule with a mistyped station has no effect, so that no goods are lost to it. */
function isStation(view: LedgerView, id: string): boolean {
  return Object.keys(view.state("cat", entryName("station", id)).fields).length > 0;
}

/** Reads a rule of the form that the setting's schema checks. */
function readRule(text: string): Rule {
  const [when = "", to = ""] = text.split(">");
  const [goods = "", hours] = when.split("@");
  const [what = "", service] = goods.split("/");
  const [from, until] = (hours ?? "").split("-").map(minuteOf);
  const isTimed = hours !== undefined && from !== undefined && until !== undefined;
  return { what, service, hours: isTimed ? [from, until] : undefined, to };
}

/** Over midnight where it ends before it begins. */
function isWithin(hours: Rule["hours"], minute: number): boolean {
  if (hours === undefined) return true;
  const [from, to] = hours;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOf(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}
