import { expect, test } from "vitest";

import { createOrderReady } from "../../../src/app/orders/order-ready.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok, type Result } from "../../../src/domain/base/result.ts";
import {
  decideDone,
  decideRecalled,
  decideServed,
  type MarkedAlready,
  wholeTickets,
} from "../../../src/domain/commands/kitchen/mark-ticket.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type TicketLine } from "../../../src/domain/events/ticket-events.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { passOrders } from "../../../src/domain/kitchen/pass-board.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type CommitContext } from "../../../src/ledger/ledger.ts";
import { type ReadyOrder } from "../../../src/tui/ports/course-port.ts";
import { issuing, toldLine } from "../../support/kitchen-tickets.ts";
import {
  createShop,
  firstId,
  synchronise,
  synchroniseAll,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";

test("the till that opened an order hears once that all of it is ready, and again after a recall", () => {
  using shop = createShop("order ready");
  const { a } = shop;
  const b = shop.join("B");
  const [grill, bar] = order(b, ["grill", "bar"]);
  if (grill === undefined || bar === undefined) throw new Error("No tickets.");
  synchroniseAll(shop.tills());
  const [atA, atB] = [a, b].map((till) => readyAt(till));

  say(a, (view) => decideDone(view, wholeTickets(view, [grill])));
  synchronise(a, b);
  expect(atB?.()).toEqual([]);
  say(a, (view) => decideDone(view, wholeTickets(view, [bar])));
  synchronise(a, b);

  expect(atA?.()).toEqual([]);
  expect(atB?.()).toEqual([{ number: "B1", table: "4" }]);
  expect(atB?.()).toEqual([]);
  say(a, (view) => decideRecalled(view, wholeTickets(view, [bar])));
  synchronise(a, b);
  expect(atB?.()).toEqual([]);
  say(b, (view) => decideDone(view, wholeTickets(view, [bar])));
  expect(atB?.()).toEqual([{ number: "B1", table: "4" }]);
});

test("a course is ready while the kitchen waits with the next one, which is ready in its turn", () => {
  using shop = createShop("order ready course");
  const { a } = shop;
  const [soup, steak] = [toldLine(["A", 50]), toldLine(["A", 51], { act: "held", course: 2 })];
  const [ticket] = order(a, [[soup, steak]]);
  if (ticket === undefined) throw new Error("No ticket.");
  const heard = readyAt(a);

  say(a, (view) => decideDone(view, [{ ticket, lines: [0] }]));
  expect(heard()).toEqual([{ number: "A1", table: "4" }]);
  const { birth = ticket } =
    a.ledger().read((view) => view.state("ticket", ticket)).issued?.body.lines[0] ?? {};
  say(a, (view) =>
    decideServed(
      view,
      passOrders(view, [birth]).flatMap(({ parts }) => parts),
    ),
  );
  expect(heard()).toEqual([]);

  const fire = issuing(birth, [{ ...steak, act: "fire" }]);
  const [fired] = write(a, ({ idAt }) => [fire(idAt(0))]);
  expect(heard()).toEqual([]);
  say(a, (view) => decideDone(view, wholeTickets(view, [ticket, fired ?? ticket])));
  expect(heard()).toEqual([{ number: "A1", table: "4" }]);
});

test("nothing is said of what was ready before the register was opened", () => {
  using shop = createShop("order ready before");
  const tickets = order(shop.a, ["grill"]);
  say(shop.a, (view) => decideDone(view, wholeTickets(view, tickets)));

  const look = readyAt(shop.a);

  expect(look()).toEqual([]);
});

test("what became ready in a long time apart is said, and not what was ready before", () => {
  using shop = createShop("order ready apart");
  const { a } = shop;
  const before = order(a, ["grill"]);
  say(a, (view) => decideDone(view, wholeTickets(view, before)));
  const look = readyAt(a, forgetful);
  const tickets = order(a, ["grill"]);

  say(a, (view) => decideDone(view, wholeTickets(view, tickets)));

  expect(look()).toEqual([{ number: "A1", table: "4" }]);
  expect(look()).toEqual([]);
  say(a, (view) => decideRecalled(view, wholeTickets(view, tickets)));
  expect(look()).toEqual([]);
  say(a, (view) => decideDone(view, wholeTickets(view, tickets)));
  expect(look()).toHaveLength(1);
});

/** After more changes than are remembered one by one. */
function forgetful(view: LedgerView): LedgerView {
  return { ...view, changedSince: () => undefined };
}

/** All that is asked of the till is its ledger. */
function readyAt(
  till: TestTill,
  seenAs: (view: LedgerView) => LedgerView = (view) => view,
): () => ReadonlyArray<ReadyOrder> {
  const ledger = till.ledger();
  const { identity } = ledger;
  function read<Value>(look: (view: LedgerView) => Value): Value {
    return ledger.read((view) => look(seenAs(view)));
  }
  const ready = createOrderReady({ ledger: { identity, read } } as unknown as Till);
  return () => {
    ready.look();
    return ready.take();
  };
}

/** With a ticket for each station. */
function order(
  till: TestTill,
  stations: ReadonlyArray<string | ReadonlyArray<TicketLine>>,
): ReadonlyArray<EventId> {
  return write(till, ({ idAt, origin }) => {
    const self = idAt(0);
    const opened: Draft = {
      kind: "order/opened",
      streams: [toStreamId("order", self)],
      body: {
        number: `${till.code}1`,
        till: origin,
        service: "dine-in",
        table: "4",
        name: "",
        covers: 0,
      },
    };
    const tickets = stations.map((what, at) =>
      (typeof what === "string"
        ? issuing(self, [toldLine(["A", 50 + at])], { station: what })
        : issuing(self, what))(idAt(1 + at)),
    );
    return [opened, ...tickets];
  }).slice(1);
}

function write(
  till: TestTill,
  drafts: (context: CommitContext) => ReadonlyArray<Draft>,
): ReadonlyArray<EventId> {
  const committed = till.ledger().commit({
    by: "1",
    name: "order",
    decide: (context) => ok({ day: TODAY, events: drafts(context) }),
  });
  return valueOf(committed).ids;
}

function say(
  till: TestTill,
  decide: (view: LedgerView) => Result<ReadonlyArray<Draft>, MarkedAlready>,
): void {
  const committed = till.ledger().commit({
    by: "",
    name: "kitchen",
    decide: ({ view }) => {
      const decided = decide(view);
      return decided.ok ? ok({ day: TODAY, events: decided.value }) : decided;
    },
  });
  firstId(valueOf(committed));
}
