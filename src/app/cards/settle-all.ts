/** The terminals that this till drives end their day before it is closed; none of them holds the close up. */

import { askedSum } from "../../domain/balance/card-payments.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import {
  endBefore,
  movedSinceEnd,
  settlementsOf,
  unsettledAt,
} from "../../domain/terminals/settlements.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { type Till } from "../till/till.ts";
import { type CardDesk } from "./card-desk.ts";
import { type SettledTerminal } from "./settle-terminal.ts";

/** What became of a terminal's end of day at the close. */
export type TerminalAtClose = { readonly terminal: Terminal } & (
  | { readonly type: "done"; readonly amount: MinorUnits | null }
  | { readonly type: "refused"; readonly code: string }
  /** It was told, and nobody knows whether it did; or that of before has no answer, so a person tells it. */
  | { readonly type: "unknown" | "by-person" }
  /** Nothing was asked of it. */
  | { readonly type: "off" | "busy" }
  /** A payment there of which nobody knows holds it up. */
  | { readonly type: "held"; readonly amount: MinorUnits }
);

export interface TerminalsToSettle {
  readonly day: BusinessDay;
  /** Staff number of who asks for the close; empty for a timer. */
  readonly asked: string;
}

/** Returns nothing where this till is on another day by now: what is taken there is of that one. */
export function settleTerminals(
  till: Till,
  cards: Pick<CardDesk, "settle" | "terminals">,
  { day, asked }: TerminalsToSettle,
): Promise<ReadonlyArray<TerminalAtClose>> {
  if (till.days().now !== day) return Promise.resolve([]);
  const actor = asked === "" ? undefined : { number: asked, name: "" };
  return Promise.all(
    cards
      .terminals()
      .filter(({ id }) => wantsEnd(till, id, day))
      .map(async (terminal) => {
        const settled = await cards.settle(actor, { id: terminal.id });
        return settled.ok
          ? asEnded(terminal, settled.value.ended)
          : asRefused(till, terminal, settled.fault);
      }),
  );
}

/** A day that is closed again has the terminal end its day again only where it took something since. */
function wantsEnd({ ledger }: Till, id: string, day: BusinessDay): boolean {
  return ledger.read((view) => {
    const last = endBefore(settlementsOf(view, id), undefined);
    if (last?.day !== day) return true;
    return movedSinceEnd(view, id).length > 0;
  });
}

function asEnded(terminal: Terminal, ended: SettledTerminal["ended"]): TerminalAtClose {
  switch (ended.type) {
    case "ended":
      return { terminal, type: "done", amount: ended.totals.amount };
    case "refused":
      return { terminal, type: "refused", code: ended.code };
    case "lost":
      return { terminal, type: "unknown" };
    default:
      return { terminal, type: ended.why === "busy" ? "busy" : "off" };
  }
}

function asRefused({ ledger }: Till, terminal: Terminal, { type }: Refusal): TerminalAtClose {
  switch (type) {
    case "terminal/unsettled":
      return { terminal, type: "held", amount: ledger.read((view) => openSum(view, terminal.id)) };
    case "terminal/end-unknown":
      return { terminal, type: "unknown" };
    default:
      return { terminal, type: "by-person" };
  }
}

function openSum(view: Parameters<typeof unsettledAt>[0], id: string): MinorUnits {
  return sumMinor(unsettledAt(view, id), ({ started }) => askedSum(started));
}
