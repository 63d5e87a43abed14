/** Whether the ledger and the box are well. */

import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

import { assertNever } from "../../domain/base/assert-never.ts";
import { unreadEvents } from "../../domain/doubts/unknown-events.ts";
import { seriesOf } from "../../domain/events/series.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { readPrinters } from "../../domain/printers/printers.ts";
import { daysBetween } from "../../domain/text/civil-time.ts";
import { localDate, localMoney, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { isDurable } from "../../ledger/database.ts";
import { isFolderExposed, isKeyFileExposed } from "../../ledger/key/ledger-key.ts";
import { verifyLedger, type VerifyOptions, type VerifyReport } from "../../ledger/verify.ts";
import { troubleWords } from "../../words/made/trouble/all.ts";
import { backupFacts, type PlaceStatus } from "../backup/backup-status.ts";
import { recoveryCheckedOn } from "../backup/recovery-check.ts";
import { listOversold } from "../catalogue/oversold.ts";
import { type Finding } from "../finding.ts";
import { unreadFacts, unreadFactsOf } from "../membership/update-sentence.ts";
import { meshFindings } from "../mesh/mesh-checks.ts";
import { officesOf, otherTills, tillName } from "../mesh/mesh-report.ts";
import { isSuggestedByNone, nearClocks, nearClocksText } from "../mesh/near-clocks.ts";
import { hookState } from "../notify/hook-state.ts";
import { type OpenTill } from "../open-till.ts";
import { isManaged } from "../people/rescue-staff.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";
import { lostLetters } from "../printing/lost-letters.ts";
import { paperDir, ownPrinters } from "../printing/printer-drive.ts";
import { type PrinterState } from "../printing/printer-states.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { memoryLeaks } from "../system/leaks.ts";
import { type Till } from "../till/till.ts";
import { findingsIn, type Found } from "../words/findings-in.ts";
import { listAttention } from "./attention.ts";
import { keyCustody, keyFacts, type PassphraseSource } from "./key-custody.ts";
import { listNonsense } from "./nonsense.ts";
import { countOrderAttention } from "./order-items.ts";
import { listQuestions, openQuestions } from "./questions.ts";
import { wrongClock } from "./wrong-clock.ts";

const BYTES_PER_MB = 1024 * 1024;

/** The progress of a ledger check, which takes seconds for each year. */
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
  /** English unless it is said. */
  readonly locale?: Locale;
}

interface Spoken {
  readonly found: Found;
  readonly locale: Locale;
}

/** Lists the state of everything on this box, and changes nothing. */
export function examine(
  open: OpenTill,
  {
    source = {},
    progress = {},
    holder = { type: "absent" },
    skipsLedger = false,
    locale = "en",
  }: Examined = {},
): ReadonlyArray<Finding> {
  const { dir, till, jobs, printing, backups } = open;
  const found = findingsIn(locale);
  return [
    shopFinding(till, found),
    ...(skipsLedger ? [] : [ledgerFinding(till, progress, found)]),
    ...storeFindings(dir, till, found),
    ...keyFindings(dir, source, found),
    dayFinding(open, { found, locale }),
    ...dayElsewhere(open, holder, { found, locale }),
    ...lossFindings(till, found),
    questionFinding(till, { found, locale }),
    ...attentionFindings(till, { found, locale }),
    sheetFinding(till, { found, locale }),
    ...managerFindings(till, found),
    ...unfinishedFindings(till, found),
    updateFinding(till, { found, locale }),
    ...nonsenseFindings(till, { found, locale }),
    holderFinding(holder, found),
    ...printing
      .printers()
      .flatMap((printer) => queueFindings(open, printer, { holder, found, locale })),
    printerFinding(till, found),
    ...lostLetters({ till, jobs }).map(({ name, letters }) =>
      found({ check: "letters", name, state: "note" }, "letters", { letters: letters.join(" ") }),
    ),
    ...backupFindings(backups.statuses(), {
      others: otherTills(till.ledger).length,
      hasOffice: officesOf(till.ledger).length > 0,
      holder,
      found,
      locale,
    }),
    paperFinding(dir, found),
    ...notifyFindings(open, found),
    ...meshFindings(open, holder, locale),
  ];
}

function shopFinding({ founding, deviceName, code }: Till, found: Found): Finding {
  const till = `${deviceName()} (${code()})`;
  return found({ check: "shop", state: "ok" }, "shop", {
    name: founding.name,
    isDemo: founding.demo,
    till,
  });
}

function ledgerFinding(till: Till, progress: CheckProgress, found: Found): Finding {
  const { ok, transactions, findings } = checkLedger(till, progress);
  if (ok) return found({ check: "ledger", state: "ok" }, "ledgerFine", { transactions });
  const detail = findings[0]?.sentence ?? "";
  return found({ check: "ledger", state: "wrong" }, "ledgerDamaged", { detail });
}

function storeFindings(dir: string, { ledger }: Till, found: Found): ReadonlyArray<Finding> {
  return [
    isDurable(ledger.db)
      ? found({ check: "durability", state: "ok" }, "synced")
      : found({ check: "durability", state: "wrong" }, "notSynced"),
    writingFinding(dir, found),
    ...(isFolderExposed(dir)
      ? [found({ check: "writing", state: "wrong" }, "folderExposed", { folder: dir })]
      : []),
    roomFinding(ledger, found),
  ];
}

/** The store opens for reading all the same, so that its figures can be read. */
function writingFinding(dir: string, found: Found): Finding {
  try {
    accessSync(dir, constants.W_OK);
    accessSync(path.join(dir, "ledger.db"), constants.W_OK);
    return found({ check: "writing", state: "ok" }, "writable");
  } catch {
    return found({ check: "writing", state: "wrong" }, "readOnly");
  }
}

function roomFinding({ room }: Till["ledger"], found: Found): Finding {
  const bytes = room.freeBytes();
  const free = Number.isFinite(bytes) ? Math.floor(bytes / BYTES_PER_MB) : undefined;
  const state = room.state();
  switch (state) {
    case "plenty":
      return found({ check: "disk", state: "ok" }, "roomPlenty", { free });
    case "scarce":
      return found({ check: "disk", state: "wrong" }, "roomScarce", { free });
    case "none":
      return found({ check: "disk", state: "wrong" }, "roomNone");
    default:
      return assertNever(state, "room");
  }
}

function keyFindings(dir: string, source: PassphraseSource, found: Found): ReadonlyArray<Finding> {
  const custody = keyCustody(dir, source);
  const { provider, thief, interrupted } = custody;
  // The key of a box that tells everything anyway has nothing to leak.
  const { swaps, dumpsCore } = thief.disk ? { swaps: [], dumpsCore: false } : memoryLeaks();
  const isExposed = provider !== "credential" && isKeyFileExposed(dir);
  return [
    found({ check: "key", state: thief.disk ? "note" : "ok" }, "key", keyFacts(custody, source)),
    ...(swaps.length > 0 || dumpsCore
      ? [found({ check: "memory", state: "note" }, "memory", { swaps, dumps: dumpsCore })]
      : []),
    ...(isExposed ? [found({ check: "key file", state: "wrong" }, "keyExposed")] : []),
    ...(interrupted ? [found({ check: "key change", state: "wrong" }, "keyChangeCut")] : []),
  ];
}

function dayFinding(
  open: Pick<OpenTill, "till" | "clock" | "clockSetting">,
  { found, locale }: Spoken,
): Finding {
  const { till, clockSetting } = open;
  const { now, suggested } = till.days();
  const day = localDate(now, locale);
  if (till.isDayAhead()) return found({ check: "day", state: "note" }, "dayAhead", { now: day });
  if (clockSetting.isSet()) return found({ check: "day", state: "note" }, "dayTyped", { now: day });
  if (daysBetween(now, suggested) === 0)
    return found({ check: "day", state: "ok" }, "day", { now: day });
  const wrong = wrongClock(open, locale);
  return wrong === undefined
    ? found({ check: "day", state: "note" }, "dayNext", {
        now: day,
        next: localDate(suggested, locale),
      })
    : found({ check: "day", state: "wrong" }, "dayClockWrong", { says: wrong, now: day });
}

/** The clocks that are heard, where none of them has the day that this box's clock has. */
function dayElsewhere(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  holder: HolderAnswer,
  { found, locale }: Spoken,
): ReadonlyArray<Finding> {
  const mesh = holder.type === "answered" ? holder.mesh : undefined;
  const around = { till, clock, printing: { mesh: () => mesh } };
  if (!isSuggestedByNone(around)) return [];
  const clocks = nearClocksText(nearClocks(around), { till }, locale);
  return [found({ check: "day", state: "note" }, "dayElsewhere", { clocks })];
}

function lossFindings({ ledger, code }: Till, found: Found): ReadonlyArray<Finding> {
  const loss = ledger.loss();
  if (loss === undefined) return [];
  const series = seriesOf(code(), ledger.identity.origin, loss.n);
  const { cause, isPending } = loss;
  return [found({ check: "numbers", state: "note" }, "numbers", { cause, isPending, series })];
}

function questionFinding(till: Till, { found, locale }: Spoken): Finding {
  const check = "money in question";
  const questions = openQuestions(till);
  if (questions.length === 0) return found({ check, state: "ok" }, "allCounts");
  const receipts = questions.flatMap((question) => question.receipts);
  const { currency } = till;
  const sum = localMoney(
    sumMinor(receipts, ({ total }) => total),
    currency,
    locale,
  );
  const money = `${sum} ${currency.code}`;
  const chains = questions.length;
  return found({ check, state: "wrong" }, "inQuestion", {
    receipts: receipts.length,
    money,
    chains,
  });
}

/**
 * Settled things stay settled: the finding only tells people of them. Orders are listed one by one
 * elsewhere.
 */
function attentionFindings(till: Till, { found, locale }: Spoken): ReadonlyArray<Finding> {
  const place = { check: "attention", state: "note" } as const;
  const contradictions = till.ledger.read(countOrderAttention);
  return [
    ...listAttention(till).map(({ item: { type }, till: name, numbersTwice, sentence }) =>
      found(place, "settled", {
        isBothAdmitted: type === "chain/both-admitted",
        till: name,
        numbersTwice,
        sentence,
      }),
    ),
    ...listOversold(till, locale).map((sold) => found(place, "oversold", sold)),
    ...(contradictions === 0 ? [] : [found(place, "contradictions", { count: contradictions })]),
  ];
}

function sheetFinding({ ledger, founding }: Till, { found, locale }: Spoken): Finding {
  const check = "recovery sheet";
  const day = recoveryCheckedOn(ledger);
  if (day !== undefined) {
    return found({ check, state: "ok" }, "sheetRead", {
      day: localDate(day as BusinessDay, locale),
    });
  }
  return found({ check, state: "note" }, founding.demo ? "sheetDemo" : "sheetNever");
}

/** Two tills apart can take the last two who may; nothing that anybody signed in does brings it back. */
function managerFindings(till: Till, found: Found): ReadonlyArray<Finding> {
  return isManaged(till) ? [] : [found({ check: "managers", state: "wrong" }, "noManager")];
}

function holderFinding(holder: HolderAnswer, found: Found): Finding {
  const check = "printing";
  switch (holder.type) {
    case "answered":
      return found({ check, state: "ok" }, "holderAnswers", { pid: holder.pid });
    case "silent":
      return found({ check, state: "wrong" }, "holderSilent", { pid: holder.pid });
    case "absent":
    case "gone":
      return found({ check, state: "note" }, "holderAbsent");
    default:
      return assertNever(holder, "holder of the duties");
  }
}

function queueFindings(
  open: Pick<OpenTill, "till" | "clock">,
  printer: PrinterState,
  { holder, found, locale }: Spoken & { readonly holder: HolderAnswer },
): ReadonlyArray<Finding> {
  const { id, isSetUp, waitingJobs, askingJobs } = printer;
  const old = { since: longSince(open, printer, locale), printer: id };
  const papers = waitingJobs + askingJobs;
  if (!isSetUp) {
    return [found({ check: "papers", state: "wrong" }, "papersUnserved", { papers, ...old })];
  }
  return setUpFindings(printer, { holder, found, locale, old });
}

/** Papers of a printer that has waited for so long are told by their age, and how they are dropped. */
const LONG_MS_MIN = 3_600_000;

/** Returns since when its papers wait; empty where that is not long. */
function longSince(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  { sinceMs }: PrinterState,
  locale: Locale,
): string {
  const nowMs = clock.nowMs();
  if (sinceMs === undefined || nowMs - sinceMs < LONG_MS_MIN) return "";
  const { offsetMinutes } = till;
  return shopTimeText({ offsetMinutes, locale }, sinceMs, nowMs);
}

function setUpFindings(
  { name, trouble, waitingJobs, askingJobs }: PrinterState,
  {
    holder,
    found,
    locale,
    old,
  }: Spoken & {
    readonly holder: HolderAnswer;
    readonly old: { readonly since: string; readonly printer: string };
  },
): ReadonlyArray<Finding> {
  const papers = waitingJobs + askingJobs;
  const printer = { check: "printer", name } as const;
  if (papers === 0) return [found({ ...printer, state: "ok" }, "papersNone")];
  const wrong = { ...printer, state: "wrong" } as const;
  // Whoever has the printers tries what waits by itself.
  const isDriven = holder.type === "answered";
  const why = trouble === undefined ? "" : wordsIn(troubleWords, locale)[trouble];
  return [
    ...(waitingJobs === 0
      ? []
      : [found(wrong, "papersWait", { papers: waitingJobs, isDriven, why, ...old })]),
    ...(askingJobs === 0 ? [] : [found(wrong, "papersAsk", { papers: askingJobs, ...old })]),
  ];
}

function unfinishedFindings(till: Till, found: Found): ReadonlyArray<Finding> {
  const held = listQuestions(till).filter(({ reason }) => reason === "batch/unfinished");
  const tills = [...new Set(held.map((question) => question.till))].join(", ");
  return held.length === 0
    ? []
    : [found({ check: "unfinished work", state: "note" }, "unfinished", { tills })];
}

function updateFinding({ ledger }: Till, { found, locale }: Spoken): Finding {
  const unread = ledger.read(unreadEvents);
  if (unread.length === 0) return found({ check: "update", state: "ok" }, "readsAll");
  const critical = unread.filter((event) => event.critical);
  const devices = ledger.admission();
  return critical.length === 0
    ? found({ check: "update", state: "note" }, "update", unreadFactsOf(devices, unread, locale))
    : found(
        { check: "update", state: "wrong" },
        "updateNeeded",
        unreadFactsOf(devices, critical, locale),
      );
}

function nonsenseFindings({ ledger }: Till, { found, locale }: Spoken): ReadonlyArray<Finding> {
  return listNonsense(ledger).map(({ device, events }) =>
    found({ check: "mesh", state: "wrong" }, "nonsense", {
      till: tillName(ledger.admission(), device),
      ...unreadFacts(events, locale),
    }),
  );
}

function printerFinding({ ledger, catalogue }: Till, found: Found): Finding {
  const printers = ownPrinters(ledger);
  // Tickets find their way to whichever till has the printer; a receipt is handed over here.
  const covered = new Set(ledger.read(readPrinters).flatMap(({ stations }) => stations));
  const bare = [...catalogue().stationsById.values()].filter(({ id }) => !covered.has(id));
  const noReceipts = !printers.some(({ prints }) => prints.includes("receipts"));
  const names = bare.map(({ name }) => name);
  return noReceipts || names.length > 0
    ? found({ check: "printers", state: "wrong" }, "printersMissing", {
        noReceipts,
        stations: names,
      })
    : found({ check: "printers", state: "ok" }, "printersAll");
}

/**
 * One fresh copy is enough for the shop. A failing second place is only a note, because sticks that
 * take turns are away as a rule, unless the place is there and fails.
 */
function backupFindings(
  places: ReadonlyArray<PlaceStatus>,
  {
    others,
    hasOffice,
    holder,
    found,
    locale,
  }: Spoken & {
    readonly others: number;
    readonly hasOffice: boolean;
    readonly holder: HolderAnswer;
  },
): ReadonlyArray<Finding> {
  if (places.length === 0) {
    // Without a backup, a broken box takes along what no other till holds.
    const safeOn = holder.type === "answered" ? (holder.mesh?.safeOn ?? 0) : 0;
    return [found({ check: "backup", state: "note" }, "noBackup", { others, safeOn, hasOffice })];
  }
  const isOverdue = places.every(({ age }) => age.state === "overdue");
  return places.map((place): Finding => {
    const { age, trouble } = place;
    const fails = age.state === "overdue" && trouble !== undefined && trouble.type !== "place/away";
    const quiet = age.state === "fresh" && trouble === undefined ? "ok" : "note";
    const state = isOverdue || fails ? "wrong" : quiet;
    return found(
      { check: "backup", name: place.name, state },
      "backup",
      backupFacts(place, locale),
    );
  });
}

/** Nothing is said of a shop that notifies nobody: most have a person at each till. */
function notifyFindings(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  found: Found,
): ReadonlyArray<Finding> {
  const state = hookState(till, clock.nowMs());
  if (state === undefined) return [];
  const { hook, waiting, failing, why } = state;
  return failing === 0
    ? [found({ check: "notify", state: "ok" }, "notifyFine", { hook, waiting })]
    : [found({ check: "notify", state: "wrong" }, "notifyFails", { hook, why, count: failing })];
}

function paperFinding(dir: string, found: Found): Finding {
  const folder = paperDir(dir);
  return found({ check: "paper", state: "note" }, "paperFolder", {
    folder,
    isThere: existsSync(folder),
  });
}
