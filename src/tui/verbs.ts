/**
 * What each key does, with the typed text as its object.
 */

import { type ActId, type TypedOf } from "../acts/all.ts";
import { type WantedPart } from "../acts/bill.ts";
import { readSplit, type WantedSplit } from "../domain/entry/entry-split.ts";
import { type Service } from "../domain/goods/catalogue.ts";
import { type DeviceId } from "../domain/identity.ts";
import { entrySentence, wordsFor } from "../words/screen-words.ts";
import { beginTraining } from "./begin-training.ts";
import { commandOf, type CommandId } from "./commands.ts";
import { beginCustomer, findCustomer } from "./customer-actions.ts";
import { confirmDrawer, takeBackTyped } from "./drawer-entry.ts";
import { type Act } from "./entry-act.ts";
import { addGoods, changed, pendingOf } from "./entry-actions.ts";
import { readLine } from "./entry-plan.ts";
import { exemptOrder } from "./exempt.ts";
import { givePaymentBack } from "./give-back.ts";
import { fireCourse, holdLines, saySent } from "./hold-fire.ts";
import { type Opening, openingBy } from "./lists/all.ts";
import { offerCorrection } from "./lists/correct.ts";
import { listReceipts, namingReceipt } from "./lists/receipts.ts";
import { showWho } from "./lists/who.ts";
import { askToLeave, lock, lockOrHandOver } from "./lock.ts";
import { moveByWord } from "./move-tables.ts";
import {
  openInvitation,
  openOffice,
  openSettings,
  openTill,
  openTillAct,
  takeBackChange,
} from "./office/office-step.ts";
import { park } from "./park.ts";
import { pay, payByCard, payByHand } from "./payment.ts";
import { orderOf, performTyped, performWord } from "./perform-act.ts";
import { askRefire } from "./refire.ts";
import { type PendingGoods } from "./register-list.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { withLinesToReprice } from "./reprice.ts";
import { openReceipt } from "./return-goods.ts";
import { type Take } from "./rows/list-row.ts";
import { choosePartTyped, split } from "./split.ts";
import { goToTable } from "./tables.ts";
import { type TillContext } from "./till-context.ts";
import { voidLines } from "./void-line.ts";
import { useVoucher } from "./vouchers.ts";
import { whyGoodsFirst } from "./weighing.ts";

/** A verb that can't be done now changes nothing and says why. */
export function runVerb(till: TillContext, state: RegisterState, id: CommandId): RegisterState {
  const reason = commandOf(id)?.available(state) ?? true;
  if (reason !== true) return refused(state, reason + enterFirst(till, state, reason));
  const goodsFirst = whyGoodsFirst(till, state, id);
  if (goodsFirst !== undefined) return refused(state, goodsFirst);
  const verb = openingBy(id) ?? VERBS[id];
  // What has no verb of its own is an act.
  return verb === undefined ? performWord(till, state, id as ActId) : verb(till, state);
}

type Verbs = { readonly [Id in Exclude<CommandId, ActId | Opening>]: Take } & {
  readonly [Id in CommandId]?: Take;
};

/** What commands do. Those that are missing open a list, or are acts, which their word does at once. */
const VERBS: Verbs = {
  away: toggleAway,
  bill: printBill,
  card: (till, state) => payByCard(till, state),
  "card-by-hand": payByHand,
  "clock-fix": correctShift,
  voucher: useVoucher,
  customer: findCustomer,
  date: setClock,
  exempt: exemptOrder,
  "give-back": givePaymentBack,
  fire: fireCourse,
  help: (_till, state) => ({ ...state, showsHelp: !state.showsHelp, helpPage: 0, list: undefined }),
  hold: holdLines,
  invite: openInvitation,
  lock: lockOrHandOver,
  move: moveByWord,
  "new-customer": beginCustomer,
  office: (_till, state) => openOffice(state),
  park,
  part: choosePartTyped,
  // Also that a count is all, or that a drawer is closed so.
  pay: (till, state) => (state.screen === "drawer" ? confirmDrawer(till, state) : pay(till, state)),
  "print-asking": printAsking,
  quit: lockAndLeave,
  refire: askRefire,
  replace: (till, state) => openTillAct(till, state, "till-replace"),
  return: returnGoods,
  revoke: (till, state) => openTillAct(till, state, "till-shut-out"),
  send,
  settings: (_till, state) => openSettings(state),
  split: splitByWord,
  table: goToTable,
  train: beginTraining,
  undo,
  void: voidLines,
};

/** An order is empty to whoever has typed goods and not yet pressed Enter. */
function enterFirst(till: TillContext, state: RegisterState, reason: string): string {
  if (reason !== wordsFor(state).whyNot.orderEmpty || state.screen !== "register") return "";
  const reading = till.read(state.text);
  return reading.type === "goods"
    ? ` ${till.words.plan.enterFirst({ goods: reading.product.name })}`
    : "";
}

/** The back office opens as by its own word. */
export function openTillPage(
  till: TillContext,
  state: RegisterState,
  device: DeviceId,
): RegisterState {
  const office = runVerb(till, state, "office");
  return office.screen === "office" && state.screen !== "office"
    ? openTill(till, state, device)
    : office;
}

/** The verb of a word after `:`, whose object takes the place of the line's text. */
export function runWord(
  till: TillContext,
  state: RegisterState,
  { id, object, isMeant }: Omit<Extract<Act, { type: "verb" }>, "type">,
): RegisterState {
  const isSpelled = commandOf(id)?.isSpelled === true && isMeant !== true;
  const text = isSpelled ? state.text.trim().replace(/^:\s*\S+\s*/u, "") : object;
  const done = runVerb(till, { ...state, text, message: undefined }, id);
  // Refused: the line keeps what was typed, word and all.
  if (done.message?.level === "error") return { ...done, text: state.text };
  return { ...done, lastText: state.text };
}

/** Somebody who is logged in is asked for their PIN behind the lock; nothing of their order is lost. */
function lockAndLeave(till: TillContext, state: RegisterState): RegisterState {
  return askToLeave(till, state.screen === "log-in" ? state : lock(till, withEntryDone(state)));
}

/** Chosen under F10 with nothing typed, it begins with whose shift it is. */
function correctShift(till: TillContext, state: RegisterState): RegisterState {
  return state.text.trim() === "" ? showWho(till, state) : performWord(till, state, "clock-fix");
}

/** `:split 3` is `/3`; with nothing typed the payment says how a bill is split. */
function splitByWord(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  const { splits } = till.words;
  if (typed === "") {
    const paying = state.screen === "payment" ? state : pay(till, { ...state, text: "" });
    return paying.screen === "payment"
      ? hinted({ ...paying, list: undefined }, splits.how)
      : paying;
  }
  const wanted = readSplit(typed.startsWith("/") ? typed : `/${typed}`, till.currency);
  return wanted === undefined
    ? refused(state, splits.how)
    : split(till, withEntryDone(state), wanted);
}

function returnGoods(till: TillContext, state: RegisterState): RegisterState {
  if (state.text.trim() === "") return listReceipts(till, state, "return");
  const next = openReceipt(state, state.text);
  return next.list?.type === "return"
    ? { ...next, text: "", lastText: state.text }
    : namingReceipt(next, state.text.trim());
}

function send(till: TillContext, state: RegisterState): RegisterState {
  const { session, order: before } = state;
  if (session === undefined) return state;
  if (state.text.trim() !== "") return refused(state, wordsFor(state).verb.sendFirst);
  const outcome = orderOf(session.perform({ act: "send" }));
  const next = changed(state, outcome, "");
  return outcome.ok ? saySent(till, next, before) : next;
}

function undo(till: TillContext, state: RegisterState): RegisterState {
  if (state.screen === "drawer") return takeBackTyped(till, state);
  if (state.screen === "office") return takeBackChange(till, state);
  if (state.text.trim() !== "") return refused(state, wordsFor(state).verb.undoFirst);
  const outcome = state.session?.undo();
  if (outcome === undefined) return state;
  // Money is not taken back by a key: how it was paid is put right instead.
  if (!outcome.ok && outcome.fault.isOfPayment === true) return offerCorrection(till, state, "");
  if (!outcome.ok) return refusedBy(state, outcome.fault);
  const { order, service, what, line } = outcome.value;
  return reported({ ...state, order, service, lineId: line }, what);
}

/** Without goods the whole order; with goods before it only these, unless they are the first. */
function toggleAway(till: TillContext, state: RegisterState): RegisterState {
  if (state.text.trim() === "") {
    return withService(state, otherService(till, state.order?.service ?? state.service));
  }
  const reading = readLine(till, state);
  if (reading.type === "nothing") {
    return refused(state, entrySentence(till.words, reading.fault));
  }
  if (reading.type !== "goods") return refused(state, till.words.verb.awayGoods);
  const goods = pendingOf(reading, { keepsText: false });
  const order = state.order?.status === "paid" ? undefined : state.order;
  const service = otherService(till, order?.service ?? state.service);
  const isBegun = order?.lines.some(({ voided }) => !voided) ?? false;
  if (isBegun) return addGoods(till, state, { ...goods, service });
  return addFirstServed(till, state, { goods, service });
}

/** What F3 turns a service into: to take away, or back to how this shop serves. */
function otherService(till: TillContext, now: Service): Service {
  const { defaultService } = till.port.shop;
  if (now !== "takeaway") return "takeaway";
  return defaultService === "takeaway" ? "counter" : defaultService;
}

interface FirstGoods {
  readonly goods: PendingGoods;
  readonly service: Service;
}

/** The first goods say how the order is served; refused, they say nothing. */
function addFirstServed(
  till: TillContext,
  state: RegisterState,
  { goods, service }: FirstGoods,
): RegisterState {
  const { session, order } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  if (order?.status === "open" || order?.status === "empty") {
    const next = addGoods(till.servedAs(service), state, { ...goods, pricedAs: service });
    if (next.message?.level === "error") return next;
    const served = withService(next, service);
    return served.message?.level === "error" ? served : { ...served, message: next.message };
  }
  const next = addGoods(till.servedAs(service), withService(state, service), goods);
  if (next.message?.level !== "error") return next;
  session.undo();
  return { ...next, service: state.service };
}

function withService(state: RegisterState, service: Service): RegisterState {
  const outcome = state.session?.perform({ act: "service", service });
  if (outcome === undefined) return state;
  if (!outcome.ok) return refusedBy(state, outcome.fault);
  const next = { ...state, service, order: outcome.value.order };
  const words = wordsFor(state);
  const sentence = words.done.service({ service: words.services[service] });
  return reported(next, withLinesToReprice(words, next, sentence));
}

function printAsking(till: TillContext, state: RegisterState): RegisterState {
  const count = till.port.printAsking();
  const { papers } = till.words;
  return count === 0 ? refused(state, papers.noneAsked) : reported(state, papers.asked({ count }));
}

/** What time it really is, typed where the machine's clock can't be right. */
function setClock(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  if (typed === "") return refused(state, till.words.logIn.typeTime);
  if (state.session === undefined) return state;
  const { staffNumber: by } = state.session;
  const done = till.port.setClock(typed, { by, locale: till.locale });
  return done.ok ? reported(withEntryDone(state), done.value) : refusedBy(state, done.fault);
}

/* F8: the bill of the order on the screen, or of a table, a tab or an order from anywhere. */

/**
 * `7` is table 7. Of the order on the screen, `/3` splits it first, `2/3` is part 2 of three, and nothing is
 * all of it.
 */
function printBill(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  const { order, session } = state;
  if (session === undefined) return state;
  if (typed === "") {
    if (order === undefined) return refused(state, till.words.bill.whose);
    return print(till, state, { order });
  }
  const wanted = readSplit(typed, till.currency);
  if (wanted !== undefined && order !== undefined) return splitAndPrint(till, state, wanted);
  const part = partTyped(typed);
  if (part !== undefined && order !== undefined) return print(till, state, { order, part });
  const found = session.bills.ordersNamed(typed);
  const [only, ...others] = found;
  if (only === undefined) return refused(state, till.words.bill.nobody({ typed }));
  if (others.length > 0) {
    const orders = found.map(({ number, due }) => `${number} (${till.money(due)})`).join(", ");
    return refused(state, till.words.bill.several({ typed, orders }));
  }
  return print(till, state, { order: only });
}

/** Each part has a bill of its own; a split that is refused prints nothing. */
function splitAndPrint(
  till: TillContext,
  state: RegisterState,
  wanted: WantedSplit,
): RegisterState {
  const done = performTyped(till, state, { act: "split", typed: wanted });
  const { order, message } = done;
  return message?.level === "done" && order !== undefined
    ? print(till, { ...state, order }, { order })
    : done;
}

/** `2/3`. */
function partTyped(typed: string): WantedPart | undefined {
  const { no, of } = /^(?<no>[1-9]\d?)\/(?<of>[1-9]\d?)$/u.exec(typed)?.groups ?? {};
  return no === undefined ? undefined : { no: Number(no), of: Number(of) };
}

function print(till: TillContext, state: RegisterState, typed: TypedOf<"bill">): RegisterState {
  return performTyped(till, state, { act: "bill", typed });
}
