/**
 * Goods that are sold out, or of which there are not enough, are refused with a question: F9 sells them all
 * the same, by the right to or with the word of somebody who has it. A line that comes to more than usual,
 * goods that not everybody may buy, cash for which no drawer is open and money beside a card that may still pay are asked about in the same way;
 * one press may be asked about twice. Any other key leaves it at the refusal.
 */

import { type YesQuestion } from "../domain/questions.ts";
import { type Words } from "../words/screen-words.ts";
import { askApproval } from "./approval.ts";
import { askDay } from "./lists/day.ts";
import { askHeld } from "./lists/held-goods.ts";
import {
  type RegisterState,
  refused,
  type SellingOn,
  type RefusalQuestion,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type Press = SellingOn["again"];

/** How each is asked, behind the refusal or in its place. */
const QUESTIONS: Readonly<Record<YesQuestion, (words: Words, refusal: string) => string>> = {
  goods: ({ done }, refusal) => done.sellOn({ refusal }),
  line: ({ done }, refusal) => done.meanLine({ refusal }),
  age: ({ done }, refusal) => done.meanLine({ refusal }),
  card: ({ done }, refusal) => done.meanLine({ refusal }),
  drawer: ({ drawer }) => drawer.withoutDrawer,
};

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
  const question = QUESTIONS[what](till.words, after.message?.text ?? "");
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

function pressSellingOn({ again, what }: SellingOn): Press {
  return (state) => {
    const { session } = state;
    const knowing = session?.knowing(what);
    const done = again({ ...state, session: knowing });
    return { ...done, session: state.session };
  };
}

/** Drops the question. */
export function withoutSellingOn(state: RegisterState): RegisterState {
  return state.sellingOn === undefined ? state : { ...state, sellingOn: undefined };
}
