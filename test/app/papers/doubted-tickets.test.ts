/** A ticket that nobody can be sure about is asked for at every till, and settled at any of them. */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems, listTillItems } from "../../../src/app/attention/attention-items.ts";
import { createLedgerNews } from "../../../src/app/attention/ledger-news.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { ticketPapers } from "../../../src/app/printing/papers.ts";
import { createTicketDesk } from "../../../src/app/printing/ticket-desk.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { deviceOf, type EventId, streamName, toStreamId } from "../../../src/domain/identity.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { issuing, toldLine } from "../../support/kitchen-tickets.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { firstId, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MINUTE_MS = 60_000;

describe("a ticket whose printer did not say", () => {
  test("is asked for at every till, as the same thing, until somebody has looked", async () => {
    const { counter, bar } = await twoTills();
    const ticket = soldAt(counter);
    doubt(counter, ticket);
    meet(counter, bar);

    const [here, there] = [counter, bar].map(itemsOf);
    expect(there).toMatchObject([
      {
        kind: "paper/uncertain",
        text: "Ticket A1 Bar may be on paper or not: look at the printer",
        answers: [{ answer: "print" }, { answer: "dismiss" }],
      },
    ]);
    expect(there?.map(({ id }) => id)).toEqual(here?.map(({ id }) => id));
    expect(fieldsOf(bar)).toEqual(["ATTENTION 1: F10"]);

    answer(bar, "dismiss");
    meet(bar, counter);
    desk(counter).look(new Map());

    expect([counter, bar].flatMap(itemsOf)).toEqual([]);
    expect(stateOf(counter, ticket)).toBe("dismissed");
  });

  test("is printed where somebody asks for it, marked, and then nobody is asked any more", async () => {
    const { counter, bar } = await twoTills();
    const ticket = soldAt(counter);
    doubt(counter, ticket);
    meet(counter, bar);

    answer(bar, "print");
    expect(itemsOf(bar)).toEqual([]);
    await bar.printing.settle();
    meet(bar, counter);
    desk(counter).look(new Map());

    const [job] = bar.jobs.ofDocument(ticket);
    expect(job).toMatchObject({ state: "printed", copy: 1 });
    expect(job?.document).toContain("POSSIBLE DUPLICATE");
    expect([counter, bar].flatMap(itemsOf)).toEqual([]);
    expect(stateOf(counter, ticket)).toBe("dismissed");
  });

  test("is printed by the one that stands in for its till without another word", async () => {
    const { counter, bar } = await twoTills();
    const ticket = issuedAt(counter, { standIn: bar });
    write(counter, { kind: "ticket/uncertain", body: { job: "1/1" } }, ticket);
    meet(counter, bar);

    answer(bar, "print");

    expect(bar.jobs.ofDocument(ticket)).toHaveLength(1);
    const state = bar.till.ledger.read((view) => view.state("ticket", ticket));
    expect([state.claimed, state.takenOver]).toEqual([undefined, undefined]);
  });

  test("comes back where another paper of it is in doubt", async () => {
    const { counter, bar } = await twoTills();
    const ticket = soldAt(counter);
    doubt(counter, ticket);
    meet(counter, bar);
    answer(bar, "dismiss");
    expect(itemsOf(bar)).toEqual([]);

    write(counter, { kind: "ticket/uncertain", body: { job: "9/2" } }, ticket);
    meet(counter, bar);

    expect(itemsOf(bar)).toHaveLength(1);
  });

  test("is in no doubt where the kitchen works on it", async () => {
    const { counter, bar } = await twoTills();
    const ticket = soldAt(counter);
    doubt(counter, ticket);
    write(bar, { kind: "ticket/done", body: { lines: [0], over: [] } }, ticket);
    meet(counter, bar);

    expect(itemsOf(bar)).toEqual([]);
  });
});

test("a ticket that two tills have printed apart is told at both, until somebody has seen to it", async () => {
  const { counter, bar } = await twoTills();
  const ticket = issuedAt(counter, { standIn: bar });
  meet(counter, bar);
  for (const each of [counter, bar]) {
    write(each, { kind: "ticket/printed", body: { job: "1/1", how: "printed" } }, ticket);
    expect(itemsOf(each)).toEqual([]);
  }
  meet(counter, bar);

  const [here, there] = [counter, bar].map(itemsOf);
  expect(there).toMatchObject([{ kind: "paper/twice", answers: [{ answer: "dismiss" }] }]);
  expect(there?.[0]?.text).toMatch(/ came out at two tills: ask the kitchen to make it once$/u);
  expect(there?.map(({ id }) => id)).toEqual(here?.map(({ id }) => id));

  answer(bar, "dismiss");
  meet(bar, counter);

  expect([counter, bar].flatMap(itemsOf)).toEqual([]);
});

describe("a ticket of which no till says anything", () => {
  test("is asked for once its paper would not come out unasked any more", async () => {
    const { counter, bar, clock } = await twoTills();
    soldAt(counter);
    meet(counter, bar);

    clock.advance(9 * MINUTE_MS);
    expect(unheardAt(bar)).toEqual([]);
    clock.advance(MINUTE_MS);

    expect(unheardAt(bar)).toEqual([
      "Ticket A1 Bar: no till knows whether it is on paper, ask the kitchen",
    ]);
    // Here it waits in sight.
    expect(unheardAt(counter)).toEqual([]);
    clock.advance(12 * 60 * MINUTE_MS);
    expect(unheardAt(bar)).toEqual([]);
  });

  test("is asked for where this till has put its paper aside for another one that printed none", async () => {
    const { counter, clock } = await twoTills();
    soldAt(counter);
    const [job] = counter.jobs.openTickets(1);
    if (job === undefined) throw new Error("No ticket waits.");
    counter.jobs.save({ ...job, state: "dismissed", outcomeReported: true }, job.state);

    clock.advance(10 * MINUTE_MS);

    expect(unheardAt(counter)).toHaveLength(1);
  });

  test("is asked for sooner where its paper has begun, and settled by an answer", async () => {
    const { counter, bar, clock } = await twoTills();
    const ticket = soldAt(counter);
    write(counter, { kind: "ticket/started", body: { job: "1/1" } }, ticket);
    meet(counter, bar);
    clock.advance(2 * MINUTE_MS);
    expect(unheardAt(bar)).toHaveLength(1);

    answer(bar, "dismiss");

    expect(unheardAt(bar)).toEqual([]);
  });
});

test("a paper that somebody has cancelled at another till comes out nowhere", async () => {
  const { counter, bar } = await twoTills();
  const ticket = soldAt(counter);
  meet(counter, bar);
  write(
    bar,
    {
      kind: "attention/resolved",
      body: {
        type: "paper/cancelled",
        subject: ticket,
        day: null,
        amount: 0 as never,
        voices: [],
        note: "told by word",
      },
    },
    ticket,
  );

  meet(bar, counter);
  desk(counter).look(new Map());
  await counter.printing.settle();

  expect(stateOf(counter, ticket)).toBe("dismissed");
});

/** Each has a printer for the kitchen. */
async function twoTills(): Promise<{ counter: OpenTill; bar: OpenTill; clock: Cafe["clock"] }> {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  setPrinters(counter.till, (all) => all.map((printer) => ({ ...printer, till: null })));
  meet(counter, bar);
  return { counter, bar, clock: cafe.clock };
}

/** For this till's printer, with the other's to stand in. */
function issuedAt(open: OpenTill, { standIn }: { readonly standIn: OpenTill }): EventId {
  const fallback = deviceOf(standIn.till.ledger.identity.origin);
  const owner = deviceOf(open.till.ledger.identity.origin);
  const order = toStreamId("order", soldAt(open));
  const line = toldLine(["A", 2]);
  const issued = open.till.ledger.commit({
    by: "",
    name: "send",
    decide: ({ idAt }) => {
      const issue = issuing(streamName(order) as EventId, [line], { owner, fallback });
      return ok({ events: [issue(idAt(0))] });
    },
  });
  return firstId(valueOf(issued));
}

function soldAt(open: OpenTill): EventId {
  sellGoods(open.till, ["100"], { cash: 280 });
  const job = open.jobs.latest(5).find(({ kind }) => kind === "ticket");
  return job?.documentId as EventId;
}

/** Its printer took it and said nothing, and it was printed twice unasked. */
function doubt(open: OpenTill, ticket: EventId): void {
  const [job] = open.jobs.ofDocument(ticket);
  if (job === undefined) throw new Error("There is no job.");
  open.jobs.save({ ...job, state: "uncertain", doubts: 3, outcomeReported: true }, "queued");
  write(open, { kind: "ticket/uncertain", body: { job: "1/1" } }, ticket);
}

type Said = {
  [K in Draft["kind"]]: Pick<Extract<Draft, { kind: K }>, "kind" | "body">;
}[Draft["kind"]];

function write({ till }: OpenTill, said: Said, ticket: EventId): void {
  // A kind and its body, as they were given together.
  const draft = { ...said, streams: [toStreamId("ticket", ticket)] } as Draft;
  till.ledger.commit({ by: "", name: "say", decide: () => ok({ events: [draft] }) });
}

function desk({ till, jobs, clock }: OpenTill) {
  const papers = ticketPapers(till, jobs, clock);
  const { ledger } = till;
  const rest = { clock, steadyMs: () => 0, mesh: () => undefined };
  return createTicketDesk({ ledger, store: jobs, papers, ...rest });
}

function meet(one: OpenTill, other: OpenTill): void {
  synchroniseLedgers(one.till.ledger, other.till.ledger);
  synchroniseLedgers(other.till.ledger, one.till.ledger);
}

function itemsOf(open: OpenTill): ReadonlyArray<OpenItem> {
  return listAttentionItems(open, "en");
}

function unheardAt(open: OpenTill): ReadonlyArray<string> {
  return listTillItems(open, "en").map(({ text }) => text);
}

function fieldsOf(open: OpenTill): ReadonlyArray<string> {
  const news = createLedgerNews(open);
  news.look();
  return news.fields(wordsFor({ locale: "en" }).status);
}

function answer(open: OpenTill, said: "print" | "dismiss"): void {
  const [item] = [...itemsOf(open), ...listTillItems(open, "en")];
  if (item === undefined) throw new Error("Nobody is asked anything.");
  const { till } = open;
  const answering = { open, note: "looked", refused: (refusal: Refusal) => err(refusal) };
  valueOf(
    answerItem<Refusal>(
      { ...answering, act: (name, decide) => till.act(MIA, name, decide) },
      item,
      said,
    ),
  );
}

function stateOf({ jobs }: OpenTill, ticket: EventId): string | undefined {
  return jobs.ofDocument(ticket)[0]?.state;
}
