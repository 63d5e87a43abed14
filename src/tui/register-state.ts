/**
 * Everything that the screens know, as one value outside React. Steps make the next one of it.
 */

import { type WantedTip } from "../domain/entry/entry-payment.ts";
import { type Product, type Service } from "../domain/goods/catalogue.ts";
import { type BusinessDay, type EventId } from "../domain/identity.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type Question, type YesQuestion } from "../domain/questions.ts";
import { type CardNoted } from "../domain/state/order-state.ts";
import { type Locale } from "../domain/text/locale.ts";
import { type OrderView } from "../domain/views.ts";
import { type BegunCount, type DrawerStep } from "./drawer-state.ts";
import { type OfficeState, withOfficeText } from "./office-state.ts";
import {
  type ApprovalNeeded,
  type AskedDay,
  type Refusal,
  type StaffTile,
} from "./ports/refusal-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import { type ShownVoucher } from "./ports/voucher-port.ts";
import { type ListIn, type PressedIn } from "./register-list.ts";
import { type ShownExercise } from "./training-progress.ts";

export type Screen = "log-in" | "register" | "payment" | "office" | "drawer";

export interface Message {
  readonly level: "done" | "hint" | "error";
  readonly text: string;
  /** Whether an erased customer may be named in the earlier messages, which are dropped. */
  readonly forgets?: true;
  /** The papers on which the message depends: it stays as long as they wait. */
  readonly awaits?: AwaitedPapers;
  /** The receipt that other tills are asked for: it opens once it is here, as long as the message stands. */
  readonly seeks?: { readonly number: string; readonly to: "look" | "return" };
  /** What Tab does while the message stands: it begins the shift of the person. */
  readonly offers?: "clock-in";
  /** What the dialogue in lines says in its place, where the text names a key that a line has not. */
  readonly inLines?: string;
}

export interface AwaitedPapers {
  readonly order: EventId;
  /** The lines that were sent, fired or asked for again. */
  readonly lines: ReadonlyArray<EventId>;
  /** The goods that were fired, in words; undefined where all that was unsent was sent. */
  readonly fired?: string;
  /** The goods that the kitchen makes again, in words. */
  readonly again?: string;
  /** What is said behind it, whatever becomes of the papers. */
  readonly besides?: string;
  /** Lines whose paper was put aside before: that says nothing of what was sent since. */
  readonly asideBefore: ReadonlyArray<EventId>;
  /** The person here has heard that no printer prints for some stations. */
  readonly isUnprintedTold: boolean;
}

/** A message that stood in its line. */
export interface ShownMessage extends Message {
  readonly atMs: number;
}

export interface LogIn {
  readonly step: "number" | "pin" | "checking";
  readonly number: string;
  readonly pin: string;
  /** The till has asked something, and the PIN once more says yes. */
  readonly isAsked?: boolean;
}

/** The sale or the refund that was settled last: what is handed out stays in sight until the next. */
export interface PaidSale {
  /** `return`: goods came back without a receipt, or more was paid than it cost in the end. */
  readonly kind: "sale" | "return" | "refund";
  readonly method: string;
  /** The name of the shop's own tender. */
  readonly name?: string;
  /** The change; for a refund or a return all that goes back. */
  readonly change: MinorUnits;
  readonly tendered: MinorUnits;
  /** The amount in another currency, where it was paid so: `50.00 USD`. */
  readonly foreign?: string;
  /** Empty for a refund. */
  readonly orderNumber: string;
  /** The number of the receipt, empty when money only went back; or of the refund. */
  readonly receiptNumber: string;
  /** Who counts it out, where that is known. */
  readonly by?: Pick<StaffTile, "number" | "name">;
  /**
   * Whether the change stands in big digits, until the next key that is more than an Enter on the
   * empty line.
   */
  readonly isFresh: boolean;
}

/** The nearest names for a text that Enter did not find; another text has others. */
export interface Nearest {
  readonly text: string;
  /** The part of it, folded, that names no goods. */
  readonly name: string;
  readonly products: ReadonlyArray<Product>;
}

/** Goods that wait for a weight or for a price, by what was typed. */
export interface WeighedGoods {
  readonly sku: string;
  readonly name: string;
  readonly text: string;
  readonly lacks: "weight" | "price";
  /** The goods that waited before them: asked for again once these are weighed. */
  readonly before?: WeighedGoods;
}

/** A press was refused for want of a right, and somebody here has it. */
export interface WantedApproval {
  readonly needed: ApprovalNeeded;
  /** A sentence about the act; empty where the refusal is enough. */
  readonly what: string;
}

/** Somebody's PIN is awaited for it. */
export interface Approval extends WantedApproval {
  readonly why: string;
  readonly person: LogIn;
  /** The state when the key was pressed. */
  readonly before: RegisterState;
  /** Presses the key again. */
  readonly again: (state: RegisterState) => RegisterState;
}

/**
 * Goods that are sold out were refused, a line that comes to more than usual, cash without a drawer, or money
 * beside a card that may still pay: another press does it all the same.
 */
export interface SellingOn extends Pressed {
  readonly what: YesQuestion;
}

/** The question that follows a refused press, until it is asked. */
export type RefusalQuestion = Question | AskedDay;

export type List = ListIn<RegisterState>;
export type Pressed = PressedIn<RegisterState>;

export type ListOf<Type extends List["type"]> = Extract<List, { readonly type: Type }>;

export interface RegisterState {
  readonly screen: Screen;
  /** The person's own while somebody is here, else the shop's. */
  readonly locale: Locale;
  readonly logIn: LogIn;
  /** The state of the present person while a colleague's PIN is awaited: Esc leads back to it. */
  readonly leftBy: RegisterState | undefined;
  /** Whether the PIN on the locked screen ends the register. */
  readonly isLeaving: boolean;
  readonly session: TillSession | undefined;
  /** The place in the back office, also after leaving it. */
  readonly office: OfficeState | undefined;
  /** The step at a cash drawer. */
  readonly drawer: DrawerStep | undefined;
  /** The counts that are not written yet, of all people: they stay when their author leaves. */
  readonly begunCounts: ReadonlyArray<BegunCount>;
  /** Somebody walks through what is open before the day is closed: Esc leads back to that list. */
  readonly closesDay: boolean;
  readonly order: OrderView | undefined;
  /** On the screen of whoever came, and somebody else's. */
  readonly othersOrder: OthersOrder | undefined;
  /** How the next order is served. */
  readonly service: Service;
  /** While nobody is here: chosen before the first goods by who was; 0 for none. */
  readonly nextCourse: number;
  readonly text: string;
  /** The text was refused: it is drawn selected, and the next character takes its place. */
  readonly isTextRefused: boolean;
  /** Goods that were named without their weight or price: what is typed next is theirs. */
  readonly weighs: WeighedGoods | undefined;
  /** Goods that are spelled most like a text that names none: the arrows choose from them. */
  readonly nearest: Nearest | undefined;
  /** The refused text whose place was taken: a scan, which was no typing, puts it back. */
  readonly replacedText: string | undefined;
  /** The text that Up brings back. */
  readonly lastText: string;
  /** The hit (in payment: the sum) that the arrows stand on. */
  readonly hit: number | undefined;
  /** The line that the arrows stand on; else the last one counts. */
  readonly lineId: EventId | undefined;
  /** `lineId` when a colleague's line came below it: it stays selected, though no arrow chose it. */
  readonly stayedId: EventId | undefined;
  /** Which category of goods stands beside an empty line, counted on and on. */
  readonly goodsPage: number;
  readonly list: List | undefined;
  /** The text of a person when the till was locked: for that person alone. */
  readonly laidInput: LaidInput | undefined;
  /** The place of a person in the back office when the till was locked: for that person alone. */
  readonly laidOffice: LaidOffice | undefined;
  /** The step of a person at a drawer when the till was locked. */
  readonly laidDrawer: LaidDrawer | undefined;
  /** The step between a press that was refused and the question that follows. */
  readonly wanted: WantedApproval | undefined;
  /** The next key answers whether it is sold all the same; `wanted` as above. */
  readonly sellingOn: SellingOn | RefusalQuestion | undefined;
  /** Typing goes to the PIN of who vouches. */
  readonly approval: Approval | undefined;
  readonly showsHelp: boolean;
  /** Which part of a help that is longer than the screen, counted on and on. */
  readonly helpPage: number;
  /** A sum that was asked about, because it is far too much, waits for F9. */
  readonly confirmedSum: MinorUnits | undefined;
  /** The payment has asked about this sum: Enter takes it so then, no other one and no other way. */
  readonly asked: AskedSum | AskedVoucher | undefined;
  /** The tip of the payment. `isSure`: a large tip was confirmed. */
  readonly tip: (WantedTip & { readonly isSure: boolean }) | undefined;
  /** What was typed of the slip of the card that is taken next by hand. */
  readonly slip: CardNoted | undefined;
  /** The part of a split bill that is to be paid; undefined for the first that is left. */
  readonly part: string | undefined;
  /**
   * The receipt of the part that was paid last, until a key has shown which part is next: that key takes
   * nothing.
   */
  readonly nextPartAfter: string | undefined;
  /**
   * F6 has asked about this text, which is goods too: F6 again parks the order under it. Or Ctrl-L has told
   * that nobody has that number, and locks when it is pressed again.
   */
  readonly askedName: string | undefined;
  /** A tap that takes money or goods away has asked: the same tap does it. */
  readonly askedTap: string | undefined;
  /** The pad of digits stands there though nobody pays. */
  readonly showsPad: boolean;
  /** The window is narrower than a counter's: a waiter's, whose own tables come first. */
  readonly isNarrow: boolean;
  /** In a window without room beside the order, the goods are turned to. */
  readonly showsGoods: boolean;
  /** Keys of a keypad without digits came: Enter takes nothing until another key did. */
  readonly isNumLockOff: boolean;
  /** The person here has heard that no printer prints for some stations: once is enough. */
  readonly isUnprintedTold: boolean;
  /** The people who were offered a shift on this business day: once is enough. */
  readonly shiftsOffered: ShiftsOffered | undefined;
  readonly message: Message | undefined;
  /** The messages since the register was started, the newest first. */
  readonly messages: ReadonlyArray<ShownMessage>;
  readonly paid: PaidSale | undefined;
  /** Scans that came while they could not be goods. */
  readonly keptScans: ReadonlyArray<string>;
  /** Papers that wait for a person to have them printed. */
  readonly askingJobs: number;
  /** The state of a training's exercise; undefined at every other till. */
  readonly exercise: ShownExercise | undefined;
  readonly ended: boolean;
  /**
   * The staff number of a person for whose training the register ends and comes back after it;
   * empty where nobody is logged in.
   */
  readonly goesToTraining: string | undefined;
}

export interface ShiftsOffered {
  readonly day: BusinessDay;
  readonly staff: ReadonlyArray<string>;
}

export interface LaidInput extends Pick<
  RegisterState,
  "text" | "lastText" | "weighs" | "keptScans"
> {
  readonly staffNumber: string;
  /** Goods that wait for their options. */
  readonly list: List | undefined;
}

export interface LaidOffice {
  readonly staffNumber: string;
  readonly office: OfficeState;
}

export interface LaidDrawer {
  readonly staffNumber: string;
  readonly step: DrawerStep;
}

export interface OthersOrder {
  readonly id: EventId;
  readonly owner: string;
}

export function emptyState(
  service: Service,
  lastStaffNumber: string | undefined,
  locale: Locale = "en",
): RegisterState {
  return {
    screen: "log-in",
    locale,
    logIn: emptyLogIn(lastStaffNumber),
    leftBy: undefined,
    isLeaving: false,
    session: undefined,
    office: undefined,
    drawer: undefined,
    begunCounts: [],
    closesDay: false,
    order: undefined,
    othersOrder: undefined,
    service,
    nextCourse: 0,
    text: "",
    isTextRefused: false,
    weighs: undefined,
    nearest: undefined,
    replacedText: undefined,
    lastText: "",
    hit: undefined,
    lineId: undefined,
    stayedId: undefined,
    goodsPage: 0,
    list: undefined,
    laidInput: undefined,
    laidOffice: undefined,
    laidDrawer: undefined,
    wanted: undefined,
    sellingOn: undefined,
    approval: undefined,
    showsHelp: false,
    helpPage: 0,
    confirmedSum: undefined,
    asked: undefined,
    tip: undefined,
    slip: undefined,
    part: undefined,
    nextPartAfter: undefined,
    askedName: undefined,
    askedTap: undefined,
    showsPad: false,
    isNarrow: false,
    showsGoods: false,
    isNumLockOff: false,
    isUnprintedTold: false,
    shiftsOffered: undefined,
    message: undefined,
    messages: [],
    paid: undefined,
    keptScans: [],
    askingJobs: 0,
    exercise: undefined,
    ended: false,
    goesToTraining: undefined,
  };
}

export function emptyLogIn(lastStaffNumber: string | undefined): LogIn {
  const number = lastStaffNumber ?? "";
  return { step: number === "" ? "number" : "pin", number, pin: "" };
}

export function withMessage(
  state: RegisterState,
  level: Message["level"],
  text: string,
): RegisterState {
  return { ...state, message: { level, text } };
}

/**
 * Drops a question about money that is answered by another act, and the reason why another text was
 * refused. A PIN's refusal stays while the next one is typed.
 */
export function unasked(state: RegisterState): RegisterState {
  const isQuestion = state.screen === "payment" || state.confirmedSum !== undefined;
  const isOfPin = state.screen === "log-in" || state.approval !== undefined;
  const level = state.message?.level;
  const isOver = (isQuestion && level === "hint") || (!isOfPin && level === "error");
  const message = isOver ? undefined : state.message;
  return { ...state, confirmedSum: undefined, asked: undefined, message };
}

/** Says what was done. */
export function reported(state: RegisterState, text: string): RegisterState {
  return withMessage(state, "done", text);
}

/** Says what is next, or asks. */
export function hinted(state: RegisterState, text: string): RegisterState {
  return withMessage(state, "hint", text);
}

/** Nothing was done, nothing that was typed is lost. */
export function refused(state: RegisterState, why: string): RegisterState {
  return withMessage(state, "error", why);
}

/** What is typed behind it is the serial number of a line that lacks it. */
export const SERIAL_WORD = ":serial ";

/** The till has refused; perhaps somebody can vouch for it. */
export function refusedBy(state: RegisterState, fault: Refusal, done = ""): RegisterState {
  const { approval: needed } = fault;
  const what = needed?.what ?? done;
  const wanted = needed === undefined ? undefined : { needed, what };
  if (fault.asksSerial === true) {
    const at = { ...state, screen: "register", list: undefined, asked: undefined } as const;
    // What is typed goes on behind the word; behind a refused text it would begin anew.
    return hinted(withField(at, SERIAL_WORD), fault.message);
  }
  return { ...refused(state, fault.message), wanted, sellingOn: fault.asksDay ?? fault.asks };
}

/** The typed text has done its work. */
export function withEntryDone(state: RegisterState): RegisterState {
  return {
    ...state,
    ...NOT_REFUSED,
    text: "",
    lastText: state.text === "" ? state.lastText : state.text,
    hit: undefined,
    weighs: undefined,
    confirmedSum: undefined,
    asked: undefined,
    askedName: undefined,
  };
}

export interface AskedSum {
  readonly how: "cash" | "card";
  readonly amount: MinorUnits;
  /** What the card pays beyond the bill goes out in cash. */
  readonly hasCashBack?: boolean;
  /** The card was read by hand: no terminal is asked. */
  readonly isByHand?: boolean;
}

/** The voucher that was looked up, and how much Enter pays with it. */
export interface AskedVoucher {
  readonly how: "voucher";
  /** What it pays; below zero for what goes back onto it. */
  readonly amount: MinorUnits;
  readonly voucher: ShownVoucher;
}

/** The sum that F9 or F12 has asked about. */
export function askedSum({ asked }: RegisterState): AskedSum | undefined {
  return asked?.how === "voucher" ? undefined : asked;
}

/** The sum that F12 has asked about. */
export function askedCard({ asked }: RegisterState): MinorUnits | undefined {
  return asked?.how === "card" ? asked.amount : undefined;
}

/** Returns the field that typing goes to: an approval, the list's search, the log-in, or the line. */
export function fieldOf(state: RegisterState): string {
  if (state.approval !== undefined) return fieldOfPerson(state.approval.person);
  if (state.list !== undefined) return state.list.filter;
  if (state.screen === "office") return state.office?.text ?? "";
  return state.screen === "log-in" ? fieldOfPerson(state.logIn) : state.text;
}

export function withField(state: RegisterState, text: string): RegisterState {
  const { approval, list, logIn } = state;
  if (approval !== undefined) {
    const person = withPersonField(approval.person, text);
    return { ...state, ...NOT_REFUSED, approval: { ...approval, person } };
  }
  if (list !== undefined) return { ...state, list: { ...list, filter: text, at: 0 } };
  if (state.screen === "office" && state.office !== undefined) {
    return { ...state, ...NOT_REFUSED, office: withOfficeText(state.office, text) };
  }
  if (state.screen !== "log-in") return { ...state, ...NOT_REFUSED, text, hit: undefined };
  return { ...state, ...NOT_REFUSED, logIn: withPersonField(logIn, text) };
}

function fieldOfPerson({ step, number, pin }: LogIn): string {
  return step === "number" ? number : pin;
}

function withPersonField(person: LogIn, text: string): LogIn {
  return person.step === "number" ? { ...person, number: text } : { ...person, pin: text };
}

/** The text is kept to be corrected. */
export const NOT_REFUSED = { isTextRefused: false, replacedText: undefined } as const;

/** The guest of the last sale may have given another note than was typed, which a sum and F9 tells. */
export function mayTellOther({ order, paid, text }: RegisterState): boolean {
  return order === undefined && paid?.kind === "sale" && paid.method === "cash" && text !== "";
}

/** The payment of the order begins, where digits are only money. */
export function paymentScreen(state: RegisterState): RegisterState {
  return {
    ...state,
    screen: "payment",
    hit: undefined,
    showsHelp: false,
    list: undefined,
    asked: undefined,
    tip: undefined,
    slip: undefined,
    part: undefined,
    nextPartAfter: undefined,
    message: undefined,
  };
}
