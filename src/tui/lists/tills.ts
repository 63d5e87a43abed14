/** The tills of the shop. */

import { type ListRows, numbered } from "../rows/list-row.ts";
import { lineFacts, tillSentence } from "../rows/till-fields.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind, opening } from "./list-kind.ts";

export const tillsList = {
  opens: { tills: opening("tills") },
  title: ({ lists }) => lists.tills,
  rows: tillRows,
  showsWhole: () => true,
} as const satisfies ListKind<"tills">;

/** Each leads to its page in the back office. */
function tillRows({ port, words }: TillContext): ListRows {
  return numbered(port.tills(), (till) => ({
    label: tillSentence(words.tills, till),
    whole: [tillSentence(words.tills, till), ...lineFacts(words.tills, till)].join(", "),
    choice: { type: "till", device: till.device },
  }));
}
