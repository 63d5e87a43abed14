/** The bill of an order is printed for its guests: of all that is left to pay, or of the parts of a split bill. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import { foldDrafts } from "../domain/commands/order/drafted-order.ts";
import { decidePrintBill } from "../domain/commands/order/print-bill.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { billParts } from "../domain/order/bill-parts.ts";
import { replacedBills } from "../domain/order/bills.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { type OrderView } from "../domain/views.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";

/** A part of a split bill, counted from 1. */
export interface WantedPart {
  readonly no: number;
  /** How many parts there are, where somebody has said so: of another plan nothing is printed. */
  readonly of?: number | undefined;
}

interface Bill {
  readonly order: EventId;
  /** Missing for all that nobody has paid, in one bill for each part where the bill is split. */
  readonly part?: WantedPart | undefined;
}

interface PrintedBill {
  /** Within its order, from 1. */
  readonly no: number;
  readonly part: { readonly no: number; readonly of: number } | undefined;
  readonly total: MinorUnits;
  /** Bills that the guest is to throw away. */
  readonly replaces: ReadonlyArray<number>;
}

interface TypedBill {
  readonly order: OrderView;
  readonly part?: WantedPart | undefined;
}

export const bill = defineAct({
  id: "bill",
  on: "any order",
  right: "sell",
  input: () =>
    z.object({
      order: eventIdSchema,
      part: z.object({ no: z.int(), of: z.int().optional() }).optional(),
    }),
  decide: (context, order, { order: id, part }: Bill) => {
    if (order.opened === null) return err({ type: "order/unknown", text: id });
    const own = partOf(order, part);
    if (!own.ok) return own;
    const { value } = own;
    return decidePrintBill(value === undefined ? context : { ...context, part: value }, order);
  },
  answer: (context, before, { drafts }): ReadonlyArray<PrintedBill> => {
    const after = foldDrafts(context, before, drafts);
    return drafts.flatMap(({ kind, body }, index) => {
      if (kind !== "bill/printed") return [];
      const { no, part, total } = body;
      return [
        { no, part, total, replaces: replacedBills(after, { part, id: context.idAt(index) }) },
      ];
    });
  },
  plan: ({ words }, _screen, { order, part }: TypedBill): ActPlan<Bill> => ({
    type: "ready",
    preview: words.labels.bill,
    input: { order: order.id, part },
  }),
  done: (texts, { typed: { order }, answer: bills }) => {
    const { bill: words } = texts.words;
    const label = labelOf(texts, order);
    const [first] = bills;
    const sums = bills.map(({ total }) => texts.money(total)).join(", ");
    const done =
      first !== undefined && bills.length === 1
        ? words.printed({ no: partName(texts, first), label, money: sums })
        : words.parts({ count: bills.length, label, sums });
    const replaced = [...new Set(bills.flatMap(({ replaces }) => replaces))];
    return replaced.length === 0
      ? done
      : `${done} ${words.replaces({ numbers: replaced.join(", ") })}`;
  },
});

/** Returns the id of that part; undefined for all that is left. Refuses a part of another plan than there is. */
export function partOf(
  order: OrderState,
  wanted: WantedPart | undefined,
): Result<string | undefined, Refusal> {
  if (wanted === undefined) return ok(undefined);
  const { no, of } = wanted;
  const parts = billParts(order);
  const own = of === undefined || of === parts.length ? parts[no - 1] : undefined;
  if (own !== undefined) return ok(own.id);
  const text = of === undefined ? String(no) : `${no}/${of}`;
  return err({ type: "split/part-unknown", text, parts: parts.length });
}

function partName({ words }: TextContext, { no, part }: PrintedBill): string {
  return part === undefined ? String(no) : words.bill.part({ no, part: part.no, of: part.of });
}

/** `A12, table 7`. */
function labelOf({ words }: TextContext, { number, table, name }: OrderView): string {
  const at = table === "" ? name : words.bill.table({ name: table });
  return at === "" ? number : `${number}, ${at}`;
}
