/**
 * How a new shop's recovery sheet gets to its owner, while the code is known: on the shop's printer,
 * in a file, or from the screen by hand. Then it is read back, because a sheet that doesn't work is
 * found out too late otherwise.
 */

import { type FoundedSheet, type FoundingOptions } from "../app/found-shop.ts";
import { askLine, wipeScreen } from "../app/prompt.ts";
import { readBack, recoveryCodeSentence } from "../app/recovery-check.ts";
import { secretPlaceText } from "../app/secret-paper.ts";
import { printSheet, sheetRows, writeSheet } from "../app/sheet-paper.ts";
import { err } from "../domain/result.ts";
import { askCode } from "./ask-code.ts";
import { type Console } from "./console.ts";
import { EXIT } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { fileFault } from "./out-file.ts";

export interface HandOut {
  /** The store to be. */
  readonly dir: string;
  readonly file: string | undefined;
  /** Whether there is a person to read it back. */
  readonly asks: boolean;
}

export function sheetHandOut(
  { dir, file, asks }: HandOut,
  console: Console,
): NonNullable<FoundingOptions["handOut"]> {
  return async (founded) => {
    const where = await printSheet(dir, founded);
    if (where !== undefined) console.say(`The recovery sheet ${secretPlaceText(where)}`);
    if (file !== undefined) await fileSheet(founded, file, console);
    if (!asks) return "unread";
    if (where === undefined && file === undefined) await showSheet(founded, console);
    await askBack(founded, console);
    return "read-back";
  };
}

async function fileSheet({ sheet }: FoundedSheet, file: string, console: Console): Promise<void> {
  const written = await writeSheet(sheet, file);
  if (!written.ok) throw fileFault(written.fault);
  console.say(`The recovery sheet is in ${file}: print it, then delete the file.`);
}

/** No printer has it: the owner's hand does. On stdout, which is the terminal. */
async function showSheet({ sheet }: FoundedSheet, console: Console): Promise<void> {
  console.out(`RECOVERY SHEET of ${sheet.shopName}`);
  console.out("This code opens the shop again when every till is lost, stolen or broken.");
  console.out("Write it on paper now, and keep the paper out of the shop:\n");
  for (const row of sheetRows(sheet)) console.out(`    ${row}`);
  const prompt = "\nWritten down? Enter wipes the screen.";
  if ((await askLine({ prompt, isShown: true })) === undefined) throw interrupted();
  wipeScreen();
}

async function askBack({ code }: FoundedSheet, console: Console): Promise<void> {
  await askCode({
    words: "Now type the code from the paper, or scan it.\n",
    prompt: "Code: ",
    read: (typed) => {
      const read = readBack(typed, code);
      return read.ok ? read : err(recoveryCodeSentence(read.fault));
    },
    interrupted,
  });
  console.say("The code is right: the sheet works.");
}

function interrupted(): CommandFault {
  wipeScreen();
  return new CommandFault(EXIT.interrupted, "Interrupted; no shop was made, and the code is void.");
}
