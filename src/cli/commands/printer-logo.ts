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
import { type Actor, type Till } from "../../app/till.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Printer } from "../../domain/printers.ts";
import { type Result } from "../../domain/result.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { type ChangePrinterOptions, knownPrinter } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type JsonOptions, whoActs, withTill } from "../with-till.ts";

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
    // Where there never was one, nothing has to say so.
    const isSame =
      id === undefined
        ? settingNow(till, "logo") === (packed ?? "")
        : knownPrinter(open, id).logo === packed;
    const changed = isSame ? undefined : change(till, actor, { id, packed });
    if (changed?.ok === false) throw refusalFault(changed.fault, till);
    const shown = shownLogo(open, id);
    if (options.json === true) {
      console.json({ done: isSame ? "unchanged" : "changed", ...toJson(shown) });
    } else console.out(isSame ? "Is so already, nothing was changed." : sizeSentence(shown));
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

function sizeSentence({ printer, of, logo }: ShownLogo): string {
  const receipts = printer === undefined ? "Receipts" : `Receipts of ${oneLine(printer.name)}`;
  if (logo === undefined) return `${receipts} have no logo.`;
  const size = `${logo.widthDots} × ${logo.rows.length} dots`;
  if (printer === undefined) return `${receipts} have a logo of ${size}.`;
  return `${receipts} have ${of === "printer" ? "a logo of their own" : "the shop's logo"}, ${size}.`;
}

function logoFault(fault: LogoFault, file: string): CommandFault {
  switch (fault.type) {
    case "file/unreadable":
      return new CommandFault(EXIT.notFound, `There is no file ${file} that can be read.`);
    case "file/too-large": {
      const sizeMax = `${fault.bytesMax / BYTES_PER_MB} MB`;
      return usageFault(`${file} is larger than ${sizeMax}: save the logo smaller.`);
    }
    case "picture/unreadable":
      return usageFault(`${file} is no whole PNG or PBM picture: save the logo as PNG.`);
    case "picture/interlaced":
      return usageFault(`${file} is interlaced: save it as a PNG without interlacing.`);
    case "picture/too-large":
      return usageFault(`${file} is wider or higher than ${fault.sideMax} dots: save it smaller.`);
    default:
      return assertNever(fault, "fault of a logo");
  }
}
