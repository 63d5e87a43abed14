/** `till recovery check`: whether the sheet would open this shop, before it has to. */

import { readFileSync } from "node:fs";

import {
  checkRecoveryCode,
  type RecoveryCheckFault,
  recoveryCodeSentence,
} from "../../app/recovery-check.ts";
import { type Till } from "../../app/till.ts";
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
    const day = till.days().suggested;
    if (options.codeFile !== undefined) {
      const checked = checkRecoveryCode(till.ledger, readCodeFile(options.codeFile), day);
      if (!checked.ok) throw checkFault(checked.fault);
    } else if (console.environment.isTerminal) await askForCode(till, day);
    else throw usageFault("Say the code: --code-file FILE, or type it on a terminal.");
    if (options.json === true) console.json({ readBack: day });
    else console.out(`The code is right: the sheet opens ${till.founding.name}. Noted for ${day}.`);
    return EXIT.fine;
  });
}

/** A slip is put right at once; the code of another sheet is an answer. */
async function askForCode({ ledger }: Till, day: ReturnType<Till["days"]>["now"]): Promise<void> {
  await askCode({
    words: "",
    prompt: "Code from the paper: ",
    read: (typed) => {
      const checked = checkRecoveryCode(ledger, typed, day);
      if (checked.ok) return checked;
      if (checked.fault.type === "recovery-code/other-sheet") throw checkFault(checked.fault);
      return err(recoveryCodeSentence(checked.fault));
    },
    interrupted: () => new CommandFault(EXIT.interrupted, "Interrupted; nothing was noted."),
  });
}

function checkFault(fault: RecoveryCheckFault): CommandFault {
  const code = fault.type === "recovery-code/other-sheet" ? EXIT.foundWrong : EXIT.usage;
  return new CommandFault(code, recoveryCodeSentence(fault));
}

function readCodeFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw usageFault(`The file ${file} can't be read.`);
  }
}
