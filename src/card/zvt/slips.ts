/** The papers of one dialogue, put together of what a terminal sends of them; never more than fits. */

import { linesWithoutCardNumbers } from "../card-text.ts";
import { type Slip } from "../contract.ts";
import { type Printed, type SlipCopy } from "./printed.ts";

export interface Slips {
  readonly take: (printed: Printed) => void;
  /** Returns the papers so far, in their order; one that has not ended is the last. */
  readonly all: () => ReadonlyArray<Slip>;
  /** Drops them: what comes from here on belongs to something else. */
  readonly forget: () => void;
}

/** A payment has two papers, and an end of day one of some metres. */
const SLIPS_MAX = 8;
const LINES_MAX = 400;

export function createSlips(): Slips {
  let slips: Array<{ readonly copy: SlipCopy | undefined; readonly lines: string[] }> = [];
  let isOpen = false;

  function openSlip(copy: SlipCopy | undefined): string[] | undefined {
    const last = slips.at(-1);
    if (isOpen && last !== undefined && (copy === undefined || last.copy === copy)) {
      return last.lines;
    }
    isOpen = true;
    if (slips.length === SLIPS_MAX) return undefined;
    const lines: string[] = [];
    slips.push({ copy, lines });
    return lines;
  }

  return {
    take: ({ lines, copy, isEnd }) => {
      const open = openSlip(copy);
      open?.push(...lines.slice(0, LINES_MAX - open.length));
      if (isEnd) isOpen = false;
    },
    all: () =>
      slips
        .filter(({ lines }) => lines.some((line) => line !== ""))
        .map(({ copy, lines }) => ({
          copy: copy ?? guessCopy(lines),
          lines: linesWithoutCardNumbers(lines),
          isToSign: lines.some(asksToSign),
        })),
    forget: () => {
      slips = [];
      isOpen = false;
    },
  };
}

/** Lines that come one by one name their copy in words only. */
function guessCopy(lines: ReadonlyArray<string>): Slip["copy"] {
  const text = lines.join("\n");
  if (/kunden-?beleg|customer|client|cliente|klant/iu.test(text)) return "customer";
  return /h(?:ä|ae)ndler-?beleg|merchant|commer[çc]ant|esercente|comerciante/iu.test(text)
    ? "merchant"
    : "unknown";
}

const SIGNATURE = /unterschrift|signature|\bfirma\b|handtekening|assinatura|podpis/iu;
/** `Keine Unterschrift erforderlich`: a paper also says that nobody has to. */
const NO_SIGNATURE = /\b(?:keine|nicht|ohne|no|not|sans|pas|senza|sin|sem|geen|bez)\b/iu;

/** Whether the line asks for a signature; no message says so, only the paper itself. */
function asksToSign(line: string): boolean {
  return SIGNATURE.test(line) && !NO_SIGNATURE.test(line);
}
