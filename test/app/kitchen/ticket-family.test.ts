/** What a ticket says of the others of its order: real orders, and the papers that they make. */

import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { type ChosenGoods } from "../../../src/acts/add.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { shortTicketId } from "../../../src/printer/documents/ticket-document.ts";
import { addGoods } from "../../support/acts.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

describe("what is added to an order", () => {
  test("is an ADD-ON at a station that has something of it, and says what the others have", async () => {
    const it = await atCounter();
    it.order("CROISSANT", "COFFEE", "COFFEE");
    it.send();

    it.order("CROISSANT");
    it.send();

    const [first, bar, added] = await it.tickets();
    for (const paper of [first, bar]) expect(paper).not.toContain("ADD-ON");
    expect(added).toMatch(/^ +\[ ADD-ON \]$/mu);
    expect(added).not.toContain("NEW");
    expect(added).toContain("also on this order: 2 at Bar");
  });

  test("has the allergy of what was ordered before at its head, until that is taken off", async () => {
    const it = await atCounter();
    it.order("CROISSANT");
    const [line] = it.session.order()?.lines ?? [];
    if (line === undefined) throw new Error("There is no line.");
    valueOf(it.session.perform({ act: "note", line: line.id, note: "nut allergy" }));
    it.send();

    it.order("CROISSANT");
    it.send();
    it.takeOff(line.id);
    it.order("CROISSANT");
    it.send();

    const [first, added, , last] = await it.tickets();
    for (const paper of [first, added]) expect(paper).toContain("! ALLERGY !");
    expect(added).toMatch(/^ +\[ ADD-ON \]$/mu);
    expect(added).not.toContain("nut allergy");
    expect(last).not.toContain("ALLERGY");
  });

  test("is new to a station that had nothing of it", async () => {
    const it = await atCounter();
    it.order("CROISSANT");
    it.send();

    it.order("COFFEE");
    it.send();

    const [, bar] = await it.tickets();
    expect(bar).toContain("NEW");
    expect(bar).not.toContain("ADD-ON");
    expect(bar).toContain("also on this order: 1 at Kitchen");
  });
});

test("a VOID names the ticket that it cancels", async () => {
  const it = await atCounter();
  it.order("CROISSANT");
  it.send();
  const [line] = it.session.order()?.lines ?? [];
  if (line === undefined) throw new Error("There is no line.");

  it.takeOff(line.id);

  const [ordered, gone] = await it.tickets();
  const [, id = ""] = /Ticket (?<id>[0-9]+-\S+)/u.exec(ordered ?? "") ?? [];
  expect(id).not.toBe("");
  expect(gone).toContain(`Cancels ticket ${id}`);
  expect(ordered).not.toContain("Cancels");
});

test("a long order says on each of its papers how many they are", async () => {
  const it = await atCounter();
  it.order(...Array.from({ length: 45 }, () => "CROISSANT"));
  it.send();

  const [one, two] = await it.tickets();
  expect(one).toMatch(/^Kitchen 1\/2 +A1$/mu);
  expect(two).toMatch(/^Kitchen 2\/2 +A1$/mu);
  for (const paper of [one, two]) expect(paper).not.toContain("ADD-ON");
});

test("a ticket says which printer it came out of, also where that is another one by then", async () => {
  const it = await atCounter();
  it.order("CROISSANT");
  it.send();

  const [paper] = await it.tickets();
  expect(paper).toMatch(/^Kitchen and bar$/mu);
  const [job] = it.open.jobs.latest(1);
  expect(paper).toContain(shortTicketId(job?.documentId as EventId));
});

async function atCounter() {
  const cafe: Cafe = await newCafe();
  const open: OpenTill = cafe.open();
  const session = valueOf(await createRegisterPort(open, { demoStaff: [] }).logIn("4", "4444"));
  return {
    open,
    session,
    order: (...skus: ReadonlyArray<string>) => {
      for (const sku of skus) valueOf(addGoods(session, { sku, quantity: 1000 } as ChosenGoods));
    },
    send: () => valueOf(session.perform({ act: "send" })),
    takeOff: (line: EventId) =>
      valueOf(
        session.perform({
          act: "void",
          voids: [{ line, count: thousandths(1000) }],
          reason: "wrong",
        }),
      ),
    tickets: async () => {
      await open.printing.settle();
      const roll = await readFile(rollPath(cafe.dir, "kitchen"), "utf8");
      return roll.split(/^- - .*\n/mu).filter((paper) => paper.includes("Ticket "));
    },
  };
}
