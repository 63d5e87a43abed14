/** Guests who sit down at another table, and whoever serves them says so: to the till, and often to the kitchen. */

import { type createUnseenSession } from "../app/register/unseen-session.ts";
import { type Dice } from "./dice.ts";

export interface Moves {
  /** What was just done with the order in hand, and where it went after that. */
  readonly after: (done: string) => string;
}

export interface MovesDeps {
  readonly session: Pick<
    ReturnType<typeof createUnseenSession>,
    "order" | "nameOrder" | "send" | "takeOff"
  >;
  /** Of its own: what else a seed's people do stays what it was before guests moved. */
  readonly dice: Dice;
}

const TABLES = 9;
const MOVED_SHARE = 0.12;
/** Of those: nobody stays, and the order is where it was before the kitchen hears of it. */
const BACK_SHARE = 0.25;
/** In between something of it is taken off, which the kitchen is told at once. */
const OFF_SHARE = 0.5;
const SENT_SHARE = 0.6;

export function createMoves({ session, dice }: MovesDeps): Moves {
  return {
    after: (done) => {
      const order = session.order();
      if (order?.status !== "open" || !dice.chance(MOVED_SHARE)) return done;
      const before = order.name;
      const said = [`move: ${wordOf(session.nameOrder(tableName(dice)))}`];
      if (dice.chance(BACK_SHARE)) {
        if (dice.chance(OFF_SHARE)) said.push(...takeOneOff());
        said.push(`move back: ${wordOf(session.nameOrder(before))}`);
      }
      if (dice.chance(SENT_SHARE)) said.push(`send: ${wordOf(session.send())}`);
      return `${done}; ${said.join(", ")}`;
    },
  };

  function takeOneOff(): ReadonlyArray<string> {
    const line = session.order()?.lines.find(({ voided, gone }) => !voided && !gone);
    if (line === undefined) return [];
    const { id, quantity } = line;
    return [`take off: ${wordOf(session.takeOff([{ line: id, count: quantity }], "wrong"))}`];
  }
}

function tableName(dice: Dice): string {
  return `T${dice.between(1, TABLES)}`;
}

function wordOf(
  result:
    | { readonly ok: true }
    | { readonly ok: false; readonly fault: { readonly message: string } },
): string {
  return result.ok ? "done" : result.fault.message;
}
