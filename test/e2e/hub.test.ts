/** A head office as real processes: a shop lets it in, dials it, and its figures are there. Size: whole. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { MIA, PROJECT, refused } from "../support/commands.ts";
import { documentedShapes, fieldsOf, type Json } from "../support/documented-shapes.ts";
import { startNode, startTill } from "../support/node-process.ts";
import { OWNER, officeOf } from "../support/office-of.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const WAIT = { timeout: 45_000, interval: 100 };

const reportSchema = z.object({
  shops: z.array(z.object({ name: z.string(), receipts: z.int(), sales: z.int() })),
});

describe("a head office", () => {
  test("joins a shop by its invitation, hears what it sells, and says it over all shops", async () => {
    const store = await shopCopy();
    const hub = await officeOf(store);
    await letIn(hub);
    const running = startTill(["hub", "run", "--hub", hub, "--port", "0", "--page", "0"]);
    const [, port] = await running.says(/takes links on port (\d+)\.$/mu);
    const told = await till(["settings", "set", "hub", `127.0.0.1:${port}`, "--store", store], {
      env: OWNER,
    });
    const node = startNode(store);
    await node.says(/^connected to B Head office$/mu);
    const sold = await till(["sell", "--store", store, "2*100", "--cash", "10"], { env: MIA });

    expect([told.code, sold.code]).toEqual([0, 0]);
    await vi.waitFor(async () => {
      const { code, stdout } = await till(["hub", "report", "sales", "--hub", hub, "--json"]);
      expect(code).toBe(0);
      const { shops } = reportSchema.parse(JSON.parse(stdout));
      expect(shops).toMatchObject([{ receipts: 1 }]);
    }, WAIT);
    await vi.waitFor(async () => {
      const { code, stdout } = await till(["hub", "status", "--hub", hub]);
      expect(code).toBe(0);
      expect(stdout.split("\n")).toEqual([
        `Takes links on port ${port}.`,
        expect.stringMatching(/^Café Kade, heard \d{4}-\d\d-\d\d \d\d:\d\d UTC: A Front counter$/u),
        expect.stringMatching(/^ {2}A Front counter: heard up to number [1-9]\d*$/u),
        "",
      ]);
    }, WAIT);
    expect(await till(["hub", "rebuild", "--hub", hub])).toEqual({
      code: 0,
      stdout: "Café Kade: its rows are made anew.\n",
      stderr: "",
    });
    const [, url = ""] = await running.says(/page is at (\S+)\.$/mu);
    expect(await todayOn(url)).toMatch(/Café Kade<\/a><\/th><td class="number" [^>]*>1</u);
    const listed = await till(["mesh", "list", "--store", store]);
    expect(listed.code).toBe(0);
    expect(listed.stdout).toMatch(/^B Head office: hub$/mu);
    expect(await till(["hub", "run", "--hub", hub])).toEqual(
      refused(5, `Another process is the office in ${hub}: end it first.`),
    );

    running.kill("SIGTERM");
    expect(await running.exit).toBe(143);
    expect(await till(["hub", "rebuild", "--hub", hub])).toEqual(
      refused(6, `No office runs on ${hub}: \`till hub run\` first.`),
    );
    const nowhere = ["--hub", hub, "--port", "0", "--postgres", "postgres://hub@127.0.0.1:1/rows"];
    const lost = startTill(["hub", "run", ...nowhere]);
    expect(await lost.exit).toBe(6);
    expect(lost.said()).toMatch(/^The database can’t be used: .*\.$/mu);
    const { code, stdout } = await till(["hub", "report", "sales", "--hub", hub]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Café Kade +1 +\d+\.\d\d +0\.00$/mu);
    const shops = await till(["hub", "shops", "--hub", hub]);
    expect([shops.code, shops.stderr]).toEqual([0, ""]);
    expect(shops.stdout).toMatch(
      /^Shop +Id .*\nCafé Kade +\w+ +EUR +1 +(?<day>\d{4}-\d\d-\d\d) – \k<day>\n$/u,
    );
    expect(await till(["hub", "report", "attention", "--hub", hub])).toEqual({
      code: 0,
      stdout: "Nothing needs anybody in the shops.\n",
      stderr: "",
    });
    const tenders = await till(["hub", "report", "figures", "tenders", "--hub", hub]);
    // Nobody has closed the day.
    expect([tenders.code, tenders.stderr]).toEqual([8, ""]);
    expect(tenders.stdout).toMatch(
      /^Café Kade +\d{4}-\d\d-\d\d +cash +1 +\d+\.\d\d\nCafé Kade: \S+ is not complete\.$/mu,
    );
    expect(await till(["hub", "report", "sales", "--group", "west", "--hub", hub])).toEqual(
      refused(3, 'There is no group "west": `till hub group list` shows them.'),
    );
    const page = documentedShapes(await readFile(path.join(PROJECT, "docs/hub.md"), "utf8"));
    expect(page.size).toBe(5);
    for (const [command, wanted] of page) {
      const [, ...words] = command.split(" ");
      const of = command === "till hub report figures" ? ["tenders"] : [];
      const { stdout: document } = await till([...words, ...of, "--hub", hub, "--json"]);
      const fields = fieldsOf(JSON.parse(document) as Json);
      expect([command, ...fields]).toEqual([command, ...fieldsOf(wanted)]);
    }
    const people = ["hub", "report", "figures", "people", "--by", "year", "--hub", hub, "--csv"];
    expect((await till(people)).stdout.split("\r\n")).toEqual([
      "shop,name,period,of,currency,receipts,sold,refunded",
      expect.stringMatching(/^\w+,Café Kade,\d{4}-01-01,1,EUR,1,\d+\.\d\d,0\.00$/u),
      "",
    ]);
    expect(await till(["hub", "report", "figures", "weather", "--hub", hub])).toEqual(
      refused(
        2,
        '"weather" is no report: sales, taxes, tenders, goods, hours, discounts, voids, drawers, people.',
      ),
    );
  });

  test("that nobody has made says how it is made", async () => {
    const hub = path.join(path.dirname(await shopCopy()), "hub");
    const none = refused(3, `There is no office in ${hub}: \`till hub join CODE\` makes one.`);

    expect(await till(["hub", "run", "--hub", hub])).toEqual(none);
    expect(await till(["hub", "status", "--hub", hub])).toEqual(none);
    expect(await till(["hub", "report", "sales", "--hub", hub, "--day", "soon"])).toEqual(
      refused(2, '"soon" is no day: YYYY-MM-DD, today or yesterday.'),
    );
  });
});

const PASSWORD = "correct horse battery";

/** Lets Anna look at the page. */
async function letIn(hub: string): Promise<void> {
  const file = path.join(hub, "password");
  await writeFile(file, `${PASSWORD}\n`);
  const added = await till(["hub", "users", "add", "anna", "--hub", hub, "--password-file", file]);
  expect(added).toEqual({ code: 0, stdout: "anna may log in to the page.\n", stderr: "" });
}

/** Logs in as a browser does, and returns the page of today. */
async function todayOn(url: string): Promise<string> {
  const { origin } = new URL(url);
  const response = await fetch(`${url}log-in`, {
    method: "POST",
    headers: { origin },
    body: new URLSearchParams({ name: "anna", password: PASSWORD }),
    redirect: "manual",
  });
  expect(response.status).toBe(303);
  const [cookie = ""] = response.headers.getSetCookie();
  const page = await fetch(url, { headers: { cookie: cookie.split(";", 1)[0] ?? "" } });
  expect(page.status).toBe(200);
  return page.text();
}
