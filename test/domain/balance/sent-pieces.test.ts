import { describe, expect, test } from "vitest";

import { sentPieces, sentQuantity } from "../../../src/domain/balance/sent-pieces.ts";
import { orderFold } from "../../../src/domain/folds/order-fold.ts";
import { type StreamId, toStreamId } from "../../../src/domain/identity.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { type SentLine } from "../../../src/domain/state/order-state.ts";
import { idOf } from "../../support/told.ts";

const LINE = idOf("A", 2);

describe("what the kitchen has of a line", () => {
  test("is less what waits before what it has begun, the newest first", () => {
    const parts = partsOf(["new", 1, 2], ["held", 2, 1], ["new", 3, 1], ["void", 4, 3]);

    expect(parts).toMatchObject([{ cause: idOf("A", 1), quantity: 1000, isHeld: false }]);
  });

  test("waits no more once it is fired, however often that is said", () => {
    const parts = partsOf(["held", 1, 2], ["held", 2, 1], ["fire", 1, 2], ["fire", 1, 2]);

    expect(parts).toMatchObject([
      { quantity: 2000, isHeld: false },
      { quantity: 1000, isHeld: true },
    ]);
  });

  test("is what was told after two tills took all of it off", () => {
    const order = orderOf(["new", 1, 2], ["void", 2, 2], ["void", 3, 2], ["new", 4, 1]);

    expect(sentQuantity(order, LINE)).toBe(1000);
  });

  test("is being made where only one of two tills let it wait", () => {
    expect(partsOf(["new", 1, 2], ["held", 1, 2])).toMatchObject([
      { quantity: 2000, isHeld: false },
    ]);
    expect(partsOf(["held", 1, 2], ["new", 1, 2])).toMatchObject([
      { quantity: 2000, isHeld: false },
    ]);
  });

  test("names the ticket that told it first", () => {
    const [part] = partsOf(["held", 1, 1], ["fire", 1, 1]);

    expect(part?.ticket).toBe(ticketOf(0));
  });
});

type Entry = readonly [act: SentLine["act"], cause: number, count: number];

function partsOf(...entries: ReadonlyArray<Entry>): ReturnType<typeof sentPieces> {
  return sentPieces(orderOf(...entries), LINE);
}

function orderOf(...entries: ReadonlyArray<Entry>): typeof orderFold.empty {
  const making = { modifiers: [], note: "", service: "dine-in", course: 2 } as const;
  const sentLines = entries.map(([act, cause, count], index) => ({
    ticket: ticketOf(index),
    line: LINE,
    act,
    cause: idOf("A", cause),
    quantity: thousandths(count * 1000),
    making,
  }));
  return { ...orderFold.empty, sentLines };
}

function ticketOf(index: number): StreamId {
  return toStreamId("ticket", idOf("B", index + 1));
}
