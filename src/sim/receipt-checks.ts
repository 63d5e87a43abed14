/**
 * What must hold of the paper of guests: each receipt and refund that was to be printed came out whole or
 * waits in sight, and of all its papers at most one doesn't say that there may be another.
 */

import { NO_PRINTER } from "../app/printing/papers.ts";
import { deviceOf, type EventId } from "../domain/identity.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { readPrinters } from "../domain/printers.ts";
import { ASKING } from "../printer/spool/spool-store.ts";
import { type Told } from "./books.ts";
import { type Member } from "./checks.ts";
import { type Papers, papersOf } from "./paper-checks.ts";
import { paperName } from "./printer.ts";
import { type World } from "./world.ts";

interface Receipt {
  readonly id: EventId;
  /** `Receipt A-000012` */
  readonly name: string;
}

interface Known {
  readonly members: ReadonlyArray<Member>;
  readonly papers: Papers;
  /** Printers that take a job and can't say what became of it: nobody promised more, or is asked. */
  readonly mute: ReadonlySet<string>;
}

const NAMED_MAX = 3;
const RECEIPT_NAME = /^(?:Receipt|Refund) /u;
const SAYS_TWICE = /REPRINT|DUPLICATE|CUSTOMER COPY/u;

export function checkReceipts(world: World, members: ReadonlyArray<Member>): void {
  if (world.kitchen.printers.size === 0) return;
  const mute = [...world.kitchen.printers.values()].filter(({ canTell }) => !canTell);
  const known = { members, papers: papersOf(world), mute: new Set(mute.map(({ id }) => id)) };
  const receipts = receiptsOf(world);
  const missing = receipts.filter((receipt) => !isThere(receipt, known));
  for (const receipt of missing.slice(0, NAMED_MAX)) {
    world.problem(`a receipt is not on paper: ${storyOf(receipt, known)}`);
  }
  const twice = receipts.filter((receipt) => isTwice(receipt, known));
  for (const receipt of twice.slice(0, NAMED_MAX)) {
    world.problem(`a receipt is on paper twice without a word: ${storyOf(receipt, known)}`);
  }
}

/** What guests were told that they get, by tills whose disks have neither lost nor doubled anything. */
function receiptsOf({ books, kitchen }: World): ReadonlyArray<Receipt> {
  return books
    .all()
    .filter(({ loss }) => loss === undefined)
    .flatMap(numbered)
    .filter(({ id }) => !kitchen.forgetful.has(deviceOf(id)));
}

function numbered({ events }: Told): ReadonlyArray<Receipt> {
  return events.flatMap((event) => {
    if (event.kind !== "receipt/issued" && event.kind !== "refund/issued") return [];
    const { series, no } = event.body;
    const kind = event.kind === "receipt/issued" ? "Receipt" : "Refund";
    return [{ id: event.id, name: `${kind} ${receiptNumber(series, no)}` }];
  });
}

/** Whole; or somebody is asked, or has put it aside, or its till is none of the shop any more. */
function isThere({ id, name }: Receipt, { members, papers, mute }: Known): boolean {
  const own = papers.get(name) ?? [];
  // A till whose clock was set on by years has forgotten by now that such a one took it.
  if (own.some(({ text, wish, printer }) => text === wish || mute.has(printer))) return true;
  const issuer = issuerOf(id, members);
  if (issuer === undefined) return true;
  return jobsOf(id, issuer).some(
    ({ state, printer }) =>
      ASKING.includes(state) ||
      state === "dismissed" ||
      // A printer that can't tell has taken it: nobody promised more.
      state === "sent" ||
      // In sight, until there is a printer.
      (printer === NO_PRINTER && !hasPrinter(issuer)),
  );
}

function hasPrinter({ process: { ledger } }: Member): boolean {
  const { device } = ledger.identity.key;
  return ledger.read(readPrinters).some(({ till, prints }) => till === device && prints.length > 0);
}

/** Papers of guests that came out, and how many of them say that they may not be the only one. */
export function receiptPapers({ kitchen }: World): {
  readonly all: number;
  readonly marked: number;
} {
  const papers = [...kitchen.printers.values()].flatMap((printer) => printer.papers);
  const own = papers.filter(({ wish }) => RECEIPT_NAME.test(paperName(wish)));
  return { all: own.length, marked: own.filter(({ text }) => SAYS_TWICE.test(text)).length };
}

function isTwice({ name }: Receipt, { papers }: Known): boolean {
  const own = papers.get(name) ?? [];
  return own.filter(({ text }) => text.includes(name) && !SAYS_TWICE.test(text)).length > 1;
}

function issuerOf(id: EventId, members: ReadonlyArray<Member>): Member | undefined {
  return members.find(({ process }) => process.ledger.identity.key.device === deviceOf(id));
}

function jobsOf(id: EventId, { process }: Member) {
  return process.open()?.jobs.ofDocument(id) ?? [];
}

function storyOf({ id, name }: Receipt, { members, papers }: Known): string {
  const issuer = issuerOf(id, members);
  const jobs = issuer === undefined ? [] : jobsOf(id, issuer);
  const states = jobs.map(({ state, printer, copy }) => `${state} at ${printer}, copy ${copy}`);
  const own = (papers.get(name) ?? []).map(({ printer, atMs, text, wish }) => {
    const part = text === wish ? "" : " in part";
    return `${printer} at ${(atMs / 1000).toFixed(1)} s${part}: ${paperName(wish)}`;
  });
  return `${name} of ${issuer?.box.name ?? "?"}; papers: ${own.join(", ")}; ${states.join(", ")}`;
}
