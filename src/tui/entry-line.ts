/** The line that is always ready for typing: what stands in it on each screen, and how it is drawn. */

import { withoutCode } from "../domain/vouchers/voucher-code.ts";
import { approvalPrompt } from "./approval.ts";
import { valueAt } from "./drawer-entry.ts";
import { readLine } from "./entry-plan.ts";
import { isPinRow } from "./office/office-people.ts";
import { isPinLike } from "./person-entry.ts";
import { mayBePin } from "./pin-on-line.ts";
import { type RegisterState, fieldOf } from "./register-state.ts";
import { cutShort, drawable, tailOf } from "./terminal/cell-text.ts";
import { type ScreenStyle } from "./terminal/screen-style.ts";
import { type TillContext } from "./till-context.ts";

export interface EntryLineText {
  readonly prompt: string;
  readonly text: string;
  /** Refused: the next character takes its place. */
  readonly isSelected: boolean;
  /** A PIN: no sign of it is shown. */
  readonly isSecret: boolean;
}

/** The line keeps most of its room. */
const PROMPT_NAME_WIDTH = 30;
const PLAIN_PROMPT = " > ";

/** Returns the field that typing goes to: the approval's, else the screen's. */
export function entryLineOf(till: TillContext, state: RegisterState): EntryLineText {
  const { approval, office, screen } = state;
  if (approval !== undefined) {
    const { number, pin, step } = approval.person;
    return {
      prompt: approvalPrompt(till.words, approval),
      text: step === "number" ? number : pin,
      isSelected: false,
      isSecret: isPinLike(till, approval.person, fieldOf(state)),
    };
  }
  if (screen === "log-in") return logInLine(till, state);
  if (screen === "office") {
    const text = office?.text ?? "";
    const isSelected = state.isTextRefused;
    return { prompt: PLAIN_PROMPT, text, isSelected, isSecret: isPinRow(state) };
  }
  return {
    prompt: salePrompt(till, state),
    text: withoutCode(state.text),
    isSelected: state.isTextRefused,
    isSecret: isPinOnLine(till, state),
  };
}

/** The reading is asked for where the text may be a PIN alone. */
export function isPinOnLine(till: TillContext, state: RegisterState): boolean {
  return mayBePin(till, state, readLine(till, state));
}

function logInLine(till: TillContext, state: RegisterState): EntryLineText {
  const { logIn, list, isTextRefused, isLeaving } = state;
  const text = list === undefined ? fieldOf(state) : "";
  return {
    prompt: ` ${logIn.step === "number" ? till.words.logIn.numberPrompt : "PIN"} > `,
    text,
    isSelected: isTextRefused && list === undefined,
    isSecret: isPinLike(till, { step: logIn.step, isLeaving }, text),
  };
}

function salePrompt(till: TillContext, { screen, weighs, drawer }: RegisterState): string {
  if (screen === "drawer") return ` ${drawerPrompt(till, drawer)} > `;
  if (screen === "payment") return ` ${till.words.side.givenPrompt} > `;
  if (weighs === undefined) return PLAIN_PROMPT;
  const name = cutShort(weighs.name, { width: PROMPT_NAME_WIDTH, signs: "all" });
  return weighs.lacks === "price"
    ? ` ${till.words.plain.pricePrompt({ name })} > `
    : ` ${name}, kg > `;
}

/** Returns the meaning of the line at a drawer. */
export function drawerPrompt(till: TillContext, step: RegisterState["drawer"]): string {
  const { drawer } = till.words;
  const value = step && valueAt(till, step);
  if (value !== undefined) return drawer.ofPrompt({ money: till.money(value) });
  switch (step?.type) {
    case "float":
      return drawer.floatPrompt;
    case "counted":
      return drawer.staysPrompt;
    case "move":
      return drawer.sumPrompt;
    default:
      return drawer.prompt;
  }
}

export interface DrawnEntryLine {
  readonly prompt: string;
  readonly typed: string;
  readonly cursor: string;
}

/** Draws the line with its styles; of a long text the end is shown. */
export function drawEntryLine(
  { prompt, text, isSelected, isSecret: hides }: EntryLineText,
  { style, columns }: { readonly style: ScreenStyle; readonly columns: number },
): DrawnEntryLine {
  const room = columns - prompt.length - 2;
  // A blank at the end has to be seen.
  const shown = tailOf(drawable(text, style.signs) + (text.endsWith(" ") ? " " : ""), room);
  const typed = hides ? "*".repeat(shown.length) : shown;
  return {
    prompt: style.bold(style.shown(prompt)),
    typed: isSelected ? style.reverse(typed) : typed,
    cursor: style.reverse(" "),
  };
}
