/**
 * Goods that are sold out, or of which there are not enough, are refused with a question: F9 sells them all
 * the same, by the right to or with the word of somebody who has it. Cash for which no drawer is open is asked
 * about in the same way. Any other key leaves it at the refusal.
 */

import { askApproval } from "./approval.ts";
import { askDay } from "./close-day.ts";
import { type RegisterState, refused, type SellingOn, type WantedOn } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type Press = SellingOn["again"];

/** After a refused press, asks for an approver's PIN, or whether to sell all the same. */
export function askAfter(
  till: TillContext,
  before: RegisterState,
  { after, again }: { readonly after: RegisterState; readonly again: Press },
): RegisterState {
  const { sellingOn: wanted } = after;
  if (wanted === undefined || isAsked(wanted)) {
    return askApproval(till, before, { after, again });
  }
  if (typeof wanted === "object") return askDay(after, { ...wanted, before, again });
  const why = after.message?.text ?? "";
  const what = wanted === "wanted" ? ("goods" as const) : ("drawer" as const);
  const { done, drawer } = till.words;
  const question = what === "goods" ? done.sellOn({ refusal: why }) : drawer.withoutDrawer;
  return { ...refused(after, question), sellingOn: { what, before, again } };
}

/** F9 where that was asked: the press once more; undefined where nothing was asked. */
export function sellOn(till: TillContext, state: RegisterState): RegisterState | undefined {
  const { sellingOn: asked, order, keptScans, session } = state;
  if (asked === undefined || !isAsked(asked)) return undefined;
  const before = withoutSellingOn({ ...asked.before, order, keptScans, session });
  const again = pressSellingOn(asked);
  return askApproval(till, before, { after: again(before), again });
}

function isAsked(asked: SellingOn | WantedOn): asked is SellingOn {
  return typeof asked === "object" && "again" in asked;
}

function pressSellingOn({ again, what }: SellingOn): Press {
  return (state) => {
    const { session } = state;
    const knowing = what === "goods" ? session?.sellingOn() : session?.withoutDrawer();
    const done = again({ ...state, session: knowing });
    return { ...done, session: state.session };
  };
}

/** Drops the question. */
export function withoutSellingOn(state: RegisterState): RegisterState {
  return state.sellingOn === undefined ? state : { ...state, sellingOn: undefined };
}
