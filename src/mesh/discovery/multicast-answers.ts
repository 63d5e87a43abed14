/**
 * When a till answers by multicast, on one interface: a little later than it is asked, because others
 * answer too, once for all who ask meanwhile, and no more than once a second.
 */

import { type Clock, type Random } from "../../domain/ports.ts";
import { fraction } from "../address.ts";
import { createAllowance, hasLeft } from "../dialling/dial-candidate.ts";
import { type DnsQuestion, type DnsRecord, readQuestions, readRecords } from "./dns-record.ts";
import { answerTo, forPlainResolver } from "./dns-sd.ts";
import { MULTICAST_PORT, type Ear, type EarPacket, type Peer } from "./multicast-ear.ts";

export interface MulticastAnswers {
  readonly hear: (packet: EarPacket, from: Peer) => void;
  /** Unasked: there is something new. */
  readonly announce: () => void;
  readonly close: () => void;
}

export interface MulticastAnswersOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Counted forward only. */
  readonly steadyMs: () => number;
  readonly ear: Ear;
  /** All that we say there; nothing while there is nothing to announce. */
  readonly records: () => ReadonlyArray<DnsRecord>;
  /** Whether a host is on this network: nobody else gets an answer of its own. */
  readonly isNear: (host: string) => boolean;
}

/** RFC 6762, 6: of what several may answer. */
const DELAY_MS_MIN = 20;
const DELAY_MS_SPREAD = 100;
const PAUSE_MS = 1000;
/** Who would like it alone gets it so when all have heard it within this time. */
const HEARD_BY_ALL_MS = 30_000;
const PENDING_MAX = 64;
/** To single hosts: a sender's address is easily forged. */
const SINGLE_ANSWERS = { most: 20, pauseMs: 100 };

export function createMulticastAnswers(options: MulticastAnswersOptions): MulticastAnswers {
  const { clock, random, steadyMs, ear, records, isNear } = options;
  const singles = createAllowance(SINGLE_ANSWERS, steadyMs());
  let saidAtMs = -Infinity;
  let pending: ReadonlyArray<DnsQuestion> = [];
  let cancel: (() => void) | undefined;

  return {
    hear: (packet, from) => {
      const questions = readQuestions(packet.questions);
      const answer = answerTo(questions, readRecords(packet.answers), records());
      if (answer === undefined) return;
      if (from.port !== MULTICAST_PORT) {
        const plainly = { ...forPlainResolver(answer), id: packet.id, questions };
        if (isAllowed(from)) ear.answer(plainly, from);
        return;
      }
      const isHeardByAll = steadyMs() - saidAtMs < HEARD_BY_ALL_MS;
      if (isHeardByAll && questions.every(({ wantsUnicast }) => wantsUnicast)) {
        if (isAllowed(from)) ear.answer(answer, from);
        return;
      }
      pending = [...pending, ...questions].slice(0, PENDING_MAX);
      sayIn(DELAY_MS_MIN + DELAY_MS_SPREAD * fraction(random));
    },
    announce: () => {
      endWaiting();
      say(records());
    },
    close: endWaiting,
  };

  function isAllowed({ address }: Peer): boolean {
    if (!isNear(address) || !hasLeft(singles, steadyMs())) return false;
    singles.left -= 1;
    return true;
  }

  function sayIn(delayMs: number): void {
    const pauseMs = saidAtMs + PAUSE_MS - steadyMs();
    cancel ??= clock.after(Math.max(delayMs, pauseMs), () => {
      const answer = answerTo(pending, [], records());
      endWaiting();
      if (answer !== undefined) say(answer.answers, answer.additionals);
    });
  }

  function say(
    answers: ReadonlyArray<DnsRecord>,
    additionals: ReadonlyArray<DnsRecord> = [],
  ): void {
    if (answers.length === 0) return;
    saidAtMs = steadyMs();
    ear.answer({ answers, additionals });
  }

  function endWaiting(): void {
    cancel?.();
    cancel = undefined;
    pending = [];
  }
}
