/**
 * Texts that stand in the text of a paper and are read by themselves: a name from right to left keeps
 * the order of its words, whatever is printed before and after it (isolates of UAX 9).
 */

import { readsRightToLeft } from "./visual-order.ts";

const FROM_LEFT = "\u{2066}";
const FROM_RIGHT = "\u{2067}";
const END = "\u{2069}";
const MARKS = /[\u{2066}\u{2067}\u{2069}]/gu;
/** The marks of direction that people can type into a name. */
const TYPED = /[\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
const LETTER = /\p{Letter}/u;

/** Takes no room on paper. */
export function isDirection(character: string): boolean {
  return character === FROM_LEFT || character === FROM_RIGHT || character === END;
}

/** Whether a text of its own begins with it. */
export function opensDirection(character: string): boolean {
  return character === FROM_LEFT || character === FROM_RIGHT;
}

export function withoutDirections(text: string): string {
  return text.replace(MARKS, "");
}

/** The marks of the texts that go on in the next line of a paragraph. */
export function openDirections(line: string): string {
  const open: string[] = [];
  for (const [mark] of line.matchAll(MARKS)) {
    if (mark === END) open.pop();
    else open.push(mark);
  }
  return open.join("");
}

/** What is to be printed, with each text in it that has letters from right to left read by itself. */
export function withOwnTexts<View>(view: View): View {
  if (view === undefined || !readsRightToLeft(JSON.stringify(view))) return view;
  const json = JSON.stringify(view, (_, part: unknown) =>
    typeof part === "string" && readsRightToLeft(part) ? ownText(part) : part,
  );
  return JSON.parse(json) as View;
}

function ownText(text: string): string {
  const plain = text.replace(TYPED, "");
  const first = LETTER.exec(plain)?.[0] ?? "";
  return `${readsRightToLeft(first) ? FROM_RIGHT : FROM_LEFT}${plain}${END}`;
}
