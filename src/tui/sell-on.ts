/**
 * Goods that are sold out, or of which there are not enough, are refused with a question: F9 sells them all
 * the same, by the right to or with the word of somebody who has it. Any other key leaves it at the refusal.
 */

import { askApproval } from "./approval.ts";
import { type RegisterState, refused, type SellingOn } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type Press = SellingOn["again"];

/** After a press: asks for the PIN of who vouches for it, or whether it is sold all the same. */
export function askAfter(
  till: TillContext,
  before: RegisterState,
  { after, again }: { readonly after: RegisterState; readonly again: Press },
): RegisterState {
  if (after.sellingOn !== "wanted") return askApproval(till, before, { after, again });
  const why = after.message?.text ?? "";
  return { ...refused(after, till.words.done.sellOn(why)), sellingOn: { before, again } };
}

/** F9 where that was asked: the press once more; undefined where nothing was asked. */
export function sellOn(till: TillContext, state: RegisterState): RegisterState | undefined {
  const { sellingOn: asked, order, keptScans, session } = state;
  if (asked === undefined || asked === "wanted") return undefined;
  const before = withoutSellingOn({ ...asked.before, order, keptScans, session });
  const again = pressSellingOn(asked);
  return askApproval(till, before, { after: again(before), again });
}

function pressSellingOn({ again }: SellingOn): Press {
  return (state) => {
    const done = again({ ...state, session: state.session?.sellingOn() });
    return { ...done, session: state.session };
  };
}

/** It is not asked any more. */
export function withoutSellingOn(state: RegisterState): RegisterState {
  return state.sellingOn === undefined ? state : { ...state, sellingOn: undefined };
}
