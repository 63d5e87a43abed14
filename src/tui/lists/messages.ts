/** The messages since the register was started. */

import { readOnly } from "../rows/list-row.ts";
import { type ListKind, opening } from "./list-kind.ts";

export const messagesList = {
  opens: { messages: opening("messages") },
  title: ({ lists }) => lists.messages,
  rows: ({ port }, _list, { messages }) =>
    messages.map(({ atMs, text }) => readOnly(`${port.timeOf(atMs)} ${text}`)),
  showsWhole: () => true,
} as const satisfies ListKind<"messages">;
