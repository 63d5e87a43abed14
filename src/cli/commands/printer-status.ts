/** `till printer status`: how each printer of the shop is, and what it needs. */

import { counted } from "../../app/counted.ts";
import { tillName } from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { lostLetters } from "../../app/printing/lost-letters.ts";
import { NO_PRINTER } from "../../app/printing/papers.ts";
import { type PrinterReport, reportPrinters } from "../../app/printing/printer-report.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { TROUBLES } from "../trouble-words.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

export function statusOfPrinters(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const holder = await open.printing.askHolder();
    const mesh = holder.type === "answered" ? holder.mesh : undefined;
    const lost = new Map(lostLetters(open).map(({ id, letters }) => [id, letters]));
    const printers = reportPrinters(open, mesh).map((report) =>
      Object.assign(toJson(open, report), { lost: lost.get(report.id) ?? [] }),
    );
    if (options.json === true) console.json({ printers });
    else if (printers.length === 0) console.say("There is no printer: till printer add.");
    else {
      for (const { name, sentence, lost: letters } of printers) {
        const not = letters.length === 0 ? "" : `; not printed as written: ${letters.join(" ")}`;
        console.words(oneLine(`${name}: ${sentence}${not}.`), 2);
      }
    }
    return printers.every(({ isWell }) => isWell) ? EXIT.fine : EXIT.foundWrong;
  });
}

function toJson(open: OpenTill, report: PrinterReport) {
  const { id, name, state, trouble, waiting, asking, awaited, driver } = report;
  const admission = open.till.ledger.admission();
  return {
    id,
    name,
    state,
    trouble: trouble ?? null,
    sentence: sentenceOf(open, report),
    drivenBy: driver === undefined ? null : tillName(admission, driver),
    waiting,
    asking,
    awaited,
    isWell: state === "ok" || (state === "far" && awaited === 0),
  };
}

function sentenceOf(open: OpenTill, report: PrinterReport): string {
  const { state, trouble, id } = report;
  switch (state) {
    case "ok":
      return report.isUnasked ? "not asked yet" : "ready";
    case "waiting":
    case "asking":
      return papers(report);
    case "gone":
      return id === NO_PRINTER
        ? `of papers that no printer serves, ${papers(report)}: \`till printer route\``
        : `it is set up no more, ${papers(report)}: \`till printer move ${id} OTHER\``;
    case "off":
      return [TROUBLES[trouble ?? "off"], papers(report)].filter((text) => text !== "").join("; ");
    case "undriven":
      return "its till is off, and no till prints on it";
    case "far":
      return farSentence(open, report);
    default:
      return assertNever(state, "state of a printer");
  }
}

function papers({ waiting, asking }: PrinterReport): string {
  return [
    ...(waiting === 0 ? [] : [`${counted(waiting, "paper")} waiting`]),
    ...(asking === 0
      ? []
      : [
          `${counted(asking, "paper")} asking a person: \`till printer retry\` prints, \`cancel\` puts aside`,
        ]),
  ].join(", ");
}

function farSentence({ till }: OpenTill, report: PrinterReport): string {
  const { driver, isConnected, awaited } = report;
  if (driver === undefined) throw new Error(`Nobody drives ${report.id}.`);
  const at = `driven by ${tillName(till.ledger.admission(), driver)}`;
  const link = isConnected === false ? ", which is not connected" : "";
  const owed = awaited === 0 ? "" : `; of ${counted(awaited, "ticket")} no paper is known yet`;
  const here = papers(report);
  return `${at}${link}${owed}${here === "" ? "" : `; here ${here}`}`;
}
