/** `till printer logo set|remove|show`: the picture at the head of receipts, the shop's or one printer's. */

import { settingNow } from "../../app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { changePrinter } from "../../app/printing/printer-changes.ts";
import {
  changeLogo,
  drawLogo,
  type LogoFault,
  readLogoFile,
  type ReceiptLogo,
  receiptLogo,
} from "../../app/printing/shop-logo.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, notFoundFault, usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { type ChangePrinterOptions, knownPrinter } from "../printer-named.ts";
import { valueOf } from "../refusal-fault.ts";
import { type Sentence } from "../sentence.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliPrintersWords);

const BYTES_PER_MB = 1024 * 1024;

export interface ShowLogoOptions extends JsonOptions {
  /** The id of the one that is meant; undefined for the whole shop. */
  readonly printer?: string;
}

export type ChangeLogoOptions = ChangePrinterOptions & ShowLogoOptions;

export function setLogo(
  file: string,
  options: ChangeLogoOptions,
  console: Console,
): Promise<ExitCode> {
  const read = readLogoFile(file);
  if (!read.ok) throw logoFault(read.fault, file);
  return changeTo(read.value, options, console);
}

export function removeLogo(options: ChangeLogoOptions, console: Console): Promise<ExitCode> {
  return changeTo(undefined, options, console);
}

function changeTo(
  packed: string | undefined,
  options: ChangeLogoOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const { printer: id } = options;
    // Where there never was a logo, none has to be removed.
    const isSame =
      id === undefined
        ? settingNow(till, "logo") === (packed ?? "")
        : knownPrinter(open, id).logo === packed;
    const changed = isSame ? undefined : change(till, actor, { id, packed });
    if (changed !== undefined) valueOf(changed, till);
    const shown = shownLogo(open, id);
    if (options.json === true) {
      console.json({ done: isSame ? "unchanged" : "changed", ...toJson(shown) });
    } else console.out(isSame ? said((words) => words.logo.same) : sizeSentence(shown));
    return EXIT.fine;
  });
}

function change(
  till: Till,
  actor: Actor,
  { id, packed }: { readonly id: string | undefined; readonly packed: string | undefined },
): Result<unknown, Refusal> {
  if (id === undefined) return changeLogo(till, actor, packed ?? "");
  return changePrinter(till, actor, { id, isNew: false, said: { logo: packed } });
}

export function showLogo(options: ShowLogoOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, (open) => {
    const shown = shownLogo(open, options.printer);
    if (options.json === true) console.json(toJson(shown));
    else {
      for (const line of drawLogo(shown.logo)) console.out(line);
      console.say(sizeSentence(shown));
    }
    return EXIT.fine;
  });
}

interface ShownLogo extends ReceiptLogo {
  /** Undefined for the whole shop. */
  readonly printer: Printer | undefined;
}

function shownLogo(open: OpenTill, id: string | undefined): ShownLogo {
  const printer = id === undefined ? undefined : knownPrinter(open, id);
  return { printer, ...receiptLogo(open.till, printer) };
}

function toJson({ printer, of, logo }: ShownLogo) {
  const size = logo && { widthDots: logo.widthDots, heightDots: logo.rows.length };
  return { printer: printer?.id ?? null, of, logo: size ?? null };
}

function sizeSentence({ printer, of, logo }: ShownLogo): Sentence {
  const name = printer === undefined ? "" : oneLine(printer.name);
  if (logo === undefined) {
    return said((words) => words.logo.is({ printer: name, logo: "no", size: "" }));
  }
  const dots = { width: logo.widthDots, height: logo.rows.length };
  const whose = printer !== undefined && of === "printer" ? "printer" : "shop";
  return said(({ logo: words }) =>
    words.is({ printer: name, logo: whose, size: words.dots(dots) }),
  );
}

function logoFault(fault: LogoFault, file: string): CommandFault {
  switch (fault.type) {
    case "file/unreadable":
      return notFoundFault(said(({ logo }) => logo.unreadable({ file })));
    case "file/too-large": {
      const max = `${fault.bytesMax / BYTES_PER_MB} MB`;
      return usageFault(said(({ logo }) => logo.fileTooLarge({ file, max })));
    }
    case "picture/unreadable":
      return usageFault(said(({ logo }) => logo.noPicture({ file })));
    case "picture/interlaced":
      return usageFault(said(({ logo }) => logo.interlaced({ file })));
    case "picture/too-large":
      return usageFault(said(({ logo }) => logo.tooLarge({ file, max: fault.sideMax })));
    default:
      return assertNever(fault, "fault of a logo");
  }
}
