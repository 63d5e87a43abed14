/**
 * One line and its Enter, one step: what the same line and Enter do on the screen, by the same steps.
 *
 * The line takes the place of what stood there, because nobody can edit what was said before. Two
 * things differ, as nobody sees a preview here: a search that more goods fit asks before it adds, and
 * an empty line takes nothing from a list.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { parseBarcode } from "../../domain/barcode.ts";
import { foldName, foldText } from "../../domain/entry-text.ts";
import { type GoodsReading, readScan } from "../../domain/entry/entry.ts";
import { takeBadge } from "../badge.ts";
import { type Command, commandOfWord } from "../commands.ts";
import { hitCount } from "../entry-hits.ts";
import { readLine } from "../entry-plan.ts";
import { type InputEvent, type KeyName } from "../keys/key-event.ts";
import { mergeShown } from "../move-tables.ts";
import { askHandOver, HAND_OVER } from "../plan.ts";
import { type RegisterState, fieldOf, refused, said, spent, withField } from "../register-state.ts";
import { chooseDigit, pressCommand, step } from "../register-step.ts";
import { MERGE } from "../rows/list-row.ts";
import { rowsOf } from "../rows/list-rows.ts";
import { askAfter, sellOn, withoutSellingOn } from "../sell-on.ts";
import { type TillContext } from "../till-context.ts";
import { wordOfKey } from "./key-words.ts";
import { type TypedWord, readWord } from "./plain-words.ts";

/** What a digit row or a keypad has for a row of a list. */
const LIST_SIGN = /^[0-9*+./,-]$/u;
const SCANNED = /^\d{8,14}$/u;

export function stepLine(till: TillContext, state: RegisterState, line: string): RegisterState {
  const next = stepped(till, state, line.trim());
  // Its rows are walked by arrows; the commands do all that it does.
  if (next.screen === "office")
    return refused({ ...state, list: undefined }, till.words.plain.noOffice);
  if (next.goesToTraining !== undefined) return refused(state, till.words.plain.noTraining);
  return tidied(till, state, next);
}

function stepped(till: TillContext, state: RegisterState, text: string): RegisterState {
  const isLogIn = state.screen === "log-in" && state.list === undefined;
  const word = readWord(text, till.words);
  const badge = takeBadge(till, state, { type: "scan", code: text, echoed: "" });
  if (badge !== undefined) return badge;
  if (state.approval !== undefined) return stepApproval(till, state, text);
  if (text === "") return state.list === undefined ? press(till, state, "enter") : state;
  if (word?.type === "plain" || word?.type === "number") return stepWord(till, state, word);
  // There a word is read by the log-in itself, whatever list is open.
  if (isLogIn || (word !== undefined && state.screen === "log-in")) {
    return entered(till, { ...state, list: undefined }, text);
  }
  if (word !== undefined) return stepCommand(till, state, word);
  const key = state.screen === "log-in" ? undefined : keyOfLine(till, text);
  if (key !== undefined) return stepped(till, state, key);
  if (isScan(till, state, text)) {
    return step(till, state, { type: "scan", code: text, echoed: "" });
  }
  if (state.list !== undefined) return stepList(till, state, text);
  if (text.startsWith("!") && isVagueCount(till, text.replace(/^!\s*\*?/u, ""))) {
    return refused(state, till.words.plain.moreOfName);
  }
  const typed = withTyped(till, state, text);
  return isAmbiguous(till, typed)
    ? said(typed, "hint", till.words.plain.whichOne)
    : press(till, typed, "enter");
}

/** `20 F9`, as the screen's help has it, is `:pay 20`; unless goods are called so. */
function keyOfLine(till: TillContext, text: string): string | undefined {
  const worded = wordOfKey(text);
  return worded === undefined || till.read(text).type === "goods" ? undefined : worded;
}

/** Who vouches says who they are; all else that counts is to leave it, or the till. */
function stepApproval(till: TillContext, state: RegisterState, text: string): RegisterState {
  if (text === "" || !text.startsWith(":")) return entered(till, state, text);
  const word = readWord(text, till.words);
  if (word?.type === "plain" && word.id === "back") return stepBack(till, state);
  const command = word?.type === "other" ? commandOfWord(word.word, till.words) : undefined;
  return press(till, state, command?.keys[0] ?? "tab");
}

/** Many goods begin like it, and none is called so. */
function isAmbiguous(till: TillContext, state: RegisterState): boolean {
  if (state.screen !== "register") return false;
  const reading = readLine(till, state);
  return reading.type === "goods" && isSearch(reading, state.text);
}

/** The same where a question would have no answer: what is done then is more than a line. */
function isVague(till: TillContext, text: string): boolean {
  const reading = till.read(text);
  return reading.type === "goods" && isSearch(reading, text);
}

/** With the number before it, behind it, or none. */
function isVagueCount(till: TillContext, text: string): boolean {
  const name = till.read(text).type === "goods" ? text : text.replace(/ [\d.,]+$/u, "");
  return isVague(till, name);
}

function isSearch({ by, hits, product }: GoodsReading, text: string): boolean {
  const isByName = by === "name" || by === "words";
  return isByName && hits.length > 1 && !foldText(text).includes(foldName(product.name));
}

/** A code of goods or of a receipt, also where digits are money or a list is open. */
function isScan(till: TillContext, { screen }: RegisterState, text: string): boolean {
  if (screen === "log-in" || !SCANNED.test(text)) return false;
  return parseBarcode(text).ok || readScan(text, till.index()) !== undefined;
}

function stepWord(
  till: TillContext,
  state: RegisterState,
  word: Exclude<TypedWord, { type: "other" }>,
): RegisterState {
  if (word.type === "number") return chooseNumber(till, state, word.number);
  switch (word.id) {
    case "back":
      return stepBack(till, state);
    case "last":
      return state.lastText === "" || state.screen === "log-in"
        ? refused(state, till.words.plain.noLastLine)
        : stepped(till, { ...state, lastText: "" }, state.lastText);
    case "line":
      return selectLine(till, state, word.object);
    // Answers, which change nothing.
    case "show":
    case "goods":
    case "status":
      return state;
    default:
      return assertNever(word.id, "word");
  }
}

/** Esc, with whatever was typed before a list or a question: nobody sees it standing there. */
function stepBack(till: TillContext, state: RegisterState): RegisterState {
  const next = press(till, state, "escape");
  if (state.approval !== undefined) return withoutText(next);
  if (state.list !== undefined) {
    if (next.list !== undefined) return stepBack(till, next);
    return next.text === state.text && next.text !== "" ? spent(next) : next;
  }
  // The sum that was asked about has gone; what asked goes too.
  const isQuestion = state.screen === "payment" && state.confirmedSum === undefined;
  return isQuestion && state.text !== "" ? press(till, next, "escape") : next;
}

function chooseNumber(till: TillContext, state: RegisterState, number: number): RegisterState {
  const next = step(till, state, { type: "hit", number });
  return next === state ? refused(state, till.words.plain.noHit({ number })) : next;
}

/** The line that commands are about from now on; the last one again when none is named. */
function selectLine(till: TillContext, state: RegisterState, object: string): RegisterState {
  if (object === "") return { ...state, lineId: undefined };
  const line = state.order?.lines.find(
    ({ position, voided }) => String(position) === object && !voided,
  );
  return line === undefined
    ? refused(state, till.words.plain.noLine({ position: object }))
    : { ...state, lineId: line.id, stayedId: undefined };
}

/** The key of that word, with its object typed before it. */
function stepCommand(
  till: TillContext,
  state: RegisterState,
  { word, object }: Extract<TypedWord, { type: "other" }>,
): RegisterState {
  const command = commandOfWord(word, till.words);
  if (command === undefined) return refused(state, till.words.plain.noWord({ word }));
  if (command.id === "away" && isVague(till, object))
    return refused(state, till.words.plain.moreOfName);
  // Without an object the till still asks about the sum that it has asked about.
  const soldOn = command.id === "pay" && object === "" ? sellOn(till, state) : undefined;
  if (soldOn !== undefined) return soldOn;
  const present = withoutSellingOn(state);
  const before = object === "" ? withoutObject(present, command) : withTyped(till, present, object);
  return askAfter(till, before, {
    after: pressCommand(till, before, command),
    again: (again) => pressCommand(till, again, command),
  });
}

/** What stands there was no object; but the sum that a question was about still is. */
function withoutObject(state: RegisterState, { id }: Command): RegisterState {
  const isAsked = state.screen === "payment" && (id === "pay" || id === "card");
  return isAsked ? state : withoutText(state);
}

function withoutText(state: RegisterState): RegisterState {
  if (state.list !== undefined || state.text === "") return state;
  return { ...withField(state, ""), lastText: state.text };
}

/** A sign chooses; anything else searches, and is the row when only one fits. */
function stepList(till: TillContext, state: RegisterState, text: string): RegisterState {
  if (state.list?.type === "plan") return stepPlan(till, state, text);
  if (LIST_SIGN.test(text)) return chooseDigit(till, state, text);
  const found = withField(withField(state, ""), text);
  const rows = rowsOf(till, found);
  const at = rows.findIndex(({ label }) => foldText(label) === foldText(text));
  if (at >= 0 || rows.length === 1) {
    return step(till, found, { type: "hit", number: Math.max(0, at) + 1 });
  }
  return rows.length === 0
    ? refused(withField(state, ""), till.words.plain.noRow({ text }))
    : found;
}

/** Any text is a table or a guest; `12>` hands table 12 over. */
function stepPlan(till: TillContext, state: RegisterState, text: string): RegisterState {
  if (text === MERGE) return mergeShown(till, state) ?? state;
  const what = text.endsWith(HAND_OVER) ? text.slice(0, -HAND_OVER.length).trim() : text;
  const typed = withField(state, what);
  return what === text ? press(till, typed, "enter") : askHandOver(till, typed);
}

function entered(till: TillContext, state: RegisterState, text: string): RegisterState {
  return press(till, withTyped(till, state, text), "enter");
}

function withTyped(till: TillContext, state: RegisterState, text: string): RegisterState {
  const { lastText } = state;
  const typed: InputEvent = { type: "text", text };
  // In the line, whatever list is open.
  const open = { ...withField({ ...state, list: undefined }, ""), lastText };
  return { ...step(till, open, typed), list: state.list };
}

function press(till: TillContext, state: RegisterState, key: KeyName): RegisterState {
  return step(till, state, { type: "key", key });
}

/**
 * Nothing stands on the line but what the till has asked about: an empty line would do it again.
 * `:last` brings back what was refused.
 */
function tidied(till: TillContext, before: RegisterState, next: RegisterState): RegisterState {
  if (next.list !== undefined) return next;
  const isLeft = next.screen === "log-in" && before.screen !== "log-in";
  const { laidInput } = next;
  if (isLeft && laidInput !== undefined && laidInput.text !== "") {
    return { ...next, laidInput: { ...laidInput, text: "", lastText: laidInput.text } };
  }
  const isNew = next.message !== before.message && next.message?.level === "error";
  if (!isNew || fieldOf(next) === "") return next;
  if (next.screen === "log-in") return withField(next, "");
  // Its hits have still to be chosen from.
  if (next.screen === "register" && hitCount(next, readLine(till, next)) > 0) return next;
  return { ...withField(next, ""), lastText: next.text };
}
