/** The goods of an order's last round once more, as if somebody typed them, at the prices of now. */

import { isSide } from "../../balance/line-sides.ts";
import { courseOf, orderBalance } from "../../balance/order-balance.ts";
import { sentLineKey } from "../../balance/sent-pieces.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type Catalogue, type Product } from "../../goods/catalogue.ts";
import { productCalled } from "../../goods/halves.ts";
import { groupOfPart } from "../../goods/product-options.ts";
import { type EventId, type StreamId, streamName } from "../../identity.ts";
import { kindOf } from "../../lines/line-kinds.ts";
import { minor, type Thousandths, thousandths } from "../../money/amounts.ts";
import { noteOf } from "../../state/notes.ts";
import { type LineState, type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { decideAddGoods, type Goods } from "./add-goods.ts";
import { foldDrafts, shiftContext, withTaken } from "./drafted-order.ts";

export interface RepeatRound {
  readonly catalogue: Catalogue;
  /** The first lines of rounds that are known by themselves, the last one at the end. */
  readonly since?: ReadonlyArray<EventId>;
  /** Repeats the goods of this course that were sent last; missing for the last round. */
  readonly course?: number | undefined;
}

const OF_ALL: ReadonlySet<Refusal["type"]> = new Set([
  "order/full",
  "permission/missing",
  "line/unusual",
  "line/age",
]);

export interface RepeatedRound {
  readonly events: ReadonlyArray<Draft>;
  /** Why goods of the round are not there again, such as what is sold out. */
  readonly leftOut: ReadonlyArray<Refusal>;
}

/**
 * Decides a repetition. Goods that cannot be had are left out, so that the others need not be
 * typed; refused when all are.
 */
export function decideRepeatRound(
  context: DecisionContext,
  order: OrderState,
  { catalogue, since = [], course }: RepeatRound,
): Result<RepeatedRound, Refusal> {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const round = roundOf(order, { catalogue, since, course });
  if (round.length === 0) return err({ type: "order/no-round" });
  const events: Draft[] = [];
  const leftOut: Refusal[] = [];
  let next = order;
  for (const part of round) {
    const ahead = shiftContext(context, events.length);
    const goods = goodsAgain(part, catalogue);
    const service = registerValue(order.fields.service) ?? "counter";
    const added = goods.ok
      ? decideAddGoods(withTaken(ahead, { before: order, order: next }), {
          catalogue,
          goods: goods.value,
          order: next,
          service,
        })
      : goods;
    // A refusal for the order's size or the person's rights is not about these goods, and a question is answered
    // for all of them.
    if (!added.ok && OF_ALL.has(added.fault.type)) return added;
    if (!added.ok) {
      leftOut.push(added.fault);
      continue;
    }
    next = foldDrafts(ahead, next, added.value);
    events.push(...added.value);
  }
  const [first] = leftOut;
  return events.length === 0 && first !== undefined ? err(first) : ok({ events, leftOut });
}

export interface RoundPart {
  /** Of a combo its first part. */
  readonly line: LineState;
  readonly quantity: Thousandths;
  /** The parts of a combo that comes again as a whole. */
  readonly parts?: ReadonlyArray<LineState>;
}

/** Returns the goods that a repetition would add, whether they can be had or not. */
export function roundOf(order: OrderState, round: RepeatRound): ReadonlyArray<RoundPart> {
  return combosAsOne(order, linesOfRound(order, round));
}

/**
 * Returns the round with each combo of which all parts are in it as one. Of another, such as the beer of a lunch in a
 * round of drinks, the parts come by themselves, at their own price.
 */
function combosAsOne(
  { linesById }: OrderState,
  round: ReadonlyArray<RoundPart>,
): ReadonlyArray<RoundPart> {
  const all = Object.values(linesById).flatMap(({ added }) => added?.combo ?? []);
  return [...Map.groupBy(round, ({ line }) => line.added?.combo?.of ?? line).values()].flatMap(
    (own): ReadonlyArray<RoundPart> => {
      const [first] = own;
      const of = first?.line.added?.combo?.of;
      if (first === undefined || of === undefined) return own;
      const wanted = new Set(all.filter((combo) => combo.of === of).map(({ part }) => part));
      const byPart = Map.groupBy(own, ({ line }) => line.added?.combo?.part);
      if (byPart.size < wanted.size) return own;
      const parts = [...byPart.values()].flatMap(([part]) => part?.line ?? []);
      const counted = byPart.get(first.line.added?.combo?.part) ?? [];
      const quantity = thousandths(counted.reduce((sum, part) => sum + part.quantity, 0));
      return [{ line: first.line, quantity, parts }];
    },
  );
}

function linesOfRound(
  order: OrderState,
  { catalogue, since = [], course }: RepeatRound,
): ReadonlyArray<RoundPart> {
  if (course !== undefined) {
    const linesOfCourse = liveLines(order).filter(([, line]) => courseOf(line) === course);
    return lastRound(order, { lines: linesOfCourse, since });
  }
  const round = lastRound(order, { lines: liveLines(order), since });
  const sits = registerValue(order.fields.service) === "dine-in";
  return sits ? roundOfDrinks(round, catalogue) : round;
}

/**
 * Returns the part of a round that guests at a table order once more: of the station whose goods come
 * earliest in a meal, which is the bar, with what no station makes. A round of one station and course is
 * whole.
 */
function roundOfDrinks(
  round: ReadonlyArray<RoundPart>,
  catalogue: Catalogue,
): ReadonlyArray<RoundPart> {
  const made = round.filter(({ line }) => line.added?.station !== "");
  const stations = [...new Set(made.map(({ line }) => line.added?.station ?? ""))];
  const [bar] = stations.toSorted((a, b) => meanCourse(catalogue, a) - meanCourse(catalogue, b));
  const linesOfBar = made.filter(({ line }) => line.added?.station === bar);
  const first = Math.min(...linesOfBar.map(({ line }) => courseOf(line)));
  return round.filter(
    ({ line }) =>
      line.added?.station === "" || (line.added?.station === bar && courseOf(line) === first),
  );
}

/** Returns the mean course of the goods that a station makes. */
function meanCourse({ productsBySku }: Catalogue, station: string): number {
  const goodsOfStation = [...productsBySku.values()].filter(
    (product) => product.station === station,
  );
  return (
    goodsOfStation.reduce((sum, { course }) => sum + course, 0) / Math.max(1, goodsOfStation.length)
  );
}

/**
 * Returns the lines of the last round: those that were last sent to the kitchen together, with the
 * goods without a station that were rung up along with them. Where only goods without a station
 * were rung up since, the round is those. As long as nothing was sent, it is all lines or, once
 * a round is known to have begun, those from there on.
 */
function lastRound(
  order: OrderState,
  {
    lines,
    since,
  }: { readonly lines: ReadonlyArray<NamedLine>; readonly since: ReadonlyArray<EventId> },
): ReadonlyArray<RoundPart> {
  const sends = sendsOf(order).filter(({ quantityByLine }) =>
    lines.some(([id]) => quantityByLine.has(id)),
  );
  const [before, last] = [sends.at(-2), sends.at(-1)];
  const unsent = lines.filter(([id]) => sends.every((send) => !send.quantityByLine.has(id)));
  const late = unsent.filter(([id]) => last === undefined || !wasThere(order, id, last));
  if (last === undefined || (late.length > 0 && unsent.every(isStationless))) {
    return rungUpLast(late, since).map(([, line]) => ({ line, quantity: quantityOf(line) }));
  }
  return lines.flatMap(([id, line]): ReadonlyArray<RoundPart> => {
    const now = quantityOf(line);
    const sent = last.quantityByLine.get(id);
    // A line that was voided since was no part of the round.
    if (sent !== undefined) return [{ line, quantity: thousandths(Math.min(sent, now)) }];
    const isBeside =
      isStationless([id, line]) &&
      wasThere(order, id, last) &&
      (before === undefined || !wasThere(order, id, before));
    return isBeside ? [{ line, quantity: now }] : [];
  });
}

type NamedLine = readonly [EventId, LineState];

function isStationless([, { added }]: NamedLine): boolean {
  return added?.station === "";
}

/**
 * Returns the lines that were rung up last: from where the last round is known to have begun, else
 * from where many came at once.
 */
function rungUpLast(
  lines: ReadonlyArray<NamedLine>,
  since: ReadonlyArray<EventId>,
): ReadonlyArray<NamedLine> {
  // A repetition that was taken back is not there any more.
  const from = lines.findLastIndex(([id]) => since.includes(id));
  return lines.slice(from === -1 ? batchBegin(lines.map(([id]) => id)) : from);
}

/** Lines of a kind that no round repeats are left out. */
function liveLines({ linesById }: OrderState): ReadonlyArray<NamedLine> {
  return Object.entries(linesById).flatMap(([id, line]) =>
    line.added !== null && kindOf(line.added).repeated && line.voids.length === 0
      ? [[id as EventId, line] as const]
      : [],
  );
}

/** Returns the index where the last lines begin that were added many at once; 0 when each came by itself. */
function batchBegin(ids: ReadonlyArray<EventId>): number {
  const last = ids.findLastIndex((id, at) => at > 0 && isSameWrite(id, ids[at - 1] ?? id));
  if (last === -1) return 0;
  const batch = ids[last];
  return ids.findIndex((id) => batch !== undefined && isSameWrite(id, batch));
}

/** Tickets that were issued together. */
interface Send {
  readonly ticket: EventId;
  readonly quantityByLine: Map<EventId, number>;
}

function sendsOf(order: OrderState): ReadonlyArray<Send> {
  const sends: Send[] = [];
  const seen = new Set<string>();
  for (const { line, act, cause, ticket, quantity } of order.sentLines) {
    const name = sentLineKey({ line, act, cause });
    if ((act !== "new" && act !== "held") || seen.has(name) || isSide(line)) continue;
    seen.add(name);
    const id = ticketId(ticket);
    let send = sends.find((it) => isSameWrite(it.ticket, id));
    if (send === undefined) {
      send = { ticket: id, quantityByLine: new Map() };
      sends.push(send);
    }
    send.quantityByLine.set(line, (send.quantityByLine.get(line) ?? 0) + quantity);
  }
  return sends;
}

/**
 * Whether a line was there at that time. The time of another till's lines is unknown: they lie
 * before the last sent line, or after.
 */
function wasThere(
  { linesById }: OrderState,
  line: EventId,
  { ticket, quantityByLine }: Send,
): boolean {
  const [born, sent] = [partsOf(line), partsOf(ticket)];
  if (born.origin === sent.origin) return born.seq < sent.seq;
  const ids = Object.keys(linesById);
  const lastSent = Math.max(...[...quantityByLine.keys()].map((id) => ids.indexOf(id)));
  return ids.indexOf(line) < lastSent;
}

function goodsAgain(
  { line, quantity, parts }: RoundPart,
  catalogue: Catalogue,
): Result<Goods, Refusal> {
  const { added, fields } = line;
  const { sku = "", name = "" } = (parts === undefined ? added : added?.combo) ?? {};
  const product = productCalled(catalogue, sku);
  if (product === undefined) return err({ type: "product/unknown", text: name, nearest: [] });
  if (parts !== undefined) return ok(comboAgain(product, { line, quantity, parts }));
  return ok({
    kind: added?.kind ?? "goods",
    product,
    quantity,
    modifiers: (registerValue(fields.modifiers) ?? []).map(({ group, option, count }) => ({
      group,
      option,
      count,
    })),
    note: noteOf({ fields }),
    service: registerValue(fields.service) ?? undefined,
    ...priceAgain(line, product),
  });
}

function comboAgain(
  product: Product,
  { line: { added, fields }, quantity, parts }: Required<RoundPart>,
): Goods {
  const modifiers = parts.flatMap((line) =>
    line.added?.combo === undefined
      ? []
      : [{ group: groupOfPart(line.added.combo.part), option: line.added.sku, count: 1 }],
  );
  return {
    kind: added?.kind ?? "goods",
    product,
    quantity,
    modifiers,
    note: noteOf({ fields }),
    service: registerValue(fields.service) ?? undefined,
  };
}

/** Returns the price that no list has: an open price, or the one that a scale printed, with what the pack weighs. */
function priceAgain(
  { added, fields }: LineState,
  { openPrice }: Product,
): Pick<Goods, "price" | "isPack" | "packWeight"> {
  if (added?.by !== "open") return {};
  const { packWeight } = added;
  return { price: registerValue(fields.unit) ?? minor(0), isPack: !openPrice, packWeight };
}

function quantityOf({ fields }: LineState): Thousandths {
  return registerValue(fields.quantity) ?? thousandths(0);
}

function ticketId(ticket: StreamId): EventId {
  return streamName(ticket) as EventId;
}

/** Whether both events are of one transaction, which has a tag of its own. */
function isSameWrite(one: EventId, other: EventId): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a.origin === b.origin && a.tag === b.tag;
}

function partsOf(id: EventId): {
  readonly origin: string;
  readonly seq: number;
  readonly tag: string;
} {
  const [origin = "", seq = "", tag = ""] = id.split(":");
  return { origin, seq: Number(seq), tag };
}
