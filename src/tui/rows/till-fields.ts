/** The tills of the shop in words: a sentence each for the list, on the screen and in lines. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Words } from "../../words/screen-words.ts";
import { type ShopTill, type TillHoldings, type TillLink } from "../ports/tills-port.ts";

export function tillSentence(words: Words["tills"], till: ShopTill): string {
  return `${till.name}: ${tillFacts(words, till).join(", ")}`;
}

/** Returns the till's address, distance and clock error, which nobody needs as long as all is well. */
export function lineFacts(words: Words["tills"], { line, clock }: ShopTill): ReadonlyArray<string> {
  if (line === undefined) return [];
  const { address, roundTrip, isClockKnown } = line;
  return [
    ...(address === undefined ? [] : [address]),
    ...(roundTrip === undefined ? [] : [words.roundTrip({ ms: roundTrip })]),
    ...(isClockKnown && clock === undefined ? [words.clockRight] : []),
  ];
}

/** How it is connected, first; then what it holds, and what is wrong with it. */
export function tillFacts(
  words: Words["tills"],
  { link, clock, misbehaves }: ShopTill,
): ReadonlyArray<string> {
  return [
    ...linkFacts(words, link),
    ...(clock === undefined ? [] : [words.clock({ off: clock.off, isAhead: clock.isAhead })]),
    ...(misbehaves ? [words.misbehaves] : []),
  ];
}

function linkFacts(words: Words["tills"], link: TillLink): ReadonlyArray<string> {
  switch (link.type) {
    case "self":
      return link.safeOn === undefined
        ? [words.self]
        : [words.self, words.safeOn({ count: link.safeOn })];
    case "connected":
      return [words.connected, ...heldFacts(words, link)];
    case "lost": {
      const { heardAt } = link;
      const since = heardAt === undefined ? words.neverHeard : words.lostSince({ time: heardAt });
      return [since, ...heldFacts(words, link)];
    }
    case "closed":
      return [words.closedSince({ time: link.at })];
    case "unopened":
      return [words.unopened];
    case "unknown":
      return [words.connecting];
    case "shut-out":
      return [words.shutOut];
    default:
      return assertNever(link, "link to a till");
  }
}

function heldFacts(
  words: Words["tills"],
  { lacks, hasOurs }: Partial<TillHoldings>,
): ReadonlyArray<string> {
  if (lacks === 0) return [words.hasAll];
  return [
    ...(hasOurs === undefined ? [] : [hasOurs ? words.hasOurs : words.lacksOurs]),
    ...(lacks === undefined ? [] : [words.lacks({ count: lacks })]),
  ];
}
