/**
 * Bad days of a head office, as real processes: no shop notices, nothing is lost, and each ends in a sentence.
 *
 * Size: whole.
 */

import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";

import { MIA, refused } from "../support/commands.ts";
import { startNode, startTill } from "../support/node-process.ts";
import {
  restartPostgres,
  startPostgres,
  stopPostgres,
  whyNoPostgres,
} from "../support/postgres-server.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const WAIT = { timeout: 45_000, interval: 200 };

const invitationSchema = z.object({ code: z.string(), port: z.int() });
const reportSchema = z.object({ shops: z.array(z.object({ receipts: z.int() })) });

describe.skipIf(whyNoPostgres() !== undefined)("an office on a server", () => {
  test("whose database is down says so, and has all that was sold when it is back", async () => {
    const store = await shopCopy();
    const dir = databaseFolder();
    const place = startPostgres(dir);
    const url = place.type === "server" ? place.url : "";
    const hub = await officeOf(store);
    const running = startTill(["hub", "run", "--hub", hub, "--port", "0", "--postgres", url]);
    const [, port] = await running.says(/takes links on port (\d+)\.$/mu);
    await done(["settings", "set", "hub", `127.0.0.1:${port}`, "--store", store], OWNER);
    const node = startNode(store);
    await node.says(/^connected to B Head office$/mu);
    await done(["sell", "--store", store, "100", "--cash", "10"], MIA);
    await sold(hub, 1);
    const other = await officeOf(store, `${hub}-2`);
    expect(await till(["hub", "run", "--hub", other, "--port", "0", "--postgres", url])).toEqual(
      refused(5, "Another office writes into this database: end it, or name another database."),
    );

    stopPostgres(dir);
    expect(await done(["sell", "--store", store, "100", "--cash", "10"], MIA)).toContain(
      "A-000002",
    );
    await running.says(
      /^The database can’t be used: .* What shops say is kept in their ledgers, /mu,
    );
    const status = await till(["hub", "status", "--hub", hub]);
    expect(status).toMatchObject({ code: 6, stdout: "" });
    expect(status.stderr).toMatch(/^The database can’t be used: .*\.\n$/u);
    const lines = await done(["doctor", "--store", store, "--json"], {}, [0, 1]);
    expect(lines).toContain('"code": "office"');
    restartPostgres(dir);

    await sold(hub, 2);
    await done(["mesh", "revoke", "B", "--reason", "sold", "--yes", "--store", store], OWNER);
    await vi.waitFor(async () => {
      const shown = await done(["hub", "status", "--hub", hub], {}, [8]);
      expect(shown).toContain("Café Kade has shut this office out: what it had said stays here.\n");
    }, WAIT);
    await done(["sell", "--store", store, "100", "--cash", "10"], MIA);
    const left = await done(["hub", "leave", "Café Kade", "--hub", hub]);
    expect(left).toMatch(/^Café Kade is no shop of this office any more: its ledger is in .*\.$/mu);
    await sold(hub, 2);
  });
});

function databaseFolder(): string {
  // A socket's path has 107 bytes at most, and another user has to get there.
  const dir = mkdtempSync("/tmp/rows-");
  onTestFinished(() => {
    stopPostgres(dir);
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

async function sold(hub: string, receipts: number): Promise<void> {
  await vi.waitFor(async () => {
    const { code, stdout } = await till(["hub", "report", "sales", "--hub", hub, "--json"]);
    expect(code).toBe(0);
    expect(reportSchema.parse(JSON.parse(stdout)).shops[0]?.receipts).toBe(receipts);
  }, WAIT);
}

async function done(
  words: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  codes: ReadonlyArray<number> = [0],
): Promise<string> {
  const { code, stdout, stderr } = await till(words, { env });
  expect([codes.includes(code), stderr]).toEqual([true, expect.any(String)]);
  return stdout;
}

/** Lets an office into the shop. */
async function officeOf(
  store: string,
  hub: string = path.join(path.dirname(store), "hub"),
): Promise<string> {
  const words = ["mesh", "invite", "--hub", "--no-slip", "--json", "--store", store];
  const inviting = startTill(words, { env: OWNER });
  const [text] = await inviting.says(/\{[^]*\n\}/u);
  const { code, port } = invitationSchema.parse(JSON.parse(text));
  await done(["hub", "join", code, "--hub", hub, "--at", `127.0.0.1:${port}`]);
  expect(await inviting.exit).toBe(0);
  return hub;
}
