/** `till recovery check`: whether the sheet would open this shop, before it has to. */

import {
  checkRecoveryCode,
  type ProvenSheet,
  type RecoveryCheckFault,
} from "../../app/backup/recovery-check.ts";
import { readNamedText } from "../../app/system/named-file.ts";
import { type Till } from "../../app/till/till.ts";
import { err } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { askCode } from "../ask-code.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, interruptedFault, usageFault } from "../fault.ts";
import { codeFaultSentence } from "../first-start/code-fault.ts";
import { firstStartWords } from "../first-start/words.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export interface CheckOptions extends JsonOptions {
  readonly codeFile?: string;
}

export function checkRecovery(options: CheckOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const { day } = await proveSheet(till, { ...options, otherSheet: EXIT.foundWrong }, console);
    if (options.json === true) console.json({ readBack: day });
    else console.out(said((words) => words.recovery.isRight({ shop: till.founding.name, day })));
    return EXIT.fine;
  });
}

export interface SheetProof extends Pick<CheckOptions, "codeFile"> {
  /** The exit code for the code of another sheet. */
  readonly otherSheet: ExitCode;
}

/** Notes the day on which the code was right; throws when it isn't. */
export async function proveSheet(
  till: Till,
  { codeFile, otherSheet }: SheetProof,
  { environment, text }: Console,
): Promise<ProvenSheet> {
  const day = till.days().suggested;
  if (codeFile !== undefined) {
    const checked = checkRecoveryCode(till.ledger, readCodeFile(codeFile), day);
    if (!checked.ok) throw checkFault(checked.fault, otherSheet);
    return { day, code: checked.value };
  }
  if (environment.isTerminal)
    return { day, code: await askForCode(till, { day, otherSheet, text }) };
  throw usageFault(said((words) => words.recovery.sayCode));
}

/** A slip is put right at once; the code of another sheet is an answer. */
function askForCode(
  { ledger }: Till,
  {
    day,
    otherSheet,
    text,
  }: { readonly day: BusinessDay } & Pick<SheetProof, "otherSheet"> & Pick<Console, "text">,
): Promise<ProvenSheet["code"]> {
  return askCode({
    words: "",
    prompt: `${text(said((words) => words.recovery.fromPaper))}: `,
    read: (typed) => {
      const checked = checkRecoveryCode(ledger, typed, day);
      if (checked.ok) return checked;
      if (checked.fault.type === "recovery-code/other-sheet") {
        throw checkFault(checked.fault, otherSheet);
      }
      return err(text(recoveryCodeSentence(checked.fault)));
    },
    interrupted: () => interruptedFault(said((words) => words.recovery.interrupted)),
  });
}

/** Why a code is none, or none of this shop. */
function recoveryCodeSentence(fault: RecoveryCheckFault): (locale: Locale) => string {
  return (locale) => {
    const words = firstStartWords(locale);
    if (fault.type === "recovery-code/other-sheet") return words.sheet.otherSheet;
    return codeFaultSentence(fault, words);
  };
}

function checkFault(fault: RecoveryCheckFault, otherSheet: ExitCode): CommandFault {
  const code = fault.type === "recovery-code/other-sheet" ? otherSheet : EXIT.usage;
  return new CommandFault(code, recoveryCodeSentence(fault));
}

function readCodeFile(file: string): string {
  try {
    return readNamedText(file);
  } catch {
    throw usageFault(sentencesOf(cliWords)((words) => words.file.unreadable({ file })));
  }
}
