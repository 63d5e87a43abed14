import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compareKeys } from "../../../src/domain/events/event.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import {
  AWAITED_PREFIX,
  DOUBTED_TAG,
  doneAtMs,
  doneLines,
  doneTicketPrefix,
  isServed,
  linesToDo,
  openMarks,
  openTicketPrefix,
  READY_PREFIX,
  ticketFold,
  type TicketState,
} from "../../../src/domain/folds/ticket-fold.ts";
import { type DeviceId, deviceOf, type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { ticketDuty } from "../../../src/domain/kitchen/ticket-duty.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { ticketBody, toldLine } from "../../support/kitchen-tickets.ts";
import { idOf, ORDER, ORDER_STREAM, told } from "../../support/told.ts";

const TICKET = toStreamId("ticket", idOf("A", 1));

test("a ticket keeps what each printer could say of it", () => {
  const ticket = after(
    issued({ fallback: deviceOf(idOf("B", 1)) }),
    told(["A", 2], "ticket/uncertain", { body: { job: "1/1" }, streams: [TICKET] }),
    told(["A", 3], "ticket/printed", { body: { job: "1/1", how: "printed" }, streams: [TICKET] }),
    told(["B", 1], "ticket/printed", {
      body: { job: "9/1", how: "sent" },
      streams: [TICKET],
      hlc: 4,
    }),
  );

  expect(ticket.uncertain).toEqual([idOf("A", 2)]);
  expect(ticket.printed).toEqual([
    { id: idOf("A", 3), how: "printed" },
    { id: idOf("B", 1), how: "sent" },
  ]);
});

const AWAITED = `${AWAITED_PREFIX}2026-11-20/000000000000000`;

describe("what a till says of a paper that nobody had asked it for", () => {
  const [started, printed, uncertain] = [
    told(["B", 1], "ticket/started", { body: { job: "1/1" }, streams: [TICKET], hlc: 5 }),
    told(["B", 2], "ticket/printed", {
      body: { job: "1/1", how: "printed" },
      streams: [TICKET],
      hlc: 6,
    }),
    told(["B", 3], "ticket/uncertain", { body: { job: "1/1" }, streams: [TICKET], hlc: 7 }),
  ];

  test("is not believed: the ticket waits for its paper, and a person hears of it", () => {
    const ticket = after(issued(), started, printed, uncertain);

    expect(ticket).toMatchObject({ started: [], printed: [], uncertain: [] });
    expect(ticket.strange).toEqual([started.id, printed.id, uncertain.id]);
    expect(ticketFold.tags(ticket)).toEqual(expect.arrayContaining([AWAITED, DOUBTED_TAG]));
  });

  test("is forgotten once whoever was to print it has", () => {
    const own = told(["A", 5], "ticket/printed", {
      body: { job: "1/1", how: "printed" },
      streams: [TICKET],
      hlc: 9,
    });
    const tags = ticketFold.tags(after(issued(), printed, own));

    expect(tags).not.toContain(AWAITED);
    expect(tags).not.toContain(DOUBTED_TAG);
  });

  test("counts where it stands in for the owner, or a person has told it to", () => {
    const standIn = after(issued({ fallback: deviceOf(printed.id) }), printed);
    const claim = { body: {}, streams: [TICKET], hlc: 4 };
    const unasked = told(["B", 9], "ticket/claimed", { ...claim, by: "" });
    const asked = told(["B", 9], "ticket/claimed", { ...claim, by: "4" });

    expect(standIn.printed).toHaveLength(1);
    expect(after(issued(), unasked, printed).printed).toEqual([]);
    expect(after(issued(), asked, printed)).toMatchObject({
      printed: [{ id: printed.id }],
      takenOver: [asked.id],
    });
  });

  test("never keeps a ticket from paper, whatever it is and wherever it stands in time", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom("ticket/started", "ticket/uncertain", "ticket/claimed"),
            hlc: fc.integer({ min: 0, max: 20 }),
            till: fc.constantFrom("B", "C"),
          }),
          { maxLength: 12 },
        ),
        (words) => {
          const strange = words.map(({ kind, hlc, till }, at) =>
            kind === "ticket/claimed"
              ? told([till, at + 1], kind, { body: {}, streams: [TICKET], hlc, by: "" })
              : told([till, at + 1], kind, { body: { job: "1/1" }, streams: [TICKET], hlc }),
          );

          const ticket = after(issued(), printed, ...strange);

          expect(ticketFold.tags(ticket)).toContain(AWAITED);
          const self = deviceOf(idOf("A", 1));
          const sight = { knownForMs: 0, isLive: true, isInStep: false, isAlone: false };
          expect(ticketDuty(ticket, { ...sight, self })).toEqual({
            type: "print",
            mark: undefined,
          });
        },
      ),
    );
  });
});

describe("a ticket of two lines", () => {
  test("is to be made until the last line is done", () => {
    const half = after(issued(), mark(["A", 2], "done", { lines: [1] }));
    const whole = after(
      issued(),
      mark(["A", 2], "done", { lines: [1] }),
      mark(["A", 3], "done", { lines: [0] }),
    );

    expect(linesToDo(after(issued()))).toEqual([0, 1]);
    expect(linesToDo(half)).toEqual([0]);
    expect(doneAtMs(half)).toBeUndefined();
    expect(linesToDo(whole)).toEqual([]);
    expect(doneAtMs(whole)).toBe(0);
  });

  test("is done once when two screens bump it apart, and open again when one takes it back", () => {
    const [first, second] = [
      mark(["A", 2], "done", { lines: [0, 1] }),
      mark(["B", 1], "done", { lines: [0, 1], hlc: 2 }),
    ];
    const twice = after(issued(), first, second);
    const back = after(
      issued(),
      first,
      second,
      mark(["C", 1], "recalled", { lines: [0, 1], over: [first, second], hlc: 5 }),
    );

    expect(linesToDo(twice)).toEqual([]);
    expect(linesToDo(back)).toEqual([0, 1]);
  });

  test("is to be made when one screen takes it back and another bumps it apart", () => {
    const done = mark(["A", 2], "done", { lines: [0, 1] });
    const recalled = mark(["B", 1], "recalled", { lines: [0, 1], over: [done], hlc: 3 });
    const apart = mark(["C", 1], "done", { lines: [0, 1], over: [done], hlc: 9 });
    const settled = mark(["A", 3], "done", { lines: [0, 1], over: [recalled, apart], hlc: 10 });

    expect(linesToDo(after(issued(), done, recalled, apart))).toEqual([0, 1]);
    expect(linesToDo(after(issued(), done, recalled, apart, settled))).toEqual([]);
  });

  test("is served when the pass says so, until a line is recalled and served anew", () => {
    const served = mark(["A", 2], "served", { lines: [0, 1] });
    const recalled = mark(["A", 3], "recalled", { lines: [1], over: [served] });
    const again = mark(["A", 4], "done", { lines: [1], over: [recalled] });
    const gone = mark(["A", 5], "served", { lines: [0, 1], over: [served, again] });

    expect(isServed(after(issued(), served))).toBe(true);
    expect(linesToDo(after(issued(), served))).toEqual([]);
    expect(linesToDo(after(issued(), served, recalled))).toEqual([1]);
    expect(isServed(after(issued(), served, recalled, again))).toBe(false);
    expect(isServed(after(issued(), served, recalled, again, gone))).toBe(true);
  });

  test("is found as open by its day and age, then by when it was done, at the pass till it is served", () => {
    const open = ticketFold.tags(after(issued()));
    const done = ticketFold.tags(after(issued(), mark(["A", 2], "done", { lines: [0, 1] })));
    const served = ticketFold.tags(after(issued(), mark(["A", 2], "served", { lines: [0, 1] })));

    expect(open).toEqual([`${openTicketPrefix("grill")}2026-11-20/000000000000000`, AWAITED]);
    expect(done).toEqual([
      `${doneTicketPrefix("grill")}000000000000000`,
      `${READY_PREFIX}000000000000000`,
    ]);
    expect(served).toEqual([`${doneTicketPrefix("grill")}000000000000000`]);
    expect(ticketFold.tags(ticketFold.empty)).toEqual([]);
  });

  test("says of each line the same however what was said of it stands in time", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            says: fc.constantFrom("done", "served", "recalled"),
            lines: fc.subarray([0, 1], { minLength: 1 }),
            knows: fc.array(fc.nat(8)),
          }),
          { maxLength: 8 },
        ),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (said, times) => {
          const marks = said.map(({ says, lines, knows }, at) =>
            mark(["B", at + 1], says, {
              lines,
              overIds: knows.filter((known) => known < at).map((known) => idOf("B", known + 1)),
            }),
          );
          const moved = marks.map((event, at) => ({
            ...event,
            key: { ...event.key, hlc: 2 + (times[at] ?? 0) },
          }));

          expect(looksOf(after(issued(), ...moved))).toEqual(looksOf(after(issued(), ...marks)));
        },
      ),
    );
  });
});

test("a rogue's three thousand marks on two hundred lines are soon looked through", () => {
  const lines = Array.from({ length: 200 }, (_, line) => line);
  const marks = Array.from({ length: 3000 }, (_, at) => mark(["B", at + 1], "done", { lines }));
  const line = toldLine(["A", 7]);
  const long = after(
    told(["A", 1], "ticket/issued", {
      streams: [ORDER_STREAM, TICKET],
      body: ticketBody(lines.map(() => line)),
    }),
    ...marks,
    mark(["C", 1], "recalled", { lines: [7], over: marks, hlc: 9000 }),
  );

  // Looked through line by line, and mark against mark, this would take a minute.
  expect(linesToDo(long)).toEqual([7]);
  expect(openMarks(long, [7]).map(({ says }) => says)).toEqual(["recalled"]);
  expect(openMarks(long, [8])).toHaveLength(3000);
});

function looksOf(state: TicketState): unknown {
  return [[...doneLines(state)], isServed(state)];
}

function after(...events: ReadonlyArray<KnownEvent>): TicketState {
  return events
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .reduce((state, event) => ticketFold.apply(state, event, TICKET), ticketFold.empty);
}

function mark(
  at: readonly [till: string, seq: number],
  says: "done" | "served" | "recalled",
  {
    lines,
    over = [],
    overIds = over.map(({ id }) => id),
    hlc,
  }: {
    readonly lines: number[];
    readonly over?: ReadonlyArray<KnownEvent>;
    readonly overIds?: ReadonlyArray<EventId>;
    readonly hlc?: number;
  },
): KnownEvent {
  return told(at, `ticket/${says}`, {
    body: { lines, over: [...overIds] },
    streams: [TICKET],
    ...(hlc === undefined ? {} : { hlc: hlc + 1 }),
  });
}

function issued({ fallback = null }: { readonly fallback?: DeviceId | null } = {}): KnownEvent {
  const line = {
    birth: ORDER,
    line: idOf("A", 7),
    act: "new",
    cause: idOf("A", 7),
    quantity: thousandths(1000),
    by: "each",
    text: "Burger",
    modifiers: [],
    note: "",
    service: "counter",
    course: 1,
  } as const;
  return told(["A", 1], "ticket/issued", {
    streams: [ORDER_STREAM, TICKET],
    body: {
      station: "grill",
      owner: idOf("A", 1).slice(0, 26) as never,
      fallback,
      head: { number: "A1", service: "counter", table: "", name: "", covers: 0 },
      lines: [
        { ...line, modifiers: [] },
        { ...line, line: idOf("A", 8), modifiers: [] },
      ],
      also: [],
    },
  });
}
