/** What this till says of itself. */

import { readOnly } from "../rows/list-row.ts";
import { statusFields } from "../rows/status-fields.ts";
import { type ListKind, opening } from "./list-kind.ts";

export const statusList = {
  opens: { status: opening("status") },
  title: ({ lists }) => lists.status,
  rows: (till, _list, state) => statusFields(till, state).map((text) => readOnly(text)),
  showsWhole: () => true,
} as const satisfies ListKind<"status">;
