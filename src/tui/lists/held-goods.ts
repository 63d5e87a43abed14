/**
 * The question at a payment in full while the kitchen holds goods: make them now, or wait on. The answer presses the
 * key once more, and the money is taken.
 */

import { type HeldGoods } from "../../domain/questions.ts";
import { hinted, type Pressed, type RegisterState } from "../register-state.ts";
import { does, type ListRows, signRow } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const heldGoodsList = {
  title: ({ hold }) => hold.whatNow,
  rows: heldRows,
} as const satisfies ListKind<"held-goods">;

export function askHeld(after: RegisterState, pressed: Pressed): RegisterState {
  const list = { type: "held-goods" as const, ...pressed, filter: "", at: 0 };
  const asked = { ...after, list, sellingOn: undefined, isTextRefused: false, showsHelp: false };
  return hinted(asked, after.message?.text ?? "");
}

/** Returns the answers; Enter takes the first. */
function heldRows({ words: { hold } }: TillContext): ListRows {
  return [
    signRow("1", {
      label: hold.fireNow,
      choice: does((_till, state) => answerHeld(state, "fire")),
    }),
    signRow("2", {
      label: hold.keepWaiting,
      choice: does((_till, state) => answerHeld(state, "wait")),
    }),
  ];
}

/** Presses the key once more, with what was said of the goods. */
function answerHeld(state: RegisterState, goods: HeldGoods): RegisterState {
  const { list, session, order, keptScans } = state;
  if (list?.type !== "held-goods") return state;
  const knowing = session?.knowing(goods);
  const done = list.again({ ...list.before, session: knowing, order, keptScans });
  return { ...done, session };
}
