/** Who came and who was lost, for the log, one line each. */

import { type DeviceId } from "../domain/identity.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { tillName } from "./mesh-report.ts";

export interface ConnectionLog {
  /** Who is connected now. */
  readonly note: (connected: ReadonlyArray<DeviceId>) => void;
}

export function createConnectionLog(ledger: Ledger, onLog: (line: string) => void): ConnectionLog {
  let before: ReadonlySet<DeviceId> = new Set();
  return {
    note: (connected) => {
      const now = new Set(connected);
      const devices = ledger.admission();
      for (const device of now) {
        if (!before.has(device)) onLog(`connected to ${tillName(devices, device)}`);
      }
      for (const device of before) {
        if (!now.has(device)) onLog(`lost ${tillName(devices, device)}`);
      }
      before = now;
    },
  };
}
