/**
 * The question at a payment in full while the kitchen holds goods: make them now, or wait on. The answer presses the
 * key once more, and the money is taken.
 */

import { type HeldGoods } from "../domain/questions.ts";
import { hinted, type Pressed, type RegisterState } from "./register-state.ts";

export interface HeldChoice {
  readonly type: "held-goods";
  readonly goods: HeldGoods;
}

export function askHeld(after: RegisterState, pressed: Pressed): RegisterState {
  const list = { type: "held-goods" as const, ...pressed, filter: "", at: 0 };
  const asked = { ...after, list, sellingOn: undefined, isTextRefused: false, showsHelp: false };
  return hinted(asked, after.message?.text ?? "");
}

/** Presses the key once more, with what was said of the goods. */
export function answerHeld(state: RegisterState, goods: HeldGoods): RegisterState {
  const { list, session, order, keptScans } = state;
  if (list?.type !== "held-goods") return state;
  const knowing = session?.knowing(goods);
  const done = list.again({ ...list.before, session: knowing, order, keptScans });
  return { ...done, session };
}
