/**
 * A terminal that isn't there: it answers by itself, within the process, and takes nobody's money. Where people
 * practise, every terminal is one of these, whatever address the shop has for it.
 */

import { type CardAct } from "../domain/events/card-events.ts";
import { minor } from "../domain/money/amounts.ts";
import { type Clock } from "../domain/ports.ts";
import { type CardRequest, type TerminalSays } from "./contract.ts";
import { type CardLink, type LinkNews, type ReadAnswer } from "./run-dialogue.ts";

/** How long a practising guest takes to hold a card there. */
const GUEST_MS = 1500;
/** What a terminal shows then, by the numbers of ZVT: insert the card. */
const CARD_WANTED = 0x0a;
const ABORTED = "6c";

export function createPracticeLink(onNews: (news: LinkNews) => void, clock: Clock): CardLink {
  let stop: (() => void) | undefined;

  function hangUp(): void {
    stop?.();
    stop = undefined;
  }

  /** It is always at rest, and knows nothing of what it did before. */
  function read(): Promise<ReadAnswer> {
    hangUp();
    return Promise.resolve({ type: "read", memory: { type: "nothing" } });
  }

  function begin(act: CardAct, request: CardRequest): void {
    onNews({ type: "working", status: CARD_WANTED });
    stop = clock.after(GUEST_MS, () => {
      stop = undefined;
      onNews({ type: "answered", says: yesTo(act, request) });
    });
  }

  return {
    read,
    ask: read,
    send: (request) => {
      stop = clock.after(0, () => {
        begin(request.act, request);
      });
    },
    acknowledge: () => undefined,
    refuse: () => undefined,
    askAbort: () => {
      if (stop === undefined) return;
      hangUp();
      onNews({ type: "aborted", code: ABORTED });
    },
    settle: (ending) => {
      const request = ending.begin(null);
      return Promise.resolve(
        request === undefined
          ? { type: "not-asked", why: "not-begun" }
          : { type: "ended", totals: { amount: null, brands: [] } },
      );
    },
    // Nobody has paid, so there is no paper of it.
    slips: () => [],
    hangUp,
  };
}

function yesTo(act: CardAct, { sum }: CardRequest): TerminalSays {
  return {
    ref: null,
    act,
    isApproved: true,
    amount: minor(sum),
    code: "",
    card: { ref: null },
  };
}
