/**
 * The PIN that was typed, of who logs in, of who vouches for another, or a new one, and the code of an
 * invitation: only hashes take time.
 */

import { type Result, err } from "../domain/base/result.ts";
import { answeredApproval } from "./approval.ts";
import { answeredLogIn } from "./log-in.ts";
import { answeredSaving, save } from "./office/office-form.ts";
import { type Refusal } from "./ports/refusal-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export interface PinListeners {
  readonly onLog: (sentence: string) => void;
  readonly onAnswer: (outcome: Result<TillSession, Refusal>) => void;
}

export function isPinTyped({ approval, logIn, office }: RegisterState): boolean {
  if (office?.saving !== undefined) return true;
  return (approval?.person ?? logIn).step === "checking";
}

/** A till that cannot check says so and is asked again. */
export function checkPin(
  { port, words }: TillContext,
  { session, approval, logIn, office }: RegisterState,
  { onLog, onAnswer }: PinListeners,
): void {
  const { number, pin, isAsked } = approval?.person ?? logIn;
  const answer =
    office?.saving !== undefined && session !== undefined
      ? save(session, office.saving)
      : session === undefined || approval === undefined
        ? port.logIn(number, pin, isAsked)
        : session.approvedBy({ number, pin, act: approval.needed.act });
  void answer.then(onAnswer, (error: unknown) => {
    onLog(`A PIN or a code could not be checked or made: ${String(error)}`);
    onAnswer(err({ message: office?.saving?.failed ?? words.logIn.failed }));
  });
}

export function answeredPin(
  till: TillContext,
  state: RegisterState,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  const saving = state.office?.saving;
  if (saving !== undefined) return answeredSaving(state, saving, outcome);
  return state.approval === undefined
    ? answeredLogIn(till, state, outcome)
    : answeredApproval(state, outcome);
}
