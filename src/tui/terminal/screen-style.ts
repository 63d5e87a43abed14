/**
 * The look of the screens: eight colours, bold, dim, struck through and reverse, and never a meaning by colour alone.
 *
 * Styles are written as SGR by ourselves, because the library that Ink's colours come from decides by
 * the environment of the process and not by the terminal that we were handed.
 */

import { rowIn, type Signs } from "./cell-text.ts";

export interface ScreenStyle {
  readonly signs: Signs;
  /** Words of ours as this screen can show them, as wide as they were. */
  readonly shown: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly reverse: (text: string) => string;
  readonly error: (text: string) => string;
  readonly done: (text: string) => string;
  readonly hint: (text: string) => string;
  /** The style of text that needs nobody any more, and is still there. */
  readonly faded: (text: string) => string;
  /** The style of voided text. Where nothing can be struck through it stands out, and its words say so. */
  readonly struck: (text: string) => string;
  readonly horizontal: string;
  readonly vertical: string;
  readonly block: string;
}

export interface StyleOptions {
  readonly signs: Signs;
  readonly color: boolean;
}

const BOLD = [1, 22] as const;
const DIM = [2, 22] as const;
const STRUCK = [9, 29] as const;
const REVERSE = [7, 27] as const;
const RED = [31, 39] as const;
const GREEN = [32, 39] as const;
const YELLOW = [33, 39] as const;

export function createScreenStyle({ signs, color }: StyleOptions): ScreenStyle {
  const hasLines = signs === "all";
  const bold = between(BOLD);
  const error = color ? (text: string) => bold(between(RED)(text)) : bold;
  return {
    signs,
    shown: (text) => rowIn(text, signs),
    bold,
    reverse: between(REVERSE),
    error,
    done: color ? between(GREEN) : asIs,
    hint: color ? between(YELLOW) : asIs,
    faded: between(DIM),
    struck: hasLines ? (text) => error(wordsOnly(text, between(STRUCK))) : error,
    horizontal: hasLines ? "─" : "-",
    vertical: hasLines ? "│" : "|",
    block: hasLines ? "█" : "#",
  };
}

function between([on, off]: readonly [number, number]): (text: string) => string {
  return (text) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
}

/** A line through blanks looks like a rule. */
function wordsOnly(text: string, style: (words: string) => string): string {
  const words = text.trim();
  const at = text.indexOf(words);
  return text.slice(0, at) + style(words) + text.slice(at + words.length);
}

function asIs(text: string): string {
  return text;
}
