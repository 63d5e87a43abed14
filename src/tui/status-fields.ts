/**
 * The status line's fields: what is wrong or new first, because the last ones give way.
 */

import { type PaidSale, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type PrinterStatus } from "./till-port.ts";

export function statusFields(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const { port } = till;
  const { paid, session } = state;
  const change = paid === undefined || paid.isFresh ? "" : handedOut(till, paid);
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

/** In cash: what goes to a card is nobody's to count out. */
function handedOut(till: TillContext, paid: PaidSale): string {
  const { kind, method, change, orderNumber, receiptNumber } = paid;
  if (change === 0 || method !== "cash") return "";
  return kind === "refund"
    ? `given back ${till.money(change)} (${receiptNumber})`
    : `change ${till.money(change)} (${orderNumber})`;
}

function allWell(printers: number): string {
  if (printers === 0) return "no printer";
  return printers === 1 ? "printer ok" : "printers ok";
}

function describe({ name, state, waitingJobs, askingJobs }: PrinterStatus): string {
  const jobs = state === "asking" ? askingJobs : waitingJobs + askingJobs;
  return `${name} ${state.toUpperCase()}${jobs === 0 ? "" : ` ${jobs}`}`;
}
