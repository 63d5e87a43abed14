/** Which of the terminals of this till takes the money. */

import { askAt } from "../cards.ts";
import { type ListOf } from "../register-state.ts";
import { does, type ListRows, numbered, OFFERS_SCANS } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const terminalsList = {
  title: ({ cards }) => cards.which,
  rows: terminalRows,
} as const satisfies ListKind<"terminals">;

function terminalRows(till: TillContext, { wanted }: ListOf<"terminals">): ListRows {
  return numbered(till.port.cards.terminals(), ({ id, name, isAtWork }) => ({
    label: name,
    detail: isAtWork ? till.words.cards.atWork : "",
    choice: does(
      (here, state) => askAt(here, { ...state, list: undefined }, { terminal: id, wanted }),
      OFFERS_SCANS,
    ),
  }));
}
