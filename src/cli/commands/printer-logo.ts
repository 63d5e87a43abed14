/** `till printer logo set|remove|show`: the picture at the head of the shop's receipts. */

import { settingNow } from "../../app/catalogue-changes.ts";
import { type OpenTill } from "../../app/open-till.ts";
import {
  changeLogo,
  drawLogo,
  type LogoFault,
  readLogoFile,
  shopLogo,
} from "../../app/shop-logo.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { type ChangePrinterOptions } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type JsonOptions, whoActs, withTill } from "../with-till.ts";

const BYTES_PER_MB = 1024 * 1024;

export function setLogo(
  file: string,
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  const read = readLogoFile(file);
  if (!read.ok) throw logoFault(read.fault, file);
  return changeTo(read.value, options, console);
}

export function removeLogo(options: ChangePrinterOptions, console: Console): Promise<ExitCode> {
  return changeTo("", options, console);
}

function changeTo(
  packed: string,
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    // Where there never was one, nothing has to say so.
    const isSame = settingNow(till, "logo") === packed;
    const changed = isSame ? undefined : changeLogo(till, actor, packed);
    if (changed?.ok === false) throw refusalFault(changed.fault, till);
    if (options.json === true) {
      console.json({ done: isSame ? "unchanged" : "changed", logo: toJson(open) });
    } else console.out(isSame ? "Is so already, nothing was changed." : sizeSentence(open));
    return EXIT.fine;
  });
}

export function showLogo(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, (open) => {
    if (options.json === true) console.json({ logo: toJson(open) });
    else {
      for (const line of drawLogo(open.till)) console.out(line);
      console.say(sizeSentence(open));
    }
    return EXIT.fine;
  });
}

function toJson({ till }: OpenTill) {
  const logo = shopLogo(till);
  return logo === undefined ? null : { widthDots: logo.widthDots, heightDots: logo.rows.length };
}

function sizeSentence(open: OpenTill): string {
  const size = toJson(open);
  if (size === null) return "Receipts have no logo.";
  return `Receipts have a logo of ${size.widthDots} × ${size.heightDots} dots.`;
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
