/** Figures over shops are those that the shop's own report of the day has, to the cent. */

import { sql } from "kysely";
import { describe, expect, test } from "vitest";

import {
  figuresOf,
  type FiguresReport,
  type ReportName,
  type ReportSum,
} from "../../hub/figures-report.ts";
import { forgetShop } from "../../hub/rows/forget-shop.ts";
import { writeShopGroup } from "../../hub/rows/shop-groups.ts";
import { VIEWS } from "../../hub/rows/views.ts";
import { isGroup, salesOf } from "../../hub/sales-report.ts";
import { closeDay } from "../../src/app/day/close-evening.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { type Cash } from "../../src/domain/events/drawer-events.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { milliPercent, minor } from "../../src/domain/money/amounts.ts";
import { addFigures, keptByTill } from "../../src/report/figures.ts";
import { performOn, voidLine } from "../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { closeDrawer, countDrawer, openDrawer } from "../support/drawer-acts.ts";
import { whyNoPostgres } from "../support/postgres-server.ts";
import { projectAll } from "../support/rows-dump.ts";
import { ENGINES, rowsOf } from "../support/rows-engines.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
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
      const openGoods = await reportOf("goods");
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
      expect(goods).toEqual(openGoods.rows);
      const kept = ledger.read((view) => addFigures(keptByTill(view, DAY).values()));
      expect(goods.reduce((sum, { sums }) => sum + (sums.amount ?? 0), 0)).toBe(
        (kept.get("sales") ?? 0) + (kept.get("refunded") ?? 0),
      );
    });

    test("of people, discounts, voids and drawers are those that the shop's own report lists", async () => {
      const { till, clock } = (await newCafe()).open();
      const { ledger } = till;
      await forgetShop(database(), ledger.identity.shop);
      const session = valueOf(openDrawer(till, LEAD, { no: 1, float: inOwn(10_000) })).id;
      sellGoods(till, ["3*chips", "licor", "espresso"]);
      const order = { order: "A1" };
      const tenth = { rate: milliPercent(10_000), amount: minor(0) };
      valueOf(
        performOn(till, LEAD, { act: "discount", ...order, line: 1, discount: tenth, reason: "" }),
      );
      valueOf(voidLine(till, RAVI, { ...order, line: 2, reason: "spilled" }));
      const { receipts } = sellGoods(till, ["2*flat white"], { cash: 2000 });
      const number = receipts[0]?.number ?? "";
      valueOf(refund(till, LEAD, { number, method: "cash", parts: [], reason: "cold" }));
      sellGoods(till, ["croissant"], { cash: 2000 });
      valueOf(countDrawer(till, LEAD, { session, cash: inOwn(10_000) }));
      valueOf(closeDrawer(till, LEAD, { session, reason: "short", leaves: minor(0) }));
      await projectAll(database(), ledger);
      const open = [await reportOf("discounts"), await reportOf("voids")];
      valueOf(await closeDay({ till, clock, mesh: () => undefined }, { day: DAY, asked: "4" }));
      await projectAll(database(), ledger);

      expect(
        [await reportOf("discounts"), await reportOf("voids")].map(({ rows }) => rows),
      ).toEqual(open.map(({ rows }) => rows));
      const { acts, drawers, receipts: issued, sales, returned, refunds } = dayReport(till, DAY);
      for (const [report, kind, staff] of [
        ["discounts", "discount", "3"],
        ["voids", "void", "4"],
      ] as const) {
        const own = acts.filter(({ act, undone }) => act === kind && !undone);
        const amount = own.reduce((sum, act) => sum + act.amount, 0);
        expect(own.length).toBeGreaterThan(0);
        expect((await reportOf(report)).rows).toMatchObject([
          { of: staff, sums: { count: own.length, amount } },
        ]);
      }
      const [drawer] = drawers;
      expect(drawer?.close).toBeDefined();
      expect((await reportOf("drawers")).rows).toMatchObject([
        {
          sums: { amount: (drawer?.close?.counted ?? 0) - (drawer?.close?.expected ?? 0) },
        },
      ]);
      const { rows: people } = await reportOf("people");
      expect(people.map(({ of }) => of)).toEqual(["1", "3"]);
      expect(addedUp(people, "receipts")).toBe(issued);
      expect(addedUp(people, "sold")).toBe(sales + returned.total);
      expect(addedUp(people, "refunded")).toBe(refunds.total);
    });

    test("of a group leave out shops that are not in it", async () => {
      const { ledger } = (await newCafe()).open().till;
      const { shop } = ledger.identity;
      await forgetShop(database(), shop);
      await projectAll(database(), ledger);
      await writeShopGroup(database(), "north", [shop]);
      await writeShopGroup(database(), "south", ["elsewhere"]);

      const shops: string[][] = [];
      for (const group of ["north", "south", "west"]) {
        const sold = await salesOf(database(), { from: DAY, to: DAY, group });
        const asked = { from: DAY, to: DAY, by: "day", group } as const;
        const { rows } = await figuresOf(database(), "taxes", asked);
        expect(rows).toEqual([]);
        shops.push(sold.map((own) => own.shop));
      }
      expect(shops).toEqual([[shop], [], []]);
      expect(await isGroup(database(), "south")).toBe(true);
      expect(await isGroup(database(), "west")).toBe(false);
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

function inOwn(amount: number): Cash {
  return { own: minor(amount), pieces: [], foreign: [] };
}

function addedUp(rows: FiguresReport["rows"], sum: ReportSum): number {
  return rows.reduce((total, { sums }) => total + (sums[sum] ?? 0), 0);
}
