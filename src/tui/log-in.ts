/**
 * Who is at the till: staff number, then PIN. Only this takes time, so keys wait for it.
 */

import { foldText, isDigits } from "../domain/entry-text.ts";
import { type Result, err, ok } from "../domain/result.ts";
import { commandOfWord } from "./commands.ts";
import { toPaidSale } from "./payment.ts";
import {
  NOT_REFUSED,
  type LogIn,
  type RegisterState,
  emptyLogIn,
  fieldOf,
  refused,
  said,
  withField,
  type PaidSale,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type Refusal, type StaffTile, type TillPort, type TillSession } from "./till-port.ts";
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
    if (typed.trim() === "") {
      return said(state, "hint", "Type your staff number or your name, then Enter.");
    }
    return askPin(state, findPerson(till.port.staff(), typed));
  }
  if (typed === "") {
    return said(state, "hint", "Type your PIN, then Enter; or your own name, if it is not you.");
  }
  const isName = isPersonsName(typed);
  const other = findPerson(till.port.staff(), typed);
  // A PIN is longer than most staff numbers, and digits only.
  if (isName || (typed.length <= NUMBER_LENGTH_MAX && other.ok)) return askPin(state, other);
  return { ...state, logIn: { ...logIn, step: "checking" }, message: undefined };
}

/** More digits are a PIN: who has a longer number leaves the PIN with Esc first. */
const NUMBER_LENGTH_MAX = 3;

/** What is no PIN may be seen while it is typed. */
export function isPersonsName(typed: string): boolean {
  return /^\p{L}/u.test(typed);
}

function askPin(state: RegisterState, person: Result<StaffTile, string>): RegisterState {
  if (!person.ok) return refused(state, person.fault);
  const { number, name } = person.value;
  const next: RegisterState = {
    ...state,
    ...NOT_REFUSED,
    logIn: { step: "pin", number, pin: "" },
  };
  return said(next, "hint", `${name}: now your PIN.`);
}

/** By number, by name, or by a beginning of a name that only one person has. */
function findPerson(staff: ReadonlyArray<StaffTile>, typed: string): Result<StaffTile, string> {
  const folded = foldText(typed);
  const exact = staff.find(({ number, name }) => number === folded || foldText(name) === folded);
  if (exact !== undefined) return ok(exact);
  // Not repeated: it may be a PIN in the wrong place.
  if (isDigits(folded)) return err("Nobody has that staff number: check the number.");
  const [first, second] = staff.filter(({ name }) => foldText(name).startsWith(folded));
  if (first === undefined) return err(`Nobody here is called “${typed.trim()}”: check the name.`);
  if (second === undefined) return ok(first);
  return err(`${first.name} or ${second.name}? Type more of the name.`);
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
  // Else whoever was here has seen the change.
  const isUnseen = state.paid === undefined || session.order()?.status === "paid";
  const paid = isUnseen ? paidBefore(session) : undefined;
  // It is over: the next goods begin another one.
  if (paid !== undefined) session.newOrder();
  const order = session.order();
  // Chosen before the first goods, by whoever was here.
  if (order === undefined && state.service !== till.port.shop.defaultService) {
    session.setService(state.service);
  }
  const next: RegisterState = {
    ...state,
    screen: "register",
    ...NOT_REFUSED,
    session,
    order,
    service: order?.service ?? (paid === undefined ? state.service : till.port.shop.defaultService),
    logIn: emptyLogIn(session.staffNumber),
    lineId: undefined,
    list: state.laidAside,
    laidAside: undefined,
    paid: paid ?? state.paid,
  };
  return session.notice === undefined
    ? said(next, "done", `Hello ${session.staffName}.`)
    : refused(next, session.notice);
}

/** A sale that the power cut short on the screen, not in the ledger: its change is still to give. */
function paidBefore(session: TillSession): PaidSale | undefined {
  const last = session.lastPaid();
  return last === undefined ? undefined : toPaidSale(last);
}
