/** The cost of a till to this one, in a few words. */

import { durationText } from "../../domain/text/duration-text.ts";
import { type Locale, withDecimal } from "../../domain/text/locale.ts";
import { type CostShown } from "../../tui/ports/tills-port.ts";
import { type MeshChangeWords } from "../../words/made/meshChange/words.ts";
import { type TillCost } from "./till-costs.ts";

const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;
const WORK_SHOWN_MS = 1000;
/** From this many megabytes on, tenths are left out. */
const WHOLE_FROM = 100;

/** Returns the lines of what is stored and refused of it; then the work for it, once there was some. */
export function costLines(
  { transactions, bytes, chains, doubted, links }: TillCost,
  words: MeshChangeWords["cost"],
  locale: Locale,
): ReadonlyArray<string> {
  if (transactions === 0 && links === undefined) return [];
  const stored = [
    words.stored({ transactions, size: sizeText(bytes, locale) }),
    words.chains({ count: chains }),
    ...(doubted === 0 ? [] : [words.doubted({ transactions: doubted })]),
    ...(links === undefined || links.refused === 0
      ? []
      : [words.refused({ transactions: links.refused })]),
  ];
  if (links === undefined || links.bytes === 0) return [stored.join(", ")];
  const work = [
    words.work({ work: durationText(links.workMs, locale), size: sizeText(links.bytes, locale) }),
    ...(links.waits === 0 ? [] : [words.waited({ times: links.waits })]),
  ];
  return [stored.join(", "), work.join(", ")];
}

/** Returns the cost for a page of the back office; undefined where there is none yet. */
export function costShown(
  { transactions, bytes, chains, doubted, links }: TillCost,
  words: MeshChangeWords["cost"],
  locale: Locale,
): CostShown | undefined {
  if (transactions === 0 && links === undefined) return undefined;
  const { refused = 0, workMs = 0, bytes: linkBytes = 0, waits = 0 } = links ?? {};
  const work = `${durationText(workMs, locale)}, ${sizeText(linkBytes, locale)}`;
  // Every till costs a little: a row that says so says nothing, and is another one at each look.
  const isMuch = workMs >= WORK_SHOWN_MS || linkBytes >= MEGABYTE;
  return {
    stored: words.stored({ transactions, size: sizeText(bytes, locale) }),
    chains: chains > 1 ? String(chains) : undefined,
    doubted: doubted === 0 ? undefined : String(doubted),
    refused: refused === 0 ? undefined : String(refused),
    work: isMuch ? work : undefined,
    waits: waits === 0 ? undefined : String(waits),
  };
}

/** `812 KB`, `1.4 MB`, `230 MB`. */
function sizeText(bytes: number, locale: Locale): string {
  if (bytes < MEGABYTE) return `${Math.ceil(bytes / KILOBYTE)} KB`;
  const megabytes = bytes / MEGABYTE;
  const text = megabytes < WHOLE_FROM ? megabytes.toFixed(1) : String(Math.round(megabytes));
  return `${withDecimal(text, locale)} MB`;
}
