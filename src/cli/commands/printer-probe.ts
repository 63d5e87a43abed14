/** `till printer probe`, and what `till printer add` asks a printer: what it can, and which one it is. */

import { type OpenTill } from "../../app/open-till.ts";
import { ask, probe, type Probe, type ProbeFault } from "../../app/printing/printer-finding.ts";
import { modelsOf, NARROW_COLUMNS, picturedLetters } from "../../app/printing/printer-models.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type PrinterSaid } from "../../domain/office/printer-text.ts";
import { isInSoftware } from "../../domain/printer-connection.ts";
import { carefulFor, type Printer, USUAL_PRINTER } from "../../domain/printers.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { type ChangePrinterOptions, ownPrinter } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { TROUBLES } from "../trouble-words.ts";
import { whoActs, withTill } from "../with-till.ts";

export interface ProbeOptions extends ChangePrinterOptions {
  /** Nothing is written, so anybody may. */
  readonly dryRun?: boolean;
}

export function probeThePrinter(
  id: string,
  options: ProbeOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const printer = ownPrinter(open, id);
    const asked =
      options.dryRun === true
        ? await ask(open, printer)
        : await probe(open, await whoActs(open.till, options, console), printer);
    if (!asked.ok) throw probeFault(open, id, asked.fault);
    const isSaved = options.dryRun !== true;
    if (options.json === true) console.json(toJson(asked.value, isSaved));
    else for (const line of toLines(asked.value, isSaved)) console.out(line);
    return EXIT.fine;
  });
}

/** What a new one says of itself; nothing but what was said where it can't be asked now. */
export async function asLearned(
  open: OpenTill,
  { id, said }: { readonly id: string; readonly said: PrinterSaid },
  console: Console,
): Promise<PrinterSaid> {
  const { connection, till } = said;
  // Another till's hangs there.
  if (connection === undefined || isInSoftware(connection) || till !== undefined) return said;
  const { columns, profile } = said;
  const isNarrow = columns !== undefined && columns <= NARROW_COLUMNS;
  const asked = await ask(open, {
    ...USUAL_PRINTER,
    id,
    name: id,
    connection,
    profile: profile ?? carefulFor(isNarrow ? 58 : 80),
    columns: columns ?? USUAL_PRINTER.columns,
  });
  if (!asked.ok) {
    if (asked.fault.type === "trouble") {
      const why = TROUBLES[asked.fault.trouble];
      console.say(`Not asked what it can, as ${why}. Then: \`till printer probe ${id}\`.`);
    }
    return said;
  }
  const { after, probed } = asked.value;
  console.say(`It ${whoIs(probed)}.`);
  const { abilities = [] } = after;
  // What a person has said of it holds.
  const spoken = profile ?? after.profile;
  const letters = picturedLetters({ profile: spoken }, open.till.shopLocale());
  if (letters.length > 0) {
    console.say(
      `Lines with ${letters.join("")} it prints as pictures, which takes a moment longer.`,
    );
  }
  return { ...said, connection: after.connection, abilities, profile: spoken };
}

/** `says that it is EPSON TM-T88V J7K0012345`. */
function whoIs({ maker, model, serial }: Probe["probed"]): string {
  const who = [maker, model, serial].filter((text) => text !== undefined);
  return who.length === 0 ? "says nothing of itself" : oneLine(`says that it is ${who.join(" ")}`);
}

const ABILITY_WORDS = {
  processId: "says which paper it has printed",
  fence: "answers after what came before",
  status: "says how it is when it is asked",
  asb: "says how it is by itself",
  counter: "counts its cuts",
} as const;

/** What is otherwise from now on, or would be. */
function changesOf({ before, after }: Probe): ReadonlyArray<PrinterChange> {
  const fields = [
    { field: "profile", before: before.profile, after: after.profile },
    { field: "columns", before: before.columns, after: after.columns },
    { field: "serial", before: serialOf(before), after: serialOf(after) },
    { field: "abilities", before: before.abilities ?? null, after: after.abilities ?? null },
  ] as const;
  return fields.filter((it) => JSON.stringify(it.before) !== JSON.stringify(it.after));
}

interface PrinterChange {
  readonly field: "profile" | "columns" | "serial" | "abilities";
  readonly before: unknown;
  readonly after: unknown;
}

function serialOf({ connection }: Printer): string | null {
  return connection.type === "network" ? (connection.serial ?? null) : null;
}

function toJson(probe: Probe, isSaved: boolean): unknown {
  const { abilities, maker = null, model = null, serial = null } = probe.probed;
  const { id, profile, columns } = probe.after;
  const changes = changesOf(probe);
  return { id, maker, model, serial, abilities, profile, columns, changes, saved: isSaved };
}

function toLines(probe: Probe, isSaved: boolean): ReadonlyArray<string> {
  const { probed, after } = probe;
  const abilities = Object.entries(probed.abilities).map(
    ([ability, can]) =>
      `  ${ABILITY_WORDS[ability as keyof typeof ABILITY_WORDS]}: ${can ? "yes" : "no"}`,
  );
  const changes = changesOf(probe).map((change) => changeText(probe, change));
  const kept = changes.length === 0 ? "All of it was known." : `${changes.join("; ")}.`;
  const done =
    isSaved || changes.length === 0 ? "" : " Nothing of it is kept: say it without --dry-run.";
  return [`${after.id} ${whoIs(probed)}.`, ...abilities, `${kept}${done}`];
}

function changeText({ before, after }: Probe, { field }: PrinterChange): string {
  switch (field) {
    case "profile":
      return `Spoken to as ${modelsOf(after.profile)} (${after.profile}, was ${before.profile})`;
    case "columns":
      return `${after.columns} characters a line (was ${before.columns})`;
    case "serial":
      return oneLine(`known by its serial number ${serialOf(after) ?? ""}`);
    case "abilities":
      return before.abilities === undefined
        ? "asked what it can for the first time"
        : "it can other things than before";
    default:
      return assertNever(field, "field of a printer");
  }
}

function probeFault({ till }: OpenTill, id: string, fault: ProbeFault): CommandFault {
  switch (fault.type) {
    case "software":
      return new CommandFault(
        EXIT.conflict,
        `${id} is a printer in software: there is nothing to ask.`,
      );
    case "in-hand":
      return new CommandFault(
        EXIT.conflict,
        `${id} has a paper in hand, or one that nobody knows the end of: \`till printer queue ${id}\`, then again.`,
      );
    case "trouble":
      return new CommandFault(
        EXIT.unreachable,
        `${id} can't be asked now: ${TROUBLES[fault.trouble]}.`,
      );
    case "refused":
      return refusalFault(fault.refusal, till);
    default:
      return assertNever(fault, "fault of a probe");
  }
}
