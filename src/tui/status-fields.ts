/**
 * The status line's fields: what is wrong or new first, because the last ones give way.
 */

import { type PaidSale, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type MeshFields, type PrinterStatus } from "./till-port.ts";
import { type Words } from "./words/words-shape.ts";

export function statusFields(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const { port } = till;
  const words = till.words.status;
  const { paid, session } = state;
  const change = paid === undefined || paid.isFresh ? "" : handedOut(till, paid);
  const kept = state.keptScans.length;
  const printers = port.printers();
  const backup = port.backup();
  const mesh = port.mesh(till.locale);
  return [
    ...urgentFields(till, mesh),
    change,
    kept === 0 ? "" : words.scansKept(kept),
    ...port.ledgerNews(till.locale),
    port.shop.device,
    session === undefined ? words.locked : session.staffName,
    mesh.status,
    printers.every(isWell) ? allWell(words, printers.length) : "",
    backup?.state === "behind" ? words.backup(backup.hours) : "",
  ].filter((field) => field !== "");
}

/** What a person has to see to and nobody can answer here, also what has no room on the status line. */
export function troubleFields(till: TillContext): ReadonlyArray<string> {
  const { port, locale } = till;
  return [...urgentFields(till, port.mesh(locale)), ...port.ledgerTroubles(locale)].filter(
    (field) => field !== "",
  );
}

/** Each printer, and how it is. */
export function printerFields({ port, words: { status } }: TillContext): ReadonlyArray<string> {
  return port.printers().map((printer) => printerField(status, printer));
}

function urgentFields(
  { port, locale, words: { status } }: TillContext,
  mesh: MeshFields,
): ReadonlyArray<string> {
  const bad = port.printers().filter((printer) => !isWell(printer));
  const backup = port.backup();
  const asking = bad.find(({ state }) => state === "asking");
  return [
    port.diskStatus(locale),
    port.clockStatus(locale),
    port.printStatus(locale),
    ...mesh.troubles,
    ...bad.map((printer) => {
      const told = printerField(status, printer);
      return printer === asking ? status.prints(told) : told;
    }),
    backup?.state === "overdue" ? status.backupOverdue(backup.hours) : "",
  ];
}

function isWell({ state }: PrinterStatus): boolean {
  return state === "ok";
}

/** In cash: what goes to a card is nobody's to count out. */
function handedOut({ money, words: { status } }: TillContext, paid: PaidSale): string {
  const { kind, method, change, orderNumber, receiptNumber } = paid;
  if (change === 0 || method !== "cash") return "";
  return kind === "sale"
    ? status.change(money(change), orderNumber)
    : status.givenBack(money(change), receiptNumber === "" ? orderNumber : receiptNumber);
}

function allWell(words: Words["status"], printers: number): string {
  if (printers === 0) return words.noPrinter;
  return printers === 1 ? words.printerOk : words.printersOk;
}

export function printerField(
  words: Words["status"],
  { name, state, trouble, waitingJobs, askingJobs }: PrinterStatus,
): string {
  const jobs = state === "asking" ? askingJobs : waitingJobs + askingJobs;
  if (trouble !== undefined && trouble !== "off") {
    const why = `${name}: ${words.troubles[trouble]}`;
    return jobs === 0 ? why : `${why}, ${words.papersWaiting(jobs)}`;
  }
  const how = state === "ok" ? "ok" : words[state];
  return `${name} ${how}${jobs === 0 ? "" : ` ${jobs}`}`;
}
