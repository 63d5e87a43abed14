/** A shop whose boxes are all gone comes back from head office, as real processes. Size: whole. */

import { rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { newRecoveryCode } from "../../src/ledger/recovery/recovery-code.ts";
import { MIA, refused } from "../support/commands.ts";
import { type NodeProcess, startNode, startTill } from "../support/node-process.ts";
import { whyNoPostgres } from "../support/postgres-server.ts";
import { quickenPins } from "../support/quick-pins.ts";
import { placeOf } from "../support/rows-engines.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testRandom } from "../support/test-random.ts";
import { tillHere as till } from "../support/till-here.ts";

const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const WAIT = { timeout: 45_000, interval: 200 };

const invitationSchema = z.object({ code: z.string(), port: z.int() });
const foundedSchema = z.object({ recoveryCode: z.string() });
const statusSchema = z.object({
  shops: z.array(z.object({ tills: z.array(z.object({ till: z.string(), number: z.int() })) })),
});

const place = placeOf(whyNoPostgres() === undefined ? "server" : "folder");

/** Which database the office has. */
function database(): ReadonlyArray<string> {
  const at = place();
  return at.type === "server" ? ["--postgres", at.url] : [];
}

/** Where there is a server, nothing of the office's folder is needed. */
function databaseAlone(hub: string): ReadonlyArray<string> {
  return place().type === "server" ? database() : ["--hub", hub];
}

describe("a shop whose boxes are all gone", () => {
  test("comes back from the office by its recovery sheet, equal to what the office had heard", async () => {
    const folder = await temporaryFolder();
    const [a, b, hub] = ["a", "b", "hub"].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    const founded = await done(["init", "--fixture", "cafe", "--store", a, "--json"]);
    const { recoveryCode } = foundedSchema.parse(JSON.parse(founded));
    await quickenPins(a);
    const sheet = path.join(folder, "sheet");
    await writeFile(sheet, recoveryCode);
    await invited(a, ["--hub"], (code, at) => ["hub", "join", code, "--hub", hub, "--at", at]);
    await invited(a, [], (code, at) => ["join", "--store", b, "--device", "Bar", "--at", at, code]);
    const office = startTill(["hub", "run", "--hub", hub, "--port", "0", ...database()]);
    const port = await portOf(office);
    const at = `127.0.0.1:${port}`;
    await done(["settings", "set", "hub", at, "--store", a], OWNER);
    const nodes = [startNode(a), startNode(b)];
    await done(["sell", "--store", a, "2*100", "--cash", "10"], MIA);
    await done(["sell", "--store", b, "100", "--cash", "10"], MIA);
    const report = await vi.waitFor(async () => {
      const [one, other] = [await reportOf(a), await reportOf(b)];
      expect(one).toContain("Receipts C-000001");
      expect(one).toBe(other);
      return one;
    }, WAIT);
    const codeFile = ["--code-file", sheet];
    // The PINs come sealed, some at a time.
    const fresh = await vi.waitFor(async () => {
      const copy = path.join(folder, "copy");
      await done(["hub", "restore", "Café Kade", ...databaseAlone(hub), "--to", copy]);
      const tried = path.join(folder, "tried");
      const words = ["restore", "--from", copy, "--store", tried, ...codeFile];
      const { code, stdout, stderr } = await till(words);
      const same = code === 0 ? await reportOf(tried) : stdout + stderr;
      await Promise.all([copy, tried].map((dir) => rm(dir, { recursive: true, force: true })));
      expect(same).toBe(report);
      return path.join(folder, "fresh");
    }, WAIT);
    await Promise.all(nodes.map(killed));
    await Promise.all([a, b].map((dir) => rm(dir, { recursive: true })));

    const restored = await done(["restore", "--hub", at, "--store", fresh, ...codeFile]);

    expect(restored).toContain("People sign in with the PINs that they had.");
    expect(restored).toMatch(/^It stands as the office had it at 20/mu);
    expect(restored).toMatch(/^Is A Front counter lost or stolen\?/mu);
    expect(restored).not.toMatch(/Head office lost/u);
    expect(restored).toContain("What a box sold and the office did not hear is not in it");
    expect(await reportOf(fresh)).toBe(report);
    const again = startNode(fresh);
    await again.says(/^connected to . Head office$/mu);
    const sold = await done(["sell", "--store", fresh, "100", "--cash", "10"], MIA);
    expect(sold).toMatch(/ZZ[A-Z]{4}-000001/u);
    await vi.waitFor(async () => {
      const { shops } = statusSchema.parse(
        JSON.parse(await done(["hub", "status", "--hub", hub, ...database(), "--json"])),
      );
      const [{ tills } = { tills: [] }] = shops;
      expect(tills.find(({ till }) => till.endsWith("Restored till"))?.number).toBeGreaterThan(4);
    }, WAIT);
    const elsewhere = [
      "restore",
      "--hub",
      at,
      "--store",
      path.join(folder, "other"),
      "--code-file",
    ];
    const otherSheet = path.join(folder, "other-sheet");
    await writeFile(otherSheet, newRecoveryCode(testRandom));
    expect(await till([...elsewhere, otherSheet])).toEqual(
      refused(
        4,
        `Whoever answers at ${at} has no shop of this recovery sheet: check the address and the code.`,
      ),
    );
    await killed(office);
    expect(await till([...elsewhere, sheet])).toEqual(
      refused(
        6,
        `No office answers at ${at}: check the address, and that \`till hub run\` runs there.`,
      ),
    );
  });
});

async function done(
  words: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stdout, stderr } = await till(words, { env });
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return stdout;
}

/** Lets a box into the shop. */
async function invited(
  store: string,
  words: ReadonlyArray<string>,
  join: (code: string, at: string) => ReadonlyArray<string>,
): Promise<void> {
  const inviting = startTill(
    ["mesh", "invite", ...words, "--no-slip", "--json", "--store", store],
    {
      env: OWNER,
    },
  );
  const [text] = await inviting.says(/\{[^]*\n\}/u);
  const { code, port } = invitationSchema.parse(JSON.parse(text));
  await done(join(code, `127.0.0.1:${port}`), OWNER);
  expect(await inviting.exit).toBe(0);
}

async function portOf(office: NodeProcess): Promise<string> {
  const [, port = ""] = await office.says(/takes links on port (\d+)\.$/mu);
  return port;
}

/** The report of the day, but for which tills it has heard. */
async function reportOf(store: string): Promise<string> {
  const { stdout } = await till(["reconcile", "--store", store], { env: MIA });
  const isTied = /ties out to the cent\.$/imu.test(stdout);
  const lines = stdout
    .split("\n")
    .filter((line) => !/^! | this till, |^Incomplete|^Ties/u.test(line));
  return [...lines, isTied].join("\n");
}

async function killed(one: NodeProcess): Promise<void> {
  one.kill("SIGKILL");
  await one.exit;
}
