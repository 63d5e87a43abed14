/**
 * How a new shop's recovery sheet gets to its owner, while the code is known: on the shop's printer,
 * in a file, or from the screen by hand. Then it is read back, because a sheet that doesn't work is
 * found out too late otherwise.
 */

import { readBack, type RecoveryCheckFault } from "../app/backup/recovery-check.ts";
import { type FoundedSheet, type FoundingOptions } from "../app/founding/found-shop.ts";
import { type SecretPlace } from "../app/papers/secret-paper.ts";
import { printSheet, sheetRows, writeSheet } from "../app/papers/sheet-paper.ts";
import { askLine, wipeScreen } from "../app/prompt.ts";
import { err } from "../domain/result.ts";
import { askCode } from "./ask-code.ts";
import { type Console } from "./console.ts";
import { EXIT } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { codeFaultSentence } from "./first-start/code-fault.ts";
import { type FirstStartWords } from "./first-start/words.ts";
import { fileFault } from "./out-file.ts";

export interface HandOut {
  /** The store to be. */
  readonly dir: string;
  readonly file: string | undefined;
  /** Whether there is a person to read it back. */
  readonly asks: boolean;
  readonly words: FirstStartWords;
}

type Talk = Console & { readonly told: FirstStartWords };

export function sheetHandOut(
  { dir, file, asks, words: told }: HandOut,
  console: Console,
): NonNullable<FoundingOptions["handOut"]> {
  return async (founded) => {
    const where = await printSheet(dir, founded);
    const talk = { ...console, told };
    if (where !== undefined) console.say(placeText(where, told));
    if (file !== undefined) await fileSheet(founded, file, talk);
    if (!asks) return "unread";
    if (where === undefined && file === undefined) await showSheet(founded, talk);
    await askBack(founded, talk);
    return "read-back";
  };
}

function placeText({ printer, file }: SecretPlace, { sheet }: FirstStartWords): string {
  return file === undefined ? sheet.cameOut({ printer }) : sheet.isFile({ file });
}

async function fileSheet(
  { sheet }: FoundedSheet,
  file: string,
  { say, told }: Talk,
): Promise<void> {
  const written = await writeSheet(sheet, file);
  if (!written.ok) throw fileFault(written.fault);
  say(told.sheet.written({ file }));
}

/** No printer has it: the owner's hand does. On stdout, which is the terminal. */
async function showSheet({ sheet }: FoundedSheet, { out, told }: Talk): Promise<void> {
  for (const line of told.sheet.shown({ shop: sheet.shopName })) out(line);
  for (const row of sheetRows(sheet)) out(`    ${row}`);
  const prompt = `\n${told.sheet.wipes}`;
  if ((await askLine({ prompt, isShown: true })) === undefined) throw interrupted(told);
  wipeScreen();
}

async function askBack({ code }: FoundedSheet, { say, told }: Talk): Promise<void> {
  await askCode({
    words: `${told.sheet.readBack}\n`,
    prompt: told.sheet.prompt,
    read: (typed) => {
      const read = readBack(typed, code);
      return read.ok ? read : err(faultText(read.fault, told));
    },
    interrupted: () => interrupted(told),
  });
  say(told.sheet.isRight);
}

function faultText(fault: RecoveryCheckFault, words: FirstStartWords): string {
  return fault.type === "recovery-code/other-sheet"
    ? words.sheet.otherSheet
    : codeFaultSentence(fault, words);
}

function interrupted({ sheet }: FirstStartWords): CommandFault {
  wipeScreen();
  return new CommandFault(EXIT.interrupted, sheet.interrupted);
}
