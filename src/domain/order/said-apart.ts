/** The values that tills wrote apart in the fields of an order and of its lines, for whoever has to say which holds. */

import { orderBalance } from "../balance/order-balance.ts";
import { contestedOfLine } from "../folds/order-attention.ts";
import { type EventId } from "../identity.ts";
import { askedFields } from "../state/apart.ts";
import { type AttentionFact } from "../state/attention.ts";
import { HEAD_APART } from "../state/order-apart.ts";
import { type LineFields, type OrderState } from "../state/order-state.ts";
import { openValues, type Register } from "../state/register.ts";

export type HeadField = keyof OrderState["fields"];

interface Said {
  /** The write that says so. */
  readonly id: EventId;
  readonly value: unknown;
}

export type SaidApart =
  | { readonly of: "order"; readonly field: HeadField; readonly said: ReadonlyArray<Said> }
  | { readonly of: "line"; readonly field: keyof LineFields; readonly said: ReadonlyArray<Said> };

/** Returns what was said of each field that a question is about, the latest value last; none for other questions. */
export function saidApart(
  order: OrderState,
  { type, subject }: Pick<AttentionFact, "type" | "subject">,
): ReadonlyArray<SaidApart> {
  if (type === "line/contested") {
    const balance = orderBalance(order).lines.find(({ id }) => id === subject);
    return (balance === undefined ? [] : contestedOfLine(balance)).map((field) => {
      return { of: "line", field, said: saidIn(balance?.line.fields[field]) };
    });
  }
  const asked = askedFields(HEAD_APART).find(([, asks]) => asks === type);
  if (asked === undefined) return [];
  const [field] = asked;
  return [{ of: "order", field, said: saidIn(order.fields[field]) }];
}

function saidIn(register: Register<unknown> | undefined): ReadonlyArray<Said> {
  return register === undefined ? [] : openValues(register);
}
