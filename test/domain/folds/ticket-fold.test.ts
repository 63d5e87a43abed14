import { expect, test } from "vitest";

import { ticketFold } from "../../../src/domain/folds/ticket-fold.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { idOf, told } from "../../support/told.ts";

const TICKET = toStreamId("ticket", idOf("A", 1));

test("a ticket keeps what each printer could say of it", () => {
  const events = [
    told(["A", 2], "ticket/uncertain", { body: { job: "1/1" }, streams: [TICKET] }),
    told(["A", 3], "ticket/printed", { body: { job: "1/1", how: "printed" }, streams: [TICKET] }),
    told(["B", 1], "ticket/printed", { body: { job: "9/1", how: "sent" }, streams: [TICKET] }),
  ];

  const ticket = events.reduce(
    (state, event) => ticketFold.apply(state, event, TICKET),
    ticketFold.empty,
  );

  expect(ticket.uncertain).toEqual([idOf("A", 2)]);
  expect(ticket.printed).toEqual([
    { id: idOf("A", 3), how: "printed" },
    { id: idOf("B", 1), how: "sent" },
  ]);
});
