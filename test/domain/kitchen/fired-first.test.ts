/**
 * Which pieces a fire begins, where more of the line wait: bills, papers and cards say the same.
 *
 * Size: both.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { sentPieces } from "../../../src/domain/balance/sent-pieces.ts";
import { atStations } from "../../../src/domain/commands/kitchen/kitchen-stations.ts";
import { type TicketState } from "../../../src/domain/folds/ticket-fold.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { type IssuedTicket } from "../../../src/domain/kitchen/kitchen-card.ts";
import { kitchenCards } from "../../../src/domain/kitchen/kitchen-cards.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { emptyLine, emptyOrder, type OrderState } from "../../../src/domain/state/order-state.ts";
import { toldLine, toldTicket } from "../../support/kitchen-tickets.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { idOf, ORDER } from "../../support/told.ts";

const LINE = ["A", 2] as const;
/** Another order, to whose bill pieces go. */
const GUEST = idOf("A", 3);

interface Step {
  readonly act: "held" | "new" | "fire" | "move" | "void";
  /** What told the pieces; of a fire what it names. */
  readonly cause: EventId;
  readonly quantity: number;
  readonly bill: EventId;
  readonly station?: string;
}

function ticketsOf(steps: ReadonlyArray<Step>): ReadonlyArray<IssuedTicket> {
  return steps.map(({ act, cause, quantity, bill, station = "grill" }, at) =>
    toldTicket({
      id: idOf("A", 100 + at),
      bill,
      wallMs: at + 1,
      lines: [toldLine(LINE, { act, cause, quantity })],
      facts: { station },
    }),
  );
}

/** The order as its fold has it after these tickets. */
function orderOf(tickets: ReadonlyArray<IssuedTicket>): OrderState {
  const told = tickets.flatMap(({ issued: { id, body, bill } }) => {
    const ticket = toStreamId("ticket", id);
    return body.lines.map((line) => ({ ticket, bill, ...line, making: line }));
  });
  return {
    ...emptyOrder,
    opened: { id: ORDER } as NonNullable<OrderState["opened"]>,
    sentLines: told,
    billByTicket: Object.fromEntries(told.map(({ ticket, bill }) => [ticket, bill])),
  };
}

/** What waits of what told it, as bills have it. */
function waitingOnBills(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<string> {
  return sumsOf(
    sentPieces(orderOf(tickets), idOf(...LINE))
      .filter(({ isHeld }) => isHeld)
      .map(({ cause, at, quantity }) => [`${cause} ${at}`, quantity] as const),
  );
}

function waitingOnCards(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<string> {
  return sumsOf(
    kitchenCards(tickets).flatMap(({ lines, bill }) =>
      lines
        .filter(({ isHeld, isVoid }) => isHeld && !isVoid)
        .map(({ told, quantity }) => [`${told[0]?.split(" ").at(-1)} ${bill}`, quantity] as const),
    ),
  );
}

function sumsOf(pieces: ReadonlyArray<readonly [name: string, quantity: number]>) {
  const sums = new Map<string, number>();
  for (const [name, quantity] of pieces) sums.set(name, (sums.get(name) ?? 0) + quantity);
  return [...sums].map(([name, quantity]) => `${quantity / 1000} of ${name}`).toSorted();
}

const [FIRST, SECOND] = [idOf("B", 1), idOf("B", 2)];
const TWO_HELD: ReadonlyArray<Step> = [
  { act: "held", cause: FIRST, quantity: 1, bill: ORDER, station: "grill" },
  { act: "held", cause: SECOND, quantity: 1, bill: ORDER, station: "bar" },
];

test("a fire that names none of the pieces begins what was told first", () => {
  const steps = TWO_HELD.map((step) => ({ ...step, station: "grill" }));
  const tickets = ticketsOf([...steps, { act: "fire", cause: GUEST, quantity: 1, bill: ORDER }]);

  expect(waitingOnBills(tickets)).toEqual([`1 of ${SECOND} ${ORDER}`]);
  expect(waitingOnCards(tickets)).toEqual([`1 of ${SECOND} ${ORDER}`]);
});

test("the paper of such a fire goes to the station that was told first", () => {
  const tickets = ticketsOf(TWO_HELD);
  const order = orderOf(tickets);
  const balance = { id: idOf(...LINE), line: { ...emptyLine, added: { station: "grill" } } };
  const context = {
    view: {
      state: (_: string, name: string): TicketState | undefined =>
        tickets.find(({ issued }) => issued.id === name),
    },
  };

  const told = atStations(context as never, order, {
    balance: balance as never,
    act: "fire",
    quantity: thousandths(1000),
    cause: GUEST,
  });

  expect(told.map(([station]) => station)).toEqual(["grill"]);
});

const causes = [1, 2, 3].map((seq) => idOf("B", seq));
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom("fire", "fire", "move"),
  cause: fc.constantFrom(...causes, GUEST),
  quantity: fc.integer({ min: 1, max: 3 }),
  bill: fc.constantFrom(ORDER, GUEST),
});
const told: fc.Arbitrary<ReadonlyArray<Step>> = fc.tuple(
  ...causes.map((cause) =>
    fc.record({
      act: fc.constantFrom("held", "held", "new"),
      cause: fc.constant(cause),
      quantity: fc.integer({ min: 1, max: 3 }),
      bill: fc.constantFrom(ORDER, GUEST),
    }),
  ),
);

test("whatever waits, is moved and fired, bills and cards let the same pieces wait", () => {
  fc.assert(
    fc.property(told, fc.array(step, { maxLength: 5 }), (first, then) => {
      const tickets = ticketsOf([...first, ...then]);

      expect(waitingOnCards(tickets)).toEqual(waitingOnBills(tickets));
    }),
    { numRuns: proofRuns({ small: 200, whole: 3000 }) },
  );
});
