/** Whether the ledger and the box are well. */

import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

import { sumMinor } from "../domain/amounts.ts";
import { assertNever } from "../domain/assert-never.ts";
import { daysBetween } from "../domain/civil-time.ts";
import { formatMoney } from "../domain/currency.ts";
import { readPrinters } from "../domain/printers.ts";
import { seriesOf } from "../domain/series.ts";
import { unreadEvents } from "../domain/unknown-events.ts";
import { isDurable } from "../ledger/database.ts";
import { isKeyFileExposed } from "../ledger/key/ledger-key.ts";
import { verifyLedger, type VerifyOptions, type VerifyReport } from "../ledger/verify.ts";
import { countOrderAttention } from "./attention-items.ts";
import { listAttention, type SettledAttention } from "./attention.ts";
import { placeSentence, type PlaceStatus } from "./backup-status.ts";
import { counted } from "./counted.ts";
import { type HolderAnswer, silenceSentence } from "./duties-holder.ts";
import { type Finding } from "./finding.ts";
import { keyCustody, type PassphraseSource } from "./key-custody.ts";
import { lossSentence } from "./loss-sentence.ts";
import { lostLetters, type LostLetters } from "./lost-letters.ts";
import { meshFindings } from "./mesh-checks.ts";
import { otherTills } from "./mesh-report.ts";
import { type OpenTill } from "./open-till.ts";
import { listOversold, type Oversold } from "./oversold.ts";
import { paperDir, ownPrinters } from "./printer-drive.ts";
import { type PrinterState } from "./printer-states.ts";
import { listQuestions, openQuestions } from "./questions.ts";
import { recoveryCheckedOn } from "./recovery-check.ts";
import { wrongClock } from "./register-clock.ts";
import { isManaged } from "./rescue-staff.ts";
import { memoryLeaks } from "./system-leaks.ts";
import { type Till } from "./till.ts";
import { updateSentence } from "./update-sentence.ts";

const BYTES_PER_MB = 1024 * 1024;

/** Told how far a check of the ledger is: it takes seconds a year. */
export type CheckProgress = Pick<VerifyOptions, "onProgress">;

export function checkLedger(till: Till, progress: CheckProgress = {}): VerifyReport {
  return verifyLedger(till.ledger, progress);
}

export interface Examined {
  readonly source?: PassphraseSource;
  readonly progress?: CheckProgress;
  /** Who prints, by its own word. */
  readonly holder?: HolderAnswer;
  /** No transaction is checked, which takes seconds a year. */
  readonly skipsLedger?: boolean;
}

/** What is well on this box and what is not. Changes nothing. */
export function examine(
  { dir, till, jobs, printing, backups, clock, clockSetting }: OpenTill,
  { source = {}, progress = {}, holder = { type: "absent" }, skipsLedger = false }: Examined = {},
): ReadonlyArray<Finding> {
  return [
    shopFinding(till),
    ...(skipsLedger ? [] : [ledgerFinding(till, progress)]),
    durabilityFinding(till),
    writingFinding(dir),
    roomFinding(till),
    ...keyFindings(dir, source),
    dayFinding({ till, clock, clockSetting }),
    ...lossFindings(till),
    questionFinding(till),
    ...listAttention(till).map(attentionFinding),
    ...listOversold(till).map(attentionFinding),
    ...orderFindings(till),
    sheetFinding(till),
    ...managerFindings(till),
    ...unfinishedFindings(till),
    updateFinding(till),
    holderFinding(holder),
    ...printing.printers().map(queueFinding),
    printerFinding(till),
    ...lostLetters({ till, jobs }).map(letterFinding),
    ...backupFindings(backups.statuses(), otherTills(till.ledger).length, holder),
    paperFinding(dir),
    ...meshFindings({ till, clock }, holder),
  ];
}

function shopFinding({ founding, deviceName, code }: Till): Finding {
  const kind = founding.demo ? "a demo shop, for ever" : "a real shop";
  const sentence = `${founding.name}, ${kind}; this till is ${deviceName()} (${code()}).`;
  return { check: "shop", state: "ok", sentence };
}

function ledgerFinding(till: Till, progress: CheckProgress): Finding {
  const { ok, transactions, findings } = checkLedger(till, progress);
  return ok
    ? {
        check: "ledger",
        state: "ok",
        sentence: `${counted(transactions, "transaction")}, all checks passed.`,
      }
    : {
        check: "ledger",
        state: "wrong",
        sentence: `${findings[0]?.sentence ?? "Damaged"} (\`till verify\` shows all)`,
      };
}

function durabilityFinding({ ledger }: Till): Finding {
  return isDurable(ledger.db)
    ? { check: "durability", state: "ok", sentence: "Every sale is synced to the disk." }
    : { check: "durability", state: "wrong", sentence: "Commits are not synced: report this bug." };
}

/** It opens for reading all the same, so that its figures can be had. */
function writingFinding(dir: string): Finding {
  try {
    accessSync(dir, constants.W_OK);
    accessSync(path.join(dir, "ledger.db"), constants.W_OK);
    return { check: "writing", state: "ok", sentence: "The store can be written." };
  } catch {
    const sentence =
      "The store can only be read, nothing can be sold: check whose folder it is, and its disk.";
    return { check: "writing", state: "wrong", sentence };
  }
}

function roomFinding({ ledger: { room } }: Till): Finding {
  const free = megabytes(room.freeBytes());
  const state = room.state();
  switch (state) {
    case "plenty":
      return { check: "disk", state: "ok", sentence: `${free} free.` };
    case "scarce": {
      const sentence = `The disk is nearly full, ${free} free: make room, or soon nothing can be sold.`;
      return { check: "disk", state: "wrong", sentence };
    }
    case "none": {
      const sentence = "The disk is full, nothing can be sold: make room on it.";
      return { check: "disk", state: "wrong", sentence };
    }
    default:
      return assertNever(state, "room");
  }
}

function megabytes(bytes: number): string {
  return Number.isFinite(bytes) ? `${Math.floor(bytes / BYTES_PER_MB)} MB` : "some room";
}

function keyFindings(dir: string, source: PassphraseSource): ReadonlyArray<Finding> {
  const { provider, thief, interrupted, sentence } = keyCustody(dir, source);
  const custody: Finding = { check: "key", state: thief.disk ? "note" : "ok", sentence };
  // The key of a box that tells everything anyway has nothing to leak.
  const leaks = thief.disk ? [] : memoryLeaks();
  const others: ReadonlyArray<Finding | undefined> = [
    leaks.length === 0
      ? undefined
      : { check: "memory", state: "note", sentence: `While the till runs, ${leaks.join("; ")}.` },
    provider === "credential" || !isKeyFileExposed(dir)
      ? undefined
      : {
          check: "key file",
          state: "wrong",
          sentence: "Other users of this box can read the key: chmod 600 ledger.key.",
        },
    interrupted
      ? {
          check: "key change",
          state: "wrong",
          sentence:
            "A change of the key was cut short: close the register, then `till key rotate`.",
        }
      : undefined,
  ];
  return [custody, ...others.filter((finding) => finding !== undefined)];
}

function dayFinding(open: Pick<OpenTill, "till" | "clock" | "clockSetting">): Finding {
  const { till, clockSetting } = open;
  const { now, suggested } = till.days();
  const ahead = daysBetween(now, suggested);
  if (clockSetting.isSet()) {
    const sentence = `Business day ${now}, by a date that somebody typed: set the clock of this box.`;
    return { check: "day", state: "note", sentence };
  }
  if (ahead === 0) return { check: "day", state: "ok", sentence: `Business day ${now}.` };
  const wrong = wrongClock(open);
  if (wrong !== undefined) {
    const sentence = `The clock says ${wrong}, the till is on ${now}: set the clock of this box, or type \`:date\` at the register.`;
    return { check: "day", state: "wrong", sentence };
  }
  const sentence = `Business day ${now}; the next person to sign in begins ${suggested}.`;
  return { check: "day", state: "note", sentence };
}

function lossFindings({ ledger, code }: Till): ReadonlyArray<Finding> {
  const loss = ledger.loss();
  if (loss === undefined) return [];
  const series = seriesOf(code(), ledger.identity.origin, loss.n);
  return [{ check: "numbers", state: "note", sentence: lossSentence(loss, series) }];
}

function questionFinding(till: Till): Finding {
  const questions = openQuestions(till);
  const receipts = questions.flatMap((question) => question.receipts);
  if (questions.length === 0) {
    return { check: "money in question", state: "ok", sentence: "All that is stored counts." };
  }
  const sum = formatMoney(
    sumMinor(receipts, ({ total }) => total),
    till.currency,
  );
  const sentence = `${counted(receipts.length, "receipt")}, ${sum} ${till.currency.code}, of ${counted(questions.length, "chain")} in question: \`till ledger quarantine list\` names them.`;
  return { check: "money in question", state: "wrong", sentence };
}

/** It is settled, and for ever so: what is left is that people know it. */
function attentionFinding({ sentence }: SettledAttention | Oversold): Finding {
  return { check: "attention", state: "note", sentence };
}

/** One by one they are told where they can be answered. */
function orderFindings({ ledger }: Till): ReadonlyArray<Finding> {
  const count = ledger.read(countOrderAttention);
  if (count === 0) return [];
  const sentence = `${counted(count, "contradiction")} in orders: \`till attention list\` names ${count === 1 ? "it" : "them"}.`;
  return [{ check: "attention", state: "note", sentence }];
}

function sheetFinding({ ledger, founding }: Till): Finding {
  const check = "recovery sheet";
  const day = recoveryCheckedOn(ledger);
  if (day !== undefined) return { check, state: "ok", sentence: `Read back on ${day}.` };
  const sentence = founding.demo
    ? "A demo shop's lies on its virtual paper, in the clear: it is for looking at."
    : "Never read back: find the paper, and type its code at `till recovery check`.";
  return { check, state: "note", sentence };
}

/** Two tills apart can take the last two who may; nothing that anybody signed in does brings it back. */
function managerFindings(till: Till): ReadonlyArray<Finding> {
  const sentence =
    "Nobody who can sign in may change staff any more: `till staff rescue NUMBER`, with the code on the recovery sheet.";
  return isManaged(till) ? [] : [{ check: "managers", state: "wrong", sentence }];
}

function holderFinding(holder: HolderAnswer): Finding {
  const check = "printing";
  switch (holder.type) {
    case "answered": {
      const sentence = `Process ${holder.pid} has the printers, and answers.`;
      return { check, state: "ok", sentence };
    }
    case "silent":
      return { check, state: "wrong", sentence: silenceSentence(holder.pid) };
    case "absent":
    case "gone": {
      const sentence = "No register is open: each command prints what it has made.";
      return { check, state: "note", sentence };
    }
    default:
      return assertNever(holder, "holder of the duties");
  }
}

function queueFinding({ name, isSetUp, state, waitingJobs, askingJobs }: PrinterState): Finding {
  const papers = counted(waitingJobs + askingJobs, "paper");
  if (!isSetUp) {
    const sentence = `${papers} in the queue that no printer serves: set one up.`;
    return { check: "papers", state: "wrong", sentence };
  }
  const check = `printer ${name}`;
  if (waitingJobs + askingJobs === 0) return { check, state: "ok", sentence: "Nothing waits." };
  const how = state === "off" ? ", and it is off: switch it on" : ": switch the printer on";
  const sentence = `${papers} in the queue${how}, and open the register or say \`till print now\`.`;
  return { check, state: "wrong", sentence };
}

function unfinishedFindings(till: Till): ReadonlyArray<Finding> {
  const held = listQuestions(till).filter(({ reason }) => reason === "batch/unfinished");
  const tills = [...new Set(held.map((question) => question.till))].join(", ");
  const sentence = `Work of ${tills} has not ended and counts for nothing: if it broke off, do it again, and retire it (\`till ledger quarantine list\`).`;
  return held.length === 0 ? [] : [{ check: "unfinished work", state: "note", sentence }];
}

function updateFinding({ ledger }: Till): Finding {
  const unread = ledger.read(unreadEvents);
  if (unread.length === 0) {
    return { check: "update", state: "ok", sentence: "This program can read all that is stored." };
  }
  const critical = unread.filter((event) => event.critical);
  return critical.length === 0
    ? { check: "update", state: "note", sentence: updateSentence(unread) }
    : {
        check: "update",
        state: "wrong",
        sentence: `${updateSentence(critical)} It sells on, but nobody can be sure what a day comes to.`,
      };
}

function printerFinding({ ledger, catalogue }: Till): Finding {
  const printers = ownPrinters(ledger);
  // Tickets find their way to whichever till has the printer; a receipt is handed over here.
  const covered = new Set(ledger.read(readPrinters).flatMap(({ stations }) => stations));
  const bare = [...catalogue().stationsById.values()].filter(({ id }) => !covered.has(id));
  const noReceipts = !printers.some(({ prints }) => prints.includes("receipts"));
  const missing = [...(noReceipts ? ["receipts"] : []), ...bare.map(({ name }) => name)];
  return missing.length === 0
    ? { check: "printers", state: "ok", sentence: "Every station and receipts have a printer." }
    : { check: "printers", state: "wrong", sentence: `No printer for ${missing.join(", ")}.` };
}

function letterFinding({ name, letters }: LostLetters): Finding {
  const sentence = `Not on paper as they were written: ${letters.join(" ")} (\`till print show\` shows how). Write such names otherwise.`;
  return { check: `letters of ${name}`, state: "note", sentence };
}

/**
 * One fresh copy is enough for the shop. Another place is a note, because sticks that take turns are
 * away as a rule; unless it is there and fails.
 */
function backupFindings(
  places: ReadonlyArray<PlaceStatus>,
  others: number,
  holder: HolderAnswer,
): ReadonlyArray<Finding> {
  if (places.length === 0) {
    const sentence = `No place for backups: ${whoElseHolds(others, holder)} (\`till backup add\`).`;
    return [{ check: "backup", state: "note", sentence }];
  }
  const isOverdue = places.every(({ age }) => age.state === "overdue");
  return places.map((place): Finding => {
    const { age, trouble } = place;
    const fails = age.state === "overdue" && trouble !== undefined && trouble.type !== "place/away";
    const quiet = age.state === "fresh" && trouble === undefined ? "ok" : "note";
    const state = isOverdue || fails ? "wrong" : quiet;
    const sentence = placeSentence(place);
    return { check: `backup ${place.name}`, state, sentence: capitalised(sentence) };
  });
}

/** Without a backup, what a broken box takes along. */
function whoElseHolds(others: number, holder: HolderAnswer): string {
  if (others === 0) return "this box alone holds the sales";
  const tills = counted(others, "other till");
  const safeOn = holder.type === "answered" ? (holder.mesh?.safeOn ?? 0) : 0;
  return safeOn === 0
    ? `whether any of ${tills} holds what this one sold last is not known now`
    : `what this till sold last is on ${safeOn} of ${tills}, and nothing is outside the shop`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function paperFinding(dir: string): Finding {
  const folder = paperDir(dir);
  const where = existsSync(folder) ? "lies" : "will lie";
  return {
    check: "paper",
    state: "note",
    sentence: `The paper of virtual printers ${where} in ${folder}, unencrypted.`,
  };
}
