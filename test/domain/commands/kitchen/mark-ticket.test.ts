import { describe, expect, test } from "vitest";

import { ok, type Result } from "../../../../src/domain/base/result.ts";
import {
  decideDone,
  decideRecalled,
  decideServed,
  wholeTickets,
} from "../../../../src/domain/commands/kitchen/mark-ticket.ts";
import { type Draft } from "../../../../src/domain/events/kinds.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import { type CommitContext } from "../../../../src/ledger/ledger.ts";
import { issuing, toldLine } from "../../../support/kitchen-tickets.ts";
import {
  createShop,
  firstId,
  synchronise,
  synchroniseAll,
  type TestTill,
  TODAY,
  valueOf,
} from "../../../support/shop.ts";
import { idOf } from "../../../support/told.ts";

const ORDER = idOf("A", 1);
const BURGER = toldLine(["A", 2]);
const FRIES = toldLine(["A", 3], { text: "Fries" });

describe("the screens of a kitchen", () => {
  test("say of each line once that it is done", () => {
    using shop = createShop("kitchen marks");
    const ticket = issue(shop.a);

    done(shop.a, ticket, [1]);
    done(shop.a, ticket, [0, 1]);

    expect(says(shop.a, ticket)).toEqual([
      ["done", [1]],
      ["done", [0]],
    ]);
    expect(shop.a.ledger().read((view) => decideDone(view, [{ ticket, lines: [0, 1] }]))).toEqual({
      ok: false,
      fault: { type: "ticket/said-already" },
    });
  });

  test("bump a ticket apart as one, and take it back as one", () => {
    using shop = createShop("kitchen apart");
    const { a } = shop;
    const b = shop.join("B");
    const ticket = issue(a);
    synchroniseAll(shop.tills());
    done(a, ticket, [0, 1]);
    done(b, ticket, [0, 1]);
    synchroniseAll(shop.tills());

    recall(b, ticket);
    synchronise(b, a);

    expect(says(a, ticket).map(([what]) => what)).toEqual(["done", "done", "recalled"]);
    expect(a.ledger().read((view) => decideRecalled(view, wholeTickets(view, [ticket])))).toEqual({
      ok: false,
      fault: { type: "ticket/said-already" },
    });
    expect(a.ledger().read((view) => decideDone(view, wholeTickets(view, [ticket]))).ok).toBe(true);
  });

  test("hand out what is made, made or not", () => {
    using shop = createShop("kitchen pass");
    const ticket = issue(shop.a);

    commit(shop.a, ({ view }) => decideServed(view, wholeTickets(view, [ticket])));

    expect(says(shop.a, ticket)).toEqual([["served", [0, 1]]]);
    expect(
      shop.a.ledger().read((view) => decideServed(view, wholeTickets(view, [ticket]))).ok,
    ).toBe(false);
    recall(shop.a, ticket);
    expect(
      shop.a.ledger().read((view) => decideServed(view, wholeTickets(view, [ticket]))).ok,
    ).toBe(true);
  });

  test("say nothing of a ticket that was never heard of, or of lines that it hasn't", () => {
    using shop = createShop("kitchen unheard");
    const ticket = issue(shop.a);
    const { read } = shop.a.ledger();

    expect(read((view) => decideDone(view, [{ ticket, lines: [7] }])).ok).toBe(false);
    expect(read((view) => decideDone(view, [{ ticket: ORDER, lines: [0] }])).ok).toBe(false);
  });
});

test("a box for kitchens alone may say it", () => {
  using shop = createShop("kitchen rights");
  const screen = shop.join("K", ["kitchen"]);
  const ticket = issue(shop.a);
  synchronise(shop.a, screen);

  done(screen, ticket, [0, 1]);
  synchronise(screen, shop.a);

  expect(says(shop.a, ticket)).toEqual([["done", [0, 1]]]);
});

function issue(till: TestTill): EventId {
  return commit(till, ({ idAt }) => ok([issuing(ORDER, [BURGER, FRIES])(idAt(0))]));
}

function done(till: TestTill, ticket: EventId, lines: ReadonlyArray<number>): void {
  commit(till, ({ view }) => decideDone(view, [{ ticket, lines }]));
}

function recall(till: TestTill, ticket: EventId): void {
  commit(till, ({ view }) => decideRecalled(view, wholeTickets(view, [ticket])));
}

/** By the box, for nobody is logged in. */
function commit(
  till: TestTill,
  decide: (context: CommitContext) => Result<ReadonlyArray<Draft>, unknown>,
): EventId {
  const committed = till.ledger().commit({
    by: "",
    name: "kitchen",
    decide: (context) => {
      const decided = decide(context);
      return decided.ok ? ok({ day: TODAY, events: decided.value }) : decided;
    },
  });
  return firstId(valueOf(committed));
}

function says(
  till: TestTill,
  ticket: EventId,
): ReadonlyArray<readonly [string, ReadonlyArray<number>]> {
  const { marks = [] } = till.ledger().read((view) => view.state("ticket", ticket));
  return marks.map(({ says: what, lines }) => [what, lines]);
}
