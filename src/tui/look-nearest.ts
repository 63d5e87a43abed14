/** A name that nothing has: what is spelled like it. */

import { type Plan } from "./entry-act.ts";
import { type RegisterState, refused } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Names that are spelled alike are looked for only now: that takes too long for every keystroke. */
export function lookNearest(
  till: TillContext,
  state: RegisterState,
  { why, unknownName }: Extract<Plan, { type: "refused" }>,
): RegisterState {
  if (state.screen !== "register" || unknownName === undefined) return refused(state, why);
  const words = till.words.plan;
  // A name may hide a stroke; else what follows it is an option.
  const nearest = [unknownName, unknownName.replace(/ ?[/=].*$/u, "")]
    .map((name) => ({ text: state.text, name, products: till.index().nearest(name) }))
    .find(({ products }) => products.length > 0);
  if (nearest === undefined) return refused(state, words.helps({ sentence: why }));
  const names = nearest.products.map(({ name }) => name).join(", ");
  return refused({ ...state, nearest }, words.nearest({ sentence: why, names }));
}
