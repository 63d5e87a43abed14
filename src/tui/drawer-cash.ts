/** The acts on a cash drawer: open, pay in, pay out, count, close. */

import { type EventId } from "../domain/identity.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { currenciesByCode, parseMoney } from "../domain/money/currency.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { wordsFor } from "../words/screen-words.ts";
import { countedSoFar, foreignText } from "./drawer-count.ts";
import { type CashWay, type DrawerStep, type DrawerWhy } from "./drawer-state.ts";
import {
  begunHere,
  drawerMeant,
  drawerName,
  EMPTY_LINE,
  listDrawer,
  onRegister,
  stepName,
  toStep,
  withTyped,
} from "./drawer-step.ts";
import { type CountedDrawer } from "./ports/drawer-port.ts";
import { type StaffTile } from "./ports/refusal-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import { hinted, refused, refusedBy, type RegisterState, reported } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export function openWith(till: TillContext, state: RegisterState): RegisterState {
  const { session, drawer: step } = state;
  if (session === undefined || step?.type !== "float") return state;
  const begun = begunHere(state);
  const { cash } = countedSoFar(till, state, begun);
  const no = step.no ?? undefined;
  const float = begun === undefined ? session.drawers.stayed(no) : cash;
  const done = session.perform({ act: "open-drawer", no, float });
  const name = stepName(till, state);
  const { drawer } = till.words;
  if (!done.ok)
    return refusedBy(
      state,
      done.fault,
      drawer.opened({ drawer: name, money: till.money(float.own) }),
    );
  const next = onRegister(withTyped(state, []));
  return reported(next, drawer.opened({ drawer: name, money: till.money(float.own) }));
}

export function writeCount(
  till: TillContext,
  state: RegisterState,
  { session: id, closes }: Extract<DrawerStep, { type: "count" }>,
): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const { cash, others, leaves, isBegun } = countedSoFar(till, state, begunHere(state));
  const { drawer } = till.words;
  if (!isBegun) return refused(state, drawer.nothingCounted);
  const done = session.perform({ act: "count-drawer", session: id, cash, others });
  const name = stepName(till, state);
  if (!done.ok) return refusedBy(state, done.fault, `${drawer.counting({ drawer: name })}.`);
  const written = withTyped(state, []);
  const counted = session.drawers.counted(id);
  if (counted === undefined) return written;
  const afterCount = tellCounted(till, written, { ...counted, leaves });
  if (!closes) return afterCount;
  const closed = closeDrawer(till, afterCount, { session: id, leaves, reason: "" });
  // The approval was for the count alone, so F9 asks for the close again.
  const isAsked = closed.list !== undefined || closed.screen !== "drawer";
  return isAsked ? closed : afterCount;
}

/** Shows the counted amount beside the expected one. */
export function tellCounted(
  till: TillContext,
  state: RegisterState,
  { leaves, ...counted }: CountedDrawer & { readonly leaves?: MinorUnits | undefined },
): RegisterState {
  const step = { type: "counted", session: counted.drawer.id, leaves: leaves ?? null } as const;
  const { drawer } = till.words;
  const sum = till.money(counted.counted);
  const [by, how] = byText(till, counted.counted - counted.expected);
  const say = {
    equal: drawer.isCounted({ money: sum }),
    short: drawer.isShort({ money: sum, by }),
    over: drawer.isOver({ money: sum, by }),
  };
  return hinted({ ...toStep(till, state, step), text: "" }, say[how]);
}

/** Returns the difference and its direction. */
function byText(
  till: TillContext,
  difference: number,
): readonly [string, "equal" | "short" | "over"] {
  const by = till.money(minor(Math.abs(difference)));
  if (difference === 0) return [by, "equal"];
  return [by, difference < 0 ? "short" : "over"];
}

/** Sets the amount that stays in the drawer. */
export function sayLeaves(
  till: TillContext,
  state: RegisterState,
  step: Extract<DrawerStep, { type: "counted" }>,
): RegisterState {
  const sum = parseMoney(foldText(state.text).replace(/^=/u, "").trim(), till.currency);
  const { drawer } = till.words;
  if (!sum.ok) return refused(state, drawer.noSum({ typed: state.text.trim() }));
  const counted = state.session?.drawers.counted(step.session);
  const lies = counted === undefined ? 0 : Math.max(0, counted.counted + counted.since);
  if (sum.value > lies) return refused(state, drawer.notSoMuch({ money: till.money(minor(lies)) }));
  const next = { ...state, ...EMPTY_LINE, lastText: state.text };
  const safe = till.money(minor(lies - sum.value));
  const say = `${drawer.leaving({ money: till.money(sum.value), safe })}. ${drawer.f9ClosesIt}`;
  return hinted({ ...next, drawer: { ...step, leaves: sum.value } }, say);
}

interface Close {
  readonly session: EventId;
  readonly leaves: MinorUnits | undefined;
  readonly reason: string;
  readonly anyway?: true | undefined;
}

export function closeDrawer(till: TillContext, state: RegisterState, close: Close): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const { drawer } = till.words;
  const counted = session.drawers.counted(close.session);
  const [by, direction] = byText(
    till,
    counted === undefined ? 0 : counted.counted - counted.expected,
  );
  const name = counted === undefined ? drawer.title : drawerName(till, counted.drawer.name);
  const done = session.perform({ act: "close-drawer", ...close });
  if (done.ok) {
    const { counted: sum, difference, leaves, toSafe, isToLookAt } = done.value.answer;
    const [apart, how] = byText(till, difference);
    const total = till.money(sum);
    const say = {
      equal: drawer.closed({ money: total }),
      short: drawer.closedShort({ money: total, by: apart }),
      over: drawer.closedOver({ money: total, by: apart }),
    };
    const rest = `${drawer.leaving({ money: till.money(leaves), safe: till.money(toSafe) })}.`;
    const sentences = [say[how], rest, ...(isToLookAt ? [drawer.toLookAt] : [])];
    return reported(onRegister({ ...state, text: "" }), sentences.join(" "));
  }
  if (done.fault.needsReason !== true) {
    return refusedBy(state, done.fault, drawer.closeSo({ drawer: name, by }));
  }
  const asked = listDrawer(state, { type: "why", about: { type: "close", ...close } });
  const why = direction === "short" ? drawer.differsShort : drawer.differsOver;
  return hinted(asked, why({ by }));
}

export function askWhy(till: TillContext, state: RegisterState, about: DrawerWhy): RegisterState {
  const { drawer, cashWays } = till.words;
  const asked = listDrawer(state, { type: "why", about });
  if (about.type === "close") return asked;
  const say =
    about.type === "no-sale"
      ? drawer.noSaleWhy
      : drawer.why({ what: `${cashWays[about.way]} ${moneyOf(till, about)}` });
  return hinted(asked, say);
}

export interface SaidWhy {
  readonly about: DrawerWhy;
  readonly reason: string;
  /** Whether it is closed without a reason for its difference. */
  readonly anyway?: true;
}

export function sayWhy(
  till: TillContext,
  state: RegisterState,
  { about, reason, anyway, session }: SaidWhy & { readonly session: TillSession },
): RegisterState {
  if (about.type === "close") return closeDrawer(till, state, { ...about, reason, anyway });
  if (about.type === "move") return moveCash(till, state, { ...about, reason });
  const done = session.perform({ act: "no-sale", reason });
  const { drawer } = till.words;
  if (!done.ok) return refusedBy(state, done.fault, `${till.words.drawerMenu["no-sale"]}.`);
  const next = { ...state, list: undefined };
  const { noSaleDone, noSaleByKey } = drawer;
  return reported(next, session.drawers.opensByPrinter() ? noSaleDone : noSaleByKey);
}

interface ReadMove {
  readonly currency: string | undefined;
  readonly amount: MinorUnits;
  readonly reason: string;
  /** The person whose tips they are; undefined for the person at the till. */
  readonly staff: string | undefined;
  readonly shown: string;
  /** The person and the reason, as people read them. */
  readonly about: string;
}

/** `12.50`, `usd20`, `12.50 milk`, of tips `12.50 Mia`; or why it is none. */
export function readMove(
  till: TillContext,
  { text }: RegisterState,
  way: CashWay,
): ReadMove | string {
  const {
    code = "",
    sum = "",
    why = "",
  } = /^(?<code>\p{L}{3} ?)?(?<sum>[\d.,’']+)(?: (?<why>.+))?$/u.exec(text.trim())?.groups ?? {};
  const named = code.trim().toUpperCase();
  const currency = named === "" ? till.currency : currenciesByCode.get(named);
  const amount = currency && parseMoney(foldText(sum), currency);
  if (currency === undefined || amount?.ok !== true || amount.value <= 0) {
    return till.words.drawer.noSum({ typed: text.trim() });
  }
  const foreign = currency.code === till.currency.code ? undefined : currency.code;
  const sumRead = { currency: foreign, amount: amount.value };
  const shown = moneyOf(till, sumRead);
  const reason = why.trim();
  if (way !== "tips" || reason === "") {
    return { ...sumRead, reason, staff: undefined, shown, about: reason };
  }
  const of = readWhose(till, reason);
  if (of === undefined) return till.words.drawer.nobodyCalled({ typed: reason });
  return { ...sumRead, reason: "", staff: of.number, shown, about: of.name };
}

/** Finds a person by the staff number, or by the beginning of a name that only one person has. */
function readWhose({ port }: TillContext, typed: string): StaffTile | undefined {
  const staff = port.staff();
  const wanted = foldText(typed);
  const named = staff.filter(({ name }) => foldText(name).startsWith(wanted));
  return (
    staff.find(({ number }) => number === typed) ?? (named.length === 1 ? named[0] : undefined)
  );
}

function moneyOf(
  till: TillContext,
  { currency, amount }: { readonly currency: string | undefined; readonly amount: MinorUnits },
): string {
  return currency === undefined ? till.money(amount) : foreignText(till, { currency, amount });
}

const NEED_REASON: ReadonlySet<CashWay> = new Set(["in", "out", "safe-in", "safe-out"]);

export function enterMove(till: TillContext, state: RegisterState, way: CashWay): RegisterState {
  if (state.text.trim() === "") return refused(state, till.words.drawer.typeSum);
  const read = readMove(till, state, way);
  if (typeof read === "string") return refused(state, read);
  const { currency, amount, reason, staff, about } = read;
  const move = { type: "move", way, currency, amount } as const;
  return NEED_REASON.has(way) && reason === ""
    ? askWhy(till, state, move)
    : moveCash(till, state, { ...move, reason, staff, about });
}

function moveCash(
  till: TillContext,
  state: RegisterState,
  {
    way,
    currency,
    amount,
    reason,
    staff,
    about = reason,
  }: Extract<DrawerWhy, { type: "move" }> & {
    readonly reason: string;
    readonly staff?: string | undefined;
    readonly about?: string;
  },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const { drawer, cashWays } = till.words;
  const isOfSafe = way === "bank" || way === "safe-in" || way === "safe-out";
  const from = drawerMeant(session)?.id;
  if (!isOfSafe && from === undefined) return refused(state, drawer.noneOpen);
  const move = { currency, amount, reason };
  const done = isOfSafe
    ? session.perform({ act: "move-safe", ...move, what: SAFE_WAYS[way] })
    : session.perform({ act: "move-cash", ...move, what: way, session: from as EventId, staff });
  const sentence = drawer.movedSo({
    what: cashWays[way],
    money: moneyOf(till, move),
    reason: about,
  });
  if (!done.ok) return refusedBy(state, done.fault, sentence);
  return reported(onRegister(withTyped(state, [])), sentence);
}

/** Pays a person tips out of the drawer in use. */
export function payTips(
  till: TillContext,
  state: RegisterState,
  tips: { readonly amount: MinorUnits; readonly staff: string; readonly about: string },
): RegisterState {
  return moveCash(till, state, {
    type: "move",
    way: "tips",
    currency: undefined,
    reason: "",
    ...tips,
  });
}

const SAFE_WAYS = { bank: "bank", "safe-in": "in", "safe-out": "out" } as const;
