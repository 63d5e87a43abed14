/** `till recovery check`: whether the sheet would open this shop, before it has to. */

import { readFileSync } from "node:fs";

import {
  checkRecoveryCode,
  type ProvenSheet,
  type RecoveryCheckFault,
  recoveryCodeSentence,
} from "../../app/backup/recovery-check.ts";
import { type Till } from "../../app/till.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { err } from "../../domain/result.ts";
import { askCode } from "../ask-code.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

export interface CheckOptions extends JsonOptions {
  readonly codeFile?: string;
}

export function checkRecovery(options: CheckOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const { day } = await proveSheet(till, { ...options, otherSheet: EXIT.foundWrong }, console);
    if (options.json === true) console.json({ readBack: day });
    else console.out(`The code is right: the sheet opens ${till.founding.name}. Noted for ${day}.`);
    return EXIT.fine;
  });
}

export interface SheetProof extends Pick<CheckOptions, "codeFile"> {
  /** What the code of another sheet ends with. */
  readonly otherSheet: ExitCode;
}

/** Notes the day on which the code was right; throws when it isn't. */
export async function proveSheet(
  till: Till,
  { codeFile, otherSheet }: SheetProof,
  { environment }: Console,
): Promise<ProvenSheet> {
  const day = till.days().suggested;
  if (codeFile !== undefined) {
    const checked = checkRecoveryCode(till.ledger, readCodeFile(codeFile), day);
    if (!checked.ok) throw checkFault(checked.fault, otherSheet);
    return { day, code: checked.value };
  }
  if (environment.isTerminal) return { day, code: await askForCode(till, { day, otherSheet }) };
  throw usageFault("Say the code: --code-file FILE, or type it on a terminal.");
}

/** A slip is put right at once; the code of another sheet is an answer. */
function askForCode(
  { ledger }: Till,
  { day, otherSheet }: { readonly day: BusinessDay } & Pick<SheetProof, "otherSheet">,
): Promise<ProvenSheet["code"]> {
  return askCode({
    words: "",
    prompt: "Code from the paper: ",
    read: (typed) => {
      const checked = checkRecoveryCode(ledger, typed, day);
      if (checked.ok) return checked;
      if (checked.fault.type === "recovery-code/other-sheet") {
        throw checkFault(checked.fault, otherSheet);
      }
      return err(recoveryCodeSentence(checked.fault));
    },
    interrupted: () => new CommandFault(EXIT.interrupted, "Interrupted; nothing was written."),
  });
}

function checkFault(fault: RecoveryCheckFault, otherSheet: ExitCode): CommandFault {
  const code = fault.type === "recovery-code/other-sheet" ? otherSheet : EXIT.usage;
  return new CommandFault(code, recoveryCodeSentence(fault));
}

function readCodeFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw usageFault(`The file ${file} can't be read.`);
  }
}
