/**
 * Who is at the till: staff number, then PIN. Only this takes time, so keys wait for it.
 */

import { type Result } from "../domain/base/result.ts";
import { dayOfDue } from "../domain/order/due-at.ts";
import { addDays } from "../domain/text/civil-time.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { wordsFor } from "../words/screen-words.ts";
import { commandOfWord } from "./commands.ts";
import { backAtDrawer } from "./drawer-step.ts";
import { backFromHandOver, endHandOver, stayHere } from "./lock.ts";
import { readPerson } from "./person-entry.ts";
import { type OrderHere } from "./ports/order-port.ts";
import { type Refusal, type StaffTile } from "./ports/refusal-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import {
  emptyLogIn,
  fieldOf,
  hinted,
  type LaidInput,
  NOT_REFUSED,
  type PaidSale,
  refused,
  type RegisterState,
  reported,
  withField,
} from "./register-state.ts";
import { toPaidSale } from "./take-payment.ts";
import { type TillContext } from "./till-context.ts";
import { runVerb } from "./verbs.ts";

export function enterLogIn(till: TillContext, state: RegisterState): RegisterState {
  const typed = fieldOf(state);
  if (typed.startsWith(":")) {
    const command = commandOfWord(foldText(typed.slice(1)), till.words);
    const cleared = withField(state, "");
    if (command === undefined) return refused(cleared, till.words.logIn.onlyHere);
    return runVerb(till, cleared, command.id);
  }
  const { logIn } = state;
  const { words } = till;
  if (logIn.step === "number" && typed.trim() === "") {
    return hinted(state, words.logIn.typeNumber);
  }
  if (typed === "") {
    return hinted(state, words.logIn.typePin);
  }
  const person = readPerson(till, { staff: till.port.staff(), step: logIn.step }, typed);
  if (person?.ok === false) return refused(state, person.fault);
  if (person !== undefined) return askPinOf(state, person.value);
  return { ...state, logIn: { ...logIn, step: "checking" }, message: undefined };
}

export function askPinOf(state: RegisterState, { number, name }: StaffTile): RegisterState {
  const next: RegisterState = {
    ...state,
    ...NOT_REFUSED,
    logIn: { step: "pin", number, pin: "" },
  };
  return hinted(next, wordsFor(state).logIn.nowPin({ name }));
}

/** Esc: the PIN first, then the wish to leave, then the person; from a colleague who does not come back to who was here. */
export function leaveLogIn(till: TillContext, state: RegisterState): RegisterState {
  const { logIn } = state;
  if (fieldOf(state) !== "") {
    const message = state.isLeaving ? state.message : undefined;
    return { ...withField(state, ""), message };
  }
  if (state.isLeaving) return stayHere(till, state);
  if (state.leftBy !== undefined) return backFromHandOver(state);
  if (logIn.step !== "pin") return state;
  return { ...state, logIn: { step: "number", number: "", pin: "" }, message: undefined };
}

/** The answer has come. A wrong PIN is typed again; everything else waits where it was. */
export function answeredLogIn(
  till: TillContext,
  state: RegisterState,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  if (!outcome.ok) {
    const { message, isQuestion = false } = outcome.fault;
    const logIn = { ...state.logIn, step: "pin" as const, pin: "" };
    if (isQuestion)
      return refused({ ...endHandOver(state), logIn: { ...logIn, isAsked: true } }, message);
    return refused({ ...endHandOver(state), logIn }, message);
  }
  if (state.isLeaving) {
    outcome.value.left();
    return { ...endHandOver(state), logIn: emptyLogIn(undefined), ended: true };
  }
  const session = outcome.value;
  // Otherwise the earlier person has seen the change.
  const isUnseen = state.paid === undefined || session.order()?.status === "paid";
  const paid = isUnseen ? paidBefore(session) : undefined;
  // That sale is over: the next goods begin another order.
  if (paid !== undefined || isOfEarlierDay(session)) session.newOrder();
  const order = session.order();
  // Chosen before the first goods, by whoever was here.
  if (order === undefined && state.service !== till.port.shop.defaultService) {
    session.perform({ act: "service", service: state.service });
  }
  if (order === undefined && state.nextCourse !== 0) {
    session.perform({ act: "course", course: state.nextCourse });
  }
  const others = othersOrder(till, session);
  const { laidOffice, laidInput } = state;
  const own = laidInput?.staffNumber === session.staffNumber ? laidInput : undefined;
  const office = laidOffice?.staffNumber === session.staffNumber ? laidOffice.office : undefined;
  const { laidDrawer } = state;
  const isCounting = laidDrawer?.staffNumber === session.staffNumber;
  const here: RegisterState = {
    ...state,
    screen: office === undefined ? "register" : "office",
    office,
    laidOffice: undefined,
    laidDrawer: isCounting ? undefined : laidDrawer,
    locale: session.locale ?? till.port.shop.locale,
    ...NOT_REFUSED,
    session,
    leftBy: undefined,
    order,
    othersOrder: others && { id: others.id, owner: others.owner.name },
    service: order?.service ?? (paid === undefined ? state.service : till.port.shop.defaultService),
    nextCourse: 0,
    isUnprintedTold: false,
    logIn: emptyLogIn(session.staffNumber),
    lineId: undefined,
    list: own?.list,
    text: own?.text ?? "",
    lastText: own?.lastText ?? "",
    weighs: own?.weighs,
    keptScans: own === undefined ? state.keptScans : scansOf(own, state),
    laidInput: own === undefined ? laidInput : undefined,
    paid: paid ?? state.paid,
  };
  const next = isCounting ? backAtDrawer(here, laidDrawer.step) : here;
  if (session.notice !== undefined) return refused(next, session.notice);
  const words = wordsFor(next).logIn;
  const later = laterText(till, next);
  const hello = words.hello({ name: session.staffName }) + later;
  if (others === undefined) return askedToClockIn(next, session, later) ?? reported(next, hello);
  const age = ageText(till.port.minutesSince(others.openedMs));
  const whose = words.othersOrder({ number: others.number, owner: others.owner.name, age });
  return hinted(next, `${hello} ${whose}`);
}

/** Returns how many orders guests collect today, or should have before, and tomorrow; empty for none. */
function laterText(till: TillContext, state: RegisterState): string {
  const today = dayOfDue(till.wall());
  const days = (state.session?.ordersForLater() ?? []).map(({ dueAt }) => dayOfDue(dueAt));
  const now = days.filter((day) => day <= today).length;
  const next = days.filter((day) => day === addDays(today, 1)).length;
  return now + next === 0
    ? ""
    : ` ${wordsFor(state).later.dueSoon({ today: now, tomorrow: next })}`;
}

/** What stays open over night is found in the lists: the next guest's goods must not land on it. */
function isOfEarlierDay(session: TillSession): boolean {
  const order = session.order();
  return order !== undefined && order.day !== session.office.today();
}

/** Where nobody may sell without a shift, Enter begins one. */
function askedToClockIn(
  state: RegisterState,
  session: TillSession,
  later: string,
): RegisterState | undefined {
  const { since, isForgotten, asked } = session.shift();
  if (asked === "off" || (since !== undefined && !isForgotten)) return undefined;
  if (asked === "offer") return offeredShift(state, session, later);
  const words = wordsFor(state);
  const word = words.verbs["clock-in"][0] ?? "clockin";
  const name = session.staffName;
  const message =
    since === undefined
      ? words.logIn.clockInFirst({ name })
      : words.logIn.forgotToLeave({ name, time: since, word });
  const isFree = state.screen === "register" && state.text === "";
  // A forgotten end is typed behind the word.
  const text = since === undefined ? `:${word}` : `:${word} `;
  return hinted(isFree ? { ...state, text } : state, message);
}

/**
 * A person is offered a shift once a day, in the message alone: the line stays free for goods, and any key
 * but Tab goes on without a shift. What is to be collected comes first, since it is said at log-ins only.
 */
function offeredShift(
  state: RegisterState,
  session: TillSession,
  later: string,
): RegisterState | undefined {
  const day = session.office.today();
  const { shiftsOffered: before } = state;
  const offered = before?.day === day ? before.staff : [];
  if (offered.includes(session.staffNumber)) return undefined;
  const shiftsOffered = { day, staff: [...offered, session.staffNumber] };
  const { logIn, verbs } = wordsFor(state);
  const { staffName: name } = session;
  const { since } = session.shift();
  const word = verbs["clock-in"][0] ?? "clockin";
  if (since !== undefined) {
    return hinted({ ...state, shiftsOffered }, logIn.forgotToLeave({ name, time: since, word }));
  }
  const message = {
    level: "done",
    text: later === "" ? logIn.mayClockIn({ name, word }) : `${later.trim()} ${logIn.orClockIn}`,
    inLines: logIn.mayClockInByWord({ name, word }) + later,
    offers: "clock-in",
  } as const;
  return { ...state, shiftsOffered, message };
}

/** The shift that the message offers begins by Tab; undefined where no message offers one. */
export function takeOffer(till: TillContext, state: RegisterState): RegisterState | undefined {
  const { message, screen, list, text, showsHelp } = state;
  const isFree = screen === "register" && list === undefined && text === "" && !showsHelp;
  return isFree && message?.offers !== undefined ? runVerb(till, state, message.offers) : undefined;
}

/** The scans of the locked till come after those that the person had scanned before. */
function scansOf(own: LaidInput, { keptScans }: RegisterState): RegisterState["keptScans"] {
  return own.keptScans.length === 0 ? keptScans : [...own.keptScans, ...keptScans];
}

/** The next guest's goods must not land on it. */
function othersOrder({ port }: TillContext, session: TillSession): OrderHere | undefined {
  const order = session.order();
  if (order?.status !== "open") return undefined;
  const here = port.ordersHere().find(({ id }) => id === order.id);
  return here?.owner.number === session.staffNumber ? undefined : here;
}

function ageText(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/**
 * A sale that the power cut short on the screen, not in the ledger: its change is still to give. An order of which
 * only a part is paid comes back instead, since it owes.
 */
function paidBefore(session: TillSession): PaidSale | undefined {
  const last = session.lastPaid();
  return last === undefined || last.order.due > 0 ? undefined : toPaidSale(last);
}
