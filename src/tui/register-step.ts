/**
 * Takes one key as one step, and returns the state after it. The only effects are those of the
 * till's own acts, which commit before they return.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { readPayment } from "../domain/entry/entry-payment.ts";
import { ENTRY_LENGTH_MAX } from "../domain/text/entry-text.ts";
import { colonOf } from "../words/screen-words.ts";
import { pressInApproval } from "./approval.ts";
import { beside, move, PAGE, pressBehindList } from "./arrow-keys.ts";
import { takeBadge } from "./badge.ts";
import { stopCard } from "./cards.ts";
import { type Command, type CommandId, commandOfKey, keyLabel } from "./commands.ts";
import { enterDrawer, planDrawer } from "./drawer-entry.ts";
import { leaveDrawer } from "./drawer-step.ts";
import { type Act, type Plan, refusedPlan, type ShortOf } from "./entry-act.ts";
import { performLine } from "./entry-actions.ts";
import { hitCount } from "./entry-hits.ts";
import { isPinOnLine } from "./entry-line.ts";
import { isUnfinished, planEntry, readLine } from "./entry-plan.ts";
import { type InputEvent, type KeyInput, type KeyName } from "./keys/key-event.ts";
import { backToDay } from "./lists/day.ts";
import { rowsOf, withoutFailedSearch } from "./lists/list-rows.ts";
import { signInPlan } from "./lists/plan.ts";
import { howToLeave } from "./lock.ts";
import { enterLogIn, leaveLogIn, takeOffer } from "./log-in.ts";
import { pressUnlocked } from "./num-lock.ts";
import { takesDigit } from "./office/office-pages.ts";
import {
  chooseOfficeDigit,
  isInOffice,
  pressInOffice,
  scanInOffice,
} from "./office/office-step.ts";
import { leavePayment } from "./paid-elsewhere.ts";
import { askSum, planPayment, tenderCash, tenderForeign, tipOrCard } from "./payment.ts";
import { planWord } from "./perform-act.ts";
import { withoutPinKept } from "./pin-on-line.ts";
import { behindTenders } from "./refund-tender.ts";
import {
  fieldOf,
  hinted,
  NOT_REFUSED,
  refused,
  type RegisterState,
  unasked,
  withEntryDone,
  withField,
} from "./register-state.ts";
import { whichWayFirst } from "./return-goods.ts";
import { mayChoose } from "./rows/command-rows.ts";
import { type ListRow } from "./rows/list-row.ts";
import { isTyped, keepScan, offerKept, takeScan, withoutEcho } from "./scan.ts";
import { askAboutRefusal, sellOn, withoutSellingOn } from "./sell-on.ts";
import { beginWith, clearLine } from "./sign-verbs.ts";
import { actOnParts, withNextShown } from "./split.ts";
import { goToOrder, goTyped } from "./tables.ts";
import { takeTap } from "./tapped.ts";
import { type TillContext } from "./till-context.ts";
import { openTillPage, runVerb, runWord } from "./verbs.ts";
import { askWeight, keepWeighing, leaveWeighing, whyGoodsFirst } from "./weighing.ts";

export function step(till: TillContext, before: RegisterState, event: InputEvent): RegisterState {
  if (event.type === "tap") {
    return takeTap(before, event.presses, {
      till,
      plan: planOf,
      press: (state, press) => step(till, state, press),
    });
  }
  const isTurning = event.type === "key" && (event.key === "page-up" || event.key === "page-down");
  const present =
    before.askedTap === undefined && (isTurning || !before.showsGoods)
      ? before
      : { ...before, askedTap: undefined, showsGoods: before.showsGoods && isTurning };
  const isYes = event.type === "key" && commandOfKey(event.key)?.id === "pay";
  const soldOn = isYes ? sellOn(till, present) : undefined;
  if (soldOn !== undefined) return soldOn;
  const state = withoutSellingOn(present);
  const done = askAboutRefusal(till, state, {
    after: keepWeighing(till, { before: state, event }, stepped(till, state, event)),
    again: (again) => keepWeighing(till, { before: again, event }, stepped(till, again, event)),
  });
  const kept = withoutPinKept(present, done, (before) => isPinOnLine(till, before));
  const next = withNextShown(till, state, kept);
  const isScan = event.type === "scan" && !isTyped(till, state, event);
  if (isScan || !isRefusal(state, next, event)) return next;
  const isTypedOn = next.screen === "register" && isUnfinished(till, next);
  return isTypedOn ? next : { ...next, isTextRefused: true };
}

/** Nobody sees what a key does: what is typed is kept, and a scan for later. */
export function stepHidden(
  till: TillContext,
  state: RegisterState,
  event: InputEvent,
): RegisterState {
  // A digit would choose from a list.
  if (state.list !== undefined) return state;
  if (event.type === "text") return typeText(state, event.text);
  if (event.type === "paste") return pasteText(state, event.text);
  if (event.type === "key" && event.key === "backspace") return erase(state);
  if (event.type !== "scan" || isTyped(till, state, event)) return state;
  return keepScan(till, withoutEcho(state, event), event.code);
}

/** Whether the typed text was refused: it stays, and the next character replaces it. */
function isRefusal(before: RegisterState, after: RegisterState, event: KeyInput): boolean {
  if (event.type === "text" || event.type === "paste" || after.list !== undefined) return false;
  // A key that does not work while a PIN is typed says nothing about the PIN.
  if (after.screen === "log-in" && event.type === "key" && event.key !== "enter") return false;
  const isNew = after.message !== before.message && after.message?.level === "error";
  return isNew && fieldOf(after) !== "";
}

function stepped(till: TillContext, present: RegisterState, event: KeyInput): RegisterState {
  const isEnter = event.type === "key" && event.key === "enter";
  const isTold = present.isNumLockOff && !isEnter;
  const state = isTold ? { ...present, isNumLockOff: false } : present;
  switch (event.type) {
    case "text":
      return signInPlan(till, state, event.text) ?? typeText(state, event.text);
    case "paste":
      return pasteText(state, event.text);
    case "hit":
      if (state.screen === "office") return state;
      return state.approval === undefined ? chooseHit(till, state, event.number - 1) : state;
    case "scan": {
      const badge = takeBadge(till, state, event);
      if (badge !== undefined) return badge;
      if (isTyped(till, state, event)) return pressKey(till, state, "enter");
      if (state.approval !== undefined)
        return keepScan(till, withoutEcho(state, event), event.code);
      if (isInOffice(state)) return scanInOffice(withoutEcho(state, event), event.code);
      // The help is closed, so that a scan's goods are seen.
      const before = { ...withoutEcho(seen(state), event), showsHelp: false };
      const next = takeScan(till, before, event.code);
      return next.text === "" ? offerKept(till, next) : next;
    }
    case "key":
      // Ctrl-C means leaving in other programs that read lines: here it shows how to leave, and
      // does nothing.
      if (event.key === "ctrl-c") return hinted(state, howToLeave(till, state));
      // Enter on an empty line is a nervous finger; every other key was looked at.
      return pressKey(till, event.key === "enter" ? state : seen(state), event.key);
    default:
      return assertNever(event, "input");
  }
}

/** The plan of Enter: the preview shows it, and Enter follows it. */
export type EnterPlan =
  | Plan
  | { readonly type: "choose"; readonly preview: string; readonly row: ListRow };

export function planOf(till: TillContext, state: RegisterState): EnterPlan {
  if (state.list !== undefined) {
    const unchosen = whichWayFirst(till, state, state.list);
    if (unchosen !== undefined) return refusedPlan(unchosen);
    const row = rowsOf(till, state)[state.list.at];
    if (row?.choice.type === "message") return { type: "idle" };
    if (row !== undefined) return planRow(till, state, row);
    if (state.list.filter === "") return { type: "idle" };
    return refusedPlan(till.words.lists.nothing({ typed: state.list.filter }));
  }
  if (state.screen === "drawer") return planDrawer(till, state);
  return state.screen === "payment"
    ? planPayment(till, state)
    : withTypedSum(till, state, planEntry(till, state));
}

function planRow(till: TillContext, state: RegisterState, row: ListRow): EnterPlan {
  const { choice, label } = row;
  if (choice.type === "typed") {
    const plan = planEntry(till, { ...state, text: choice.text, list: undefined });
    if (plan.type === "refused") return plan;
  }
  if (row.whyNot !== undefined) return refusedPlan(row.whyNot);
  const reason = mayChoose(choice, state);
  const act = choice.type === "command" ? planWord(till, state, choice.id) : undefined;
  const does = act?.type === "ready" ? act.preview : (row.does ?? label);
  return reason === true
    ? { type: "choose", preview: does, row }
    : refusedPlan(`${label}: ${reason}`);
}

/** The digit that a list has waited for. */
export function chooseDigit(till: TillContext, state: RegisterState, sign: string): RegisterState {
  // A keypad has one of the two.
  const meant = sign === "," ? "." : sign;
  if (takesDigit(state)) return chooseOfficeDigit(till, state, meant);
  const row = rowsOf(till, state).find((it) => it.sign === meant);
  if (row === undefined) return refused(withField(state, ""), till.words.lists.noSign({ sign }));
  return askAboutRefusal(till, withoutSellingOn(state), {
    after: chooseRow(till, state, row),
    again: (again) => chooseRow(till, again, row),
  });
}

type Press = (till: TillContext, state: RegisterState) => RegisterState;

const EDITS: ReadonlyMap<KeyName, Press> = new Map<KeyName, Press>([
  ["enter", enter],
  ["escape", (till, state) => offerKept(till, backToDay(state, escape(till, state)))],
  ["backspace", (_till, state) => erase(state)],
  ["up", (till, state) => move(till, state, -1)],
  ["down", (till, state) => move(till, state, 1)],
  ["page-up", (till, state) => move(till, state, -PAGE)],
  ["page-down", (till, state) => move(till, state, PAGE)],
  ["left", (_till, state) => beside(state, -1)],
  ["right", (_till, state) => beside(state, 1)],
  ["home", (_till, state) => ({ ...state, ...NOT_REFUSED })],
  ["end", (_till, state) => ({ ...state, ...NOT_REFUSED })],
]);

function pressKey(till: TillContext, state: RegisterState, key: KeyName): RegisterState {
  const unlocked = pressUnlocked(till, state, key);
  if (unlocked !== undefined) return unlocked;
  if (state.approval !== undefined) return pressForApproval(till, state, key);
  const inOffice = isInOffice(state) ? pressInOffice(till, state, key) : undefined;
  if (inOffice !== undefined) return inOffice;
  const offered = key === "tab" ? takeOffer(till, state) : undefined;
  if (offered !== undefined) return offered;
  const edit = EDITS.get(key);
  return edit === undefined ? pressVerb(till, state, key) : edit(till, state);
}

/** Only the PIN counts now; a person who leaves the till may lock it. */
function pressForApproval(till: TillContext, state: RegisterState, key: KeyName): RegisterState {
  if (key === "backspace") return erase(state);
  if (commandOfKey(key)?.id === "lock") return runVerb(till, state, "lock");
  return offerKept(till, pressInApproval(till, state, key));
}

function pressVerb(till: TillContext, state: RegisterState, key: KeyName): RegisterState {
  const command = commandOfKey(key);
  return command === undefined ? state : pressCommand(till, state, command);
}

/** Keys that ask first: pressed again they do it, and any other key ends the question. */
const ASKS_AGAIN: ReadonlySet<CommandId> = new Set<CommandId>(["park", "lock", "table", "void"]);

/**
 * Does what the command's key would do; for a command without a key, what one would do. The text is
 * its object.
 */
export function pressCommand(
  till: TillContext,
  state: RegisterState,
  command: Command,
): RegisterState {
  const behindList = pressBehindList(till, state, command.id);
  if (behindList !== undefined) return behindList;
  const goodsFirst = whyGoodsFirst(till, state, command.id);
  if (goodsFirst !== undefined) return refused(state, goodsFirst);
  const unconfirmed = {
    ...state,
    askedName: ASKS_AGAIN.has(command.id) ? state.askedName : undefined,
    // F9 again takes the sum that it asked about.
    confirmedSum: command.id === "pay" ? state.confirmedSum : undefined,
    // Goods that wait for their options wait behind the lock too.
    list: command.id === "lock" ? state.list : undefined,
    message: undefined,
    // F12 again takes the sum that it asked about.
    asked: command.id === "card" && state.asked?.how === "card" ? state.asked : undefined,
  };
  if (state.screen === "log-in") {
    if (command.id === "help" || command.id === "more")
      return runVerb(till, unconfirmed, command.id);
    return refused(state, till.words.logIn.first({ key: keyLabel("f10") }));
  }
  return runVerb(till, withObject(state, unconfirmed, command.id), command.id);
}

/**
 * The text is the object of the key, unless it was meant otherwise: a sum that the till has just
 * asked about is money and no goods, and what Enter refused is no sum.
 */
function withObject(before: RegisterState, state: RegisterState, verb: CommandId): RegisterState {
  const isAsked = before.confirmedSum !== undefined;
  const isSpokenFor = isAsked && verb !== "pay";
  const isNoSum =
    before.isTextRefused && !isAsked && verb === "pay" && before.screen === "register";
  return isSpokenFor || isNoSum ? { ...state, ...NOT_REFUSED, text: "" } : state;
}

function enter(till: TillContext, state: RegisterState): RegisterState {
  if (state.screen === "log-in" && state.list === undefined) return enterLogIn(till, state);
  const plan = planOf(till, state);
  switch (plan.type) {
    case "idle":
      return offerKept(till, { ...state, showsHelp: false });
    case "refused":
      if (plan.short !== undefined) return enterShort(till, state, plan.short);
      if (plan.weighs !== undefined && state.screen === "register" && state.list === undefined) {
        return askWeight(till, state, plan.weighs);
      }
      return lookNearest(till, withoutFailedSearch(till, state), plan);
    case "choose":
      return chooseRow(till, state, plan.row);
    case "ready":
      break;
    default:
      return assertNever(plan, "plan");
  }
  return enterReady(till, state, plan);
}

/** Goods beyond the stock are sold where a person has confirmed it, and otherwise asked about. */
function enterShort(till: TillContext, state: RegisterState, short: ShortOf): RegisterState {
  return state.session?.sure?.has("goods") === true
    ? enterReady(till, state, short)
    : { ...refused(state, short.why), sellingOn: "goods" };
}

function enterReady(
  till: TillContext,
  state: RegisterState,
  { act }: Pick<ShortOf, "act">,
): RegisterState {
  // The help is closed, so that the effect of Enter is seen.
  const seen = { ...state, showsHelp: act.type === "verb" && state.showsHelp };
  if (act.type === "verb") return runWord(till, { ...seen, hit: undefined }, act);
  return offerKept(till, perform(till, seen, act));
}

function perform(
  till: TillContext,
  state: RegisterState,
  act: Exclude<Act, { type: "verb" }>,
): RegisterState {
  if (act.type === "set-tip" || act.type === "take-card" || act.type === "take-voucher") {
    return tipOrCard(till, state, act);
  }
  if (act.type === "drawer") return enterDrawer(till, state);
  if (act.type === "split" || act.type === "choose-part") return actOnParts(till, state, act);
  if (act.type === "ask-sum") return askSum(till, state, act);
  if (act.type === "take-foreign") return tenderForeign(till, state, act);
  if (act.type !== "take-cash") return performLine(till, state, act);
  return tenderCash(till, state, act.amount);
}

function chooseRow(till: TillContext, state: RegisterState, row: ListRow): RegisterState {
  const { choice } = row;
  if (row.whyNot !== undefined) return refused(state, row.whyNot);
  const closed = { ...state, list: undefined };
  switch (choice.type) {
    case "does": {
      const done = choice.take(till, state);
      return choice.offersScans === true ? offerKept(till, done) : done;
    }
    case "message":
      return state;
    case "typed":
      return enterTyped(till, closed, choice.text);
    case "command":
    case "key":
      return runVerb(till, { ...closed, message: undefined }, choice.id);
    case "sign-verb":
      return beginWith(choice.verb, state);
    case "clear":
      return clearLine(state);
    case "table":
      return offerKept(till, goToOrder(till, closed, { table: { id: choice.order } }));
    case "table-typed":
      return offerKept(till, goTyped(till, closed, choice.text));
    case "till":
      return openTillPage(till, closed, choice.device);
    default:
      return assertNever(choice, "choice");
  }
}

/** Enters the text as if it had been typed; when it is refused, the line stays as empty as it was. */
function enterTyped(till: TillContext, state: RegisterState, text: string): RegisterState {
  const next = enter(till, { ...state, text });
  return next.message?.level === "error" ? { ...next, text: state.text } : next;
}

/** Goes one step back: typed text goes first, and Up brings it back. */
function escape(till: TillContext, state: RegisterState): RegisterState {
  if (state.confirmedSum !== undefined) return { ...withEntryDone(state), message: undefined };
  if (state.list !== undefined) {
    const list =
      state.list.filter === "" ? behindTenders(state.list) : { ...state.list, filter: "", at: 0 };
    return { ...state, list, message: undefined };
  }
  if (state.showsHelp) return { ...state, showsHelp: false };
  if (state.screen === "log-in") return leaveLogIn(till, state);
  const weighing = state.screen === "register" ? leaveWeighing(state) : undefined;
  if (weighing !== undefined) return weighing;
  if (state.text !== "") return { ...withEntryDone(state), message: undefined };
  const stopping = stopCard(till, state);
  if (stopping !== undefined) return stopping;
  if (state.screen === "payment") return leavePayment(till, state);
  if (state.screen === "drawer") return leaveDrawer(till, state);
  return { ...state, lineId: undefined, message: undefined };
}

function chooseHit(till: TillContext, state: RegisterState, at: number): RegisterState {
  if (state.list !== undefined) {
    const row = rowsOf(till, state)[at];
    return row === undefined ? state : chooseRow(till, state, row);
  }
  if (state.screen !== "register" || state.showsHelp) return state;
  if (at >= hitCount(state, readLine(till, state))) return state;
  return enter(till, { ...state, hit: at });
}

/** The last character with its marks. */
function erase(state: RegisterState): RegisterState {
  const shorter = fieldOf(state).replace(/\P{M}\p{M}*$/u, "");
  return unasked(withField(state, shorter));
}

/* A name that nothing has: what is spelled like it. */

/** Names that are spelled alike are looked for only now: that takes too long for every keystroke. */
function lookNearest(
  till: TillContext,
  state: RegisterState,
  { why, unknownName }: Extract<Plan, { type: "refused" }>,
): RegisterState {
  if (state.screen !== "register" || unknownName === undefined) return refused(state, why);
  const words = till.words.plan;
  // A name may hide a stroke; else what follows it is an option.
  const nearest = [unknownName, unknownName.replace(/ ?[/=].*$/u, "")]
    .map((name) => ({ text: state.text, name, products: till.index().nearest(name) }))
    .find(({ products }) => products.length > 0);
  if (nearest === undefined) return refused(state, words.helps({ sentence: why }));
  const names = nearest.products.map(({ name }) => name).join(", ");
  return refused({ ...state, nearest }, words.nearest({ sentence: why, names }));
}

/* What is typed or pasted goes where it belongs: an approval, a list's search, the log-in, or the line. */

/** Text pasted behind digits would make another person's number or PIN of them, so it is refused. */
function pasteText(state: RegisterState, text: string): RegisterState {
  const isPerson = state.screen === "log-in" || state.approval !== undefined;
  return typeText(isPerson ? withField(state, "") : state, text);
}

function typeText(state: RegisterState, text: string): RegisterState {
  const now = seen(state);
  const field = fieldOf(now);
  const replaces = now.isTextRefused && now.list === undefined;
  const longer = (replaces ? "" : field) + text;
  const next = withField(now, longer.slice(0, ENTRY_LENGTH_MAX));
  const replacedText = replaces ? field : now.replacedText;
  return { ...unasked(next), replacedText };
}

/** The change leaves the big digits for good: once more in sight, it would be handed out twice. */
function seen(state: RegisterState): RegisterState {
  if (state.paid?.isFresh !== true) return state;
  return { ...state, paid: { ...state.paid, isFresh: false }, message: undefined };
}

/*
 * What F9 and F12 would make of a text that is no goods: while an order is open, `20` and `usd50` are
 * sums that were given, and Enter alone can do nothing with them.
 */

/** The plan of Enter, with what the keys would do beside it. */
function withTypedSum(till: TillContext, state: RegisterState, plan: Plan): Plan {
  if (plan.type !== "refused") return plan;
  const byKeys = keysTake(till, state);
  return byKeys === "" ? plan : { ...plan, byKeys };
}

/** Empty where no key takes it. What Enter has refused is no sum any more. */
function keysTake(till: TillContext, state: RegisterState): string {
  const { order, isTextRefused, confirmedSum, weighs } = state;
  if (isTextRefused || confirmedSum !== undefined || weighs !== undefined) return "";
  if (order === undefined || order.refundDue > 0 || isPinOnLine(till, state)) return "";
  if (commandOfKey("f9")?.available(state) !== true) return "";
  const read = readPayment(state.text, till.currency);
  if (read.type !== "tendered" && read.type !== "foreign") return "";
  const asked = { ...state, screen: "payment" as const, hit: undefined, asked: undefined };
  const cash = planPayment(till, { ...asked, tip: undefined });
  const byCash = cash.type === "ready" ? [keyLabel("f9") + colonOf(till) + cash.preview] : [];
  const isCard = read.type === "tendered" && read.amount <= order.due;
  const card = isCard ? till.words.pay.card({ money: till.money(read.amount) }) : "";
  const byCard = card === "" ? [] : [keyLabel("f12") + colonOf(till) + card];
  return [...byCash, ...byCard].join("; ");
}
