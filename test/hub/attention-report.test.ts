/** What needs somebody in the shops, and which shops there are, as head office is asked. Size: whole. */

import { expect, test } from "vitest";

import { type AttentionReport, hubApp, type HubAnswers } from "../../hub/hub-server.ts";
import { noteHeard } from "../../hub/rows/heard.ts";
import { writeShopGroup } from "../../hub/rows/shop-groups.ts";
import { type ListedShop } from "../../hub/shop-list.ts";
import { createSeededRandom } from "../../proof/sim/dice.ts";
import { answer, groupOfOne, questionsAt, setProduct } from "../support/group-of-shops.ts";
import { projectAll } from "../support/rows-dump.ts";
import { rowsOf } from "../support/rows-engines.ts";
import { synchronise } from "../support/shop.ts";

const database = rowsOf("folder");
/** 2026-11-21, noon in UTC. */
const NOW_MS = 1_795_262_400_000;
const DAY_MS = 86_400_000;

async function asked<Answer>(where: string, nowMs = NOW_MS): Promise<Answer> {
  const answers: HubAnswers = {
    rows: database(),
    random: createSeededRandom("asked"),
    clock: { nowMs: () => nowMs },
    offsetMinutes: () => 60,
    status: () => ({ port: null, shops: [] }),
    leave: async () => undefined,
  };
  const response = await hubApp(answers).request(where);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

test("what a shop says otherwise is reported until its people have answered, and a silent shop is", async () => {
  using group = groupOfOne();
  const { till, office, publish, model } = group;
  const ledger = office.ledger();
  const { shop } = ledger.identity;
  publish();
  setProduct(till, "CROISSANT", { price: 250 });
  synchronise(till, office);
  setProduct(model, "CROISSANT", { price: 300 });
  publish();
  await projectAll(database(), ledger);
  await noteHeard(database(), shop, NOW_MS - DAY_MS);
  await writeShopGroup(database(), "west", [shop]);
  await writeShopGroup(database(), "east", ["elsewhere"]);

  const { questions, silent } = await asked<AttentionReport>("/report/attention?group=west");
  expect(questions).toEqual([
    {
      shop,
      name: ledger.founding()?.name,
      currency: "EUR",
      day: "",
      kind: "entry/offered",
      order: "",
      subject: "cat/product/CROISSANT price",
      amount: 0,
    },
  ]);
  expect(silent).toEqual([]);
  const later = NOW_MS + 2 * DAY_MS;
  expect((await asked<AttentionReport>("/report/attention", later)).silent).toEqual([
    { shop, name: ledger.founding()?.name, heard: "2026-11-20T12:00:00Z" },
  ]);
  expect(await asked("/report/attention?group=east", later)).toEqual({ questions: [], silent: [] });
  expect(await asked("/report/attention?group=nowhere")).toEqual({ type: "no-group" });

  expect(await asked<ReadonlyArray<ListedShop>>("/shops")).toEqual([
    expect.objectContaining({ shop, currency: "EUR", groups: ["west"], first: null, last: null }),
  ]);

  answer(till, questionsAt(till)[0], false);
  synchronise(till, office);
  await projectAll(database(), ledger);
  expect((await asked<AttentionReport>("/report/attention")).questions).toEqual([]);
});

test("today is the day that the shops are still at, until they cut over", async () => {
  const midnightMs = NOW_MS - DAY_MS / 2;

  expect(await asked("/today", midnightMs + 3 * 3_600_000 - 1)).toBe("2026-11-20");
  expect(await asked("/today", midnightMs + 3 * 3_600_000)).toBe("2026-11-21");
});
