/** `till restore`: the shop on a new box, from copies and the recovery sheet. */

import { readFileSync } from "node:fs";

import { keyCustody } from "../../app/attention/key-custody.ts";
import { findCopies, type UnopenedCopy } from "../../app/backup/backup-copies.ts";
import { depsToFound } from "../../app/backup/store-keys.ts";
import { counted } from "../../app/counted.ts";
import {
  readCode,
  type Restored,
  type RestoreFault,
  type RestoreOptions,
  restoreShop,
} from "../../app/founding/restore-shop.ts";
import { hasStore } from "../../app/open-till.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { askCode } from "../ask-code.ts";
import { interrupted } from "../ask-secret.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { chosenForNew } from "../key-choice.ts";
import { passphraseSource } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

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
  // Before a person types 33 characters from paper.
  if (hasStore(dir)) throw new CommandFault(EXIT.conflict, `There is a shop in ${dir} already.`);
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
      onProgress: (done, total) => progress.show(`${done} of ${counted(total, "part")}`),
    },
    deps,
  );
  progress.end();
  if (!done.ok) throw faultOf(done.fault);
  const { damage, missing, refusedSecrets } = done.value;
  if (options.json === true) console.json(toJson(dir, done.value));
  else {
    tell(dir, done.value, console);
    console.words(keyCustody(dir, passphraseSource(options, console)).sentence);
    console.out(`Open the register: till run --store ${dir}`);
  }
  const isWhole = damage.length === 0 && missing.length === 0 && refusedSecrets === 0;
  return isWhole ? EXIT.fine : EXIT.foundWrong;
}

async function codeOfSheet(
  { codeFile }: RestoreCommandOptions,
  { environment }: Console,
): Promise<RestoreOptions["code"]> {
  if (codeFile !== undefined) {
    const code = readCode(readCodeFile(codeFile));
    if (!code.ok) throw usageFault(code.fault);
    return code.value;
  }
  if (!environment.isTerminal) throw usageFault("Say the recovery code: --code-file FILE.");
  return askCode({
    words: "The recovery code stands on the recovery sheet.\n",
    prompt: "Code: ",
    read: readCode,
    interrupted,
  });
}

function readCodeFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw usageFault(`The file ${file} with the recovery code can't be read.`);
  }
}

function tell(dir: string, restored: Restored, { out, words, say }: Console): void {
  const { founding, copies, code, transactions, events, day } = restored;
  for (const sentence of restored.damage) say(`! ${sentence}`);
  for (const copy of restored.unopened) say(`! ${unopenedSentence(copy)}`);
  for (const { origin, seq, restoredTo } of restored.missing) {
    say(`! Events ${restoredTo + 1} to ${seq} of ${origin} are missing.`);
  }
  if (restored.refusedSecrets > 0) {
    say(`! ${counted(restored.refusedSecrets, "key")} of people or PINs could not be taken.`);
  }
  if (restored.isClockBehind) {
    say("! This box's clock stands before the backup: set it before anybody sells.");
  }
  const [newest] = copies;
  const at = newest?.at.slice(0, 16).replace("T", " ") ?? "";
  words(
    `${founding.name} is in ${dir}: ${counted(transactions, "transaction")}, ${counted(events, "event")}.`,
  );
  words(`It stands as it did at the backup of ${at}; business day ${day}.`);
  words(`This box is a till of its own, ${code}: its receipts begin with ${code}-000001.`);
  words("People sign in with the PINs that they had.");
  for (const { code: old, name } of restored.devices.filter(({ revoked }) => !revoked)) {
    out(`Is ${old} ${name} lost or stolen? Shut it out: till mesh revoke ${old} --reason TEXT`);
  }
  words("A box that still works goes on as it was, and what it sold since comes from it.");
  out(`Check a day: till reconcile --store ${dir} --day ${day}`);
  out(`Name a place for backups: till backup add --store ${dir} --help`);
}

function noCopy(from: ReadonlyArray<string>): CommandFault {
  const sentence = `There is no backup in ${from.join(", ")}: look for a folder tillmesh-….`;
  return new CommandFault(EXIT.notFound, sentence);
}

function faultOf(fault: RestoreFault): CommandFault {
  switch (fault.type) {
    case "restore/unopened":
      return unopenedFault(fault.copies);
    case "restore/several-shops":
      return usageFault(
        `Copies of several shops lie there: name one with --from, such as ${fault.copies[0]?.folder ?? ""}.`,
      );
    default:
      return assertNever(fault, "fault of a restore");
  }
}

function unopenedFault(copies: ReadonlyArray<UnopenedCopy>): CommandFault {
  const isOthers = copies.every(({ reason }) => reason === "other-sheet");
  const sentence = copies.map(unopenedSentence).join(" ");
  return new CommandFault(isOthers ? EXIT.refused : EXIT.damaged, sentence);
}

function unopenedSentence({ folder, reason }: UnopenedCopy): string {
  switch (reason) {
    case "damaged":
      return `${folder} can't be read, its manifests are damaged or gone: try another copy.`;
    case "other-sheet":
      return `This code doesn't open ${folder}: it is another shop's sheet, or another shop's copy.`;
    case "newer-version":
      return `${folder} was made by a newer tillmesh: update this one.`;
    default:
      return assertNever(reason, "reason");
  }
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
