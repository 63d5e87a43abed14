/** Figures over shops are those that the shop's own report of the day has, to the cent. */

import { sql } from "kysely";
import { describe, expect, test } from "vitest";

import { closeDay } from "../../src/app/day/close-evening.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { figuresOf, type FiguresReport, type ReportName } from "../../src/hub/figures-report.ts";
import { forgetShop } from "../../src/hub/rows/forget-shop.ts";
import { VIEWS } from "../../src/hub/rows/views.ts";
import { addFigures, keptByTill } from "../../src/report/figures.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { projectAll } from "../support/rows-dump.ts";
import { ENGINES, rowsOf, whyNoPostgres } from "../support/rows-engines.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const DAY = CAFE_DAY as BusinessDay;
const LEAD = { number: "3", name: "Noor" };

describe.each(ENGINES)("figures over shops in a %s", (engine) => {
  const isMissing = engine === "server" && whyNoPostgres() !== undefined;

  describe.skipIf(isMissing)("of a day", () => {
    const newCafe = cafeCopies();
    const database = rowsOf(isMissing ? "folder" : engine);

    function reportOf(name: ReportName): Promise<FiguresReport> {
      return figuresOf(database(), name, { from: DAY, to: DAY, by: "month" });
    }

    test("are those of the shop, and a day that is not closed says so", async () => {
      const { till, clock } = (await newCafe()).open();
      const { ledger } = till;
      const { shop } = ledger.identity;
      await forgetShop(database(), shop);
      sellGoods(till, ["2*flat white", "croissant"], { cash: 2000 });
      const { receipts } = sellGoods(till, ["flat white"], { cash: 2000 });
      const number = receipts[0]?.number ?? "";
      valueOf(refund(till, LEAD, { number, method: "cash", parts: [], reason: "cold" }));
      await projectAll(database(), ledger);
      const open = await reportOf("taxes");
      valueOf(await closeDay({ till, clock, mesh: () => undefined }, { day: DAY, asked: "4" }));
      await projectAll(database(), ledger);

      const { taxes, tenders } = dayReport(till, DAY);
      const found = await reportOf("taxes");
      expect(taxes.length).toBeGreaterThan(0);
      expect(open.incomplete).toMatchObject([{ shop, day: DAY }]);
      expect(found.incomplete).toEqual([]);
      expect(found.rows).toEqual(open.rows);
      expect(found.rows).toEqual(
        taxes.map(({ label, net, tax }): unknown =>
          expect.objectContaining({
            shop,
            period: "2026-11-01",
            of: label,
            sums: { net, tax },
          }),
        ),
      );
      expect((await reportOf("tenders")).rows).toMatchObject(
        tenders.map(({ method, count, kept: amount }) => ({ of: method, sums: { count, amount } })),
      );
      const { rows: goods } = await reportOf("goods");
      const kept = ledger.read((view) => addFigures(keptByTill(view, DAY).values()));
      expect(goods.reduce((sum, { sums }) => sum + (sums.amount ?? 0), 0)).toBe(
        (kept.get("sales") ?? 0) + (kept.get("refunded") ?? 0),
      );
    });

    test("come from views that read with the rights of who asks", async () => {
      const { rows: views } = await sql<{ name: string; options: ReadonlyArray<string> }>`
        SELECT relname AS name, reloptions AS options FROM pg_class
        WHERE relkind = 'v' AND relnamespace = 'till'::regnamespace`.execute(database());

      expect(views.map(({ name }) => name).toSorted()).toEqual(Object.keys(VIEWS).toSorted());
      for (const { options } of views) expect(options).toContain("security_invoker=true");
    });

    test("join tables by shop, so that no view crosses shops", async () => {
      const { rows: views } = await sql<{ text: string }>`
        SELECT pg_get_viewdef(oid) AS text FROM pg_class
        WHERE relkind = 'v' AND relnamespace = 'till'::regnamespace`.execute(database());

      const joins = views.flatMap(({ text }) => text.match(/\bON \(.*\)/gu) ?? []);
      expect(joins.length).toBeGreaterThan(0);
      for (const join of joins) expect(join).toMatch(/\.shop = \w+\.shop/u);
    });
  });
});
