/**
 * What the till relies on in a driver of a card terminal, whatever its protocol: over real sockets, against a
 * terminal in software and its bank. Whatever breaks, the outcome and the bank's books agree.
 */

import { connect, createServer, type Socket } from "node:net";

import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";

import { systemClock } from "../../src/app/system/clock.ts";
import {
  type CardOutcome,
  type CardRequest,
  type EndedDay,
  type PaymentName,
} from "../../src/card/contract.ts";
import { beginDialogue, type Phase, resumeDialogue } from "../../src/card/dialogue.ts";
import { type LedgerFacts } from "../../src/card/judge.ts";
import {
  type CardLink,
  type LinkNews,
  runDialogue,
  type RunningDialogue,
} from "../../src/card/run-dialogue.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { type TerminalReceipt } from "../../src/domain/events/card-events.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type Clock } from "../../src/domain/ports.ts";

/** A terminal in software on a port, and how a till talks to it. */
export interface DriverBench {
  readonly port: number;
  readonly link: (port: number, onNews: (news: LinkNews) => void) => CardLink;
  /** Faults by their words. */
  readonly set: (faults: ReadonlyArray<string>) => void;
  /** Returns what stands of each charge in the bank's books, in minor units, with what it is. */
  readonly books: () => ReadonlyArray<readonly [act: string, amount: number]>;
  /** Returns the same by its sums alone. */
  readonly standing: () => ReadonlyArray<number>;
  readonly close: () => Promise<void>;
}

export interface Driver {
  readonly open: () => Promise<DriverBench>;
  /** Returns the name of the payment of that number; null where the terminal knows no names. */
  readonly nameOf: (number: number) => PaymentName | null;
  /** What goes wrong, what the till makes of it, and what stands at the bank of a payment of 20.00. */
  readonly faults: ReadonlyArray<
    readonly [
      fault: ReadonlyArray<string>,
      outcome: CardOutcome["type"],
      standing: ReadonlyArray<number>,
    ]
  >;
  /** The words for a bank that says no, for a terminal that is busy, and for a guest who never comes. */
  readonly words: {
    readonly decline: string;
    readonly busy: string;
    readonly noGuest: string;
    /** It charges, and tells nobody. */
    readonly unheard: ReadonlyArray<string>;
    /** It forgets what it did. */
    readonly forgets: string;
  };
  /** What it says of a payment after which another one was made there. */
  readonly older: CardOutcome["type"];
}

const SUM = 2000;
/** Ends of a day have names that no payment has. */
const ENDS_FROM = 1000;
/** What is this short or shorter is over at once: a pause before a busy terminal is asked again. */
const SHORT_MS = 2000;
const profile = { canRepeat: true, hasNextTrace: true, settleMs: 0, silenceMs: 3000 };

const fastClock: Clock = {
  nowMs: systemClock.nowMs,
  after: (ms, action) => systemClock.after(ms <= SHORT_MS ? 1 : ms, action),
};

interface Payment {
  readonly request: CardRequest;
  outcome: CardOutcome | undefined;
}

/** A till whose ledger is a list of payments. */
export interface Till {
  readonly payments: ReadonlyArray<Payment>;
  /** `mayBeSent`: asked right before the first byte. */
  readonly pay: (
    wish?: Partial<Pick<CardRequest, "act" | "of" | "original">> & {
      readonly sum?: number;
      readonly mayBeSent?: () => boolean;
    },
  ) => RunningDialogue;
  readonly askAgain: (payment: Payment) => RunningDialogue;
}

export function createTill(bench: DriverBench, { nameOf }: Driver, port = bench.port): Till {
  const payments: Payment[] = [];

  function factsFor(payment: Payment | undefined): LedgerFacts {
    return {
      isUsedSince: payment !== undefined && payments.indexOf(payment) < payments.length - 1,
      isClaimed: (receipt) =>
        payments.some((other) => other !== payment && isSame(receiptOf(other), receipt)),
      isOwnStart: true,
      ageMs: 0,
    };
  }

  function run(
    first: Parameters<typeof runDialogue>[0],
    payment: Payment | undefined,
    { sum = SUM, mayBeSent = () => true, ...wish }: NonNullable<Parameters<Till["pay"]>[0]> = {},
  ): RunningDialogue {
    let own = payment;
    return runDialogue(first, {
      link: (onNews) => bench.link(port, onNews),
      clock: fastClock,
      books: {
        begin: (last) => {
          const after = last?.ref ?? null;
          const named = nameOf(payments.length);
          const asked = { act: "pay", sum: minor(sum), after, named, ...wish } as const;
          own = { request: asked, outcome: undefined };
          payments.push(own);
          return own.request;
        },
        mayBeSent,
        facts: () => factsFor(own),
        hear: () => Promise.resolve(true),
        end: (outcome) => {
          if (own !== undefined) own.outcome = outcome;
        },
      },
    });
  }

  return {
    payments,
    pay: (wish) => run(beginDialogue(profile), undefined, wish),
    askAgain: (payment) => run(resumeDialogue(payment.request, profile), payment),
  };
}

function receiptOf({ outcome }: Payment): TerminalReceipt | null {
  return outcome?.type === "captured" ? outcome.says.ref : null;
}

function isSame(one: TerminalReceipt | null, other: TerminalReceipt): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export async function outcomeOf({ done }: RunningDialogue): Promise<CardOutcome> {
  const phase = await done;
  if (phase.at !== "done") throw new Error(`Nothing was begun: ${phase.why}.`);
  return phase.outcome;
}

/** Returns what of the outcome contradicts the bank's books. */
function contradiction(
  payment: Payment | undefined,
  standing: ReadonlyArray<number>,
): string | undefined {
  if (payment === undefined) return standing.length > 0 ? "charged without a start" : undefined;
  const { outcome } = payment;
  if (standing.length > 1) return "charged twice";
  if (outcome?.type === "captured" && standing[0] !== outcome.says.amount) {
    return "captured and not charged";
  }
  return outcome?.type === "declined" && standing.length > 0 ? "declined and charged" : undefined;
}

interface Relay {
  readonly port: number;
  /** Whether it has cut a connection. */
  readonly hasCut: () => boolean;
}

/** Cuts the connection that brings so many pieces of bytes, once; what was said up to there arrives. */
export async function relayTo(target: number, pieces: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let left = pieces;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: "127.0.0.1", port: target, noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => {
        left -= 1;
        if (left === 0) {
          near.destroy();
          if (from === near) far.write(bytes);
          far.end();
        } else if (!to.destroyed) to.write(bytes);
      });
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port.");
  return { port: address.port, hasCut: () => left <= 0 };
}

/** Dies at once when the dialogue stands there. */
async function dieAt(at: Phase["at"], dialogue: RunningDialogue): Promise<void> {
  while (dialogue.phase().at !== at) await pause(systemClock, 1);
  dialogue.stop();
}

export function cardDriverContract(name: string, driver: Driver): void {
  const { words } = driver;

  describe(`${name} keeps the contract of a card driver`, () => {
    let bench: DriverBench;
    let till: Till;
    let ends = 0;

    beforeEach(async () => {
      bench = await driver.open();
      till = createTill(bench, driver);
    });

    afterEach(() => bench.close());

    async function untilCharged(): Promise<void> {
      while (bench.standing().length === 0) await pause(systemClock, 1);
    }

    test("a payment is captured once, with the brand and the last four digits", async () => {
      const outcome = await outcomeOf(till.pay());

      expect(outcome).toMatchObject({ type: "captured", how: "answer", says: { amount: SUM } });
      expect(outcome).toHaveProperty("says.card.brand");
      expect(outcome).toHaveProperty("says.card.last4", "4242");
      expect(bench.standing()).toEqual([SUM]);
    });

    test("a payment that the bank refuses is declined", async () => {
      bench.set([words.decline]);

      expect(await outcomeOf(till.pay())).toMatchObject({ type: "declined", how: "answer" });
      expect(bench.standing()).toEqual([]);
    });

    test("two payments one after the other are two charges", async () => {
      const first = await outcomeOf(till.pay());
      const second = await outcomeOf(till.pay({ sum: 350 }));

      expect([first.type, second.type]).toEqual(["captured", "captured"]);
      expect(bench.standing()).toEqual([SUM, 350]);
    });

    test("a payment after a declined one is captured", async () => {
      bench.set([words.decline]);
      await outcomeOf(till.pay());
      bench.set([]);

      expect(await outcomeOf(till.pay())).toHaveProperty("type", "captured");
      expect(bench.standing()).toEqual([SUM]);
    });

    test.each(driver.faults)(
      "%j ends as %s, and the bank has %j",
      async (fault, type, standing) => {
        bench.set(fault);

        expect(await outcomeOf(till.pay())).toHaveProperty("type", type);
        expect(bench.standing()).toEqual(standing);
      },
    );

    test("a busy terminal is asked for no money", async () => {
      bench.set([words.busy]);

      expect(await till.pay().done).toEqual({ at: "not-begun", why: "busy" });
      expect(till.payments).toEqual([]);
    });

    test("a terminal that is away is asked for no money", async () => {
      await bench.close();

      expect(await till.pay().done).toEqual({ at: "not-begun", why: "no-answer" });
      expect(till.payments).toEqual([]);
    });

    test("a payment that a person ends before the guest comes is declined", async () => {
      bench.set([words.noGuest]);
      const dialogue = till.pay();
      while (dialogue.phase().at !== "waiting") await pause(systemClock, 1);
      // The terminal has to have heard of the payment that it ends.
      await pause(systemClock, 50);
      dialogue.escape();

      expect(await outcomeOf(dialogue)).toMatchObject({ type: "declined", how: "answer" });
      expect(bench.standing()).toEqual([]);
    });

    test("a till that dies before the first byte finds that nothing was taken", async () => {
      const dialogue: RunningDialogue = till.pay({
        mayBeSent: () => {
          dialogue.stop();
          return false;
        },
      });
      while (till.payments.length === 0) await pause(systemClock, 1);
      const [payment] = till.payments;
      if (payment === undefined) throw new Error("Nothing was begun.");

      expect(await outcomeOf(till.askAgain(payment))).toEqual({
        type: "declined",
        how: "memory",
        code: "",
      });
      expect(bench.standing()).toEqual([]);
    });

    test("a till that dies while the guest pays finds the payment, once", async () => {
      bench.set(words.unheard);
      const dialogue = till.pay();
      await untilCharged();
      dialogue.stop();
      const [payment] = till.payments;
      if (payment === undefined) throw new Error("Nothing was begun.");

      expect(await outcomeOf(till.askAgain(payment))).toMatchObject({
        type: "captured",
        how: "memory",
        says: { amount: SUM },
      });
      expect(bench.standing()).toEqual([SUM]);
    });

    test("a till that dies right after the start agrees with the bank", async () => {
      await dieAt("waiting", till.pay());
      const [payment] = till.payments;
      if (payment === undefined) throw new Error("Nothing was begun.");
      // What was sent has arrived, or never will.
      await pause(systemClock, 50);
      await outcomeOf(till.askAgain(payment));

      expect(contradiction(payment, bench.standing())).toBeUndefined();
    });

    test("a terminal that has forgotten an old payment leaves it unknown", async () => {
      bench.set(words.unheard);
      const dialogue = till.pay();
      await untilCharged();
      dialogue.stop();
      bench.set([words.forgets]);
      const [payment] = till.payments;
      if (payment === undefined) throw new Error("Nothing was begun.");
      const old = createOldTill(bench, payment);

      expect(await outcomeOf(old)).toHaveProperty("type", "unknown");
    });

    test("a payment is asked for again after the next one", async () => {
      bench.set(words.unheard);
      const dialogue = till.pay();
      await untilCharged();
      dialogue.stop();
      bench.set([]);
      // The terminal is at rest again.
      await pause(systemClock, 50);
      const next = await outcomeOf(till.pay({ sum: 350 }));
      const [payment] = till.payments;
      if (payment === undefined) throw new Error("Nothing was begun.");

      expect(next).toHaveProperty("type", "captured");
      expect(await outcomeOf(till.askAgain(payment))).toHaveProperty("type", driver.older);
      expect(bench.standing()).toEqual([SUM, 350]);
    });

    /** Makes it durable that the terminal is told, as a till does that remembers nothing of it. */
    function endDay(begins = true): Promise<EndedDay> {
      const link = bench.link(bench.port, () => undefined);
      const named = driver.nameOf(ENDS_FROM + ends);
      ends += 1;
      return link.settle({ begin: () => (begins ? { named } : undefined) });
    }

    test("an end of day tells what was taken since the last one, by brand", async () => {
      await outcomeOf(till.pay());
      await outcomeOf(till.pay({ sum: 350 }));
      const first = await endDay();
      await outcomeOf(till.pay({ sum: 120 }));
      const second = await endDay();

      const sums = [SUM + 350, 120];
      for (const [at, ended] of [first, second].entries()) {
        expect(ended).toMatchObject({ type: "ended", totals: { amount: sums[at] } });
        expect(ended).toHaveProperty("totals.brands.0.sum", sums[at]);
        expect(ended).toHaveProperty("totals.brands.length", 1);
      }
      expect(await endDay()).toMatchObject({ type: "ended", totals: { amount: 0, brands: [] } });
    });

    test("an end of day that can't be made durable is not told", async () => {
      await outcomeOf(till.pay());

      expect(await endDay(false)).toEqual({ type: "not-asked", why: "not-begun" });
      expect(await endDay()).toMatchObject({ totals: { amount: SUM } });
    });

    test("a terminal that is busy or away is told of no end of day", async () => {
      await outcomeOf(till.pay());
      bench.set([words.busy]);
      const busy = await endDay();
      bench.set([]);
      const ended = await endDay();
      await bench.close();

      expect(busy).toEqual({ type: "not-asked", why: "busy" });
      expect(ended).toMatchObject({ totals: { amount: SUM } });
      expect(await endDay()).toEqual({ type: "not-asked", why: "no-answer" });
    });

    test("an end of day without an answer is unknown, though it ran", async () => {
      await outcomeOf(till.pay());
      bench.set(["drop-in-end-of-day"]);
      const ended = await endDay();
      bench.set([]);

      expect(ended).toEqual({ type: "lost" });
      expect(await endDay()).toMatchObject({ totals: { amount: 0 } });
    });

    test("an end of day that the terminal refuses did not run", async () => {
      await outcomeOf(till.pay());
      bench.set(["no-end-of-day"]);
      const ended = await endDay();
      bench.set([]);

      expect(ended).toHaveProperty("type", "refused");
      expect(await endDay()).toMatchObject({ totals: { amount: SUM } });
    });

    test("wherever the connection is cut, the outcome and the bank agree", async () => {
      const outcomes = new Set<string>();
      for (let pieces = 1; ; pieces += 1) {
        const own = await driver.open();
        const relay = await relayTo(own.port, pieces);
        const cut = createTill(own, driver, relay.port);
        await cut.pay().done;
        const [payment] = cut.payments;
        const standing = own.standing();
        await own.close();
        expect([pieces, contradiction(payment, standing)]).toEqual([pieces, undefined]);
        outcomes.add(payment?.outcome?.type ?? "not begun");
        if (!relay.hasCut()) break;
      }

      expect(outcomes).toContain("not begun");
      expect(outcomes).toContain("captured");
    });

    /** Asks for a payment of two days before. */
    function createOldTill(from: DriverBench, { request }: Payment): RunningDialogue {
      return runDialogue(resumeDialogue(request, profile), {
        link: (onNews) => from.link(from.port, onNews),
        clock: fastClock,
        books: {
          begin: () => undefined,
          mayBeSent: () => false,
          facts: () => ({
            isUsedSince: false,
            isClaimed: () => false,
            isOwnStart: true,
            ageMs: 2 * 86_400_000,
          }),
          hear: () => Promise.resolve(true),
          end: () => undefined,
        },
      });
    }
  });
}
