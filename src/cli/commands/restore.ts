/** `till restore`: the shop on a new box, from copies and the recovery sheet. */

import { readFileSync } from "node:fs";

import { keyCustody, keySentence } from "../../app/attention/key-custody.ts";
import { findCopies, type UnopenedCopy } from "../../app/backup/backup-copies.ts";
import { depsToFound } from "../../app/backup/store-keys.ts";
import {
  readCode,
  type Restored,
  type RestoreFault,
  type RestoreOptions,
  restoreShop,
} from "../../app/founding/restore-shop.ts";
import { hasStore } from "../../app/open-till.ts";
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
import { CommandFault, conflictFault, notFoundFault, usageFault } from "../fault.ts";
import { codeFaultSentence } from "../first-start/code-fault.ts";
import { firstStartWords } from "../first-start/words.ts";
import { chosenForNew } from "../key-choice.ts";
import { sentencesOf } from "../sentences-of.ts";
import { passphraseSource } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export interface RestoreCommandOptions extends JsonOptions {
  readonly from: ReadonlyArray<string>;
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
  const folders = await findCopies(options.from);
  if (folders.length === 0) throw noCopy(options.from);
  const deps = depsToFound(await chosenForNew(options, console), console.environment);
  const code = await codeOfSheet(options, console);
  const progress = console.progress(options);
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
  const { damage, missing, refusedSecrets } = done.value;
  if (options.json === true) console.json(toJson(dir, done.value));
  else {
    tell(dir, done.value, console);
    const source = passphraseSource(options, console);
    console.words(keySentence(keyCustody(dir, source), source, console.locale()));
    console.out(firstStartWords(console.locale()).goOn({ dir }));
  }
  const isWhole = damage.length === 0 && missing.length === 0 && refusedSecrets === 0;
  return isWhole ? EXIT.fine : EXIT.foundWrong;
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
    return readFileSync(file, "utf8");
  } catch {
    throw usageFault(said(({ restore: words }) => words.unreadable({ file })));
  }
}

function tell(dir: string, restored: Restored, { out, words, say, text }: Console): void {
  const { founding, copies, code, transactions, events, day } = restored;
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
  if (restored.isClockBehind) {
    say(`! ${text(said(({ restore: it }) => it.clockBehind))}`);
  }
  const [newest] = copies;
  const at = newest?.at.slice(0, 16).replace("T", " ") ?? "";
  words(said(({ restore: it }) => it.isIn({ name: founding.name, dir, transactions, events })));
  words(said(({ restore: it }) => it.stands({ at, day })));
  words(said(({ restore: it }) => it.ownTill({ code })));
  words(said(({ restore: it }) => it.samePins));
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
    unopened: restored.unopened.map(({ folder, reason }) => ({ folder, reason })),
    devices: restored.devices,
    isClockBehind: restored.isClockBehind,
  };
}
