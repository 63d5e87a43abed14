/** What a card terminal has the till print: out of the till's printer, once for each payment, and by the settings. */

import { readFileSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import { type NexoPapers } from "../../../proof/terminal/nexo-papers.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { writtenOrder } from "../../../src/app/orders/orders.ts";
import { latestPapers, reprint } from "../../../src/app/papers/reprint.ts";
import { findPaper } from "../../../src/app/papers/shown-paper.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { jsonToDocument } from "../../../src/printer/document.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { cardNumbersIn, keptText } from "../../support/card-number-leaks.ts";
import { cardsOf, type CardTills, cardTills, type TwoTills } from "../../support/card-tills.ts";
import { nexoPapers, type NexoTills, nexoTills } from "../../support/nexo-tills.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();
const newDemo = cafeCopies({ demo: true });
/** No other till has to be heard before its memory counts. */
const TAKES = { takesSlips: true, isBound: true };
let papers: NexoPapers;

beforeAll(async () => {
  papers = await nexoPapers();
});

async function zvt(): Promise<CardTills> {
  return cardTills(await newCafe(), TAKES);
}

async function nexo(more = TAKES): Promise<NexoTills> {
  return nexoTills(await newCafe(), papers, more);
}

function set({ a }: TwoTills, key: "slip-customer" | "slip-merchant", text: string): void {
  valueOf(changeSetting(a.open.till, RAVI, { key, texts: [text] }));
}

/** The kinds of all papers of the till in their order. */
function kinds({ jobs }: OpenTill): ReadonlyArray<string> {
  return jobs
    .latest(20)
    .filter(({ documentId, kind }) => kind !== "report" || !documentId.endsWith("/drawer"))
    .map(({ kind }) => kind)
    .toReversed();
}

/** The first line of each slip, and what became of it. */
function slips({ jobs }: OpenTill): ReadonlyArray<readonly [first: string, state: string]> {
  return jobs
    .latest(20)
    .filter(({ kind }) => kind === "slip")
    .map(({ document, state }) => {
      const [block] = jsonToDocument(document)?.blocks ?? [];
      return [block?.type === "text" ? block.text.trim() : "", state] as const;
    })
    .toReversed();
}

async function printed(open: OpenTill): Promise<string> {
  await open.printing.settle();
  return readFileSync(rollPath(open.dir, "receipt"), "utf8");
}

describe("a ZVT terminal that prints at the till", () => {
  test("has the guest's slip printed behind the receipt, with its lines as they are", async () => {
    const tills = await zvt();
    await tills.endOf(tills.pay(tills.a).card);
    const { open } = tills.a;

    expect(kinds(open).filter((kind) => kind !== "ticket")).toEqual(["receipt", "slip"]);
    const roll = await printed(open);
    const slip = roll.slice(roll.indexOf("Kundenbeleg") - 3);
    expect(slip.split("\n").slice(0, 6)).toEqual([
      "   Kundenbeleg",
      "Beleg-Nr. 0471",
      "Trace-Nr. 000471",
      "girocard  ####4242",
      "",
      "Betrag      2.60",
    ]);
    expect(roll).not.toContain("Händlerbeleg");
    expect(slips(open)).toEqual([["Kundenbeleg", "printed"]]);
  });

  test("has nothing printed where the terminal prints by itself, or the shop wants none", async () => {
    const own = await cardTills(await newCafe());
    await own.endOf(own.pay(own.a).card);
    expect(slips(own.a.open)).toEqual([]);

    const tills = await zvt();
    set(tills, "slip-customer", "never");
    await tills.endOf(tills.pay(tills.a).card);
    expect([cardsOf(tills.a)[0]?.state, slips(tills.a.open)]).toEqual(["captured", []]);
  });

  test("has the shop's slip printed that somebody has to sign", async () => {
    const tills = await zvt();
    tills.terminal.set(["signature"]);
    await tills.endOf(tills.pay(tills.a).card);
    await tills.endOf(tills.pay(tills.a).card);

    const heads = slips(tills.a.open).map(([head]) => head);
    expect(heads).toEqual(["Händlerbeleg", "Kundenbeleg", "Kundenbeleg"]);
    expect(await printed(tills.a.open)).toContain("Unterschrift:");
  });

  test("has the shop's slips printed always or never, as the shop wants", async () => {
    const tills = await zvt();
    set(tills, "slip-merchant", "always");
    await tills.endOf(tills.pay(tills.a).card);
    expect(slips(tills.a.open).map(([head]) => head)).toEqual(["Händlerbeleg", "Kundenbeleg"]);

    set(tills, "slip-merchant", "never");
    tills.terminal.set(["signature"]);
    await tills.endOf(tills.pay(tills.a).card);
    expect(slips(tills.a.open)).toHaveLength(3);
  });

  test("has the shop's slip printed of money that was given back", async () => {
    const tills = await zvt();
    set(tills, "slip-customer", "never");
    const { order, card } = tills.pay(tills.a);
    await tills.endOf(card);
    expect(slips(tills.a.open)).toEqual([]);
    const receipt = writtenOrder(tills.a.open.till, order).receipts[0]?.id;
    if (receipt === undefined) throw new Error("The order has no receipt.");
    const wish = { terminal: "main", returned: { receipt, lines: [] }, reason: "was cold" };
    const back = tills.a.cards().giveBack(RAVI, { order, wish });
    await tills.endOf(valueOf(back));

    expect(slips(tills.a.open).map(([head]) => head)).toEqual(["Händlerbeleg"]);
  });

  test("has a slip lie in the list of papers until the guest asks for it", async () => {
    const tills = await zvt();
    const { open } = tills.a;
    set(tills, "slip-customer", "on-request");
    await tills.endOf(tills.pay(tills.a).card);
    expect(await printed(open)).not.toContain("Kundenbeleg");

    const paper = latestPapers(open).find(({ kind }) => kind === "slip");
    expect(paper).toMatchObject({ name: "A1", state: "put aside" });
    if (paper === undefined) throw new Error("The slip is in no list.");
    expect(reprint(open, paper)).toEqual({ ok: true, value: "released" });
    expect((await printed(open)).match(/Kundenbeleg/gu)).toHaveLength(1);
    expect(await printed(open)).not.toContain("REPRINT");
    expect(reprint(open, paper)).toEqual({ ok: true, value: "again" });
    expect((await printed(open)).match(/Kundenbeleg/gu)).toHaveLength(2);
    expect(await printed(open)).toContain("REPRINT");
  });

  test("has the guest's slip of a no printed, and nothing of money", async () => {
    const tills = await zvt();
    set(tills, "slip-merchant", "always");
    tills.terminal.set(["decline-host"]);
    await tills.endOf(tills.pay(tills.a).card);

    expect(cardsOf(tills.a)[0]?.state).toBe("declined");
    expect(slips(tills.a.open)).toHaveLength(1);
    expect(await printed(tills.a.open)).toContain("ABGELEHNT");
    expect(kinds(tills.a.open)).not.toContain("receipt");
  });

  test("has the slips of the payment before on no paper of the next", async () => {
    const tills = await zvt();
    await tills.endOf(tills.pay(tills.a).card);
    tills.terminal.set(["decline"]);
    await tills.endOf(tills.pay(tills.a).card);

    expect(slips(tills.a.open)).toHaveLength(1);
  });

  test("has the repeated slip printed once of a payment that its memory has", async () => {
    const tills = await zvt();
    tills.terminal.set(["drop-before-completion"]);
    await tills.endOf(tills.pay(tills.a).card);

    expect(cardsOf(tills.a).map(({ state }) => state)).toEqual(["captured"]);
    tills.a.cards().recover();
    await tills.pass(1000);
    expect(slips(tills.a.open)).toHaveLength(1);
    expect((await printed(tills.a.open)).match(/\*\* Wiederholung \*\*/gu)).toHaveLength(1);
  });

  test("has no slip printed of a payment that its memory knows nothing of", async () => {
    const tills = await zvt();
    await tills.endOf(tills.pay(tills.a).card);
    tills.terminal.set(["drop-before-result"]);
    await tills.endOf(tills.pay(tills.a).card);

    expect(cardsOf(tills.a).map(({ state }) => state)).toEqual(["captured", "declined"]);
    expect(slips(tills.a.open)).toHaveLength(1);
  });

  test("has a till that died in between print the slip when it asks again", async () => {
    const tills = await zvt();
    tills.terminal.set(["keeps"]);
    const { card } = tills.pay(tills.a);
    while (tills.terminal.books().length === 0) await tills.pass(10);
    await tills.a.restart();
    expect(card.payment()).toBeDefined();
    tills.a.cards().recover();
    while (cardsOf(tills.a)[0]?.state === "open") await tills.pass(100);

    expect(cardsOf(tills.a)[0]?.state).toBe("captured");
    expect(slips(tills.a.open)).toHaveLength(1);
  });

  test("empties no roll with a flood of lines", async () => {
    const tills = await zvt();
    tills.terminal.set(["flood"]);
    await tills.endOf(tills.pay(tills.a).card);

    expect(cardsOf(tills.a)[0]?.state).toBe("captured");
    const roll = await printed(tills.a.open);
    expect(roll.split("\n").length).toBeLessThan(500);
    expect(roll).toContain("…");
    expect(roll).toContain("Kundenbeleg");
  });

  test("has the paper of its end of day printed, by whomever it is ended", async () => {
    const tills = await zvt();
    await tills.endOf(tills.pay(tills.a).card);
    for (const actor of [RAVI, undefined]) {
      const settled = tills.a.cards().settle(actor, { id: "main" });
      expect(valueOf(await tills.until(settled)).ended.type).toBe("ended");
    }

    const heads = slips(tills.a.open).map(([head]) => head);
    expect(heads).toEqual(["Kundenbeleg", "Kassenschnitt", "Kassenschnitt"]);
  });
});

describe("a Nexo terminal that prints at the till", () => {
  test("has the guest's slip printed behind the receipt", async () => {
    const tills = await nexo();
    await tills.endOf(tills.pay(tills.a).card);
    const { open } = tills.a;

    expect(kinds(open).filter((kind) => kind !== "ticket")).toEqual(["receipt", "slip"]);
    const roll = await printed(open);
    const slip = roll.slice(roll.indexOf("CARDHOLDER COPY"));
    expect(slip.split("\n").slice(0, 4)).toEqual([
      "CARDHOLDER COPY",
      "Card ***4242",
      "",
      "APPROVED",
    ]);
    expect(roll).not.toContain("MERCHANT COPY");
  });

  test("has nothing printed where the terminal prints by itself", async () => {
    const tills = await nexo({ ...TAKES, takesSlips: false });
    await tills.endOf(tills.pay(tills.a).card);

    expect([cardsOf(tills.a)[0]?.state, slips(tills.a.open)]).toEqual(["captured", []]);
  });

  test("has the shop's slip printed that the guest has to sign, and the guest's of a no", async () => {
    const tills = await nexo();
    tills.terminal.set(["signature"]);
    await tills.endOf(tills.pay(tills.a).card);
    tills.terminal.set(["decline"]);
    await tills.endOf(tills.pay(tills.a).card);

    const heads = slips(tills.a.open).map(([head]) => head);
    expect(heads).toEqual(["MERCHANT COPY", "CARDHOLDER COPY", "CARDHOLDER COPY"]);
    expect(await printed(tills.a.open)).toContain("DECLINED");
  });

  test("has the slip printed of a payment whose answer was lost", async () => {
    const tills = await nexo();
    tills.terminal.set(["no-answer"]);
    const { card } = tills.pay(tills.a);
    await tills.untilCharged();
    await tills.a.restart();
    expect(card.payment()).toBeDefined();
    tills.a.cards().recover();
    while (cardsOf(tills.a)[0]?.state === "open") await tills.pass(100);

    expect(cardsOf(tills.a)[0]?.state).toBe("captured");
    expect(slips(tills.a.open).map(([head]) => head)).toEqual(["CARDHOLDER COPY"]);
  });

  test("has nothing printed of a flood of lines, which is no answer", async () => {
    const tills = await nexo();
    tills.terminal.set(["flood"]);
    await tills.endOf(tills.pay(tills.a).card);

    expect([cardsOf(tills.a)[0]?.state, slips(tills.a.open)]).toEqual(["unknown", []]);
  });
});

test.each([
  ["ZVT", zvt, "1111"],
  ["Nexo", nexo, "4111"],
] as const)(
  "a card's whole number on a slip of %s is in no store and on no paper",
  async (_, shop, last4) => {
    const tills = await shop();
    set(tills, "slip-merchant", "always");
    tills.terminal.set(["full-number"] as never);
    await tills.endOf(tills.pay(tills.a).card);
    const { open } = tills.a;

    expect(slips(open)).toHaveLength(2);
    const roll = await printed(open);
    expect(roll).toMatch(/\*{4,}/u);
    expect(roll).toContain(last4);
    for (const text of [keptText(open), roll, roll.replaceAll("\n", " ")]) {
      expect(cardNumbersIn(text)).toEqual([]);
    }
  },
);

test("a slip of a shop for trying things says so", async () => {
  const tills = await cardTills(await newDemo(), TAKES);
  await tills.endOf(tills.pay(tills.a).card);

  const job = tills.a.open.jobs.latest(9).find(({ kind }) => kind === "slip");
  expect(findPaper(tills.a.open, job?.documentId)?.text).toMatch(
    /^ *\[DEMO - NOT A RECEIPT\]\n {3}Kundenbeleg/u,
  );
});
