/** `till attention`: what needs somebody, listed and answered by commands. */

import { expect, test } from "vitest";

import { openTill } from "../../../src/app/open-till.ts";
import { MIA, refused } from "../../support/commands.ts";
import { paidApart, voidedApart } from "../../support/contradictions.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const CHIARA = { TILL_STAFF: "3", TILL_PIN: "3333" };

interface Listed {
  readonly items: ReadonlyArray<{ readonly id: string; readonly kind: string }>;
}

interface Shown {
  readonly totals: Readonly<Record<"total" | "tooMuch" | "paid" | "refunded", number>>;
}

test("is listed item by item, answered by id, and then gone", async () => {
  const store = await contradictedShop();
  const at = ["--store", store];

  const listed = await till(["attention", "list", ...at, "--json"]);
  const [covered, overpaid] = (JSON.parse(listed.stdout) as Listed).items;

  expect(listed.code).toBe(1);
  expect([covered, overpaid]).toMatchObject([
    { kind: "receipt/over-covered", for: "lead", answers: ["give-back", "handed-out", "kept"] },
    { kind: "order/overpaid", for: "lead", amount: 500, answers: ["give-back", "kept"] },
  ]);
  expect((await till(["attention", "list", ...at])).stdout).toContain(
    `${overpaid?.id ?? ""}  Order A2: it is paid beyond what it costs: 5.00 (lead, due `,
  );
  const settled = await till(
    [
      "attention",
      "resolve",
      covered?.id ?? "",
      "--answer",
      "kept",
      "--note",
      "the guest has left",
      ...at,
    ],
    { env: CHIARA },
  );
  expect(settled).toMatchObject({ code: 0, stderr: "" });
  expect(settled.stdout).toMatch(/Kept: \d+\.\d\d\.\n$/u);
  const given = await till(
    ["attention", "resolve", overpaid?.id ?? "", "--answer", "give-back", ...at],
    { env: CHIARA },
  );
  expect(given.stdout).toContain("GIVE BACK 5.00 in cash.");
  expect(await till(["attention", "list", ...at])).toEqual({
    code: 0,
    stdout: "",
    stderr: "Nothing needs anybody.\n",
  });
  const day = await till(["reconcile", ...at]);
  expect(day.code).toBe(0);
  expect(day.stdout).toMatch(/^ {2}accepted difference, refunded +-\d+\.\d\d$/mu);
  expect(day.stdout).toMatch(/Refund, A-000003, .*, Chiara: the guest has left$/mu);
  const shown = await till(["order", "show", "A1", ...at, "--json"]);
  const { totals } = JSON.parse(shown.stdout) as Shown;
  expect(totals.refunded).toBeLessThan(0);
  expect(totals.total + totals.tooMuch).toBe(totals.paid + totals.refunded);
});

test("is gone once it is mended, where it is about the box itself", async () => {
  const store = await shopCopy();
  const listed = await till(["attention", "list", "--store", store, "--json"]);
  const items = (JSON.parse(listed.stdout) as Listed).items;
  const endsBy = "Gone once a place for backups is named (till backup add).";
  expect(items).toMatchObject([{ kind: "backup/no-place", for: "manager", answers: [], endsBy }]);

  const answered = await till(["attention", "resolve", items[0]?.id ?? "", "--store", store], {
    env: CHIARA,
  });

  expect(answered).toEqual(refused(5, `${items[0]?.id ?? ""} can't be answered here. ${endsBy}`));
});

test("is refused in one sentence, and nothing is written", async () => {
  const store = await contradictedShop();
  const at = ["--store", store];
  const listed = await till(["attention", "list", ...at, "--json"]);
  const [covered, overpaid] = (JSON.parse(listed.stdout) as Listed).items;

  const keep = ["attention", "resolve", covered?.id ?? "", "--answer", "kept"];

  const [unknown, unsaid, forbidden, unexplained] = [
    await till(["attention", "resolve", "ffffffff0", ...at], { env: CHIARA }),
    await till(["attention", "resolve", overpaid?.id ?? "", ...at], { env: CHIARA }),
    await till([...keep, "--note", "seen", ...at], { env: MIA }),
    await till([...keep, ...at], { env: CHIARA }),
  ];

  expect(unknown).toEqual(
    refused(
      3,
      "Nothing that needs anybody is named ffffffff0 alone: `till attention list` shows all.",
    ),
  );
  expect(unsaid).toEqual(
    refused(2, `Say what becomes of ${overpaid?.id ?? ""}: --answer give-back or kept.`),
  );
  expect(forbidden).toEqual(refused(4, "Mia may not take goods back: ask someone who may."));
  expect(unexplained).toEqual(
    refused(2, "Money is in it: say why it is settled (--note in a shell)."),
  );
  expect((await till(["attention", "list", ...at, "--json"])).stdout).toBe(listed.stdout);
});

async function contradictedShop(): Promise<string> {
  const store = await shopCopy();
  // A shop of one box asks for that besides.
  const place = ["--name", "stick", "--folder", await temporaryFolder()];
  expect(await till(["backup", "add", ...place, "--store", store])).toMatchObject({ code: 0 });
  const open = openTill(store);
  voidedApart(open);
  paidApart(open, 500);
  await open.close();
  return store;
}
