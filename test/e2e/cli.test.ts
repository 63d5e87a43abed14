/**
 * The command line as a shop's scripts use it: a day, and what is the system's, by real processes over a real store.
 *
 * Size: whole.
 */

import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";
import { NODE, runProcess, TILL, till } from "../support/till-process.ts";

const shopCopy = shopCopies();

describe("from an empty folder to a day that ties out", () => {
  test("init, sell, list, show the paper, reconcile, verify", async () => {
    const store = path.join(await temporaryFolder(), "shop");

    const init = await till(
      ["init", "--store", store, "--fixture", "cafe", "--device", "Front counter"],
      {},
    );
    expect(init).toMatchObject({ code: 0, stderr: "" });
    expect(init.stdout).toContain(`Café Kade is ready in ${store}: 96 products.`);
    expect(init.stdout).toMatch(/^ {2}(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]$/mu);
    expect((await stat(path.join(store, "ledger.key"))).mode & 0o777).toBe(0o600);

    const sold = await till(
      ["sell", "--store", store, "2*flat white", "croissant", "--cash", "20", "--json"],
      { env: MIA },
    );
    expect(sold).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(sold.stdout)).toMatchObject({
      currency: "EUR",
      order: { number: "A1", service: "takeaway", status: "paid", total: 980, due: 0 },
      lines: [
        { name: "Flat white", quantity: 2000, unitPrice: 360, gross: 720, kitchen: "printed" },
        { name: "Croissant", quantity: 1000, unitPrice: 260, gross: 260, kitchen: "printed" },
      ],
      totals: { total: 980, paid: 980, due: 0 },
      tax: [{ label: "VAT 9%", rate: 9000, included: true, net: 899, tax: 81 }],
      change: 1020,
      receipt: "A-000001",
    });

    const listed = await till(["order", "list", "--store", store, "--json"]);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      currency: "EUR",
      orders: [{ number: "A1", status: "paid", total: 980, receipts: ["A-000001"] }],
    });

    const paper = await till(["print", "show", "--store", store, "--last"]);
    expect(paper).toMatchObject({ code: 0, stderr: "" });
    expect(paper.stdout).toMatch(/^TOTAL EUR +9\.80$/mu);
    expect(paper.stdout).toMatch(/^ +Change +10\.20$/mu);
    expect(await readFile(`${store}.paper/receipt.txt`, "utf8")).toBe(paper.stdout);

    const day = await till(["reconcile", "--store", store, "--day", "today", "--json"]);
    expect(day).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(day.stdout)).toMatchObject({
      tiesOut: true,
      sales: { receipts: 1, total: 980 },
      differences: [],
    });

    const verified = await till(["verify", "--store", store]);
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(
      /^\d+ transactions, \d+ events, 1 chain: all checks passed\.$/mu,
    );
  });
});

describe("selling", () => {
  test("without --cash the order stays open, and is found among the open ones", async () => {
    const store = await shopCopy();

    const sold = await tillHere(["sell", "--store", store, "croissant"], { env: MIA });
    const open = await tillHere(["order", "list", "--store", store, "--open"]);

    expect(sold.stdout).toMatch(/^Order A1 {2}takeaway {2}open$/mu);
    expect(sold.stdout).not.toContain("Receipt");
    expect(open.stdout).toMatch(/^A1 +\d\d:\d\d +open +takeaway +2\.60/mu);
  });

  test("by card is to the cent, gives no change, and is counted by itself", async () => {
    const store = await shopCopy();

    const sold = await tillHere(["sell", "--store", store, "croissant", "--card"], { env: MIA });
    const both = await tillHere(["sell", "--store", store, "croissant", "--card", "--cash", "5"], {
      env: MIA,
    });
    const day = await tillHere(["reconcile", "--store", store]);

    expect(sold).toMatchObject({ code: 0, stderr: "" });
    expect(sold.stdout).not.toContain("Change");
    expect(both).toEqual({ code: 2, stdout: "", stderr: "Say --cash or --card, not both.\n" });
    expect(day.stdout).toMatch(/card, 1 payment +2\.60/u);
  });

  test("a sale says how it is served, and the tax of its goods", async () => {
    const store = await shopCopy();

    const sold = await tillHere(
      ["sell", "--store", store, "100", "--service", "dine-in", "--cash", "2,80", "--json"],
      { env: MIA },
    );

    expect(JSON.parse(sold.stdout)).toMatchObject({
      order: { service: "dine-in", total: 280 },
      tax: [{ label: "VAT 9%", net: 257, tax: 23 }],
      change: 0,
    });
  });

  test("a shift lead changes a price, a cashier may not", async () => {
    const store = await shopCopy();
    const words = ["sell", "--store", store, "coffee=2.00", "--cash", "2"];

    const refused = await tillHere(words, { env: MIA });
    const sold = await tillHere(words, { env: { TILL_STAFF: "3", TILL_PIN: "3333" } });

    expect(refused).toMatchObject({
      code: 4,
      stderr: "Mia may not change a price: ask someone who may.\n",
    });
    expect(sold.code).toBe(0);
    expect(sold.stdout).toMatch(/Total +2\.00 EUR/u);
  });

  test("the PIN comes from a file as well", async () => {
    const store = await shopCopy();
    const file = path.join(path.dirname(store), "pin");
    await writeFile(file, "2222\n");

    const sold = await tillHere(
      ["sell", "--store", store, "100", "--staff", "2", "--pin-file", file],
      {},
    );

    expect(sold).toMatchObject({ code: 0, stderr: "" });
  });

  test("TILL_HOME is the store when there is no --store", async () => {
    const store = await shopCopy();

    const sold = await tillHere(["sell", "100"], { env: { ...MIA, TILL_HOME: store } });

    expect(sold.code).toBe(0);
    expect((await tillHere(["order", "list", "--store", store])).stdout).toMatch(/^A1 /u);
  });

  test("a printer that is off lets the sale end, and its papers come out when somebody says so", async () => {
    const store = await shopCopy();
    await tillHere(["sell", "--store", store, "100", "--cash", "5"], { env: MIA });
    const off = `${store}.paper/receipt.txt.off`;
    await writeFile(off, "");

    const sold = await tillHere(["sell", "--store", store, "100", "--cash", "5"], { env: MIA });
    const waiting = await tillHere(["print", "show", "--store", store, "A-000002"]);
    const doctor = await tillHere(["doctor", "--store", store]);
    const inVain = await tillHere(["print", "now", "--store", store]);
    await rm(off);
    // A command prints what it has made, and no more.
    await tillHere(["sell", "--store", store, "100", "--cash", "5"], { env: MIA });
    const printed = await tillHere(["print", "now", "--store", store]);

    expect(sold.code).toBe(0);
    expect(waiting).toMatchObject({ code: 0, stderr: "On Receipts: queued.\n" });
    expect(waiting.stdout).toContain("Receipt A-000002");
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain("! printer Receipts         1 paper in the queue");
    const roll = await readFile(`${store}.paper/receipt.txt`, "utf8");
    expect(roll.match(/Receipt A-\d+/gu)).toEqual([
      "Receipt A-000001",
      "Receipt A-000003",
      "Receipt A-000002",
    ]);
    expect(inVain).toMatchObject({
      code: 6,
      stderr: "Receipts is off: 1 paper in its queue.\n",
    });
    expect(inVain.stdout).toMatch(
      /^Receipts +receipt A-000002 of A2, since \d\d:\d\d: it can't be reached: look at .+\n$/u,
    );
    expect(printed).toEqual({ code: 0, stdout: "", stderr: "No paper waits.\n" });
  });
});

test("what was compiled is kept in a folder of the user's own, not in everybody's", async () => {
  const own = await temporaryFolder();
  const everybodys = await temporaryFolder();

  await till(["--version"], { env: { XDG_CACHE_HOME: own, TMPDIR: everybodys } });

  expect(await readdir(path.join(own, "tillmesh"))).not.toEqual([]);
  expect(await readdir(everybodys)).toEqual([]);
});

test("what is set to nothing is not set: nothing is kept where somebody happens to be", async () => {
  const own = await temporaryFolder();
  const here = await temporaryFolder();

  await till(["--version"], { cwd: here, env: { XDG_CACHE_HOME: own, NODE_COMPILE_CACHE: "" } });

  expect(await readdir(here)).toEqual([]);
  expect(await readdir(path.join(own, "tillmesh"))).not.toEqual([]);
});

test("a user whom the system does not know, and who has no home, sells all the same", async () => {
  const store = await shopCopy();
  const hook = `import os from "node:os"; import module from "node:module";
    os.homedir = () => { throw new Error("uv_os_homedir returned ENOENT"); };
    module.syncBuiltinESMExports();`;
  const nodeOptions = ["--import", `data:text/javascript,${encodeURIComponent(hook)}`];
  const noHome = { XDG_CACHE_HOME: "", XDG_DATA_HOME: "", XDG_STATE_HOME: "" };

  const sold = await till(["sell", "100", "--cash", "5", "--store", store], {
    env: { ...MIA, ...noHome },
    nodeOptions,
  });

  expect(sold).toMatchObject({ code: 0, stderr: "" });
  expect(sold.stdout).toContain("A-000001");
});

describe("finding", () => {
  test("an order is found by its number, by its receipt and by its id", async () => {
    const store = await shopCopy();
    const sold = await tillHere(["sell", "--store", store, "100", "--cash", "5", "--json"], {
      env: MIA,
    });
    const { order } = JSON.parse(sold.stdout) as { order: { id: string } };

    for (const text of ["A1", "a1", "A-000001", "a-1", order.id]) {
      const shown = await tillHere(["order", "show", text, "--store", store, "--json"]);
      expect(shown.stdout).toBe(sold.stdout);
    }
  });

  test("shifts are listed from clocking in to clocking out", async () => {
    const store = await shopCopy();

    const into = await tillHere(["clock", "in", "--store", store], { env: MIA });
    const working = await tillHere(["clock", "list", "--store", store]);
    const out = await tillHere(["clock", "out", "--store", store], { env: MIA });
    const listed = await tillHere(["clock", "list", "--store", store, "--json"]);

    expect(into.stdout).toMatch(/^Mia clocked in at \d\d:\d\d\.$/mu);
    expect(working.stdout).toMatch(/^1\/\S+ +Mia .* working$/mu);
    expect(out.stdout).toMatch(/^Mia clocked out at \d\d:\d\d\.$/mu);
    expect(JSON.parse(listed.stdout)).toMatchObject({ shifts: [{ staff: "1", minutes: 0 }] });
  });

  test("a reader that has seen enough is no error", async () => {
    const store = await shopCopy();
    const words = `"${NODE}" "${TILL}" doctor --store "${store}" --json | head -c 1`;

    const piped = await runProcess("/bin/sh", ["-c", words]);

    expect(piped).toMatchObject({ code: 0, stdout: "{", stderr: "" });
  });
});
