/** The beginning of most commands: the store, the acting person, and a till that is closed again. */

import path from "node:path";

import { toldToday } from "../app/membership/shop-past.ts";
import { fetchReceipts } from "../app/mesh/sought-receipts.ts";
import { openTill, type OpenTill } from "../app/open-till.ts";
import { speechOf } from "../app/speech.ts";
import { asStoreError } from "../app/store-errors.ts";
import { askLine } from "../app/system/prompt.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { percent } from "../app/words/percent.ts";
import { isStaffNumber } from "../domain/people/staff-number.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { askSecret, interrupted, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { CommandFault, usageFault } from "./fault.ts";
import { refusalFault } from "./refusal-fault.ts";
import { sentencesOf } from "./sentences-of.ts";
import { unlock } from "./unlock.ts";

const said = sentencesOf(cliWords);

export interface StoreOptions {
  readonly store?: string;
  readonly passphraseFile?: string;
}

export interface JsonOptions extends StoreOptions {
  readonly json?: boolean;
}

export interface DayOptions extends JsonOptions {
  /** `today`, or `YYYY-MM-DD`. */
  readonly day: string;
}

export interface StaffOptions {
  readonly staff?: string;
  readonly pinFile?: string;
  /** Confirms a business day that is far from the last one. */
  readonly newDay?: string;
}

/** `--store`, `TILL_HOME`, or the usual place. */
export function storeDir({ store }: StoreOptions, { environment }: Console): string {
  // An empty variable in a script must not make a shop of the folder that it runs in.
  if (store === "") throw usageFault(said(({ store: words }) => words.empty));
  return path.resolve(store ?? environment.store ?? path.join(environment.dataDir, "shop"));
}

interface TillUse extends JsonOptions {
  /** Writes nothing, so that on a full disk it leaves the room that is put aside to those who sell. */
  readonly onlyLooks?: boolean;
  /** What opens the store, for a command that needs it besides; else it is asked for here. */
  readonly keys?: Awaited<ReturnType<typeof unlock>>;
}

export async function withTill<Value>(
  options: TillUse,
  console: Console,
  work: (open: OpenTill) => Value | Promise<Value>,
): Promise<Value> {
  const dir = storeDir(options, console);
  const keys = options.keys ?? (await unlock(dir, options, console));
  // A command that writes nothing answers on a full disk; what it would write is refused as it is written.
  const copyWhenFull = options.onlyLooks === true ? "at-once" : "at-last";
  const open = openTill(dir, { ...keys, copyWhenFull });
  console.speak(open.till.shopLocale());
  // The sale stands and the queue keeps its papers, so a fault of printing is only reported.
  const shown = new Set<string>();
  open.printing.onFault((cause) => {
    const reason = reasonOf(cause);
    if (shown.has(reason)) return;
    shown.add(reason);
    console.say(said(({ store }) => store.papersWait({ why: reason })));
  });
  try {
    if (open.till.ledger.growth() !== undefined) {
      console.say(said(({ store }) => store.foldingAnew));
      const progress = console.progress(options);
      open.upkeep.foldAnew((growth) => {
        progress.show(said(({ store }) => store.folding({ percent: percent(growth) })));
      });
      progress.end();
    }
    const told = toldToday(open.till.ledger);
    if (told !== undefined) console.say(said(({ store }) => store.toldToday(told)));
    const { argv } = console;
    await fetchReceipts({ ledger: open.till.ledger, clock: open.clock }, argv, () => {
      console.say(said(({ store }) => store.receiptSought));
    });
    return await work(open);
  } catch (cause) {
    // A refusal names people, who are looked up while the shop is open.
    if (cause instanceof CommandFault) cause.sentence(console.locale());
    throw cause;
  } finally {
    await open.close();
  }
}

/** The system's own code where there is one: the store's sentences speak of what was to be written. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}

/** Returns the person who acts, on the business day of the clock: it begins, if it has not yet. */
export async function whoActs(till: Till, options: StaffOptions, console: Console): Promise<Actor> {
  const actor = await whoIsThere(till, options, console);
  beginDay(till, actor, options);
  return actor;
}

/** For whoever is there already, before what they write. */
export function beginDay(till: Till, actor: Actor, options: StaffOptions): void {
  const day = till.beginDay(actor, options.newDay);
  if (!day.ok) {
    const fault = refusalFault(day.fault, till);
    throw new CommandFault(fault.code, (locale) => {
      const facts = { sentence: fault.sentence(locale), day: till.days().suggested };
      return said(({ ask }) => ask.newDay(facts))(locale);
    });
  }
}

/**
 * `--staff` or `TILL_STAFF`, else asked for on a terminal; with a PIN that is never an argument. Enough
 * for who only looks.
 */
export async function whoIsThere(
  till: Till,
  options: StaffOptions,
  console: Console,
): Promise<Actor> {
  const { environment } = console;
  const number = options.staff ?? environment.staff ?? (await askWho(console));
  if (!isStaffNumber(number)) {
    throw refusalFault({ type: "staff/number-invalid", text: number }, till);
  }
  const pin = await pinFor(options, console);
  const actor = await till.signIn(number, pin);
  if (actor.ok) {
    console.speak(speechOf(till, actor.value).locale);
    return actor.value;
  }
  // A person who has proved nothing is shown no name, because that would tell that somebody has the
  // number.
  const isUnproven = ["pin/wait", "pin/wrong"].includes(actor.fault.type);
  throw refusalFault(actor.fault, isUnproven ? { ...till, staffName: unnamed(console) } : till);
}

function unnamed({ text }: Console): (number: string) => string {
  return (number) => text(said(({ ask }) => ask.unnamed({ number })));
}

/**
 * For what everybody may look at, and some more of it who says who they are: nobody is asked for it, and
 * then nobody is there. Nor where nothing can be written: a try of a PIN that can't be counted is none, or
 * a disk that is read-only would be a way to try them all.
 */
export async function whoLooks(
  till: Till,
  options: StaffOptions,
  console: Console,
): Promise<Actor | undefined> {
  if (!saysWhoIsThere(options, console)) return undefined;
  try {
    return await whoIsThere(till, options, console);
  } catch (cause) {
    const type = asStoreError(cause)?.type;
    if (type !== "store/unwritable" && type !== "store/full") throw cause;
    console.say(said(({ store }) => store.noPinChecked));
    return undefined;
  }
}

function saysWhoIsThere(options: StaffOptions, { environment }: Console): boolean {
  const { staff, pin } = environment;
  const hasPin = options.pinFile !== undefined || pin !== undefined;
  return options.staff !== undefined || (staff !== undefined && hasPin);
}

async function askWho({ environment, text }: Console): Promise<string> {
  if (!environment.isTerminal) throw usageFault(said(({ ask }) => ask.sayWho));
  const typed = await askLine({ prompt: `${text(said(({ ask }) => ask.staff))}: `, isShown: true });
  if (typed === undefined) throw interrupted();
  return typed.trim();
}

async function pinFor({ pinFile }: StaffOptions, { environment, text }: Console): Promise<string> {
  if (pinFile !== undefined) return readSecretFile("PIN", pinFile).trim();
  if (environment.pin !== undefined) return environment.pin;
  if (environment.isTerminal) return askSecret(text(said(({ ask }) => ask.pin)));
  throw usageFault(said(({ ask }) => ask.sayPin));
}
