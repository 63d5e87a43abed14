/** Each line of the order at what it costs for its customer and as it is served now: only when somebody says so. */

import { type RegisterState, refused, refusedBy, said } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** What the order came to before stands beside what it comes to now. */
export function repriceOrder(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const { reprice: words } = till.words;
  if (state.text.trim() !== "") return refused(state, words.first);
  const outcome = session.reprice();
  if (!outcome.ok) return refusedBy(state, outcome.fault, words.what);
  const { order, before, lines } = outcome.value;
  const sentence = words.done({
    lines,
    before: till.money(before),
    after: till.money(order.total),
  });
  return said({ ...state, order }, "done", sentence);
}

/** What the order costs and would cost stands there before anything is done. */
export function repricePreview({ money, words }: TillContext, { session }: RegisterState): string {
  const would = session?.wouldReprice();
  const label = words.labels.reprice;
  if (would === undefined) return label;
  return `${label}: ${words.plan.instead({ now: money(would.after), before: money(would.before) })}`;
}

/** Before what was said of the order, which may be cut: lines that are there keep their prices as long as nobody says otherwise. */
export function withLinesToReprice(
  { reprice }: TillContext["words"],
  state: RegisterState,
  sentence: string,
): string {
  const lines = state.session?.linesToReprice() ?? 0;
  return lines === 0 ? sentence : `${reprice.differ({ lines })} ${sentence}`;
}
