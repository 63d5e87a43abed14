/** `till restore`: the shop on a new box, from copies and the recovery sheet. */

import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { keyCustody, keySentence } from "../../app/attention/key-custody.ts";
import { findCopies, type UnopenedCopy } from "../../app/backup/backup-copies.ts";
import { depsToFound } from "../../app/backup/store-keys.ts";
import {
  fetchCopy,
  type FetchFault,
  officeText,
  readOfficeAddress,
} from "../../app/founding/copy-wire.ts";
import {
  readCode,
  type Restored,
  type RestoreFault,
  type RestoreOptions,
  restoreShop,
} from "../../app/founding/restore-shop.ts";
import { hasStore } from "../../app/open-till.ts";
import { errnoCode } from "../../app/system/errno-code.ts";
import { readNamedText } from "../../app/system/named-file.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type CodeFault } from "../../domain/base/crockford.ts";
import { err } from "../../domain/base/result.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { askCode } from "../ask-code.ts";
import { interrupted } from "../ask-secret.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import {
  CommandFault,
  conflictFault,
  notFoundFault,
  refusedFault,
  unreachableFault,
  usageFault,
} from "../fault.ts";
import { codeFaultSentence } from "../first-start/code-fault.ts";
import { firstStartWords } from "../first-start/words.ts";
import { chosenForNew } from "../key-choice.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { passphraseSource } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export interface RestoreCommandOptions extends JsonOptions {
  readonly from?: ReadonlyArray<string>;
  readonly hub?: string;
  readonly name: string;
  readonly codeFile?: string;
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
}

export async function restore(options: RestoreCommandOptions, console: Console): Promise<ExitCode> {
  const dir = storeDir(options, console);
  const deviceName = deviceNameFrom(options.name, "--name");
  // The check comes before a person types 33 characters from paper.
  if (hasStore(dir)) {
    throw conflictFault(said(({ join }) => join.shopThere({ dir })));
  }
  const office = officeOf(options);
  const { from = [] } = options;
  const found = await findCopies(from);
  if (office === undefined && found.length === 0) throw noCopy(from);
  const deps = depsToFound(await chosenForNew(options, console), console.environment);
  const code = await codeOfSheet(options, console);
  const progress = console.progress(options);
  const fetched = office && (await fetchFrom(office, { dir, code, deps, progress }));
  const folders = fetched === undefined ? found : [...found, fetched.folder];
  try {
    const parts = { dir, folders, deviceName, code, deps, progress };
    return await restoreFrom(parts, options, console);
  } finally {
    fetched?.remove();
  }
}

type OfficeAddress = NonNullable<ReturnType<typeof readOfficeAddress>>;

interface RestoreParts extends Pick<RestoreOptions, "dir" | "folders" | "deviceName" | "code"> {
  readonly deps: ReturnType<typeof depsToFound>;
  readonly progress: ReturnType<Console["progress"]>;
}

async function restoreFrom(
  { dir, folders, deviceName, code, deps, progress }: RestoreParts,
  options: RestoreCommandOptions,
  console: Console,
): Promise<ExitCode> {
  const done = await restoreShop(
    {
      dir,
      folders,
      code,
      deviceName,
      onProgress: (done, count) => {
        progress.show(said(({ restore: words }) => words.part({ done, count })));
      },
    },
    deps,
  );
  progress.end();
  if (!done.ok) throw faultOf(done.fault);
  const { damage, missing, refusedSecrets, lackedSecrets } = done.value;
  if (options.json === true) console.json(toJson(dir, done.value));
  else {
    tell(dir, { ...done.value, isFromOffice: options.hub !== undefined }, console);
    const source = passphraseSource(options, console);
    console.words(keySentence(keyCustody(dir, source), source, console.locale()));
    console.out(firstStartWords(console.locale()).goOn({ dir }));
  }
  const isWhole =
    damage.length === 0 && missing.length === 0 && refusedSecrets + lackedSecrets === 0;
  return isWhole ? EXIT.fine : EXIT.foundWrong;
}

/** Undefined where the copy lies on this box. */
function officeOf({ from, hub }: RestoreCommandOptions): OfficeAddress | undefined {
  if (hub === undefined) {
    if (from === undefined) throw usageFault(said(({ restore: words }) => words.sayFrom));
    return undefined;
  }
  const address = readOfficeAddress(hub);
  if (address !== undefined) return address;
  throw usageFault(said(({ join: words }) => words.noPlace({ text: quoted(hub) })));
}

interface Fetched {
  readonly folder: string;
  readonly remove: () => void;
}

/** The copy is in the new shop's folder until it is taken in. */
async function fetchFrom(
  address: OfficeAddress,
  { dir, code, deps, progress }: Pick<RestoreParts, "dir" | "code" | "deps" | "progress">,
): Promise<Fetched> {
  const place = officeText(address);
  const into = path.join(dir, ".copy");
  function remove(): void {
    rmSync(into, { recursive: true, force: true });
  }
  makeFolder(into, dir);
  const fetched = await fetchCopy(address, {
    code,
    into,
    clock: deps.clock,
    onBytes: (done, total) => {
      const facts = { done: Math.floor(done / MEGABYTE), count: Math.ceil(total / MEGABYTE) };
      progress.show(said(({ restore: words }) => words.fetched(facts)));
    },
  }).catch((cause: unknown) => {
    // Whatever ends it, nothing stays of a copy that is not whole.
    remove();
    throw cause;
  });
  if (fetched.ok) return { folder: fetched.value, remove };
  progress.end();
  remove();
  throw fetchFaultOf(fetched.fault, place, dir);
}

const MEGABYTE = 1_000_000;

function makeFolder(folder: string, dir: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw fetchFaultOf({ type: "fetch/unwritable", code: errnoCode(cause) ?? "EIO" }, "", dir);
  }
}

function fetchFaultOf(fault: FetchFault, place: string, dir: string): CommandFault {
  switch (fault.type) {
    case "fetch/away":
      return unreachableFault(said(({ restore: words }) => words.officeAway({ place })));
    case "fetch/stranger":
      return refusedFault(said(({ restore: words }) => words.officeStranger({ place })));
    case "fetch/none":
      return unreachableFault(said(({ restore: words }) => words.officeNotReady({ place })));
    case "fetch/broke-off":
      return unreachableFault(said(({ restore: words }) => words.officeBrokeOff({ place })));
    case "fetch/unwritable":
      return new CommandFault(
        EXIT.damaged,
        said(({ restore: words }) => words.unwritable({ dir, why: fault.code })),
      );
    default:
      return assertNever(fault, "fault of an office");
  }
}

async function codeOfSheet(
  { codeFile }: RestoreCommandOptions,
  { environment, text, locale }: Console,
): Promise<RestoreOptions["code"]> {
  if (codeFile !== undefined) {
    const code = readCode(readCodeFile(codeFile));
    if (!code.ok) throw usageFault(codeSentence(code.fault));
    return code.value;
  }
  if (!environment.isTerminal) throw usageFault(said(({ restore: words }) => words.sayCode));
  return askCode({
    words: `${text(said(({ restore: words }) => words.codeStands))}\n`,
    prompt: firstStartWords(locale()).sheet.prompt,
    read: (typed) => {
      const code = readCode(typed);
      return code.ok ? code : err(text(codeSentence(code.fault)));
    },
    interrupted,
  });
}

function codeSentence(fault: CodeFault): (locale: Locale) => string {
  return (locale) => codeFaultSentence(fault, firstStartWords(locale));
}

function readCodeFile(file: string): string {
  try {
    return readNamedText(file);
  } catch {
    throw usageFault(said(({ restore: words }) => words.unreadable({ file })));
  }
}

function tell(
  dir: string,
  restored: Restored & { readonly isFromOffice: boolean },
  { out, words, say, text }: Console,
): void {
  const { founding, copies, code, transactions, events, day, isFromOffice } = restored;
  for (const sentence of restored.damage) say(`! ${sentence}`);
  for (const copy of restored.unopened) say(`! ${text(unopenedSentence(copy))}`);
  for (const { origin, seq, restoredTo } of restored.missing) {
    const facts = { first: restoredTo + 1, last: seq, origin };
    say(`! ${text(said(({ restore: it }) => it.missing(facts)))}`);
  }
  if (restored.refusedSecrets > 0) {
    const count = restored.refusedSecrets;
    say(`! ${text(said(({ restore: it }) => it.refusedSecrets({ count })))}`);
  }
  if (restored.lackedSecrets > 0) {
    const count = restored.lackedSecrets;
    say(`! ${text(said(({ restore: it }) => it.lackedSecrets({ count })))}`);
  }
  if (restored.isClockBehind) {
    say(`! ${text(said(({ restore: it }) => it.clockBehind))}`);
  }
  const [newest] = copies;
  const at = newest?.at.slice(0, 16).replace("T", " ") ?? "";
  words(said(({ restore: it }) => it.isIn({ name: founding.name, dir, transactions, events })));
  words(
    said(({ restore: it }) =>
      isFromOffice ? it.standsAtOffice({ at, day }) : it.stands({ at, day }),
    ),
  );
  if (isFromOffice) words(said(({ restore: it }) => it.unheard));
  words(said(({ restore: it }) => it.ownTill({ code })));
  if (restored.lackedSecrets === 0) words(said(({ restore: it }) => it.samePins));
  for (const { code: old, name } of restored.devices.filter(({ revoked }) => !revoked)) {
    out(said(({ restore: it }) => it.isLost({ code: old, name })));
  }
  words(said(({ restore: it }) => it.goesOn));
  out(said(({ restore: it }) => it.checkDay({ dir, day })));
  out(said(({ restore: it }) => it.nameBackup({ dir })));
}

function noCopy(from: ReadonlyArray<string>): CommandFault {
  return notFoundFault(said(({ restore: words }) => words.noBackup({ folders: from })));
}

function faultOf(fault: RestoreFault): CommandFault {
  switch (fault.type) {
    case "restore/unopened":
      return unopenedFault(fault.copies);
    case "restore/several-shops":
      return usageFault(
        said(({ restore: words }) => words.severalShops({ folder: fault.copies[0]?.folder ?? "" })),
      );
    default:
      return assertNever(fault, "fault of a restore");
  }
}

function unopenedFault(copies: ReadonlyArray<UnopenedCopy>): CommandFault {
  const isOthers = copies.every(({ reason }) => reason === "other-sheet");
  return new CommandFault(isOthers ? EXIT.refused : EXIT.damaged, (locale) =>
    copies.map((copy) => unopenedSentence(copy)(locale)).join(" "),
  );
}

function unopenedSentence({ folder, reason }: UnopenedCopy): (locale: Locale) => string {
  return said(({ restore: words }) => words.unopened({ folder, why: reason }));
}

function toJson(dir: string, restored: Restored) {
  const { founding, code, day, copies, transactions, events, damage, missing } = restored;
  return {
    store: dir,
    name: founding.name,
    code,
    day,
    copies: copies.map(({ folder, deviceName, at }) => ({ folder, device: deviceName, at })),
    transactions,
    events,
    damage,
    missing,
    refusedSecrets: restored.refusedSecrets,
    lackedSecrets: restored.lackedSecrets,
    unopened: restored.unopened.map(({ folder, reason }) => ({ folder, reason })),
    devices: restored.devices,
    isClockBehind: restored.isClockBehind,
  };
}
