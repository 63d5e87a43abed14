/**
 * Taking back that there is more or less of a line, also of one that lies on several bills: the others keep
 * what they have.
 */

import { type LinePlace } from "../events/bill-events.ts";
import { type Counted } from "../events/counted-events.ts";
import { type Draft, type KnownEvent } from "../events/kinds.ts";
import { openedId, orderStream } from "../folds/order-fold.ts";
import { type LineState, type OrderState } from "../folds/order-state.ts";
import { overOf, registerValue } from "../folds/register.ts";
import { type EventId } from "../identity.ts";
import { lineAt, piecesAt } from "../line-places.ts";
import { oneUnit, type Thousandths, thousandths } from "../money/amounts.ts";
import { orderBalance } from "../order-balance.ts";
import { gatherOrder } from "../order/gathered-order.ts";
import { err, ok } from "../result.ts";
import { type Decision } from "./decision.ts";
import { viewAfter } from "./drafted-order.ts";
import { decideSetQuantity, type SetQuantity } from "./edit-order.ts";
import { requireForLine } from "./open-line.ts";
import { takeAgain } from "./take-left.ts";
import { tellBack, type TellingContext } from "./tell-back.ts";

/** So much of a line lay here, of which there is more, less or nothing since. */
export interface ShareBack {
  readonly type: "share-back";
  readonly line: EventId;
  readonly birth: EventId;
  /** The order of this bill that it lay in. */
  readonly at: EventId;
  readonly here: Thousandths;
  readonly counted: Counted | undefined;
  /** What made it more or less. */
  readonly write: EventId;
}

/** Undefined for what is no change of how much of a line lies here. */
export function shareBacksOf(
  before: OrderState | undefined,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<ShareBack> | undefined {
  if (before === undefined) return undefined;
  const backs = events.flatMap((event): ReadonlyArray<ShareBack> => {
    if (event.kind !== "order/line-changed" || event.body.set.quantity === undefined) return [];
    const { line } = event.body;
    const where = before.gathered?.linesById[line];
    const balance = orderBalance(before).lines.find(({ id }) => id === line);
    if (where === undefined || balance === undefined) return [];
    return [
      {
        type: "share-back",
        line,
        birth: where.birth,
        at: lineAt(before, line) ?? where.birth,
        here: balance.quantity,
        counted: registerValue(balance.line.fields.counted),
        write: event.id,
      },
    ];
  });
  const placed = events.filter(({ kind }) => kind === "order/line-placed");
  const isOfShares = placed.every(({ body }) =>
    backs.some(({ line }) => "line" in body && body.line === line),
  );
  return isOfShares && backs.length > 0 ? backs : undefined;
}

export function decideShareBack(
  context: TellingContext,
  order: OrderState,
  back: ShareBack,
): Decision {
  const { line, here, counted } = back;
  const found = orderBalance(order).lines.find(({ id }) => id === line);
  return found !== undefined && found.quantity !== 0
    ? quantityBack(context, order, { line, quantity: here, had: { counted } })
    : putBackHere(context, order, back);
}

/** Of what the kitchen was told is void it hears that it is wanted after all. */
export function quantityBack(
  context: TellingContext,
  order: OrderState,
  command: SetQuantity,
): Decision {
  const { line } = command;
  const written = decideSetQuantity(context, order, command);
  if (!written.ok) return written;
  const writes = order.linesById[line]?.fields.quantity.open ?? [];
  const back = { line, as: line, voids: writes.map(({ id }) => id) };
  return ok([...written.value, ...tellBack(context, order, { drafts: written.value, back })]);
}

/** Nothing of it is here any more: it lies here again, beside what the other bills have of it. */
function putBackHere(context: TellingContext, order: OrderState, back: ShareBack): Decision {
  const { line: id, birth, here, counted, write } = back;
  const line = context.view.state("order", birth).linesById[id];
  if (line === undefined || line.added === null) return err({ type: "line/unknown" });
  if (line.voids.length > 0) return err({ type: "line/voided", name: line.added.name });
  const allowed = requireForLine(context, { permission: "sell", comesBack: here < 0 });
  if (!allowed.ok) return allowed;
  const present = registerValue(line.fields.quantity) ?? thousandths(0);
  const quantity = thousandths(present + here);
  const taken = takeAgain(context, line, { quantity, counted });
  if (!taken.ok) return taken;
  const set = { quantity, ...(taken.value === undefined ? {} : { counted: taken.value }) };
  const over = {
    quantity: overOf(line.fields.quantity),
    ...(taken.value === undefined ? {} : { counted: overOf(line.fields.counted) }),
  };
  const changed: Draft = {
    kind: "order/line-changed",
    streams: [orderStream(birth)],
    body: { line: id, set, over, reason: "" },
  };
  const drafts = [changed, placedBack(line, back)];
  const after = gatherOrder(viewAfter(context, drafts), openedId(order));
  const told = { drafts, back: { line: id, as: id, voids: [write] }, after };
  return ok([...drafts, ...tellBack(context, after, told)]);
}

function placedBack(line: LineState, { line: id, birth, at, here }: ShareBack): Draft {
  const before = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const whole: LinePlace = { order: birth, weight: oneUnit };
  const places = piecesAt({ line }, { places: before.length > 0 ? before : [whole] });
  const others = places.filter(({ order }) => order !== at);
  const own = places.find(({ order }) => order === at)?.weight ?? 0;
  const placed = [...others, { order: at, weight: thousandths(own + Math.abs(here)) }];
  const orders = [birth, ...[...before, ...placed].map(({ order }) => order)];
  const weights = placed.map(({ order, weight }) => ({
    order,
    weight: thousandths(Math.abs(weight)),
  }));
  return {
    kind: "order/line-placed",
    streams: [...new Set(orders)].map(orderStream),
    body: {
      line: id,
      at: weights.filter(({ weight }) => weight > 0),
      over: overOf(line.fields.place),
    },
  };
}
