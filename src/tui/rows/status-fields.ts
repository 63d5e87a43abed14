/**
 * The status line's fields: what is wrong or new first, because the last ones give way.
 */

import { type Words } from "../../words/screen-words.ts";
import { drawerName } from "../drawer-step.ts";
import { type TerminalTrouble } from "../ports/card-port.ts";
import { type FarPrinter, type MeshFields, type PrinterStatus } from "../ports/status-port.ts";
import { type TillSession } from "../ports/till-port.ts";
import { type PaidSale, type RegisterState } from "../register-state.ts";
import { cutShort } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

/** A field that is never left out: in full, and as short as it can be said. */
export interface KeptField {
  readonly full: string;
  /** Shorter forms, the longest first. */
  readonly between?: ReadonlyArray<string>;
  readonly short: string;
}

/** The cells of a name: enough to tell colleagues apart. */
const NAME_CELLS_MAX = 14;
const NOTHING: KeptField = { full: "", short: "" };
/** `: F10`, which stands on the footer too. */
const KEY_BEHIND = /\s?: F\d+$/u;

export function statusFields(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const { troubles, others } = statusParts(till, state);
  return [...troubles, ...others];
}

export interface StatusParts {
  /** The troubles, which stand out besides coming first. */
  readonly troubles: ReadonlyArray<string>;
  readonly others: ReadonlyArray<string>;
  /** The fields that are shown whatever the troubles are, the most important first. */
  readonly held: ReadonlyArray<KeptField>;
}

export function statusParts(till: TillContext, state: RegisterState): StatusParts {
  const { port } = till;
  const words = till.words.status;
  const { paid, session } = state;
  // The change stays until the next payment, or until somebody else is at the till.
  const change = paid === undefined || paid.isFresh ? NOTHING : handedOut(till, paid, session);
  const news = port.ledgerNews(till.locale);
  const attention = attentionField(till, news);
  const kept = state.keptScans.length;
  const printers = port.printers();
  const backup = port.backup();
  const mesh = port.mesh(till.locale);
  const isWellElsewhere = port.farPrinters().every(({ tickets }) => tickets === 0);
  const others = [
    change.full,
    kept === 0 ? "" : words.scansKept({ count: kept }),
    ...news,
    port.shop.device,
    session === undefined ? words.locked : session.staffName,
    drawerField(till, session),
    mesh.status,
    printers.every(isWell) && isWellElsewhere ? allWell(words, printers) : "",
    backup?.state === "behind" ? words.backup({ hours: backup.hours }) : "",
  ];
  return {
    troubles: urgentFields(till, mesh).filter((field) => field !== ""),
    others: others.filter((field) => field !== ""),
    held: [change, attention].filter(({ full }) => full !== ""),
  };
}

/** How many tills are connected and hold the last sale is told also beside the longest troubles. */
export function keptField({ port, locale }: TillContext): KeptField | undefined {
  const { status: full, shorter = [] } = port.mesh(locale);
  const short = shorter.at(-1);
  return short === undefined ? undefined : { full, between: shorter.slice(0, -1), short };
}

/** Returns the troubles that a person has to fix elsewhere, also those that have no room on the status line. */
export function troubleFields(till: TillContext): ReadonlyArray<string> {
  const { port, locale } = till;
  return [...urgentFields(till, port.mesh(locale), "says"), ...port.ledgerTroubles(locale)].filter(
    (field) => field !== "",
  );
}

/** Each printer, and how it is; then those of other tills. */
export function printerFields({ port, words: { status } }: TillContext): ReadonlyArray<string> {
  return [
    ...port.printers().map((printer) => printerField(status, printer)),
    ...port.farPrinters().map((printer) => {
      const driven = status.drivenBy({ printer: printer.name, till: printer.till });
      const whole = printer.isAway ? `${driven}, ${status.notConnected}` : driven;
      return printer.tickets === 0 ? whole : `${whole}, ${owed(status, printer)}`;
    }),
  ];
}

function urgentFields(
  { port, locale, words: { status } }: TillContext,
  mesh: MeshFields,
  terminals: keyof TerminalTrouble = "short",
): ReadonlyArray<string> {
  const bad = port.printers().filter((printer) => !isWell(printer));
  const backup = port.backup();
  const asking = bad.find(({ state }) => state === "asking");
  function troubleOf(printer: PrinterStatus): string {
    const trouble = printerField(status, printer);
    return printer === asking ? status.prints({ printer: trouble }) : trouble;
  }
  const kitchens = bad.filter(({ isKitchens }) => isKitchens === true);
  return [
    kitchenField(status, kitchens, troubleOf),
    port.diskStatus(locale),
    port.clockStatus(locale),
    port.printStatus(locale),
    ...owingFields(status, port.farPrinters()),
    ...mesh.troubles,
    ...bad.filter(({ isKitchens }) => isKitchens !== true).map(troubleOf),
    ...port.cards.troubles(locale).map((trouble) => trouble[terminals]),
    backup?.state === "overdue" ? status.backupOverdue({ hours: backup.hours }) : "",
  ];
}

/**
 * The kitchen's printers in trouble are one field, and the first: the kitchen hears nothing, and nobody
 * there knows. Several say what is wrong with each and no more.
 */
function kitchenField(
  words: Words["status"],
  kitchens: ReadonlyArray<PrinterStatus>,
  troubleOf: (printer: PrinterStatus) => string,
): string {
  const [first, ...more] = kitchens;
  if (first !== undefined && more.length === 0) return troubleOf(first);
  return kitchens
    .map((printer) => printerField(words, { ...printer, waitingJobs: 0, askingJobs: 0 }))
    .join(", ");
}

function isWell({ state }: PrinterStatus): boolean {
  return state === "ok";
}

/** Which one cash goes into, where more than one is open here. */
function drawerField(till: TillContext, session: TillSession | undefined): string {
  const name = session?.drawers.named();
  return name === undefined ? "" : drawerName(till, name);
}

/** Whether the status line says that something needs a person. */
export function hasQuestions(till: TillContext): boolean {
  return attentionField(till, till.port.ledgerNews(till.locale)).full !== "";
}

/** How much waits for somebody: the first of what is listed one by one. */
function attentionField({ port, locale }: TillContext, news: ReadonlyArray<string>): KeptField {
  const troubles = port.ledgerTroubles(locale);
  const full = news.find((field) => !troubles.includes(field));
  return full === undefined ? NOTHING : { full, short: full.replace(KEY_BEHIND, "") };
}

/**
 * Returns the last change in cash; a card's refund is not counted out. The locked till names who
 * counted it out. Another person who has logged in doesn't see it, because it is no sale of theirs.
 */
function handedOut(
  { money, words: { status } }: TillContext,
  paid: PaidSale,
  session: TillSession | undefined,
): KeptField {
  const { kind, method, change, orderNumber, receiptNumber, by } = paid;
  if (change === 0 || method !== "cash") return NOTHING;
  const isOthers = session !== undefined && by !== undefined && by.number !== session.staffNumber;
  if (isOthers) return NOTHING;
  const handed = kind === "sale" ? status.change : status.givenBack;
  const number = kind === "sale" || receiptNumber === "" ? orderNumber : receiptNumber;
  const short = handed({ money: money(change), order: number });
  if (by === undefined || session !== undefined) return { full: short, short };
  const name = cutShort(by.name, { width: NAME_CELLS_MAX, signs: "all" });
  return { full: handed({ money: money(change), order: `${number}, ${name}` }), short };
}

function allWell(words: Words["status"], printers: ReadonlyArray<PrinterStatus>): string {
  if (printers.length === 0) return words.noPrinter;
  if (printers.some(({ isUnasked }) => isUnasked === true)) return words.printersUnasked;
  return printers.length === 1 ? words.printerOk : words.printersOk;
}

/** Printers of other tills that don't say what became of tickets. */
export function owingFields(
  words: Words["status"],
  printers: ReadonlyArray<FarPrinter>,
): ReadonlyArray<string> {
  return printers
    .filter(({ tickets }) => tickets > 0)
    .map((printer) => `${printer.name} (${printer.till}): ${owed(words, printer)}`);
}

function owed(words: Words["status"], { tickets, waitMinutes }: FarPrinter): string {
  return withAge(words.noPaperOf({ count: tickets }), waitMinutes);
}

export function printerField(words: Words["status"], printer: PrinterStatus): string {
  const { name, state, trouble, waitingJobs, askingJobs, papers } = printer;
  const jobs = state === "asking" ? askingJobs : waitingJobs + askingJobs;
  if (trouble !== undefined || state === "off") {
    const why = trouble === undefined || trouble === "off" ? words.off : words.troubles[trouble];
    if (jobs === 0) return `${name}: ${why}`;
    if (printer.isDrawerShut === true) return `${name}: ${why}, ${words.openByKey}`;
    const waiting = words.papersWaiting({ count: jobs, papers });
    return withAge(`${name}: ${why}, ${waiting}`, printer.waitMinutes);
  }
  const well = printer.isUnasked === true ? words.unasked : "ok";
  const how = state === "ok" ? well : words[state];
  return `${name} ${how}${jobs === 0 ? "" : ` ${jobs}`}`;
}

/** Adds the age by the clock: a minute or more. */
function withAge(text: string, minutes = 0): string {
  return minutes < 1 ? text : `${text}, ${minutes} min`;
}
