/**
 * The status line's fields: till, person, mesh, printers, the last change.
 */

import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type PrinterStatus } from "./till-port.ts";

export function statusFields(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const { port } = till;
  const { paid, session } = state;
  const change =
    paid === undefined || paid.isFresh
      ? ""
      : `change ${till.money(paid.change)} (${paid.orderNumber})`;
  const kept = state.keptScans.length;
  return [
    port.shop.device,
    session === undefined ? "locked" : session.staffName,
    port.meshStatus(),
    printersInShort(port.printers()),
    change,
    kept === 0 ? "" : `${kept} scans kept`,
  ];
}

/** One word when all is well, else each printer that has to be looked at. */
function printersInShort(printers: ReadonlyArray<PrinterStatus>): string {
  if (printers.length === 0) return "no printer";
  const bad = printers.filter(({ state }) => state !== "ok");
  if (bad.length === 0) return printers.length === 1 ? "printer ok" : "printers ok";
  return bad.map(describe).join(", ");
}

function describe({ name, state, waitingJobs }: PrinterStatus): string {
  const jobs = waitingJobs === 0 ? "" : ` ${waitingJobs}`;
  return `${name} ${state.toUpperCase()}${jobs}`;
}
