/** What is counted in of a delivery; its first row books it. */

import { NO_ORDER } from "../ports/delivery-port.ts";
import {
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withField,
} from "../register-state.ts";
import { does, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { withDelivery } from "../stock-on-line.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const deliveryList = {
  title: ({ receiveList }, { draft: { number } }) =>
    number === NO_ORDER ? receiveList.withoutOrder : receiveList.counted({ number }),
  rows: draftRows,
} as const satisfies ListKind<"delivery">;

export function showDraft(till: TillContext, state: RegisterState, number: string): RegisterState {
  const draft = state.session?.deliveries.draft(number);
  if (draft === undefined) return refused(state, till.words.whyNot.logInFirst);
  if (!draft.ok) return refusedBy(state, draft.fault);
  const list = { type: "delivery" as const, draft: draft.value, filter: "", at: 0 };
  // The line goes on where it was: the next scan is of the same delivery.
  return { ...withDelivery(state, number), list, showsHelp: false, message: undefined };
}

/** Booking comes first, and below it what would be booked. */
function draftRows({ words }: TillContext, { draft }: ListOf<"delivery">): ListRows {
  const { lines } = draft;
  const goods = lines.map(({ name, quantity }) => ({ ...readOnly(name), detail: quantity }));
  const first = numbered([draft], () => ({
    label: words.receiveList.book({ count: lines.length }),
    choice: does((till, state) => bookDraft(till, state, { number: draft.number, note: "" })),
  }));
  return lines.length === 0 ? [readOnly(words.receiveList.how)] : [...first, ...goods];
}

/** Books what is counted in; the line is free for the next sale then. */
export function bookDraft(
  till: TillContext,
  state: RegisterState,
  { number, note }: { readonly number: string; readonly note: string },
): RegisterState {
  const booked = state.session?.deliveries.book(number, note);
  if (booked === undefined) return refused(state, till.words.whyNot.logInFirst);
  if (!booked.ok) return refusedBy({ ...state, list: undefined }, booked.fault);
  return reported(withField({ ...state, list: undefined, lastText: state.text }, ""), booked.value);
}
