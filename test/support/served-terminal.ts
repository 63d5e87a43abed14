/** A simulated ZVT terminal on a port of its own, on a day and with a receipt before it that tests know. */

import { serveTerminal } from "../../proof/terminal/terminal-server.ts";
import { type TerminalFault } from "../../proof/terminal/zvt-faults.ts";
import {
  createSimulatedTerminal,
  type SimulatedTerminal,
} from "../../proof/terminal/zvt-terminal.ts";
import { systemClock } from "../../src/app/system/clock.ts";

export interface ServedTerminal {
  readonly terminal: SimulatedTerminal;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Receipt 0470 was its last one. `approveMs`: how long a guest takes. */
export async function servedTerminal({
  approveMs = 1,
  faults = [],
}: {
  readonly approveMs?: number;
  readonly faults?: ReadonlyArray<TerminalFault>;
} = {}): Promise<ServedTerminal> {
  const terminal = createSimulatedTerminal({
    clock: systemClock,
    approveMs,
    date: () => "1120",
    lastReceipt: 470,
  });
  terminal.set(faults);
  const server = await serveTerminal(terminal, { host: "127.0.0.1", port: 0 });
  return { terminal, ...server };
}
