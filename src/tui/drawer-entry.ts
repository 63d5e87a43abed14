/** The line while somebody counts: what Enter and F9 do with it, and what takes it back. */

import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { formatMoney } from "../domain/money/currency.ts";
import {
  closeDrawer,
  enterMove,
  openWith,
  readMove,
  sayLeaves,
  writeCount,
} from "./drawer-cash.ts";
import { countedSoFar, pieceText, readPiece, whyNotBeside } from "./drawer-count.ts";
import { type DrawerStep } from "./drawer-state.ts";
import { begunHere, EMPTY_LINE, withTyped } from "./drawer-step.ts";
import { type Act, type Plan, readyPlan, refusedPlan } from "./entry-act.ts";
import { refused, type RegisterState, reported } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Returns the plan of Enter. */
export function planDrawer(till: TillContext, state: RegisterState): Plan {
  const { drawer: step, text } = state;
  const act: Act = { type: "drawer" };
  if (step === undefined) return { type: "idle" };
  if (text.trim() === "") {
    const value = valueAt(till, step);
    if (value !== undefined) {
      return readyPlan(till.words.drawer.noneOf({ money: till.money(value) }), act);
    }
    if (step.type !== "float" || begunHere(state) !== undefined) return { type: "idle" };
    const stayed = state.session?.drawers.stayed(step.no ?? undefined).own ?? minor(0);
    return readyPlan(till.words.drawer.opensWith({ money: till.money(stayed) }), act);
  }
  if (step.type === "move") {
    const read = readMove(till, state, step.way);
    if (typeof read === "string") return refusedPlan(read);
    const { cashWays, drawer } = till.words;
    const preview = drawer
      .movedSo({ what: cashWays[step.way], money: read.shown, reason: read.about })
      .replace(/\.$/u, "");
    return readyPlan(preview, act);
  }
  const typed = step.type === "counted" ? text.replace(/^=?/u, "=") : meantText(till, state);
  const piece = readPiece(till, state, typed);
  if (!piece.ok) return refusedPlan(piece.fault);
  if (piece.value.type === "leaves" && step.type === "float") {
    return refusedPlan(till.words.drawer.notSo({ typed: text }));
  }
  const so = countedSoFar(till, state, begunHere(state));
  const why = whyNotBeside(till, so, piece.value);
  if (why !== undefined) return refusedPlan(why);
  return readyPlan(pieceText(till, state, piece.value), act);
}

/** Enter. */
export function enterDrawer(till: TillContext, state: RegisterState): RegisterState {
  const { drawer: step } = state;
  if (step === undefined) return state;
  if (step.type === "move") return enterMove(till, state, step.way);
  if (step.type === "counted") return sayLeaves(till, state, step);
  if (state.text.trim() !== "") return addTyped(till, state);
  return step.type === "float" ? openWith(till, state) : nextValue(till, state);
}

/** F9. */
export function confirmDrawer(till: TillContext, state: RegisterState): RegisterState {
  const { drawer: step } = state;
  if (step === undefined) return state;
  if (step.type === "move") return enterMove(till, state, step.way);
  const isTyped = state.text.trim() !== "";
  if (step.type === "counted") {
    const said = isTyped ? sayLeaves(till, state, step) : state;
    if (said.drawer?.type !== "counted" || said.message?.level === "error") return said;
    const { session, leaves } = said.drawer;
    return closeDrawer(till, said, { session, leaves: leaves ?? undefined, reason: "" });
  }
  const full = isTyped ? addTyped(till, state) : state;
  if (full.text !== "") return full;
  return step.type === "float" ? openWith(till, full) : writeCount(till, full, step);
}

function addTyped(till: TillContext, state: RegisterState): RegisterState {
  const plan = planDrawer(till, state);
  if (plan.type !== "ready") return plan.type === "refused" ? refused(state, plan.why) : state;
  const typed = [...typedBefore(till, state), meantText(till, state)];
  const added = { ...withTyped(state, typed), ...EMPTY_LINE, lastText: state.text };
  const next = nextValue(till, added);
  return reported(
    next,
    till.words.drawer.added({ text: plan.preview, together: togetherText(till, next) }),
  );
}

/** A number alone is so many of the coin or note that the arrows stand on. */
function meantText(till: TillContext, { drawer, text }: RegisterState): string {
  const value = drawer && valueAt(till, drawer);
  const typed = text.trim();
  if (value === undefined || !isCountAlone(typed)) return typed;
  return `${typed}*${formatMoney(value, till.currency)}`;
}

/** The arrows went back to a coin or note, so its number is typed anew. */
function typedBefore(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const typed = begunHere(state)?.typed ?? [];
  const value = state.drawer && valueAt(till, state.drawer);
  if (value === undefined || !isCountAlone(state.text)) return typed;
  return typed.filter((text) => {
    const piece = readPiece(till, state, text);
    return !piece.ok || piece.value.type !== "pieces" || piece.value.value !== value;
  });
}

function isCountAlone(text: string): boolean {
  return /^\d{1,6}$/u.test(text.trim());
}

/** Returns that coin or note; undefined as long as the arrows have chosen none. */
export function valueAt({ currency }: TillContext, step: DrawerStep): MinorUnits | undefined {
  const value =
    step.type === "count" && step.at !== null ? currency.denominations[step.at] : undefined;
  return value === undefined ? undefined : minor(value);
}

/** Down and Up go from one coin or note to the next; Up on none brings the last that was typed back. */
export function moveInCount(till: TillContext, state: RegisterState, by: number): RegisterState {
  const { drawer: step } = state;
  if (step?.type !== "count" || (step.at === null && by < 0)) {
    return by < 0 ? bringBackTyped(state) : state;
  }
  const at = Math.min((step.at ?? -1) + by, till.currency.denominations.length - 1);
  return { ...state, drawer: { ...step, at: at < 0 ? null : at }, message: undefined };
}

/** After the smallest coin none is chosen. */
function nextValue(till: TillContext, state: RegisterState): RegisterState {
  const { drawer: step } = state;
  if (step?.type !== "count" || step.at === null) return state;
  const at = step.at + 1;
  const isLast = at >= till.currency.denominations.length;
  return { ...state, drawer: { ...step, at: isLast ? null : at } };
}

function togetherText(till: TillContext, state: RegisterState): string {
  return till.money(countedSoFar(till, state, begunHere(state)).cash.own);
}

/** Ctrl-Z: the last that was typed of it. */
export function takeBackTyped(till: TillContext, state: RegisterState): RegisterState {
  const { drawer } = till.words;
  const typed = begunHere(state)?.typed ?? [];
  const last = typed.at(-1);
  if (last === undefined) return refused(state, drawer.nothingToTakeBack);
  const next = withTyped(state, typed.slice(0, -1));
  return reported(next, drawer.takenBack({ typed: last, together: togetherText(till, next) }));
}

/** Up on an empty line brings the last one back on the line, to be corrected. */
function bringBackTyped(state: RegisterState): RegisterState {
  const typed = begunHere(state)?.typed ?? [];
  const last = typed.at(-1);
  if (last === undefined || state.text !== "") return state;
  return { ...withTyped(state, typed.slice(0, -1)), text: last, message: undefined };
}
