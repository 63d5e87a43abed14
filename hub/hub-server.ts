/** What a running office answers to commands on its own box, by a socket in its folder: nobody else can open that. */

import { rmSync } from "node:fs";
import { type Server } from "node:http";
import path from "node:path";

import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";

import { errorText } from "../src/app/error-text.ts";
import { utcText } from "../src/app/system/clock.ts";
import { errnoCode } from "../src/app/system/errno-code.ts";
import { businessDaySchema } from "../src/domain/identity.ts";
import { type Clock, type Random } from "../src/domain/ports.ts";
import { questionsOf, type ShopQuestion } from "./attention-report.ts";
import { figuresOf, isReport, PERIODS } from "./figures-report.ts";
import { GROUPS_PATH, groupsApp } from "./groups/groups-app.ts";
import { type GroupsDeps } from "./groups/groups-deps.ts";
import { shopsOfGroups } from "./page/page-figures.ts";
import { type HeardShop, heardShops } from "./rows/heard.ts";
import { type Rows, whyNoRows } from "./rows/rows-database.ts";
import { isGroup, salesOf } from "./sales-report.ts";
import { type ShopCopy, writeShopCopy } from "./shop-copy.ts";
import { listShops } from "./shop-list.ts";
import { todayOf } from "./today.ts";

export interface LinkStatus {
  /** Where shops link; null while no office runs. */
  readonly port: number | null;
  readonly shops: ReadonlyArray<{
    readonly shop: string;
    readonly name: string;
    /** The boxes of the shop that are connected now. */
    readonly connected: ReadonlyArray<string>;
    /** The shop has shut this office out. */
    readonly isShutOut: boolean;
  }>;
}

export interface ShopStatus extends Omit<HeardShop, "heardAtMs"> {
  /** UTC, ISO 8601; null where it was never heard. */
  readonly heard: string | null;
  readonly connected: ReadonlyArray<string>;
  readonly isSilent: boolean;
  readonly isShutOut: boolean;
}

export type LeftShop =
  | { readonly type: "left"; readonly name: string; readonly folder: string }
  | { readonly type: "no-shop" };

export interface HubStatus {
  readonly port: number | null;
  readonly shops: ReadonlyArray<ShopStatus>;
}

/** What needs somebody: in shops, and of shops that nothing is heard of. */
export interface AttentionReport {
  readonly questions: ReadonlyArray<ShopQuestion>;
  readonly silent: ReadonlyArray<Pick<ShopStatus, "shop" | "name" | "heard">>;
}

export type Rebuilt = ReadonlyArray<{
  readonly shop: string;
  readonly name: string;
  /** False where the ledger here knows less than the rows, which stay. */
  readonly isBegun: boolean;
}>;

/** A copy, or why the folder took none. */
export type CopyAnswer = ShopCopy | { readonly type: "unwritable"; readonly code: string };

export interface HubAnswers {
  readonly rows: Rows;
  readonly random: Random;
  readonly clock: Pick<Clock, "nowMs">;
  readonly offsetMinutes: (zone: string, atMs: number) => number;
  readonly status: () => LinkStatus;
  /** Takes a shop out of the office; undefined where it has none of that id. Returns where the ledger is then. */
  readonly leave: (shop: string) => Promise<string | undefined>;
  /** Missing while no office runs. */
  readonly rebuild?: () => Promise<Rebuilt>;
  /** Missing while no office runs: ask-groups.ts asks without a database then. */
  readonly groups?: GroupsDeps;
}

/** What the office answers while its database can't be used. */
export const ROWS_AWAY = 503;
/** No shop is in the group that is asked for. */
const NO_GROUP = { type: "no-group" } as const;
export type NoGroup = typeof NO_GROUP;
/** Shops are closed over night, and on Sundays; one that was not heard for longer is silent. */
const SILENT_AFTER_MS = 48 * 3_600_000;

export function socketOf(hub: string): string {
  return path.join(hub, "hub.sock");
}

export function hubApp(answers: HubAnswers): Hono {
  const { rows, clock, random, status, leave, rebuild, groups } = answers;
  return new Hono()
    .onError((cause, context) => {
      const why = whyNoRows(cause);
      return why === undefined
        ? context.json({ type: "failed", why: errorText(cause) }, 500)
        : context.json({ type: "no-rows", why }, ROWS_AWAY);
    })
    .route(GROUPS_PATH, groups === undefined ? new Hono() : groupsApp(groups))
    .get("/status", async (context) =>
      context.json(statusOf(status(), await heardShops(rows), clock.nowMs())),
    )
    .get("/today", async (context) => {
      const today = todayOf(await shopsOfGroups(rows, null), clock.nowMs(), answers.offsetMinutes);
      return context.json(today);
    })
    .get("/shops", async (context) => context.json(await listShops(rows)))
    .post("/rebuild", async (context) =>
      context.json(rebuild === undefined ? { type: "off" } : await rebuild()),
    )
    .post("/restore", async (context) => {
      const { shop = "", to = "" } = context.req.query();
      return context.json(
        await copyAnswer(() => writeShopCopy(rows, { wanted: shop, to, random })),
      );
    })
    .post("/leave", async (context) => {
      const { shop = "" } = context.req.query();
      return context.json(await leftShop(rows, leave, shop));
    })
    .get("/report/sales", async (context) => {
      const from = businessDaySchema.safeParse(context.req.query("from")).data;
      const to = businessDaySchema.safeParse(context.req.query("to")).data;
      if (from === undefined || to === undefined) return context.json({ type: "no-day" }, 400);
      const group = context.req.query("group");
      if (group !== undefined && !(await isGroup(rows, group))) return context.json(NO_GROUP);
      return context.json(await salesOf(rows, { from, to, group }));
    })
    .get("/report/attention", async (context) => {
      const group = context.req.query("group");
      if (group !== undefined && !(await isGroup(rows, group))) return context.json(NO_GROUP);
      const { shops } = statusOf(status(), await heardShops(rows), clock.nowMs());
      return context.json(await attentionOf(rows, shops, group));
    })
    .get("/report/:name", async (context) => {
      const name = context.req.param("name");
      const from = businessDaySchema.safeParse(context.req.query("from")).data;
      const to = businessDaySchema.safeParse(context.req.query("to")).data;
      const by = PERIODS.find((period) => period === context.req.query("by"));
      if (!isReport(name) || from === undefined || to === undefined || by === undefined) {
        return context.json({ type: "no-report" }, 400);
      }
      const group = context.req.query("group");
      if (group !== undefined && !(await isGroup(rows, group))) return context.json(NO_GROUP);
      return context.json(await figuresOf(rows, name, { from, to, group, by }));
    });
}

async function attentionOf(
  rows: Rows,
  shops: HubStatus["shops"],
  group: string | undefined,
): Promise<AttentionReport> {
  const asked = new Set(
    (await listShops(rows)).flatMap(({ shop, groups }) => {
      return group === undefined || groups.includes(group) ? [shop] : [];
    }),
  );
  return {
    questions: await questionsOf(rows, { group }),
    silent: shops
      .filter(({ shop, isSilent }) => isSilent && asked.has(shop))
      .map(({ shop, name, heard }) => ({ shop, name, heard })),
  };
}

/** `wanted`: an id, or a name that no other shop has. */
async function leftShop(rows: Rows, leave: HubAnswers["leave"], wanted: string): Promise<LeftShop> {
  const named = (await heardShops(rows)).filter(({ shop, name }) => [shop, name].includes(wanted));
  const [only] = named.length === 1 ? named : [];
  const folder = await leave(only?.shop ?? wanted);
  if (folder === undefined) return { type: "no-shop" };
  return { type: "left", name: only?.name ?? wanted, folder };
}

/** What the disk refuses is said in the answer; what the database does is thrown. */
export async function copyAnswer(write: () => Promise<ShopCopy>): Promise<CopyAnswer> {
  try {
    return await write();
  } catch (cause) {
    const code = errnoCode(cause);
    if (code === undefined || !DISK_CODES.has(code)) throw cause;
    return { type: "unwritable", code };
  }
}

const DISK_CODES: ReadonlySet<string> = new Set([
  "EACCES",
  "EDQUOT",
  "EIO",
  "EISDIR",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

/** A shop whose rows are not written yet is known by its link alone. */
function statusOf(
  { port, shops }: LinkStatus,
  heard: ReadonlyArray<HeardShop>,
  nowMs: number,
): HubStatus {
  const unheard = shops
    .filter(({ shop }) => !heard.some((it) => it.shop === shop))
    .map(({ shop, name }) => ({ shop, name, heardAtMs: null, tills: [] }));
  return {
    port,
    shops: [...heard, ...unheard].map(({ shop, name, heardAtMs, tills }) => {
      const connected = shops.find((it) => it.shop === shop)?.connected ?? [];
      const isLate = heardAtMs === null || nowMs - heardAtMs > SILENT_AFTER_MS;
      return {
        shop,
        name,
        heard: heardAtMs === null ? null : utcText(heardAtMs),
        connected,
        isSilent: connected.length === 0 && isLate,
        isShutOut: shops.find((it) => it.shop === shop)?.isShutOut === true,
        tills,
      };
    }),
  };
}

/** Listens on the socket of the folder until it is closed. */
export async function serveHub(
  hub: string,
  answers: HubAnswers,
): Promise<{ readonly close: () => Promise<void> }> {
  const file = socketOf(hub);
  rmSync(file, { force: true });
  const server = createAdaptorServer({ fetch: hubApp(answers).fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(file, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
