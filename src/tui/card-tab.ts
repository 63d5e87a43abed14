/**
 * A tab by card at the register: opened for the order on the screen, raised, booked with the tip, or let go;
 * and the list of those of the shop. What comes of each is told as of a payment.
 */

import { type CardWanted } from "./ports/card-port.ts";
import { type ListOf, type RegisterState } from "./register-state.ts";

/** F12 on an order with a tab asks whether that is booked first; undefined where there is none to book. */
export function offerTab(state: RegisterState, wanted: CardWanted): RegisterState | undefined {
  if (state.order?.tab?.state !== "open" || state.session === undefined) return undefined;
  const sum = state.session.cards.usualTab();
  return { ...state, list: tabOf({ sum, wanted }), showsHelp: false, message: undefined };
}

export function tabOf(asked: Pick<ListOf<"tab">, "sum" | "wanted">): ListOf<"tab"> {
  return { type: "tab", ...asked, filter: "", at: 0 };
}
