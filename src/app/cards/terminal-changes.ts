/** The card terminals of the shop, and how a person changes them. */

import { ok, type Result } from "../../domain/base/result.ts";
import {
  decideChangeTerminal,
  decideRemoveTerminal,
  type TerminalWish,
} from "../../domain/commands/change-terminals.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { readTerminals, type Terminal } from "../../domain/terminals/terminals.ts";
import { type Actor, type Till } from "../till.ts";

export function listTerminals({ ledger }: Till): ReadonlyArray<Terminal> {
  return ledger.read(readTerminals);
}

export function changeTerminal(
  till: Till,
  actor: Actor,
  wish: TerminalWish,
): Result<undefined, Refusal> {
  const done = till.act(actor, "change terminal", (context) => decideChangeTerminal(context, wish));
  return done.ok ? ok(undefined) : done;
}

export function removeTerminal(till: Till, actor: Actor, id: string): Result<undefined, Refusal> {
  const done = till.act(actor, "remove terminal", (context) => decideRemoveTerminal(context, id));
  return done.ok ? ok(undefined) : done;
}
