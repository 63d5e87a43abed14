/**
 * The status line's fields: what is wrong or new first, because the last ones give way.
 */

import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type PrinterStatus } from "./till-port.ts";

export function statusFields(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const { port } = till;
  const { paid, session } = state;
  const change =
    paid === undefined || paid.isFresh || paid.change === 0
      ? ""
      : `change ${till.money(paid.change)} (${paid.orderNumber})`;
  const kept = state.keptScans.length;
  const printers = port.printers();
  const bad = printers.filter(({ state: how }) => how !== "ok");
  const backup = port.backup();
  const age = backup === undefined ? "" : `backup ${backup.hours} h`;
  const asking = bad.find(({ state: how }) => how === "asking");
  return [
    port.diskStatus(),
    port.printStatus(),
    ...bad.map((printer) => describe(printer) + (printer === asking ? ": F10 prints it" : "")),
    backup?.state === "overdue" ? `${age}: till doctor` : "",
    change,
    kept === 0 ? "" : `${kept} ${kept === 1 ? "scan" : "scans"} kept`,
    ...port.ledgerNews(),
    port.shop.device,
    session === undefined ? "locked" : session.staffName,
    port.meshStatus(),
    bad.length === 0 ? allWell(printers.length) : "",
    backup?.state === "behind" ? age : "",
  ].filter((field) => field !== "");
}

function allWell(printers: number): string {
  if (printers === 0) return "no printer";
  return printers === 1 ? "printer ok" : "printers ok";
}

function describe({ name, state, waitingJobs, askingJobs }: PrinterStatus): string {
  const jobs = state === "asking" ? askingJobs : waitingJobs + askingJobs;
  return `${name} ${state.toUpperCase()}${jobs === 0 ? "" : ` ${jobs}`}`;
}
