/**
 * Goods that are sold out, or of which there are not enough, are refused with a question: F9 sells them all
 * the same, by the right to or with the word of somebody who has it. A line that comes to more than usual,
 * goods that not everybody may buy, cash for which no drawer is open and money beside a card that may still pay are asked about in the same way;
 * one press may be asked about twice. Any other key leaves it at the refusal.
 */

import { askApproval } from "./approval.ts";
import { askDay } from "./close-day.ts";
import { askHeld } from "./held-goods.ts";
import { type TillSession } from "./ports/till-port.ts";
import {
  type RegisterState,
  refused,
  type SellingOn,
  type RefusalQuestion,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type Press = SellingOn["again"];

/** After a refused press, asks for an approver's PIN, or whether to sell all the same. */
export function askAboutRefusal(
  till: TillContext,
  before: RegisterState,
  { after, again }: { readonly after: RegisterState; readonly again: Press },
): RegisterState {
  const { sellingOn: what } = after;
  if (what === undefined || isAsked(what)) {
    return askApproval(till, before, { after, again });
  }
  if (typeof what === "object") return askDay(after, { ...what, before, again });
  if (what === "held") return askHeld(after, { before, again });
  const why = after.message?.text ?? "";
  const { done, drawer } = till.words;
  const questions: Readonly<Record<SellingOn["what"], () => string>> = {
    goods: () => done.sellOn({ refusal: why }),
    line: () => done.meanLine({ refusal: why }),
    age: () => done.meanLine({ refusal: why }),
    card: () => done.meanLine({ refusal: why }),
    drawer: () => drawer.withoutDrawer,
  };
  const question = questions[what]();
  return { ...refused(after, question), sellingOn: { what, before, again } };
}

/** F9 where that was asked: the press once more; undefined where nothing was asked. */
export function sellOn(till: TillContext, state: RegisterState): RegisterState | undefined {
  const { sellingOn: asked, order, keptScans, session } = state;
  if (asked === undefined || !isAsked(asked)) return undefined;
  const before = withoutSellingOn({ ...asked.before, order, keptScans, session });
  const again = pressSellingOn(asked);
  return askAboutRefusal(till, before, { after: again(before), again });
}

function isAsked(asked: SellingOn | RefusalQuestion): asked is SellingOn {
  return typeof asked === "object" && "again" in asked;
}

const KNOWING: Readonly<Record<SellingOn["what"], (session: TillSession) => TillSession>> = {
  goods: (session) => session.sellingOn(),
  line: (session) => session.meaningLine(),
  age: (session) => session.checkingAge(),
  card: (session) => session.besideCard(),
  drawer: (session) => session.withoutDrawer(),
};

function pressSellingOn({ again, what }: SellingOn): Press {
  return (state) => {
    const { session } = state;
    const knowing = session && KNOWING[what](session);
    const done = again({ ...state, session: knowing });
    return { ...done, session: state.session };
  };
}

/** Drops the question. */
export function withoutSellingOn(state: RegisterState): RegisterState {
  return state.sellingOn === undefined ? state : { ...state, sellingOn: undefined };
}
