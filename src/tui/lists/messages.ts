/** The messages since the register was started. */

import { readOnly } from "../rows/list-row.ts";
import { type ListKind } from "./list-kind.ts";

export const messagesList = {
  title: ({ lists }) => lists.messages,
  rows: ({ port }, _list, { messages }) =>
    messages.map(({ atMs, text }) => readOnly(`${port.timeOf(atMs)} ${text}`)),
} as const satisfies ListKind<"messages">;
