/** What needs a person: one row each, and below them what is only read. */

import { type AttentionItem } from "../ports/attention-port.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { does, HARMLESS, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { troubleFields } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const attentionList = {
  opens: { attention: listAttention },
  title: ({ lists }) => lists.attention,
  rows: attentionRows,
  showsWhole: () => true,
} as const satisfies ListKind<"attention">;

export function listAttention(till: TillContext, state: RegisterState): RegisterState {
  const items = till.port.attention(till.locale);
  return { ...state, list: { type: "attention", items, filter: "", at: 0 }, showsHelp: false };
}

/** Returns the rows that a person can settle, then those that are only read. */
function attentionRows(till: TillContext, { items }: ListOf<"attention">): ListRows {
  const rows = numbered(items, (item) => {
    const choice = does((_till, state) => openItem(state, item), HARMLESS);
    return { label: item.text, detail: item.who, below: wholeItem(item), choice };
  });
  const troubles = troubleFields(till).map((text) => readOnly(text));
  const all = [...rows, ...troubles];
  return all.length === 0 ? [readOnly(till.words.lists.nothingWrong)] : all;
}

function openItem(state: RegisterState, item: AttentionItem): RegisterState {
  return {
    ...state,
    list: { type: "attention-item", item, filter: "", at: 0 },
    message: undefined,
  };
}

/** A row shows the beginning of an item; below stands all of it. */
export function wholeItem({ text, who, due }: AttentionItem): string {
  return `${text} (${who}, ${due})`;
}
