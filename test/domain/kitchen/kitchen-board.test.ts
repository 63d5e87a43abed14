import { describe, expect, test } from "vitest";

import { ok } from "../../../src/domain/base/result.ts";
import { type TicketLine } from "../../../src/domain/events/ticket-events.ts";
import { ticketFold, type TicketState } from "../../../src/domain/folds/ticket-fold.ts";
import { type EventId, type StreamId, toStreamId } from "../../../src/domain/identity.ts";
import { readStation } from "../../../src/domain/kitchen/kitchen-board.ts";
import { type IssuedTicket } from "../../../src/domain/kitchen/kitchen-card.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { emptyOrder } from "../../../src/domain/state/order-state.ts";
import { issuing, toldLine, toldTicket } from "../../support/kitchen-tickets.ts";
import { openOneOn } from "../../support/one-sale.ts";
import {
  actOn,
  createShop,
  NOON_MS,
  synchronise,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";
import { idOf } from "../../support/told.ts";

const HOUR_MS = 3_600_000;
const NOTHING = new Map<EventId, number>();
const TOMORROW = "2026-11-21" as typeof TODAY;

test("ten thousand tickets that nobody ever bumped are not all looked at", () => {
  const { view, looks } = viewOf(
    Array.from({ length: 10_000 }, (_, at) => ticketAt(at + 1, NOON_MS + at)),
  );

  const { cards } = readStation(view, "grill", {
    nowMs: NOON_MS,
    today: TODAY,
    heardAgoMs: NOTHING,
  });

  expect(cards).toHaveLength(200);
  expect(cards.at(-1)?.id).toBe(idOf("A", 10_000));
  expect(looks()).toBe(200);
});

test("one that came with a clock of 1970 is found behind two hundred that nobody bumped", () => {
  const late = ticketAt(1000, 1000);
  const { view } = viewOf([
    late,
    ...Array.from({ length: 250 }, (_, at) => ticketAt(at + 1, NOON_MS + at)),
  ]);
  const heardAgoMs = new Map([[late.issued.id, 1000]]);

  const { cards } = readStation(view, "grill", { nowMs: NOON_MS, today: TODAY, heardAgoMs });

  expect(cards).toHaveLength(201);
  expect(cards[0]?.id).toBe(late.issued.id);
});

describe("a ticket of the day before", () => {
  test("is there as long as somebody may wait for it", () => {
    const { view } = viewOf([ticketAt(1, NOON_MS)]);

    const soon = readStation(view, "grill", {
      nowMs: NOON_MS + 5 * HOUR_MS,
      today: TOMORROW,
      heardAgoMs: NOTHING,
    });
    const late = readStation(view, "grill", {
      nowMs: NOON_MS + 7 * HOUR_MS,
      today: TOMORROW,
      heardAgoMs: NOTHING,
    });

    expect(soon).toMatchObject({ cards: [{ number: "A12" }], past: 0 });
    expect(late).toMatchObject({ cards: [], past: 1 });
  });

  test("is there for six hours from when it was heard, whatever its till's clock said", () => {
    const { view } = viewOf([ticketAt(1, NOON_MS)]);
    const [nowMs, id] = [NOON_MS + 20 * HOUR_MS, idOf("A", 1)];
    function heard(agoMs: number) {
      const heardAgoMs = new Map([[id, agoMs]]);
      return readStation(view, "grill", { nowMs, today: TOMORROW, heardAgoMs });
    }

    expect(heard(5 * HOUR_MS)).toMatchObject({ cards: [{ number: "A12" }], past: 0 });
    expect(heard(7 * HOUR_MS)).toMatchObject({ cards: [], past: 1 });
  });

  test("is there for ever when its till's clock can't have been right", () => {
    const { view } = viewOf([ticketAt(1, 1000)]);

    const board = readStation(view, "grill", {
      nowMs: NOON_MS,
      today: TOMORROW,
      heardAgoMs: NOTHING,
    });

    expect(board).toMatchObject({ cards: [{ number: "A12" }], past: 0 });
  });
});

function ticketAt(seq: number, wallMs: number): IssuedTicket {
  return toldTicket({ id: idOf("A", seq), lines: [toldLine(["B", seq])], wallMs });
}

/** An index of tickets, as the ledger keeps it, that counts how many are looked into. */
test("an order that two tills move, their clocks minutes apart, is carried where it was moved last", () => {
  using shop = createShop();
  const { a } = shop;
  const b = shop.join("B");
  a.clock.advance(4 * 60_000);
  const { id } = openOneOn(a.ledger(), "A");
  tell(a, "new", { table: "4" });
  tell(a, "move", { table: "5", tableBefore: "4" });
  synchronise(a, b);
  b.clock.advance(60_000);
  tell(b, "move", { table: "7", tableBefore: "5" });
  synchronise(b, a);

  for (const { ledger } of [a, b]) {
    const { cards } = ledger().read((view) =>
      readStation(view, "grill", { nowMs: NOON_MS, today: TODAY, heardAgoMs: NOTHING }),
    );
    expect(cards).toMatchObject([{ table: "7" }]);
  }

  function tell(
    till: TestTill,
    act: TicketLine["act"],
    place: { readonly table: string; readonly tableBefore?: string },
  ): void {
    const head = { number: "A12", service: "dine-in", name: "", covers: 2, ...place } as const;
    const issue = issuing(id, [toldLine(["A", 2], { act })], { head });
    valueOf(actOn(till.ledger(), till.code, { decide: ({ idAt }) => ok([issue(idAt(0))]) }));
  }
});

function viewOf(tickets: ReadonlyArray<IssuedTicket>): {
  readonly view: LedgerView;
  readonly looks: () => number;
} {
  const byId = new Map<string, TicketState>(tickets.map((ticket) => [ticket.issued.id, ticket]));
  const tags = tickets
    .flatMap((ticket) =>
      ticketFold
        .tags(ticket)
        .map((tag) => [tag, toStreamId("ticket", ticket.issued.id)] as readonly [string, StreamId]),
    )
    .toSorted(([a], [b]) => (a < b ? 1 : -1));
  let count = 0;
  const view: Pick<LedgerView, "state" | "lastTagged"> = {
    state: (type, name) => {
      if (type === "order") return emptyOrder as never;
      count += 1;
      return (byId.get(name) ?? ticketFold.empty) as never;
    },
    lastTagged: (prefix, limit) => tags.filter(([tag]) => tag.startsWith(prefix)).slice(0, limit),
  };
  return { view: view as LedgerView, looks: () => count };
}
