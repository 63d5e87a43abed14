/**
 * Ctrl-L: nobody is at the till any more. The order stays with it, for whoever comes; what was typed waits
 * for who typed it.
 *
 * With a colleague's number before it the colleague is asked for at once. Until their PIN is typed the
 * till is locked, but Esc leads back to who was here: nothing can be done by it that could not be done
 * before the key. A wrong PIN ends that way, because whoever typed it is not the colleague, and may not
 * be who was here either; and so does a minute without a key, because whoever pressed the key of the
 * lock may have left.
 */

import { foldText, isDigits } from "../domain/text/entry-text.ts";
import { type Words, wordsFor } from "../words/screen-words.ts";
import { withoutApproval } from "./approval.ts";
import { isOfPerson } from "./customer-plan.ts";
import { withTextKept } from "./drawer-step.ts";
import { isPinRow } from "./office/office-people.ts";
import { personOf } from "./person-entry.ts";
import { type StaffTile } from "./ports/refusal-port.ts";
import {
  emptyLogIn,
  hinted,
  type LaidDrawer,
  type LaidInput,
  type LaidOffice,
  NOT_REFUSED,
  refused,
  type RegisterState,
  unasked,
  withEntryDone,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export function lock(till: TillContext, present: RegisterState): RegisterState {
  const state = withTextKept(withoutApproval(present));
  return {
    ...unasked(withoutPerson(state)),
    ...NOT_REFUSED,
    screen: "log-in",
    locale: till.port.shop.locale,
    logIn: emptyLogIn(till.port.lastStaffNumber()),
    leftBy: undefined,
    isLeaving: false,
    session: undefined,
    nextCourse: courseAhead(state),
    order: undefined,
    othersOrder: undefined,
    office: undefined,
    drawer: undefined,
    closesDay: false,
    list: undefined,
    laidInput: laidInput(state),
    ...NO_INPUT,
    keptScans: state.session === undefined ? state.keptScans : NO_INPUT.keptScans,
    laidOffice: laidOffice(state),
    laidDrawer: laidDrawer(state),
    showsHelp: false,
    message: undefined,
    sellingOn: undefined,
  };
}

/** Nothing is typed and nothing waits; scans of a locked till are kept for whoever comes. */
const NO_INPUT = {
  text: "",
  lastText: "",
  weighs: undefined,
  keptScans: [],
  nearest: undefined,
  replacedText: undefined,
  hit: undefined,
  tip: undefined,
  askedName: undefined,
} as const;

/**
 * Keeps the typed text of a person for when they return, because otherwise the next person's Enter
 * would use it. A person without text leaves what another one had, and a till that is locked
 * already keeps what it has.
 */
export function laidInput(present: RegisterState): LaidInput | undefined {
  const { session } = present;
  if (session === undefined) return present.laidInput;
  const { text, lastText, weighs, keptScans, list: shown } = withoutPerson(withTextKept(present));
  const list = shown?.type === "choice" || shown?.type === "fate" ? shown : undefined;
  const own = {
    staffNumber: session.staffNumber,
    text,
    lastText,
    weighs,
    keptScans,
    list,
  };
  const { laidInput: laid } = present;
  if (isWaiting(own) || (lastText !== "" && (laid === undefined || !isWaiting(laid)))) return own;
  return laid;
}

/** Whether the input holds more than the text that Up brings back. */
function isWaiting({ text, weighs, list, keptScans }: LaidInput): boolean {
  return text !== "" || weighs !== undefined || list !== undefined || keptScans.length > 0;
}

/** Text about a customer is for nobody else's eyes, neither on the line nor by Up. */
export function withoutPerson(state: RegisterState): RegisterState {
  const [text = "", lastText = ""] = [state.text, state.lastText].map((typed) =>
    isOfPerson(typed) ? "" : typed,
  );
  return { ...state, text, lastText };
}

/**
 * Keeps the text typed in the back office, but no PIN and no recovery code. A question that waited
 * for a second Enter is asked anew. A till that is locked already keeps what it has.
 */
export function laidOffice(state: RegisterState): LaidOffice | undefined {
  const { screen, office, session } = state;
  if (session === undefined) return state.laidOffice;
  if (screen !== "office" || office === undefined || office.saving !== undefined) return undefined;
  const { page } = office;
  const calm = { ...office, asked: undefined };
  const { staffNumber } = session;
  if (page.type === "till-sheet") return { staffNumber, office: { ...calm, text: "" } };
  if (page.type !== "person" && page.type !== "new-person") return { staffNumber, office: calm };
  const { pin: _pin, ...unproven } = page;
  const text = isPinRow(state) ? "" : office.text;
  return { staffNumber, office: { ...calm, page: unproven, text } };
}

/** Keeps the typed lines of a count beside it, for the person who goes on. */
export function laidDrawer(state: RegisterState): LaidDrawer | undefined {
  const { screen, drawer: step, session, laidDrawer: laid } = state;
  if (session === undefined || screen !== "drawer" || step === undefined) return laid;
  return { staffNumber: session.staffNumber, step };
}

/** Returns the course for goods that no order has yet; an order keeps its own. */
export function courseAhead({ session, nextCourse }: RegisterState): number {
  if (session === undefined) return nextCourse;
  const order = session.order();
  return order === undefined || order.status === "paid" ? session.course() : 0;
}

/**
 * The key, with what is typed before it. A number that nobody has was meant for somebody: it is told once,
 * and the next press locks.
 */
export function lockOrHandOver(till: TillContext, state: RegisterState): RegisterState {
  const typed = typedPerson(till, state);
  if (typed === undefined) return lock(till, withoutRefused(state));
  if (typed !== "nobody") return handOver(till, withEntryDone(state), typed);
  const { text, askedName } = state;
  return askedName === text
    ? lock(till, withEntryDone(state))
    : refused({ ...state, askedName: text }, till.words.logIn.nobodyHas({ typed: text.trim() }));
}

/** A number that was neither goods nor somebody: whoever comes would type on behind it. Up brings it back. */
function withoutRefused(state: RegisterState): RegisterState {
  const { screen, isTextRefused, text, approval } = state;
  const isMeant = screen === "register" && isTextRefused && approval === undefined;
  return isMeant && isDigits(foldText(text)) ? withEntryDone(state) : state;
}

/** Asks for the colleague's PIN. */
export function handOver(
  till: TillContext,
  present: RegisterState,
  { number, name }: StaffTile,
): RegisterState {
  const leftBy = withoutApproval(present);
  const logIn = { step: "pin" as const, number, pin: "" };
  const next = { ...lock(till, leftBy), logIn, leftBy };
  const words = wordsFor(next).logIn;
  return hinted(next, words.handOver({ name, before: leftBy.session?.staffName ?? "" }));
}

/** Esc: the colleague does not come, and who was here goes on. */
export function backFromHandOver(state: RegisterState): RegisterState {
  const { leftBy, keptScans } = state;
  if (leftBy?.session === undefined) return state;
  const back = { ...leftBy, order: leftBy.session.order(), keptScans };
  return hinted(back, wordsFor(back).logIn.stillHere({ name: leftBy.session.staffName }));
}

export function howToLeave(till: TillContext, { session }: RegisterState): string {
  return session === undefined ? howToQuit(till) : till.words.logIn.leaveHow;
}

/** Returns how to quit: the end of a training is the register that it was begun at, or the shell. */
export function howToQuit({ port, words }: TillContext): string {
  return port.shop.training ? words.training.leave : words.logIn.leave;
}

/** Returns what a person who leaves still has to type. */
export function whoLeaves(till: TillContext, { logIn }: RegisterState): string {
  const words = leavingWords(till);
  if (logIn.step === "number") return words.numberToLeave;
  const person = till.port.staff().find(({ number }) => number === logIn.number);
  const name = person?.name ?? till.words.logIn.numbered({ number: logIn.number });
  return words.pinToLeave({ name });
}

/**
 * `:quit`: passers-by must not end it, so it takes a PIN, if the shop has people. It asks for the PIN of
 * the last person here, also after Esc, because a number would be asked for in clear where hands type a PIN.
 */
export function askToLeave(till: TillContext, state: RegisterState): RegisterState {
  const { port } = till;
  if (port.staff().length === 0) return { ...state, ended: true };
  const logIn = state.logIn.step === "number" ? emptyLogIn(port.lastStaffNumber()) : state.logIn;
  const leaving = { ...state, logIn, isLeaving: true, showsHelp: false, list: undefined };
  return hinted(leaving, whoLeaves(till, leaving));
}

export function stayHere(till: TillContext, state: RegisterState): RegisterState {
  return hinted({ ...state, isLeaving: false }, leavingWords(till).stays);
}

/** The till that a training was begun at goes on behind it. */
function leavingWords({
  port,
  words,
}: TillContext): Pick<Words["logIn"], "numberToLeave" | "pinToLeave" | "stays"> {
  return port.shop.training ? words.training : words.logIn;
}

/** Ends the wait for the earlier person, who is gone for good. */
export function endHandOver(state: RegisterState): RegisterState {
  return state.leftBy === undefined ? state : { ...state, leftBy: undefined };
}

/** Finds a person by number or whole name; text that was refused names nobody, nor does a sum. */
function typedPerson(
  { port }: TillContext,
  { screen, session, text, isTextRefused, approval, list }: RegisterState,
): StaffTile | "nobody" | undefined {
  if (screen !== "register" || session === undefined || isTextRefused) return undefined;
  if (approval !== undefined || list !== undefined || text.trim() === "") return undefined;
  const found = personOf(port.staff(), text);
  if (found?.number === session.staffNumber) return undefined;
  return found ?? (isDigits(foldText(text)) ? "nobody" : undefined);
}
