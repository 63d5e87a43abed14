/**
 * The connections to a Nexo terminal: one HTTPS request for each thing that is asked. A payment is known
 * there by its names, so what became of it is asked by them. Source: Adyen, Terminal API, local integration;
 * docs/rules/cards.md, C4, C17, C18 and C23.
 */

import { type CardAct } from "../../domain/events/card-events.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type CardRequest, type Slip } from "../contract.ts";
import { type CardLink, type LinkNews, type ReadAnswer } from "../run-dialogue.ts";
import {
  isBusyIn,
  readLastWord,
  readResponse,
  readSlips,
  readStatus,
  troubleIn,
} from "./answers.ts";
import { type NexoKey } from "./crypto.ts";
import { createExchanges, type NexoExchanges } from "./exchange.ts";
import { type NexoLine, type NexoPlace } from "./line.ts";
import {
  abortBody,
  diagnosisBody,
  type NexoCategory,
  type NexoHeader,
  paymentBody,
  reversalBody,
  statusBody,
} from "./messages.ts";
import { newService } from "./names.ts";
import { readEndedDay, reconciliationBody } from "./reconciliation.ts";

export interface NexoAddress extends NexoPlace {
  readonly key: NexoKey;
  readonly currency: Currency;
  /** The SaleID of what is no payment. */
  readonly sale: string;
  /** What the terminal would print the till prints. */
  readonly takesSlips?: boolean;
}

export interface NexoDeps {
  readonly clock: Clock;
  readonly random: Random;
}

export function createNexoLink(
  address: NexoAddress,
  onNews: (news: LinkNews) => void,
  { clock, random }: NexoDeps,
): CardLink {
  const { currency, poi, sale, takesSlips = false } = address;
  const exchanges = createExchanges(address, random);
  /** The connection on which a payment will be asked for, and the payment that was. */
  let line: NexoLine | undefined;
  let asked: CardRequest | undefined;
  let slips: ReadonlyArray<Slip> = [];

  function hangUp(): void {
    line = undefined;
    exchanges.hangUp();
  }

  function questionOf(category: NexoCategory): NexoHeader {
    return { category, sale, service: newService(random), poi };
  }

  async function read(): Promise<ReadAnswer> {
    hangUp();
    const era = exchanges.era();
    const header = questionOf("Diagnosis");
    const answer = await exchanges.ask({ header, body: diagnosisBody() });
    if (typeof answer !== "string") return answer;
    const response = readResponse(answer, header);
    const isBusy = response && isBusyIn(response);
    if (response === undefined || isBusy === undefined) return LOST;
    if (isBusy) return { type: "busy" };
    const dialled = await exchanges.dial();
    if ("type" in dialled) return dialled;
    if (era === exchanges.era()) line = dialled;
    const trouble = troubleIn(response);
    const beside = trouble === undefined ? {} : { trouble };
    return { type: "read", memory: { type: "nothing" }, ...beside };
  }

  async function ask({ act, named }: CardRequest): Promise<ReadAnswer> {
    hangUp();
    slips = [];
    // Another terminal stands here by now, which can know nothing of it.
    if (named?.poi !== poi) return { type: "read", memory: { type: "nothing" } };
    const header = questionOf("TransactionStatus");
    const answer = await exchanges.ask({ header, body: statusBody(named, categoryOf(act)) });
    if (typeof answer !== "string") return answer;
    const response = readResponse(answer, header);
    const status = response && readStatus(response, named, currency);
    if (response === undefined || status === undefined) return LOST;
    if (status.type === "own") slips = readSlips(response);
    return status.type === "busy" ? status : { type: "read", memory: status };
  }

  async function send(request: CardRequest): Promise<void> {
    const era = exchanges.era();
    slips = [];
    const paying = { request, currency, takesSlips, nowMs: clock.nowMs() };
    const paid = await pay(exchanges, line, paying);
    // After the till has hung up nobody listens any more.
    if (era !== exchanges.era()) return;
    ({ slips } = paid);
    onNews(paid.news);
  }

  return {
    read,
    ask,
    send: (request) => {
      asked = request;
      send(request).catch(() => {
        onNews(LOST);
      });
    },
    // A Nexo terminal waits for no acknowledgement.
    acknowledge: nothing,
    // Its answer is the last word.
    refuse: nothing,
    askAbort: () => {
      const { named = null, act = "pay" } = asked ?? {};
      if (named === null) return;
      const body = abortBody(named, categoryOf(act));
      // What counts is the payment's own answer.
      exchanges.ask({ header: questionOf("Abort"), body }).catch(nothing);
    },
    settle: async ({ begin }) => {
      const there = await read();
      if (there.type !== "read") {
        return {
          type: "not-asked",
          why: there.type === "busy" ? "busy" : (there.why ?? "no-answer"),
        };
      }
      const own = line;
      if (own === undefined) return { type: "not-asked", why: "no-answer" };
      const named = begin(null)?.named ?? null;
      if (named === null) return { type: "not-asked", why: "not-begun" };
      const header: NexoHeader = { ...named, category: "Reconciliation" };
      const answer = await exchanges.askOn(own, { header, body: reconciliationBody() });
      return typeof answer === "string" ? readEndedDay(answer, header, currency) : { type: "lost" };
    },
    // A terminal that prints by itself sends them all the same.
    slips: () => (takesSlips ? slips : []),
    hangUp,
  };
}

interface Paying {
  readonly request: CardRequest;
  readonly currency: Currency;
  readonly takesSlips: boolean;
  readonly nowMs: number;
}

interface Paid {
  readonly news: LinkNews;
  readonly slips: ReadonlyArray<Slip>;
}

async function pay(
  { askOn }: NexoExchanges,
  line: NexoLine | undefined,
  { request: { act, sum, named, original }, currency, takesSlips, nowMs }: Paying,
): Promise<Paid> {
  if (line === undefined || named === null) return NOT_PAID;
  const header: NexoHeader = { ...named, category: categoryOf(act) };
  // What it should act on has no name there: nothing goes out.
  if (original === undefined && NEEDS_ORIGINAL.has(act)) return NOT_PAID;
  const body =
    header.category === "Reversal" && original !== undefined
      ? reversalBody(original, { sum, currency })
      : paymentBody(named.service, { act, sum, currency, nowMs, original, takesSlips });
  const answer = await askOn(line, { header, body });
  const response = typeof answer === "string" ? readResponse(answer, header) : undefined;
  const says = response && readLastWord(response, currency);
  if (response === undefined || says === undefined) return NOT_PAID;
  return { news: { type: "answered", says }, slips: readSlips(response) };
}

const LOST = { type: "lost" } as const;
const NOT_PAID: Paid = { news: LOST, slips: [] };

const NEEDS_ORIGINAL: ReadonlySet<CardAct> = new Set(["reverse", "increase", "book", "release"]);

function categoryOf(act: CardAct): "Payment" | "Reversal" {
  return act === "reverse" || act === "release" ? "Reversal" : "Payment";
}

function nothing(): void {
  // Nobody waits for it.
}
