/** A thing that needs a person at a till, and Ravi's answer to it. */

import { expect } from "vitest";

import { answerItem } from "../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { RAVI } from "./stock-acts.ts";
import { type TillAt } from "./two-tills.ts";

/** Returns the items of a kind. */
export function itemsOf({ open }: TillAt, kind: string): ReadonlyArray<OpenItem> {
  return listAttentionItems(open, "en").filter((item) => item.kind === kind);
}

/** Gives an answer to an item; fails where the till refuses it. */
export function answerTo(
  { open }: TillAt,
  item: OpenItem,
  which: OpenItem["answers"][number]["answer"],
): void {
  const done = answerItem(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "so it was",
    },
    item,
    which,
  );
  expect(done).toMatchObject({ ok: true });
}

/** Answers the first item of a kind; fails where there is none. */
export function answerFirst(
  at: TillAt,
  kind: string,
  which: OpenItem["answers"][number]["answer"],
): void {
  const [item] = itemsOf(at, kind);
  if (item === undefined) throw new Error(`Nothing of ${kind} is asked.`);
  answerTo(at, item, which);
}
