/** The printers of a shop from a shell: set up, tested, replaced, and a sale on a network printer. */

import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";

import { onTestFinished, expect, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { MIA } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("a network printer is added, takes a broken one's place, and prints its tickets", async () => {
  const store = await shopCopy();
  const printer = createPrinterDevice({ columns: 48, clock: systemClock });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  const at = `at=127.0.0.1:${server.port}`;

  const added = await run("add", "grill", at, "profile=epson-80", "name=Grill");
  const again = await run("add", "grill", at);
  const set = await run("set", "grill", "profile=epson-80");
  const tested = await run("test", "grill");
  const probed = await run("probe", "grill", "--json");
  const replaced = await run("replace", "kitchen", "grill");
  const listed = await till(["printer", "list", "--json", "--store", store]);
  const sold = await till(["sell", "100", "--cash", "10", "--store", store], { env: MIA });
  const queue = await till(["printer", "queue", "--store", store]);
  const notHers = await till(["printer", "remove", "grill", "--store", store], { env: MIA });

  expect(added).toMatchObject({ code: 0 });
  expect(again).toMatchObject({ code: 5 });
  expect(set.stdout).toBe("Grill: is so already, nothing was changed.\n");
  expect(tested).toMatchObject({ code: 0, stdout: "The test page of grill: printed.\n" });
  expect(JSON.parse(probed.stdout)).toMatchObject({
    id: "grill",
    abilities: { processId: true, fence: true, status: true, counter: true },
    profile: "epson-80",
    changes: [],
    saved: true,
  });
  expect(replaced).toMatchObject({ code: 0 });
  expect(JSON.parse(listed.stdout)).toMatchObject({
    printers: [
      { id: "receipt", at: "text", till: "each" },
      { id: "grill", name: "Grill", state: "ok", stations: ["bar", "kitchen"] },
    ],
  });
  expect(sold.code).toBe(0);
  expect(queue.stderr).toBe("No paper waits.\n");
  expect(notHers).toMatchObject({ code: 4 });
  const paper = rollToText(printer.roll(), 48);
  expect(paper).toContain("TEST PAGE");
  expect(paper.match(/1 x Coffee/gu)).toHaveLength(1);

  function run(...words: ReadonlyArray<string>) {
    return till(["printer", ...words, "--store", store], { env: RAVI });
  }
});

test("a new printer's buzzer is set by the model that it says it is", async () => {
  const store = await shopCopy();
  const loud = await printerCalled("TM-m30");
  const mute = await printerCalled("TM-T20II");

  const added = await add("loud", loud);
  const refused = await add("mute", mute);
  const listed = await till(["printer", "list", "--json", "--store", store]);

  expect(added).toMatchObject({ code: 0 });
  expect(refused).toMatchObject({ code: 5 });
  expect(refused.stderr).toContain(
    "This model has no known buzzer: Epson TM-T20II, T20III, T20X (epson-tm-t20). Take another one.",
  );
  const { printers } = JSON.parse(listed.stdout) as { readonly printers: ReadonlyArray<unknown> };
  expect(printers).toContainEqual(
    expect.objectContaining({ id: "loud", profile: "epson-tm-m30", buzzer: 2 }),
  );

  function add(id: string, port: number) {
    const words = ["printer", "add", id, `at=127.0.0.1:${port}`, "buzzer=2", "--store", store];
    return till(words, { env: RAVI });
  }
});

async function printerCalled(model: string): Promise<number> {
  const printer = createPrinterDevice({ columns: 48, clock: systemClock, maker: "EPSON", model });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  return server.port;
}

test("a known model that answers nothing is set up, and what can't be is said before it is asked", async () => {
  const store = await shopCopy();
  const at = `at=127.0.0.1:${await printerThatLeft()}`;

  const unknown = await add(RAVI, "profile=tm-t88");
  const notHers = await add(MIA);
  const added = await add(RAVI, "profile=epson-tm-t88", "name=Hot kitchen");
  const listed = await till(["printer", "list", "--json", "--store", store]);
  const twin = await till(["printer", "add", "twin", at, "--store", store], { env: RAVI });

  expect(twin).toMatchObject({ code: 0 });
  expect(twin.stderr).toContain("hot is the same printer: ");
  expect(added.stderr).not.toContain("is the same printer");
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.stderr).toMatch(/^There is no model tm-t88: one of [^\n]+\.\n$/u);
  expect(notHers).toMatchObject({ code: 4 });
  expect(notHers.stderr).not.toContain("Not asked");
  expect(added).toMatchObject({ code: 0 });
  expect(added.stderr).toContain("Then: `till printer probe hot`.");
  const { printers } = JSON.parse(listed.stdout) as { readonly printers: ReadonlyArray<unknown> };
  expect(printers).toContainEqual(
    expect.objectContaining({ id: "hot", name: "Hot kitchen", profile: "epson-tm-t88" }),
  );

  function add(env: Readonly<Record<string, string>>, ...fields: ReadonlyArray<string>) {
    return till(["printer", "add", "hot", at, ...fields, "--store", store], { env });
  }
});

test("a printer at another place is asked, and a person is asked for its paper where it says nothing", async () => {
  const store = await shopCopy();
  const mute = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    mute.close();
  });
  const { port } = mute.address() as AddressInfo;

  const set = await till(["printer", "set", "receipt", `at=127.0.0.1:${port}`, "--store", store], {
    env: RAVI,
  });
  const sold = await till(["sell", "100", "--cash", "10", "--store", store], { env: MIA });
  const listed = await till(["printer", "list", "--json", "--store", store]);

  expect(set).toMatchObject({ code: 0 });
  expect(set.stderr).toContain("It says nothing of itself.");
  expect(set.stderr).toContain("How wide is its paper? 48 characters a line are taken; of 58 mm: ");
  expect(JSON.parse(listed.stdout)).toMatchObject({
    printers: [
      { id: "receipt", profile: "careful" },
      { id: "kitchen", profile: "epson-80" },
    ],
  });
  expect(sold).toMatchObject({ code: 0, stderr: "" });
});

test("a person hears how the printers are, and settles what waits for one that is off", async () => {
  const store = await shopCopy();
  // Nobody listens there: it has no current.
  const dark = await printerThatLeft();
  await run("add", "grill", `at=127.0.0.1:${dark}`, "name=Grill");
  const routed = await run("route", "bar=grill,kitchen", "--json");
  const wrong = await run("route", "bar=grill,grill");
  await till(["sell", "100", "--cash", "10", "--store", store], { env: MIA });
  await till(["sell", "100", "--cash", "10", "--store", store], { env: MIA });
  const [first = "", second = ""] = await waitingAtGrill();
  const queue = await till(["printer", "queue", "--store", store]);
  const queueJson = await till(["printer", "queue", "--json", "--store", store]);
  const papers = await till(["print", "list", "--store", store]);
  const status = await till(["printer", "status", "--store", store]);
  const retried = await run("retry", "grill");
  const unknown = await run("retry", "A-000099");
  const cancelled = await run("cancel", first, "--reason", "Told by word of mouth", "--json");
  const again = await run("cancel", first, "--reason", "Told by word of mouth");
  const one = await run("retry", "grill");
  const nowhere = await run("move", "gril", "kitchen");
  const nobody = await run("cancel", "--printer", "gril", "--reason", "Closed");
  const mute = await run("cancel", second, "--reason", " ");
  const all = await run("cancel", "--printer", "grill", "--reason", "Closed");
  const left = await waitingAtGrill();
  const order = await till(["order", "show", "A1", "--json", "--store", store]);

  expect(JSON.parse(routed.stdout)).toMatchObject({
    routes: [
      { what: "receipts", printers: [{ id: "receipt", till: "each" }] },
      { what: "bar", printers: [{ id: "grill" }], standIns: [{ id: "kitchen", till: "each" }] },
      { what: "kitchen", printers: [{ id: "kitchen" }], standIns: [] },
    ],
  });
  expect(wrong).toMatchObject({ code: 2 });
  expect(status).toMatchObject({ code: 1 });
  expect(status.stdout).toMatch(/^Grill: .+; 2 papers waiting\.$/mu);
  const [row = ""] = queue.stdout.split("\n");
  expect(row).toMatch(/^Grill +ticket A1 Bar, since \d\d:\d\d: what is at its address refuses /u);
  expect(row.endsWith(`  ${first}`)).toBe(true);
  expect(papers.stdout.split("\n")).toContain(row);
  expect(JSON.parse(queueJson.stdout)).toMatchObject({
    papers: [
      { paper: "A1 Bar", order: "A1", printer: "grill", name: "Grill", trouble: "refused" },
      { paper: "A2 Bar", order: "A2", printer: "grill", name: "Grill", trouble: "refused" },
    ],
  });
  expect(retried).toMatchObject({ code: 6, stdout: "2 papers still wait.\n" });
  expect(unknown).toMatchObject({ code: 3 });
  expect(JSON.parse(cancelled.stdout)).toEqual({
    papers: [{ documentId: first, kind: "ticket", printer: "Grill", state: "dismissed" }],
    reason: "Told by word of mouth",
  });
  expect(again).toMatchObject({ code: 5 });
  expect(one.stdout).toBe("1 paper still waits.\n");
  expect(nowhere).toMatchObject({ code: 3, stdout: "" });
  expect(nobody).toMatchObject({ code: 3, stdout: "" });
  expect(mute).toMatchObject({ code: 2 });
  expect(all.stdout).toContain(second);
  expect(left).toEqual([]);
  expect(JSON.parse(order.stdout)).toMatchObject({ lines: [{ kitchen: "put-aside" }] });

  async function waitingAtGrill(): Promise<ReadonlyArray<string>> {
    const { stdout } = await till(["printer", "queue", "grill", "--json", "--store", store]);
    const { papers } = JSON.parse(stdout) as { papers: ReadonlyArray<{ documentId: string }> };
    return papers.map(({ documentId }) => documentId);
  }

  function run(...words: ReadonlyArray<string>) {
    return till(["printer", ...words, "--store", store], { env: RAVI });
  }
});

test("a printer has a logo of its own until it is removed, and then the shop's", async () => {
  const store = await shopCopy();
  const folder = path.dirname(store);
  const [wide, small] = [path.join(folder, "wide.pbm"), path.join(folder, "small.pbm")];
  await writeFile(wide, "P1\n16 1\n1111111100000000\n");
  await writeFile(small, "P1\n8 3\n111111110000000011111111\n");

  await run("set", wide);
  const own = await run("set", small, "--printer", "receipt", "--json");
  const again = await run("set", small, "--printer", "receipt");
  await till(["sell", "100", "--cash", "10", "--store", store], { env: MIA });
  const paper = await till(["print", "show", "--last", "--store", store]);
  const shown = await run("show", "--printer", "receipt");
  const other = await run("show", "--printer", "kitchen", "--json");
  const removed = await run("remove", "--printer", "receipt", "--json");
  const nowhere = await run("set", small, "--printer", "attic");

  const size = { widthDots: 8, heightDots: 3 };
  const ofShop = { of: "shop", logo: { widthDots: 16, heightDots: 1 } };
  expect(JSON.parse(own.stdout)).toEqual({
    done: "changed",
    printer: "receipt",
    of: "printer",
    logo: size,
  });
  expect(again.stdout).toBe("Is so already, nothing was changed.\n");
  expect(paper.stdout).toContain("[image 8 x 3]");
  expect(shown.stderr).toBe("Receipts of Receipts have a logo of their own, 8 × 3 dots.\n");
  expect(JSON.parse(other.stdout)).toEqual({ printer: "kitchen", ...ofShop });
  expect(JSON.parse(removed.stdout)).toEqual({ done: "changed", printer: "receipt", ...ofShop });
  expect(nowhere).toMatchObject({ code: 3 });

  function run(...words: ReadonlyArray<string>) {
    return till(["printer", "logo", ...words, "--store", store], { env: RAVI });
  }
});

/** A port that was free a moment ago. */
async function printerThatLeft(): Promise<number> {
  const printer = createPrinterDevice({ columns: 48, clock: systemClock });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  await server.close();
  return server.port;
}
