/**
 * Who is at the till: staff number, then PIN. Only this takes time, so keys wait for it.
 */

import { type Result, err } from "../domain/result.ts";
import { commandOfWord } from "./commands.ts";
import {
  type LogIn,
  type RegisterState,
  emptyLogIn,
  fieldOf,
  refused,
  said,
  withField,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type Refusal, type TillPort, type TillSession } from "./till-port.ts";
import { runVerb } from "./verbs.ts";

export function enterLogIn(till: TillContext, state: RegisterState): RegisterState {
  const typed = fieldOf(state);
  if (typed.startsWith(":")) {
    const command = commandOfWord(typed.slice(1).trim().toLowerCase());
    const cleared = withField(state, "");
    if (command === undefined) return refused(cleared, "On this screen: :quit or :help.");
    return runVerb(till, cleared, command.id);
  }
  const { logIn } = state;
  if (logIn.step === "number") {
    if (logIn.number === "") return said(state, "hint", "Type your staff number, then Enter.");
    return { ...state, logIn: { ...logIn, step: "pin", pin: "" }, message: undefined };
  }
  if (logIn.pin === "")
    return said(state, "hint", "Type your PIN, then Enter; Esc for another person.");
  return { ...state, logIn: { ...logIn, step: "checking" }, message: undefined };
}

/** Esc: the PIN first, then the person. */
export function leaveLogIn(state: RegisterState): RegisterState {
  const { logIn } = state;
  if (fieldOf(state) !== "") return { ...withField(state, ""), message: undefined };
  if (logIn.step !== "pin") return state;
  return { ...state, logIn: { step: "number", number: "", pin: "" }, message: undefined };
}

export interface LogInListeners {
  readonly onLog: (sentence: string) => void;
  readonly onAnswer: (outcome: Result<TillSession, Refusal>) => void;
}

/** A till that cannot check says so and is asked again. */
export function checkLogIn(
  port: TillPort,
  { number, pin }: LogIn,
  { onLog, onAnswer }: LogInListeners,
): void {
  void port.logIn(number, pin).then(onAnswer, (error: unknown) => {
    onLog(`The log-in could not be checked: ${String(error)}`);
    onAnswer(err({ message: "The PIN could not be checked: try again." }));
  });
}

/** The answer has come. A wrong PIN is typed again; everything else waits where it was. */
export function answeredLogIn(
  till: TillContext,
  state: RegisterState,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  if (!outcome.ok) {
    const logIn = { ...state.logIn, step: "pin" as const, pin: "" };
    return refused({ ...state, logIn }, outcome.fault.message);
  }
  const session = outcome.value;
  const order = session.order();
  const next: RegisterState = {
    ...state,
    screen: "register",
    session,
    order,
    service: order?.service ?? till.port.shop.defaultService,
    logIn: emptyLogIn(session.staffNumber),
    lineId: undefined,
  };
  return said(next, "done", `Hello ${session.staffName}.`);
}
