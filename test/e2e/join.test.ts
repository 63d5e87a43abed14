/** A second box joins a shop, by the command line and by real links. Size: whole. */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";

import { enrolBeside } from "../../proof/stories/box-stage.ts";
import { addStaticAddress } from "../../src/app/mesh/mesh-addresses.ts";
import { openTill } from "../../src/app/open-till.ts";
import { bytesToCode } from "../../src/domain/base/crockford.ts";
import { MIA, plainEnvironment, PROJECT } from "../support/commands.ts";
import { startNode } from "../support/node-process.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { synchroniseLedgers } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";
import { testRandom } from "../support/test-random.ts";
import { tillHere } from "../support/till-here.ts";
import { NODE, till, TILL } from "../support/till-process.ts";

const shopCopy = ownShopCopies();
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const SELLER = { ...MIA } as const;
const invitedSchema = z.object({
  code: z.string(),
  port: z.int(),
  /** What the box leaves behind in whose place the new one comes. */
  replaces: z
    .looseObject({
      heardUntil: z.string().nullable(),
      openOrders: z.array(z.unknown()),
      cash: z.array(z.object({ day: z.string(), taken: z.int() })),
    })
    .optional(),
});
const printersSchema = z.object({
  printers: z.array(z.object({ name: z.string(), till: z.string(), drivenBy: z.string() })),
});
const WAIT = { timeout: 45_000, interval: 50 };

describe("a second box", () => {
  test("joins with the code, and sells with the people and goods of the shop", async () => {
    const [a, b] = [await shopCopy(), await emptyStore()];
    const inviting = await invite(a);

    const joined = await join(b, inviting);
    const invited = await inviting.ended;
    const sold = await tillHere(["sell", "--store", b, "--cash", "10", "latte"], { env: SELLER });
    const places = await tillHere(["mesh", "addresses", "--store", b, "--json"]);

    expect(joined).toMatchObject({ code: 0, stderr: "" });
    expect(joined.stdout).toContain("This box is B Bar of Café Kade.\n");
    expect(invited).toBe(0);
    expect(sold).toMatchObject({ code: 0 });
    expect(sold.stdout).toContain("Receipt B-000001\n");
    // Whoever invited may move: nobody has typed in where it is.
    expect(JSON.parse(places.stdout)).toMatchObject({ addresses: [{ sources: ["remembered"] }] });
  });

  test("says on a terminal how it hears the shop, in a line that is gone in the end", async () => {
    const [a, b] = [await shopCopy(), await emptyStore()];
    const { code, port } = await invite(a);

    const place = ["--at", `127.0.0.1:${port}`];
    const box = openTerminal(["join", "--store", b, "--device", "Bar", ...place, code]);
    expect(await box.exit).toBe(0);

    expect(box.written()).toContain("Hearing the shop");
    const screen = await box.screen();
    expect(screen).toContain("It has all of the shop.");
    expect(screen).not.toContain("Hearing the shop");
  });

  test("gets in with no other code, and each that was tried is counted where it was invited", async () => {
    const [a, b] = [await shopCopy(), await emptyStore()];
    const inviting = await invite(a);

    const tried = await join(b, { ...inviting, code: OTHER_CODE });
    const mistyped = await join(b, { ...inviting, code: swapped(inviting.code) });
    const half = await join(b, { ...inviting, code: "K7QM" });
    const joined = await join(b, inviting);

    expect(tried).toMatchObject({ code: 6, stdout: "" });
    expect(tried.stderr).toMatch(/another code: .* has counted it as a wrong code\.\n$/u);
    expect(mistyped).toMatchObject({ code: 2, stdout: "" });
    expect(mistyped.stderr).toMatch(
      /^The code doesn't check: .* has counted it as a wrong code\.\n$/u,
    );
    expect(half).toEqual({
      code: 2,
      stdout: "",
      stderr: "The code has 17 characters, 4 were read: look for one too many or too few.\n",
    });
    expect(joined).toMatchObject({ code: 0 });
  });

  test("needs a name, and an empty folder", async () => {
    const a = await shopCopy();

    const nameless = await tillHere(["join", "--store", await emptyStore(), "X"], { env: OWNER });
    const taken = await tillHere(["join", "--store", a, "--device", "Bar", "X"], { env: OWNER });

    expect(nameless).toEqual({
      code: 2,
      stdout: "",
      stderr: 'Say what this till is called: --device "Bar".\n',
    });
    expect(taken).toEqual({ code: 5, stdout: "", stderr: `There is a shop in ${a} already.\n` });
  });

  test("that lost its power once it had joined goes on hearing its shop, without a code", async () => {
    const [a, b] = [await shopCopy(), await emptyStore()];
    await startNode(a).says(/^has the printers/mu);
    const port = await joinUnheard(a, b);
    // As it lies there until the very last moment of joining.
    await writeFile(path.join(b, ".joining"), "{}");

    const opened = await tillHere(["sell", "--store", b, "--cash", "10", "latte"], { env: SELLER });
    const words = ["join", "--store", b, "--device", "Bar", "XXXX"];
    const joined = await till(words, { env: OWNER });
    const sold = await tillHere(["sell", "--store", b, "--cash", "10", "latte"], { env: SELLER });

    expect(port).toBeGreaterThan(0);
    expect(opened.stderr).toContain("has not heard it yet");
    expect(joined).toMatchObject({
      code: 0,
      stderr: "This box has joined already: it goes on hearing its shop, and needs no code.\n",
    });
    expect(joined.stdout).toContain("It has all of the shop.");
    expect(existsSync(path.join(b, ".joining"))).toBe(false);
    expect(sold.stdout).toContain("Receipt B-000001\n");
    expect(await tillHere(words, { env: OWNER })).toMatchObject({ code: 5 });
  });

  test("that hears its shop says when nobody of it is there, and goes on when somebody is", async () => {
    const [a, b] = [await shopCopy(), await emptyStore()];
    const node = startNode(a);
    await node.says(/^has the printers/mu);
    await joinUnheard(a, b);
    node.kill("SIGSTOP");

    const box = openTerminal(["join", "--resume", "--store", b]);
    await box.sees("Nobody of the shop is heard");
    node.kill("SIGCONT");

    expect(await box.exit).toBe(0);
    expect(await box.screen()).toContain("It has all of the shop.");
  });

  test("is invited by whoever may, and by nobody else", async () => {
    const a = await shopCopy();

    expect(await tillHere(["mesh", "invite", "--store", a], { env: SELLER })).toMatchObject({
      code: 4,
      stdout: "",
    });
  });
});

/** With two characters in each other's place, which the last one notices. */
function swapped(code: string): string {
  const signs = Array.from(code);
  const at = signs.findIndex((sign, place) => sign !== "-" && signs[place + 1] !== sign);
  return signs
    .with(at, signs[at + 1] ?? "")
    .with(at + 1, signs[at] ?? "")
    .join("");
}

/** Of the same form, and of no invitation. */
const OTHER_CODE = bytesToCode(new Uint8Array(10));

describe("a dead box", () => {
  test("gives its place to a new one, and is told what it left behind", async () => {
    const [a, b, c] = [await shopCopy(), await emptyStore(), await emptyStore()];
    const first = await invite(a);
    await join(b, first);
    await first.ended;
    await tillHere(["sell", "--store", b, "--cash", "10", "latte"], { env: SELLER });
    await tillHere(["printer", "add", "oven", "at=127.0.0.1:9", "--store", b], { env: OWNER });
    expect(await ovenSeenAt(b)).toMatchObject({ till: "B Bar", drivenBy: "B Bar" });
    await hear(b, a);
    const rules = ["settings", "set", "receipts", "always", "B=never", "B/takeaway=always"];
    expect(await tillHere([...rules, "--store", a], { env: OWNER })).toMatchObject({ code: 0 });

    const second = await invite(a, "replace", "B", "--yes");
    expect(second.replaces).toMatchObject({ code: "B", name: "Bar", currency: "EUR" });
    expect(second.replaces?.heardUntil).toMatch(/^20\d\d-\d\d-\d\dT/u);
    expect(second.replaces?.openOrders).toEqual([]);
    const [left] = second.replaces?.cash ?? [];
    expect(left?.taken).toBeGreaterThan(0);
    const joined = await join(c, second);
    await second.ended;
    const list = await tillHere(["mesh", "list", "--store", a], { env: OWNER });

    expect(joined.stdout).toContain("This box is C Bar of Café Kade.\n");
    expect(list.stdout).toContain("B Bar: REVOKED");
    const settings = await tillHere(["settings", "list", "--store", a]);
    expect(settings.stdout).toContain("C=never");
    expect(settings.stdout).toContain("C/takeaway=always");
    expect(settings.stdout).not.toContain("B=never");
    expect(await ovenSeenAt(c)).toMatchObject({ till: "C Bar", drivenBy: "C Bar" });
    const words = ["replace", "B", "--yes", "--no-wait", "--store", a];
    const told = await tillHere(words, { env: OWNER });
    expect(told.stdout).toMatch(
      /^ {2}3\.40 of cash taken on 20\d\d-\d\d-\d\d: count its drawer$/mu,
    );
    expect(told.stdout).toMatch(/^ {2}what it did after 20\d\d-.* is unknown, not zero$/mu);
    expect(
      await tillHere(["sell", "--store", c, "--cash", "10", "latte"], { env: SELLER }),
    ).toMatchObject({ code: 0 });
  });

  test("is not the one at which somebody stands", async () => {
    const told = await till(["replace", "A", "--yes", "--store", await shopCopy()], { env: OWNER });

    expect(told).toEqual({
      code: 2,
      stdout: "",
      stderr: "This is the till that you are at: replace it at another one.\n",
    });
  });
});

interface Inviting extends z.infer<typeof invitedSchema> {
  readonly ended: Promise<number | null>;
}

/** A till that shows its code and awaits the new box. */
async function invite(store: string, ...command: ReadonlyArray<string>): Promise<Inviting> {
  const [first, ...rest] = command.length === 0 ? ["mesh", "invite"] : command;
  const words = [first ?? "", ...rest, "--store", store, "--no-slip", "--json"];
  const child = spawn(NODE, [TILL, ...words], {
    cwd: PROJECT,
    env: { ...plainEnvironment(), ...OWNER },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (told += text));
  const invited = await vi.waitFor(() => invitedSchema.parse(JSON.parse(told)), WAIT);
  return { ...invited, ended };
}

/** A store beside it that has keys and letters, and nothing else of the shop; the port of the other. */
async function joinUnheard(from: string, dir: string): Promise<number> {
  const host = openTill(from);
  const wish = { dir, code: "B", name: "Bar" };
  const joined = await enrolBeside(host.till, wish, testRandom);
  const port = await vi.waitFor(() => {
    const kept = Number(host.till.ledger.store.local("mesh-port"));
    expect(kept).toBeGreaterThan(0);
    return kept;
  }, WAIT);
  addStaticAddress(joined, `127.0.0.1:${port}`);
  joined.close();
  await host.close();
  return port;
}

async function ovenSeenAt(store: string) {
  const { stdout } = await tillHere(["printer", "list", "--store", store, "--json"]);
  return printersSchema.parse(JSON.parse(stdout)).printers.find(({ name }) => name === "oven");
}

/** What one has said, without links. */
async function hear(from: string, to: string): Promise<void> {
  const [told, hearing] = [openTill(from), openTill(to)];
  synchroniseLedgers(told.till.ledger, hearing.till.ledger);
  await told.close();
  await hearing.close();
}

function join(store: string, { code, port }: Inviting) {
  const place = ["--at", `127.0.0.1:${port}`];
  return till(["join", "--store", store, "--device", "Bar", ...place, code], { env: OWNER });
}

async function emptyStore(): Promise<string> {
  return path.join(await temporaryFolder(), "shop");
}
