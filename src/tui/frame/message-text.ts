import { type Message } from "../register-state.ts";
import { drawable, shortened, wrapTo } from "../terminal/cell-text.ts";
import { isNarrow } from "../terminal/window-size.ts";
import { type ScreenFacts } from "./frame.ts";

const SIGNS = { done: "+", hint: "?", error: "!" } as const;

/** Returns the message; a sign shows its level where there is no colour. */
export function messageText(message: Message | undefined, { style, columns }: ScreenFacts): string {
  if (message === undefined) return "";
  const text = ` ${SIGNS[message.level]} ${drawable(message.text, style.signs)}`;
  return style[message.level](shortened(text, { width: columns, signs: style.signs }));
}

const INDENT = "   ";

/** Returns the rows of the message: always two in a narrow window, where few sentences fit on one. */
export function messageRows(
  message: Message | undefined,
  facts: ScreenFacts,
): ReadonlyArray<string> {
  const { style, columns } = facts;
  if (!isNarrow(columns)) return [messageText(message, facts)];
  if (message === undefined) return ["", ""];
  const { signs } = style;
  const [first = "", ...rest] = wrapTo(drawable(message.text, signs), columns - INDENT.length);
  const second = rest.length === 0 ? "" : INDENT + rest.join(" ");
  return [` ${SIGNS[message.level]} ${first}`, second].map((text) =>
    text === "" ? "" : style[message.level](shortened(text, { width: columns, signs })),
  );
}
