/** The ends of a business day at the card terminals, beside what the tills took there. */

import { type BusinessDay } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { type TerminalSettled } from "../domain/state/terminal-state.ts";
import { isUnanswered, movedSinceEnd, settlementsOf } from "../domain/terminals/settlements.ts";
import { type ComparedTotals, compareTotals } from "../domain/terminals/terminal-totals.ts";
import { readAllTerminals, type Terminal } from "../domain/terminals/terminals.ts";
import { type Difference, differing } from "./difference.ts";

export interface DayTerminal {
  readonly terminal: Pick<Terminal, "id" | "name">;
  /** The ends of day that it was told on the day, in their order. */
  readonly ends: ReadonlyArray<{
    readonly settled: TerminalSettled;
    /** Undefined where the terminal tells no sums. */
    readonly compared: ComparedTotals | undefined;
  }>;
  /** What it moved on the day, and no end of day since is known to have been done. */
  readonly waiting: { readonly count: number; readonly sum: MinorUnits };
}

/** Returns the terminals of which the day has anything to say. */
export function terminalsOfDay(view: LedgerView, day: BusinessDay): ReadonlyArray<DayTerminal> {
  return readAllTerminals(view)
    .map(({ id, name }) => {
      const settled = settlementsOf(view, id);
      const waiting = movedSinceEnd(view, id).filter(({ payment }) => payment.started.day === day);
      return {
        terminal: { id, name },
        ends: settled
          .filter((one) => one.day === day)
          .map((one) => ({ settled: one, compared: compareTotals(view, id, one) })),
        waiting: { count: waiting.length, sum: sumMinor(waiting, ({ moved }) => moved) },
      };
    })
    .filter(({ ends, waiting }) => ends.length > 0 || waiting.count > 0);
}

/** Returns each end of day that nobody knows of, and each whose sums are not those of the tills. */
export function terminalDifferences(
  terminals: ReadonlyArray<DayTerminal>,
): ReadonlyArray<Difference> {
  return terminals.flatMap(({ terminal: { name }, ends }) =>
    ends.flatMap(({ settled, compared }) => {
      if (isUnanswered(settled)) {
        return differing("cards", { type: "terminal/end-unknown", terminal: name }, [0, 1]);
      }
      const { ledger, terminal } = compared?.all ?? {};
      const [expected, found] = [ledger?.sum ?? 0, terminal ?? ledger?.sum ?? 0];
      const type = found > expected ? "terminal/more" : "terminal/less";
      return differing("cards", { type, terminal: name }, [expected, found]);
    }),
  );
}
