/** A quantity: how much of a line there is, or so much more of it. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { err, ok, type Result } from "../domain/base/result.ts";
import { requireRoomForCards } from "../domain/commands/cards/card-beside.ts";
import { decideSetQuantity } from "../domain/commands/order/edit-order.ts";
import { decideTakeOff } from "../domain/commands/order/take-off.ts";
import { type EntryFault } from "../domain/entry/entry-fault.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { lineGross } from "../domain/goods/pricing.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { kindOf, LINE_KINDS, onItsSide } from "../domain/lines/line-kinds.ts";
import {
  type Thousandths,
  thousandths,
  thousandthsSchema,
  zeroMinor,
} from "../domain/money/amounts.ts";
import { piecesOfRow } from "../domain/order/order-rows.ts";
import { formatQuantity, magnitude, parseQuantity } from "../domain/text/quantity.ts";
import { type LineView } from "../domain/views.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";
import { beyondLine } from "./goods-left.ts";

interface Quantity {
  readonly line: EventId;
  /** How much there is to be, or how much more there is to be than now; never below zero. */
  readonly is: "all" | "more";
  readonly quantity: Thousandths;
  /** The other lines of its row, the oldest first: all of them together are to be that many. */
  readonly also?: ReadonlyArray<EventId> | undefined;
  /** Why there is less of what the kitchen or the guest knows of. */
  readonly reason?: string | undefined;
}

type TypedQuantity = Pick<Quantity, "is" | "quantity">;

export const quantity = defineAct({
  id: "quantity",
  on: "line",
  right: "sell",
  input: () =>
    z.object({
      line: eventIdSchema,
      is: z.enum(["all", "more"]),
      quantity: thousandthsSchema.min(0),
      also: z.array(eventIdSchema).optional(),
      reason: shortTextSchema.optional(),
    }),
  ofRow: () => "all",
  decide: (context, order, { line, also = [], is, quantity: wanted, reason = "" }: Quantity) => {
    // Another till may have changed the quantity since it was shown.
    const { lines } = orderBalance(order);
    const { quantity: now = 0, kind = LINE_KINDS.goods } =
      lines.find(({ id }) => id === line) ?? {};
    const others = lines.filter(({ id, voided }) => also.includes(id) && id !== line && !voided);
    const beside = others.reduce((sum, { quantity: own }) => sum + Math.abs(own), 0);
    const fewer = thousandths(Math.abs(now) + beside - wanted);
    if (is === "all" && beside > 0 && fewer > 0) {
      const row = lines.filter((own) => own.id === line || others.includes(own));
      const voids = wanted > 0 ? piecesOfRow({ lines: row }, fewer) : [];
      if (voids.length > 0) return decideTakeOff(context, order, { voids, reason });
    }
    const target = is === "all" ? Math.max(0, wanted - beside) : Math.abs(now) + wanted;
    const less = thousandths(Math.abs(now) - target);
    if (less > 0 && target > 0 && reason !== "") {
      return decideTakeOff(context, order, { voids: [{ line, count: less }], reason });
    }
    const set = decideSetQuantity(context, order, {
      line,
      quantity: onItsSide(kind, target),
    });
    if (!set.ok || less <= 0) return set;
    const asked = requireRoomForCards(context, order, set.value);
    return asked.ok ? set : asked;
  },
  signs: [
    {
      sign: "+",
      pattern: /^\+(?<more>\d{1,4})?$/u,
      read: (match) => readQuantity("more", match.groups?.["more"] ?? "1"),
    },
    {
      sign: "*",
      pattern: /^\*(?<quantity>\d{1,4}|\d{0,4}[.,]\d{1,3})$/u,
      read: (match) => readQuantity("all", match.groups?.["quantity"] ?? ""),
    },
  ],
  plan: (texts, { row: line }, typed): ActPlan<Quantity> => {
    if (line === undefined) return { type: "refused", why: texts.words.plan.noLine };
    return typed.is === "more"
      ? planMore(texts, line, typed.quantity)
      : planAll(texts, line, typed.quantity);
  },
  done: ({ words, times }, { input, screen: { row: line } }) => {
    if (line === undefined) return "";
    const signed = withSignOf(line, input.quantity);
    const goods = `${times(signed, line.soldBy)}${line.name}`;
    return input.is === "more" ? words.done.more({ goods }) : `${goods}.`;
  },
  shell: {
    help: "so many of a line there are; less than the kitchen knows of needs a reason",
    words: [{ name: "<n>", help: "such as 3, or 0.350 of what is weighed" }],
    options: [{ name: "--reason <text>", help: "why there are fewer; it is recorded" }],
    example: "order quantity A12 3 2",
    asks: ["goods", "line", "card"],
    read: ({ words: [text = ""], options: { reason } }) => {
      const read = parseQuantity(text, "weight");
      if (!read.ok) return err({ type: "quantity", typed: text });
      const why = typeof reason === "string" ? { reason } : {};
      return ok({ input: { is: "all" as const, quantity: read.value, ...why } });
    },
  },
});

function readQuantity(is: TypedQuantity["is"], text: string): Result<TypedQuantity, EntryFault> {
  const read = parseQuantity(text, /[.,]/u.test(text) ? "weight" : "each");
  return read.ok ? ok({ is, quantity: read.value }) : err({ type: "line-quantity" });
}

function planMore(texts: TextContext, line: LineView, more: Thousandths): ActPlan<Quantity> {
  const { plan } = texts.words;
  // Weighed goods are refused: a person who puts more on the scales does not mean another kilo.
  if (line.soldBy === "weight") return { type: "refused", why: plan.byWeight({ name: line.name }) };
  const gross = lineGross({
    unitPrice: line.unitPrice,
    modifiersPerUnit: zeroMinor,
    quantity: withSignOf(line, more),
    half: "up",
  });
  const goods = `+${texts.times(more, line.soldBy)}${line.name}`;
  return {
    type: "ready",
    input: { line: line.id, is: "more", quantity: more },
    preview: `${backText(texts, line)}${goods} = ${texts.money(gross)}`,
    beyond: beyondLine(texts, line, more),
  };
}

function planAll(texts: TextContext, line: LineView, all: Thousandths): ActPlan<Quantity> {
  const { plan } = texts.words;
  const { name, soldBy } = line;
  if (soldBy === "each" && all % 1000 !== 0)
    return { type: "refused", why: plan.byPiece({ name }) };
  const isSent = line.kitchen !== "none" && line.kitchen !== "unsent";
  if (all < magnitude(line.quantity) && isSent) {
    const fewer = formatQuantity(thousandths(line.quantity - all), "each");
    const typed = soldBy === "weight" ? `${line.position}` : `${fewer}*${line.position}`;
    return { type: "refused", why: plan.kitchenHas({ typed }) };
  }
  const [now, before] = [all, magnitude(line.quantity)].map((it) =>
    texts.times(it, soldBy).replace(/ × $/u, ""),
  ) as [string, string];
  return {
    type: "ready",
    input: { line: line.id, is: "all", quantity: all },
    preview: `${backText(texts, line)}${name}: ${plan.instead({ now, before })}`,
    beyond: beyondLine(texts, line, thousandths(all - line.quantity)),
  };
}

function backText({ words }: TextContext, line: LineView): string {
  return kindOf(line).side < 0 ? `${words.plan.back} ` : "";
}

/** Returns the count with the line's sign: more of returned goods is more that comes back. */
function withSignOf(line: LineView, count: Thousandths): Thousandths {
  return onItsSide(kindOf(line), count);
}
