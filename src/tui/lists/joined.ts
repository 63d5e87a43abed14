/** Orders that were put on the bill on the screen. */

import { type JoinedOrder } from "../../domain/views.ts";
import { withMergeMessage } from "../move-tables.ts";
import { type ListOf, refused, type RegisterState } from "../register-state.ts";
import { does, type ListRows, numbered } from "../rows/list-row.ts";
import { orderTableText } from "../rows/table-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const joinedList = {
  opens: { unmerge: askUnmerge },
  title: ({ tables }) => tables.whichJoined,
  rows: joinedRows,
} as const satisfies ListKind<"joined">;

/** F10: of several that were put on the bill on the screen, a list asks which. */
function askUnmerge(till: TillContext, state: RegisterState): RegisterState {
  const [only, ...others] = state.order?.joined ?? [];
  if (only === undefined) return refused(state, till.words.tables.noneJoined);
  if (others.length === 0) return unmerge(till, state, only);
  const list = { type: "joined" as const, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

function joinedRows(
  till: TillContext,
  _list: ListOf<"joined">,
  { order }: RegisterState,
): ListRows {
  return numbered(order?.joined ?? [], (joined) => ({
    label: orderTableText(till, joined),
    detail: joined.number,
    choice: does((here, state) => unmerge(here, { ...state, list: undefined }, joined), {
      isHarmless: true,
      offersScans: true,
    }),
  }));
}

function unmerge(
  till: TillContext,
  state: RegisterState,
  joined: Pick<JoinedOrder, "id">,
): RegisterState {
  const { session, order } = state;
  const named = order?.joined.find(({ id }) => id === joined.id);
  if (session === undefined || named === undefined) return state;
  const done = session.perform({ act: "unmerge", order: named.id });
  return withMergeMessage(state, {
    done,
    say: till.words.tables.unmerged({ what: orderTableText(till, named) }),
  });
}
