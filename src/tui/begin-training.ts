/** `:train`: the register makes way for a training on the same terminal, and is locked when it comes back. */

import { endHandOver, lock } from "./lock.ts";
import {
  emptyLogIn,
  hinted,
  refused,
  type RegisterState,
  withEntryDone,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** How the training has ended, or why there was none. */
export type TrainingOutcome = "over" | "openAlready" | "failed";

export function beginTraining(till: TillContext, state: RegisterState): RegisterState {
  if (till.port.shop.training) return refused(state, till.words.training.already);
  const locked =
    state.session === undefined ? stillLocked(till, state) : lock(till, withEntryDone(state));
  return { ...locked, ended: true, goesToTraining: state.session?.staffNumber ?? "" };
}

/** The till is locked, and keeps what was left on it. */
function stillLocked({ port }: TillContext, state: RegisterState): RegisterState {
  const logIn = emptyLogIn(port.lastStaffNumber());
  return { ...endHandOver(state), logIn, isLeaving: false, list: undefined, showsHelp: false };
}

export function backFromTraining(
  { words }: TillContext,
  state: RegisterState,
  outcome: TrainingOutcome,
): RegisterState {
  const back = { ...state, ended: false, goesToTraining: undefined };
  return outcome === "over"
    ? hinted(back, words.training.over)
    : refused(back, words.training[outcome]);
}
