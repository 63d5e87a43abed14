/** A till without card terminals. */

import { err } from "../../src/domain/base/result.ts";
import { zeroMinor } from "../../src/domain/money/amounts.ts";
import { type CardPort, type CardSession } from "../../src/tui/ports/card-port.ts";

export const noCards: CardPort = {
  terminals: () => [],
  takenAway: () => [],
  atWork: () => undefined,
  news: () => [],
  tillCode: () => "A",
  today: () => [],
  tabs: () => [],
  troubles: () => [],
  terminalNews: () => [],
};

function none() {
  return err({ message: "This till has no card terminal." });
}

export const noCardSession: CardSession = {
  asks: () => false,
  hasTyped: () => false,
  ask: none,
  askAgain: none,
  say: none,
  sayForwarded: none,
  tip: none,
  noteSlip: none,
  giveBack: () => undefined,
  givesBack: () => false,
  stop: () => undefined,
  usualTab: () => zeroMinor,
  tab: none,
};
