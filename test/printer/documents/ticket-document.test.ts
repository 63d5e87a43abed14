import fc from "fast-check";
import { expect, test } from "vitest";

import { thousandths } from "../../../src/domain/money/amounts.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { type TicketLineView, type TicketView } from "../../../src/domain/views.ts";
import { type Block } from "../../../src/printer/document.ts";
import { ticketToDocument } from "../../../src/printer/documents/ticket-document.ts";
import { enPaper as en } from "../../support/english-words.ts";
import { ticketLine, ticketView } from "../../support/printed-views.ts";

test("every item is tall, with its quantity", () => {
  const item = textBlocks(ticketView()).find(({ text }) => text.includes("Burger"));

  expect(item).toMatchObject({ text: "2 x Burger", style: { doubleHeight: true } });
});

test("goods that are made alike are one line, and what differs in anything stands apart", () => {
  const oat = [{ name: "Oat milk", count: 1 }];
  const latte = ticketLine({ name: "Latte", seat: 2, isSoldOut: false });
  const each: ReadonlyArray<Partial<TicketLineView>> = [
    {},
    { modifiers: oat },
    { dish: "Fish" },
    { note: "hot" },
    { course: 2 },
    { seat: 3 },
    { service: "takeaway" },
    { act: "held" },
    { isSoldOut: true },
    { name: "Flat white" },
    { soldBy: "weight" },
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(each.length - 1), { minLength: 1, maxLength: 12 }), (picked) => {
      const lines = picked.map((at) => ({ ...latte, ...each[at] }));

      const rows = textBlocks(ticketView({ lines })).flatMap(({ text }) => {
        const [, count, name] =
          /^(?<count>[0-9.]+)(?: kg)? x (?<name>Latte|Flat white)$/u.exec(text) ?? [];
        return name === undefined ? [] : [Number(count)];
      });

      const weighed = picked.filter((at) => each[at]?.soldBy === "weight").length;
      const kinds = new Set(picked.filter((at) => each[at]?.soldBy !== "weight"));
      expect(rows).toHaveLength(kinds.size + weighed);
      expect(rows.reduce((sum, count) => sum + count, 0)).toBe(picked.length);
    }),
  );
});

test("an option for another station's dish says what it goes with", () => {
  const lines = [ticketLine({ name: "Salad", dish: "Fish" })];

  const texts = textBlocks(ticketView({ lines })).map(({ text }) => text);

  expect(texts.slice(texts.indexOf("1 x Salad"))[1]).toBe("with Fish");
});

test("what is not to be made is inverse and says so in its own line", () => {
  const lines = [ticketLine({ act: "void", quantity: thousandths(500), name: "Soup" })];

  const inverse = textBlocks(ticketView({ lines })).filter(({ style }) => style?.inverse === true);

  expect(inverse.map(({ text }) => text)).toEqual([" VOID ", "VOID 0.5 x Soup"]);
});

test("a reason that all goods of a ticket have is said once, others where they belong", () => {
  const lines = ["guest left", "guest left", "burnt"].map((reason, at) =>
    ticketLine({ act: "void", name: `Soup ${at}`, reason }),
  );

  const [together, apart] = [lines.slice(0, 2), lines].map((some) =>
    textBlocks(ticketView({ lines: some })).map(({ text }) => text),
  );

  expect(together?.slice(2, 5)).toEqual(["(guest left)", "VOID 1 x Soup 0", "VOID 1 x Soup 1"]);
  expect(apart?.filter((text) => text.startsWith("("))).toEqual([
    "(guest left)",
    "(guest left)",
    "(burnt)",
  ]);
});

test("an allergy can't be overlooked", () => {
  const texts = textBlocks(ticketView());
  const note = texts.find(({ text }) => text.includes("NUT ALLERGY"));

  expect(texts[0]).toMatchObject({
    text: " ! ALLERGY ! ",
    style: { doubleWidth: true, red: true },
  });
  expect(note?.style).toEqual({
    bold: true,
    doubleHeight: true,
    doubleWidth: true,
    inverse: true,
    red: true,
  });
});

test.each(["Allergie: Nüsse", "allergie aux noix", "ALERGIA al huevo", "nut allergic"])(
  "%s is an allergy",
  (note) => {
    const ticket = ticketView({ lines: [ticketLine({ note })] });

    expect(textBlocks(ticket)[0]?.text).toBe(" ! ALLERGY ! ");
  },
);

test("another note is none, nor is that of goods that are not to be made", () => {
  const lines = [
    ticketLine({ note: "well done" }),
    ticketLine({ act: "void", note: "nut allergy" }),
  ];

  expect(textBlocks(ticketView({ lines }))[0]?.text).not.toContain("ALLERGY");
});

test.each(["held", "fire", "change", "void", "move", "refire"] as const)(
  "a ticket of %s alone says so first, and once",
  (act) => {
    const texts = textBlocks(ticketView({ lines: [ticketLine({ act }), ticketLine({ act })] }));
    const title = ` ${en.acts[act]} `;

    expect(texts[0]).toMatchObject({ text: title, style: { inverse: true, doubleWidth: true } });
    expect(texts.filter(({ text }) => text === title)).toHaveLength(1);
  },
);

test("goods that are not to be cooked now are smaller, and still tall", () => {
  const [held, moved, fired] = (["held", "move", "fire"] as const).map((act) => {
    const texts = textBlocks(ticketView({ lines: [ticketLine({ act })] }));
    return texts.find(({ text }) => text === "1 x Burger")?.style;
  });

  expect([held, moved]).toEqual([{ doubleHeight: true }, { doubleHeight: true }]);
  expect(fired).toEqual({ bold: true, doubleHeight: true, doubleWidth: true });
});

test("an order that went to another table says from where", () => {
  const lines = [ticketLine({ act: "move" })];
  const texts = textBlocks(ticketView({ lines, tableBefore: "3" })).map(({ text }) => text);

  expect(texts).toContain("TABLE 7 (was: TABLE 3)");
});

test("an order that is called otherwise says how it was, unmissable on whatever ticket", () => {
  const ticket = ticketView({
    lines: [ticketLine({ act: "fire" })],
    table: "",
    tableBefore: "3",
    name: "Noor",
    nameBefore: "Sam",
  });

  const { blocks } = ticketToDocument(ticket);

  const unmissable = { bold: true, doubleHeight: true, inverse: true, red: true };
  expect(blocks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ text: "- (was: TABLE 3)", style: unmissable }),
      expect.objectContaining({ left: "Noor (was: Sam)", style: unmissable }),
    ]),
  );
});

test("marks stand above all else, in the language of the shop", () => {
  const marks = [
    { type: "rerouted", from: "GRILL" },
    { type: "late", sent: "18:02", printed: "18:14" },
    { type: "reprint" },
    { type: "possible-duplicate" },
  ] as const;
  const ticket = ticketView({ marks, lines: [ticketLine({ act: "void" })] });
  function marksIn(locale: Locale): ReadonlyArray<string> {
    const first = textBlocks(ticket, locale).slice(0, marks.length);
    return first.map(({ text }) => text);
  }

  expect(marksIn("en")).toEqual([
    " REROUTED FROM GRILL ",
    " LATE: SENT 18:02, PRINTED 18:14 ",
    " REPRINT ",
    " POSSIBLE DUPLICATE ",
  ]);
  expect(marksIn("de")[0]).toBe(" UMGELEITET VON GRILL ");
  expect(marksIn("fr")[1]).toBe(" EN RETARD : ENVOYÉ 18:02, IMPRIMÉ 18:14 ");
  expect(marksIn("es")[3]).toBe(" POSIBLE DUPLICADO ");
});

test("who sits where stands with the goods, and when they were ordered at the foot", () => {
  const { at } = ticketView();
  const ordered = { ...at, wallMs: at.wallMs - 25 * 60_000 };
  const texts = textBlocks(ticketView({ lines: [ticketLine({ seat: 3 })], ordered }));

  expect(texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(["Seat 3", "ordered 13:40, sent 14:05"]),
  );
  expect(textBlocks(ticketView({ ordered: at })).some(({ text }) => /ordered/u.test(text))).toBe(
    false,
  );
});

test("a ticket is heard, where the printer has a buzzer", () => {
  expect(ticketToDocument(ticketView()).blocks[0]).toEqual({ type: "buzzer", times: 2 });
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

  expect(texts.slice(2, 4)).toEqual(["Course 2 (was: Course 1)", "1 x Soup"]);
});

test("an order that is served otherwise now says once how it was", () => {
  const was = { act: "change", serviceBefore: "counter" } as const;
  const lines = [ticketLine({ ...was, name: "Soup" }), ticketLine({ ...was, name: "Bun" })];

  const texts = textBlocks(ticketView({ lines, service: "takeaway" })).map(({ text }) => text);

  expect(texts.slice(0, 5)).toEqual([
    " CHANGE ",
    "TABLE 7",
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

  expect(texts.slice(2, 8)).toEqual([
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

  expect(blocks).toContainEqual(
    expect.objectContaining({ text: "also on this order: 2 at BAR, 1 at GRILL" }),
  );
  expect(blocks).toContainEqual({ type: "row", left: "Ticket 40-00c0ffee", right: "Till A" });
  expect(blocks).toContainEqual({ type: "row", left: "2026-11-20 14:05", right: "Chiara" });
});

test("what is to be made now stands above what waits", () => {
  const lines = [
    ticketLine({ act: "held", name: "Steak", course: 2 }),
    ticketLine({ name: "Soup" }),
    ticketLine({ act: "void", name: "Pie" }),
  ];

  const texts = textBlocks(ticketView({ lines })).map(({ text }) => text);

  expect(texts.filter((text) => text.includes(" x ") || text.startsWith(" HELD"))).toEqual([
    "1 x Soup",
    "VOID 1 x Pie",
    " HELD - NOT YET ",
    "1 x Steak",
  ]);
});

test("an order that went elsewhere says which of its courses wait, once of each", () => {
  const lines = [
    ticketLine({ act: "move", name: "Cake", course: 3, waits: true }),
    ticketLine({ act: "move", name: "Soup" }),
    ticketLine({ act: "move", name: "Steak", course: 2, waits: true }),
    ticketLine({ act: "move", name: "Fish", course: 2, waits: true }),
  ];

  const texts = textBlocks(ticketView({ lines, tableBefore: "3" })).map(({ text }) => text);

  expect(texts.slice(0, 11)).toEqual([
    " MOVED ",
    "TABLE 7",
    "TABLE 7 (was: TABLE 3)",
    "Course 1",
    "1 x Soup",
    "Course 3",
    " HELD - NOT YET ",
    "1 x Cake",
    "Course 2",
    " HELD - NOT YET ",
    "1 x Steak",
  ]);
  expect(texts.filter((text) => text === " HELD - NOT YET ")).toHaveLength(2);
});

test("the table is as large as the order's number, and names of several lines hang", () => {
  const { blocks } = ticketToDocument(ticketView());
  const big = { bold: true, doubleHeight: true, doubleWidth: true };

  expect(blocks).toContainEqual({ type: "row", left: "KITCHEN", right: "A12", style: big });
  expect(blocks).toContainEqual({ type: "text", text: "TABLE 7", style: big, hangs: true });
  expect(blocks).toContainEqual({ type: "text", text: "2 x Burger", style: big, hangs: true });
});

test("what is wanted after all says so under the time of its void, and still waits where it did", () => {
  const back = { act: "back", voidedAt: ticketView().at } as const;
  const lines = [ticketLine({ ...back, name: "Steak", waits: true }), ticketLine(back)];

  const alone = textBlocks(ticketView({ lines: [ticketLine(back)] })).map(({ text }) => text);
  const texts = textBlocks(ticketView({ lines: [ticketLine({ name: "Pie" }), ...lines] }));

  expect(alone.slice(0, 2)).toEqual(["Void of 14:05: no longer", " BACK AFTER ALL "]);
  expect(texts.map(({ text }) => text).slice(1, 8)).toEqual([
    "NEW",
    "1 x Pie",
    "Void of 14:05: no longer",
    " BACK AFTER ALL ",
    "1 x Burger",
    " HELD - NOT YET ",
    "1 x Steak",
  ]);
});

test("a ticket says where its order was opened, where another till sent it", () => {
  const own = textBlocks(ticketView()).map(({ text }) => text);
  const sent = textBlocks(ticketView({ till: "Bar", orderTill: "A" })).map(({ text }) => text);

  expect(own.filter((text) => text.includes("opened"))).toEqual([]);
  expect(sent).toContain("A12: opened at Till A");
});

test("a demo shop's ticket is marked at both ends", () => {
  const marks = textBlocks(ticketView({ demo: true })).filter(({ text }) => text === " DEMO ");

  expect(marks).toHaveLength(2);
});

function textBlocks(
  ticket: TicketView,
  locale: Locale = "en",
): ReadonlyArray<Extract<Block, { type: "text" }>> {
  return ticketToDocument(ticket, locale).blocks.filter((block) => block.type === "text");
}
