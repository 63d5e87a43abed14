/**
 * What a finger does. It presses what stands there, so every right, question and undo of the keys holds; only what takes
 * money, or goods away, asks first: the same tap again does it.
 */

import { SPLIT_SIGN } from "../domain/entry/entry-split.ts";
import { commandOfKey } from "./commands.ts";
import { hitsOf } from "./entry-hits.ts";
import { readLine } from "./entry-plan.ts";
import { type Previewed } from "./frame/previewed.ts";
import { ENTER, type InputEvent, type TapChoice, type TapPress } from "./keys/key-event.ts";
import { rowsOf } from "./lists/list-rows.ts";
import { hinted, type RegisterState, unasked } from "./register-state.ts";
import { codeOf } from "./rows/goods-line.ts";
import { type RowChoice } from "./rows/list-row.ts";
import { selectedRow } from "./selected-line.ts";
import { goToOrder } from "./tables.ts";
import { type TillContext } from "./till-context.ts";
import { runVerb } from "./verbs.ts";

interface TapDeps {
  readonly till: TillContext;
  /** What Enter would do. */
  readonly plan: (till: TillContext, state: RegisterState) => Previewed;
  readonly press: (state: RegisterState, event: InputEvent) => RegisterState;
}

export function takeTap(
  before: RegisterState,
  presses: ReadonlyArray<TapPress>,
  deps: TapDeps,
): RegisterState {
  const { till } = deps;
  const asked = questionOf(before, presses, deps);
  const state: RegisterState = { ...before, askedTap: undefined };
  if (asked !== undefined && asked.key !== before.askedTap) {
    return { ...hinted(state, till.words.taps.again({ what: asked.what })), askedTap: asked.key };
  }
  let now = state;
  for (const press of presses) {
    now = isChoice(press) ? chooseTapped(now, press, deps) : deps.press(now, press);
  }
  return now;
}

interface TapQuestion {
  readonly what: string;
  /** The tap with what it would do then: another sum is another question. */
  readonly key: string;
}

/** Undefined for a tap that is done at once. */
function questionOf(
  state: RegisterState,
  presses: ReadonlyArray<TapPress>,
  deps: TapDeps,
): TapQuestion | undefined {
  const last = presses.at(-1);
  const what = last === undefined ? undefined : dangerOf(state, last, deps);
  return what === undefined ? undefined : { what, key: JSON.stringify([presses, what]) };
}

/** What the press would take; undefined where it takes nothing. */
function dangerOf(
  state: RegisterState,
  press: TapPress,
  { till, plan }: TapDeps,
): string | undefined {
  if (press.type === "row") {
    const row = rowsOf(till, state)[press.at];
    return row === undefined || isHarmless(row.choice, state) ? undefined : row.label;
  }
  if (press.type === "hit") return dangerOfRow(till, state, press.number - 1);
  if (press.type !== "key") return undefined;
  if (press.key === "enter") {
    const isRow = state.list !== undefined && !isHarmlessAt(till, state, state.list.at);
    // What the register has asked itself is not asked once more.
    const isSplit = state.text.startsWith(SPLIT_SIGN);
    const isMoney = state.screen === "payment" && state.asked === undefined && !isSplit;
    if (!isRow && !isMoney) return undefined;
    const planned = plan(till, state);
    return planned.type === "choose" || planned.type === "ready" ? planned.preview : undefined;
  }
  const id = commandOfKey(press.key)?.id;
  if (id === undefined || !isMoneyKey(id, state)) return undefined;
  return till.words.labels[id];
}

function dangerOfRow(till: TillContext, state: RegisterState, at: number): string | undefined {
  if (state.list === undefined || isHarmlessAt(till, state, at)) return undefined;
  return rowsOf(till, state)[at]?.label;
}

function isHarmlessAt(till: TillContext, state: RegisterState, at: number): boolean {
  const row = rowsOf(till, state)[at];
  return row === undefined || isHarmless(row.choice, state);
}

/** Whether the key takes money at once, or goods away, as the register stands. */
function isMoneyKey(id: string, state: RegisterState): boolean {
  const { screen, text, order, confirmedSum, asked } = state;
  if (id === "void") return true;
  if (id !== "pay" && id !== "card") return false;
  if (confirmedSum !== undefined || asked !== undefined) return false;
  return screen === "payment" || id === "card" || text !== "" || (order?.due ?? 0) <= 0;
}

/** Choices that show, open or add something; whatever else there will be asks first. */
const HARMLESS: ReadonlySet<RowChoice["type"]> = new Set<RowChoice["type"]>([
  "typed",
  "message",
  "command",
  "sign-verb",
  "clear",
  "table",
  "table-typed",
  "till",
]);

function isHarmless(choice: RowChoice, state: RegisterState): boolean {
  if (state.screen === "payment") return choice.type === "message";
  if (choice.type === "does") return choice.isHarmless === true;
  return choice.type === "command" ? !isMoneyKey(choice.id, state) : HARMLESS.has(choice.type);
}

function isChoice(press: TapPress): press is TapChoice {
  return ["row", "hit-at", "goods", "line", "table", "pad"].includes(press.type);
}

function chooseTapped(state: RegisterState, choice: TapChoice, deps: TapDeps): RegisterState {
  const { press } = deps;
  switch (choice.type) {
    case "row":
      if (state.list === undefined) return state;
      return press({ ...state, list: { ...state.list, at: choice.at } }, ENTER);
    case "hit-at":
      if (state.screen === "payment") return { ...unasked(state), hit: choice.at };
      return press(state, { type: "hit", number: choice.at + 1 });
    case "goods":
      return chooseGoods(state, choice.sku, deps);
    case "table": {
      const { till } = deps;
      const gone = goToOrder(till, { ...state, list: undefined }, { table: { id: choice.order } });
      return gone.order?.id === choice.order ? runVerb(till, gone, choice.does) : gone;
    }
    case "line": {
      const isChosen = selectedRow(state)?.lines.some(({ id }) => id === choice.line) === true;
      if (isChosen)
        return { ...state, list: { type: "more", line: nameOf(state), filter: "", at: 0 } };
      return { ...state, lineId: choice.line, stayedId: undefined };
    }
    default:
      return { ...state, showsPad: !state.showsPad };
  }
}

function nameOf(state: RegisterState): string {
  return selectedRow(state)?.name ?? "";
}

/** As if its number had been typed; or its name, among what begins so. The page of goods stays there. */
function chooseGoods(state: RegisterState, sku: string, { till, press }: TapDeps): RegisterState {
  const product = till.catalogue().productsBySku.get(sku);
  if (product === undefined || state.text !== "") return state;
  const code = codeOf(product);
  const named = { ...state, text: code === "" ? product.name : code };
  const at = hitsOf(readLine(till, named)).findIndex((hit) => hit.sku === sku);
  const sold = press(at < 0 ? named : { ...named, hit: at }, ENTER);
  return { ...sold, showsGoods: state.showsGoods };
}
