/**
 * Runs a dialogue with a terminal: does its deeds in their order, over a link and with the books of a
 * ledger, and tells it what happens. All that it decides stands in dialogue.ts.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { type FoundReceipt } from "../domain/events/card-events.ts";
import { type Clock } from "../domain/ports.ts";
import {
  type CardOutcome,
  type CardRequest,
  type EndedDay,
  type EndingDay,
  type Memory,
  type Slip,
} from "./contract.ts";
import {
  type Deed,
  type Dialogue,
  type Happening,
  type NoTalk,
  type Phase,
  type Step,
  step,
} from "./dialogue.ts";
import { type LedgerFacts } from "./judge.ts";

/** What a link hears by itself, on its present connection only. */
export type LinkNews = Extract<
  Happening,
  { readonly type: "working" | "result" | "completed" | "aborted" | "answered" | "lost" }
>;

/** The connections to one terminal; each is one dialogue's own. */
export interface CardLink {
  /** Makes a new connection, and has a terminal at rest tell its last receipt, or only that it is there. */
  readonly read: () => Promise<ReadAnswer>;
  /** Makes a new connection, and asks a terminal at rest what became of the payment. */
  readonly ask: (request: CardRequest) => Promise<ReadAnswer>;
  readonly send: (request: CardRequest) => void;
  readonly acknowledge: () => void;
  /** Says that the goods are not handed out, so that a terminal takes back what it said. */
  readonly refuse: () => void;
  readonly askAbort: () => void;
  /**
   * Makes a new connection, and has a terminal at rest settle with its acquirer, once: it is never told
   * again by itself. Whoever waits too long hangs up.
   */
  readonly settle: (ending: EndingDay) => Promise<EndedDay>;
  /**
   * Returns what the terminal would have printed of what it was last sent or asked, once it has answered; none
   * where it prints by itself.
   */
  readonly slips: () => ReadonlyArray<Slip>;
  /** Ends the connection; nothing more is heard from it. */
  readonly hangUp: () => void;
}

export type ReadAnswer =
  /**
   * `trouble`: what is wrong with it though it answers, as a code of its protocol such as that of a no; missing
   * while it says nothing of that.
   */
  | { readonly type: "read"; readonly memory: Memory; readonly trouble?: string }
  | { readonly type: "busy" }
  | { readonly type: "lost"; readonly why?: NoTalk };

/** What the ledger does for a dialogue; each write is durable when it returns. */
export interface CardBooks {
  /** Writes the start; undefined where that is refused. */
  readonly begin: (last: FoundReceipt | null) => CardRequest | undefined;
  /** Whether the payment is still open, and the terminal still this till's. */
  readonly mayBeSent: () => boolean;
  readonly facts: () => LedgerFacts;
  /** Resolves once each other till that may drive the terminal was heard; false where one can't be. */
  readonly hear: () => Promise<boolean>;
  /** Writes what became of it; `slips` is what the terminal would have printed. */
  readonly end: (outcome: CardOutcome, slips: ReadonlyArray<Slip>) => void;
}

type EndPhase = Extract<Phase, { readonly at: "done" | "not-begun" }>;

export interface RunningDialogue {
  /** Where it stands. */
  readonly phase: () => Phase;
  /** Asks the terminal to end it; only its answer counts. */
  readonly escape: () => void;
  /** Another till drives the terminal by now: it is told nothing more. */
  readonly takenAway: () => void;
  /** Resolves when nothing more will happen. Rejects with whatever the books threw. */
  readonly done: Promise<EndPhase>;
  /** Stops at once, as a process that dies does; what is open is asked for later. */
  readonly stop: () => void;
}

export interface DialogueDeps {
  readonly link: (onNews: (news: LinkNews) => void) => CardLink;
  readonly books: CardBooks;
  readonly clock: Clock;
  /** Called whenever it stands elsewhere. */
  readonly onPhase?: () => void;
}

export function runDialogue(first: Step, deps: DialogueDeps): RunningDialogue {
  const { clock } = deps;
  const { promise: done, resolve, reject } = Promise.withResolvers<EndPhase>();
  let dialogue: Dialogue = first.dialogue;
  let isStopped = false;
  let stopWaiting: (() => void) | undefined;
  const link = deps.link(happen);
  const act = createActor({ ...deps, link, happen, fail, wait, phase: () => dialogue.phase });

  function happen(happening: Happening): void {
    if (isStopped) return;
    const next = step(dialogue, happening);
    const isElsewhere = next.dialogue.phase !== dialogue.phase;
    dialogue = next.dialogue;
    if (isElsewhere) deps.onPhase?.();
    perform(next.deeds);
  }

  function perform(deeds: ReadonlyArray<Deed>): void {
    try {
      for (const deed of deeds) if (!isStopped) act(deed);
    } catch (error) {
      fail(error);
      return;
    }
    const { phase } = dialogue;
    if (phase.at !== "done" && phase.at !== "not-begun") return;
    stop();
    resolve(phase);
  }

  function wait(ms: number): void {
    stopWaiting?.();
    stopWaiting = clock.after(ms, () => {
      happen({ type: "time" });
    });
  }

  function fail(error: unknown): void {
    stop();
    reject(error);
  }

  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    stopWaiting?.();
    link.hangUp();
  }

  perform(first.deeds);
  return {
    phase: () => dialogue.phase,
    escape: () => {
      happen({ type: "escape" });
    },
    takenAway: () => {
      happen({ type: "taken" });
    },
    done,
    stop,
  };
}

interface ActorDeps extends Pick<DialogueDeps, "books"> {
  readonly link: CardLink;
  readonly happen: (happening: Happening) => void;
  readonly fail: (error: unknown) => void;
  readonly wait: (ms: number) => void;
  readonly phase: () => Phase;
}

/** Returns whoever does one deed after the other; throws what the books throw. */
function createActor({ books, link, happen, fail, wait, phase }: ActorDeps): (deed: Deed) => void {
  async function tellAnswer(asked: Promise<ReadAnswer>): Promise<void> {
    const answer = await asked;
    happen(answer.type === "read" ? { ...answer, ledger: books.facts() } : answer);
  }

  async function hear(): Promise<void> {
    const isHeard = await books.hear();
    happen(isHeard ? { type: "heard", ledger: books.facts() } : { type: "not-heard" });
  }

  function begin(last: FoundReceipt | null): void {
    const request = books.begin(last);
    happen(request === undefined ? { type: "refused" } : { type: "begun", request });
  }

  function send(): void {
    const now = phase();
    if (now.at !== "begun") return;
    if (!books.mayBeSent()) {
      happen({ type: "not-sent" });
      return;
    }
    link.send(now.request);
    happen({ type: "sent" });
  }

  return (deed) => {
    switch (deed.type) {
      case "read":
        tellAnswer(link.read()).catch(fail);
        return;
      case "ask":
        tellAnswer(link.ask(deed.request)).catch(fail);
        return;
      case "begin":
        begin(deed.last);
        return;
      case "send":
        send();
        return;
      case "acknowledge":
        link.acknowledge();
        return;
      case "refuse":
        link.refuse();
        return;
      case "ask-abort":
        link.askAbort();
        return;
      case "hang-up":
        link.hangUp();
        return;
      case "wait":
        wait(deed.ms);
        return;
      case "hear":
        hear().catch(fail);
        return;
      case "end":
        books.end(deed.outcome, link.slips());
        return;
      default:
        assertNever(deed, "deed of a dialogue with a terminal");
    }
  };
}
