/** A simulated ZVT terminal on a port of its own, on a day and with a receipt before it that tests know. */

import { systemClock } from "../../src/app/system-clock.ts";
import { serveTerminal } from "../../src/proof/terminal/terminal-server.ts";
import { type TerminalFault } from "../../src/proof/terminal/zvt-faults.ts";
import {
  createSimulatedTerminal,
  type SimulatedTerminal,
} from "../../src/proof/terminal/zvt-terminal.ts";

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
