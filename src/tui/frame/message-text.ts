import { type Message } from "../register-state.ts";
import { drawable, shortened } from "../terminal/cell-text.ts";
import { type ScreenFacts } from "./frame.ts";

const SIGNS = { done: "+", hint: "?", error: "!" } as const;

/** Returns the message; a sign shows its level where there is no colour. */
export function messageText(message: Message | undefined, { style, columns }: ScreenFacts): string {
  if (message === undefined) return "";
  const text = ` ${SIGNS[message.level]} ${drawable(message.text, style.signs)}`;
  return style[message.level](shortened(text, { width: columns, signs: style.signs }));
}
