import { expect, test } from "vitest";

import { thousandths } from "../../src/domain/amounts.ts";
import { type TicketView } from "../../src/domain/views.ts";
import { type Block } from "../../src/printer/document.ts";
import { ticketToDocument } from "../../src/printer/ticket-document.ts";
import { ticketLine, ticketView } from "../support/printed-views.ts";

test("every item is tall, with its quantity", () => {
  const item = textBlocks(ticketView()).find(({ text }) => text.includes("Burger"));

  expect(item).toMatchObject({ text: "2 x Burger", style: { doubleHeight: true } });
});

test("what is not to be made is inverse and says so in its own line", () => {
  const lines = [ticketLine({ act: "void", quantity: thousandths(500), name: "Soup" })];

  const inverse = textBlocks(ticketView({ lines })).filter(({ style }) => style?.inverse === true);

  expect(inverse.map(({ text }) => text)).toEqual([" VOID ", "VOID 0.5 x Soup"]);
});

test("an allergy can't be overlooked", () => {
  const note = textBlocks(ticketView()).find(({ text }) => text.includes("NUT ALLERGY"));

  expect(note?.style).toEqual({ bold: true, doubleHeight: true, inverse: true });
});

test("courses are named where there are several, acts where they change", () => {
  const lines = [
    ticketLine({ name: "Soup", course: 1 }),
    ticketLine({ name: "Bread", course: 1 }),
    ticketLine({ name: "Steak", course: 2 }),
  ];

  const texts = textBlocks(ticketView({ lines })).map(({ text }) => text);

  expect(texts.slice(1, 7)).toEqual([
    "NEW",
    "Course 1",
    "1 x Soup",
    "1 x Bread",
    "Course 2",
    "1 x Steak",
  ]);
});

test("a station that has nothing but a later course is told which", () => {
  const [later, first] = [3, 1].map((course) =>
    textBlocks(ticketView({ lines: [ticketLine({ name: "Steak", course })] })).map(
      ({ text }) => text,
    ),
  );

  expect(later).toContain("Course 3");
  expect(first).not.toContain("Course 1");
});

test("another course of what the station has already says which one it was", () => {
  const lines = [ticketLine({ act: "change", name: "Soup", course: 2, courseBefore: 1 })];

  const texts = textBlocks(ticketView({ lines })).map(({ text }) => text);

  expect(texts.slice(1, 4)).toEqual([" CHANGE ", "Course 2 (was: Course 1)", "1 x Soup"]);
});

test("an order that is served otherwise now says once how it was", () => {
  const was = { act: "change", serviceBefore: "counter" } as const;
  const lines = [ticketLine({ ...was, name: "Soup" }), ticketLine({ ...was, name: "Bun" })];

  const texts = textBlocks(ticketView({ lines, service: "takeaway" })).map(({ text }) => text);

  expect(texts.slice(0, 5)).toEqual([
    expect.stringContaining("TAKEAWAY"),
    " CHANGE ",
    " TAKEAWAY (was: COUNTER) ",
    "1 x Soup",
    "1 x Bun",
  ]);
});

test("of several changes each of the goods says how it was served", () => {
  const lines = [
    ticketLine({ act: "change", name: "Soup", service: "takeaway", serviceBefore: "dine-in" }),
    ticketLine({ act: "change", name: "Pie", serviceBefore: "takeaway" }),
    ticketLine({ act: "change", name: "Bun", note: "cut" }),
  ];

  const texts = textBlocks(ticketView({ lines, service: "dine-in" })).map(({ text }) => text);

  expect(texts.slice(1, 8)).toEqual([
    " CHANGE ",
    "1 x Soup",
    " TAKEAWAY (was: DINE IN) ",
    "1 x Pie",
    " DINE IN (was: TAKEAWAY) ",
    "1 x Bun",
    " ! cut ",
  ]);
});

test("goods without a course have no number", () => {
  const lines = [ticketLine({ name: "Soup", course: 0 }), ticketLine({ name: "Bun", course: 1 })];

  const texts = textBlocks(ticketView({ lines })).map(({ text }) => text);

  expect(texts).toContain("No course");
  expect(texts).not.toContain("Course 0");
});

test("the foot tells papers apart and names the other stations", () => {
  const alsoAt = [
    { station: "BAR", pieces: 2 },
    { station: "GRILL", pieces: 1 },
  ];
  const { blocks } = ticketToDocument(ticketView({ alsoAt }));

  expect(blocks).toContainEqual(expect.objectContaining({ text: "also at: BAR 2, GRILL 1" }));
  expect(blocks).toContainEqual({ type: "row", left: "Ticket 40-00c0ffee", right: "Till A" });
  expect(blocks).toContainEqual({ type: "row", left: "2026-11-20 14:05", right: "Chiara" });
});

test("a demo shop's ticket is marked at both ends", () => {
  const marks = textBlocks(ticketView({ demo: true })).filter(({ text }) => text === " DEMO ");

  expect(marks).toHaveLength(2);
});

function textBlocks(ticket: TicketView): ReadonlyArray<Extract<Block, { type: "text" }>> {
  return ticketToDocument(ticket).blocks.filter((block) => block.type === "text");
}
