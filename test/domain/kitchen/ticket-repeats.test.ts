/** Which tickets are possible duplicates, over histories of tills that send and fire apart. */

import { expect, test } from "vitest";

import { decideFire } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideSetQuantity } from "../../../src/domain/commands/order/edit-order.ts";
import { decideSetService } from "../../../src/domain/commands/order/order-head.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { ticketsAlike } from "../../../src/domain/kitchen/ticket-repeats.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const GOODS = [1, 2, 3].map((course) => product(`DISH${course}`, { course, station: "kitchen" }));
const CATALOGUE = catalogueOf(GOODS);

test("tickets are alike where they share act, line and cause, and a person hears of just those lines", () => {
  const dice = createDice(20);
  let doubled = 0;
  for (let run = 0; run < proofRuns(300); run += 1) {
    const counter = history(dice);
    const expected = sharedBy(counter);

    for (const [ticket, others] of expected) {
      expect(alikeAt(counter, ticket).toSorted()).toEqual([...others].toSorted());
    }
    expect(askedAbout(counter)).toEqual(linesToldTwice(counter));
    doubled += askedAbout(counter).length;
  }
  // Else there was nothing to tell apart.
  expect(doubled).toBeGreaterThan(50);
});

test("tills that hear each other before they act never tell anything twice", () => {
  const dice = createDice(21);
  for (let run = 0; run < proofRuns(200); run += 1) {
    expect(askedAbout(history(dice, { isTogether: true }))).toEqual([]);
  }
});

/** What one till knows in the end. */
function history(dice: Dice, { isTogether = false } = {}): Counter {
  const first = createCounter({ catalogue: CATALOGUE });
  for (const each of GOODS) first.add(each, { count: 1 + dice.nat(2) });
  valueOf(first.decide((context, order) => decideSetService(context, order, "dine-in")));
  const tills = [first, first.apart("B"), first.apart("C")];
  for (let step = 0; step < 12; step += 1) {
    const till = dice.pick(tills);
    if (isTogether || dice.chance(30)) hearAll(till, tills);
    act(till, dice);
  }
  hearAll(first, tills);
  return first;
}

function hearAll(till: Counter, tills: ReadonlyArray<Counter>): void {
  for (const other of tills) if (other !== till) till.hear(other);
}

/** What is refused did nothing. */
function act(till: Counter, dice: Dice): void {
  const line = dice.pick(Object.keys(till.order().linesById)) as EventId;
  const quantity = thousandths((1 + dice.nat(4)) * 1000);
  switch (dice.nat(4)) {
    case 0:
      till.decide(decideSend);
      return;
    case 1:
      till.decide((context, order) => decideFire(context, order));
      return;
    case 2:
      till.decide((context, order) =>
        decideSetQuantity(context, order, { line, quantity, reason: "mind" }),
      );
      return;
    default:
      till.add(dice.pick(GOODS));
  }
}

/** Each ticket with those that share something with it, by the bodies as they were issued. */
function sharedBy(counter: Counter): ReadonlyMap<EventId, ReadonlySet<EventId>> {
  const tickets = issued(counter);
  return new Map(
    tickets.map(({ id, said }) => {
      const others = tickets.filter((other) => other.id !== id);
      const alike = others.filter((other) => other.said.some((name) => said.includes(name)));
      return [id, new Set(alike.map((other) => other.id))] as const;
    }),
  );
}

function linesToldTwice(counter: Counter): ReadonlyArray<string> {
  const all = issued(counter).flatMap(({ said }) => said);
  const twice = all.filter((name, at) => all.indexOf(name) !== at);
  return [...new Set(twice.map((name) => name.split(" ")[0] ?? ""))].toSorted();
}

function issued(counter: Counter) {
  return counter.events().flatMap((event) => {
    if (event.kind !== "ticket/issued") return [];
    const { lines } = event.body;
    // Whether it waits or not, it is the same food.
    return [
      {
        id: event.id,
        said: lines.map((it) => `${it.line} ${it.act.replace("held", "new")} ${it.cause}`),
      },
    ];
  });
}

function askedAbout(counter: Counter): ReadonlyArray<string> {
  return orderAttention(counter.order())
    .filter(({ type }) => type === "ticket/possible-duplicate")
    .map(({ subject }) => subject)
    .toSorted();
}

function alikeAt(counter: Counter, ticket: EventId): ReadonlyArray<EventId> {
  let alike: ReadonlyArray<EventId> = [];
  counter.decide(({ view }) => {
    alike = ticketsAlike(view, ticket);
    return { ok: true, value: [] };
  });
  return alike;
}
