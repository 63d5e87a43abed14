/** How each card terminal of the shop stands: who drives it, its last end of day, and what waits for the next. */

import { askedSum } from "../../domain/balance/card-payments.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { type TerminalSettled } from "../../domain/state/terminal-state.ts";
import { paymentsAt } from "../../domain/terminals/card-ledger.ts";
import { movedSinceEnd, settlementsOf, unsettledAt } from "../../domain/terminals/settlements.ts";
import { readTerminals, type Terminal } from "../../domain/terminals/terminals.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { type Till } from "../till/till.ts";

export interface TerminalStatus {
  readonly terminal: Terminal;
  readonly isDrivenHere: boolean;
  /** The last end of day that it was told; undefined for none that is kept. */
  readonly last: TerminalSettled | undefined;
  /** What it moved since the last one that is done. */
  readonly waiting: { readonly count: number; readonly sum: MinorUnits };
  /** Payments there of which nobody knows. */
  readonly unknown: { readonly count: number; readonly sum: MinorUnits };
  /** When it last said something that the ledger knows of; undefined for never. */
  readonly seen: WallTime | undefined;
}

export function terminalStatuses({ ledger }: Till): ReadonlyArray<TerminalStatus> {
  const { device } = ledger.identity.key;
  return ledger.read((view) =>
    readTerminals(view).map((terminal) => statusOf(view, terminal, device)),
  );
}

function statusOf(view: LedgerView, terminal: Terminal, device: DeviceId): TerminalStatus {
  const { id, driver } = terminal;
  const settled = settlementsOf(view, id);
  const waiting = movedSinceEnd(view, id);
  const open = unsettledAt(view, id);
  return {
    terminal,
    isDrivenHere: driver === device,
    last: settled.at(-1),
    waiting: { count: waiting.length, sum: sumMinor(waiting, ({ moved }) => moved) },
    unknown: { count: open.length, sum: sumMinor(open, ({ started }) => askedSum(started)) },
    seen: seenAt(view, id, settled),
  };
}

const SEEN_READ = 20;

function seenAt(
  view: LedgerView,
  id: string,
  settled: ReadonlyArray<TerminalSettled>,
): WallTime | undefined {
  const answered = paymentsAt(view, id, SEEN_READ)
    .filter(({ state }) => state === "captured" || state === "declined")
    .map(({ started }) => started.terminal);
  const ended = settled.filter(({ state }) => state === "done" || state === "refused");
  return [...answered, ...ended].toSorted((one, other) => one.hlc - other.hlc).at(-1);
}
