/** Price lists from a shell: made, filled from a file, and sold by. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const BEER = "PILSNER-0-25-L";

describe("a price list", () => {
  test("is made, filled from a file, sold by, and ended", async () => {
    const store = await shopCopy();
    const file = path.join(await temporaryFolder(), "prices.csv");
    await writeFile(file, `list;sku;price\nday;${BEER};2,50\nday;IPA;10%\n`);
    const at = ["--store", store];
    const kind = ["--kind", "price-list"];

    const made = await till(["catalog", "add", "day", "name=Day prices", ...kind, ...at], {
      env: RAVI,
    });
    const dry = await till(["prices", "import", file, "--dry-run", ...at]);
    const done = await till(["prices", "import", file, ...at], { env: RAVI });
    const shown = await till(["catalog", "show", "day", ...kind, ...at]);
    const exported = await till(["prices", "export", ...at]);
    const sold = await till(["sell", "302", "--cash", "10", "--json", ...at], { env: MIA });
    await till(["catalog", "set", "day", "active=no", ...kind, ...at], { env: RAVI });
    const after = await till(["sell", "302", "--cash", "10", "--json", ...at], { env: MIA });

    expect(made).toMatchObject({ code: 0, stdout: "Day prices: added.\n" });
    expect(dry.stdout).toBe(
      "Would be: 2 added, 0 changed, 0 taken off, 0 unchanged. Nothing was written.\n",
    );
    expect(done).toMatchObject({
      code: 0,
      stdout: "Imported: 2 added, 0 changed, 0 taken off, 0 unchanged.\n",
    });
    expect(shown.stdout).toContain(`price:${BEER} 2.50\n`);
    expect(exported.stdout).toBe(
      `list,sku,name,price\r\nday,IPA,IPA,10%\r\nday,${BEER},Pilsner 0.25 l,2.50\r\n`,
    );
    expect(lineOf(sold.stdout)).toMatchObject({ unitPrice: 250, list: "Day prices" });
    expect(lineOf(after.stdout)).toMatchObject({ unitPrice: 320, list: null });
  });

  test("for a group of customers holds for who is in it, and lines are priced anew when told to", async () => {
    const store = await shopCopy();
    const at = ["--store", store];
    const made = ["name=Members", "groups=Members", `price:${BEER}=10%`, "--kind", "price-list"];
    await till(["catalog", "add", "members", ...made, ...at], { env: RAVI });
    const unlisted = await till(["customer", "add", "Weiss, Otto", "group=trade", ...at], {
      env: RAVI,
    });
    const refusedGroup = await till(["customer", "add", "Rossi", "group=members", ...at], {
      env: MIA,
    });
    await till(["customer", "add", "Rossi, Anna", "group=members", ...at], { env: RAVI });
    const listed = await till(["customer", "list", "--group", "members", ...at], { env: MIA });
    const shown = await till(["catalog", "show", "members", "--kind", "price-list", ...at]);

    expect(unlisted).toMatchObject({ code: 0, stdout: "Weiss, Otto: added.\n" });
    expect(unlisted.stderr).toContain("No price list is for trade yet");
    expect(refusedGroup.code).toBe(4);
    expect(refusedGroup.stderr).toContain("Mia may not change a price: ask someone who may.");
    expect(listed.stdout).toMatch(/^[0-9a-f]{8} {2}Rossi, Anna .* members\n$/u);
    expect(shown.stdout).toMatch(/^groups +members$/mu);

    await till(["order", "open", "2*302", ...at], { env: MIA });
    await till(["order", "customer", "A1", "rossi", ...at], { env: MIA });
    const more = await till(["order", "add", "A1", "302", "--json", ...at], { env: MIA });
    const reprice = ["order", "reprice", "A1", ...at];
    const dry = await till([...reprice, "--dry-run", "--json"], { env: MIA });
    const done = await till(reprice, { env: MIA });
    const again = await till(reprice, { env: MIA });
    const undone = await till(["order", "undo", "A1", "--json", ...at], { env: MIA });
    const off = await till(["order", "customer", "A1", "", ...at], { env: MIA });

    expect(JSON.parse(more.stdout)).toMatchObject({
      totals: { total: 928 },
      lines: [{ unitPrice: 320 }, { unitPrice: 288, list: "Members" }],
    });
    expect(JSON.parse(dry.stdout)).toMatchObject({
      totals: { total: 928 },
      repriced: {
        dryRun: true,
        before: 928,
        after: 864,
        lines: [{ line: 1, name: "Pilsner 0.25 l", before: 320, after: 288, list: "Members" }],
      },
    });
    expect(done.stdout).toContain("1 Pilsner 0.25 l: 3.20 -> 2.88  Members\nIs 8.64, was 9.28.\n");
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain(
      "Every line costs what it would cost now: nothing was changed.\n",
    );
    expect(JSON.parse(undone.stdout)).toMatchObject({ totals: { total: 928 } });
    expect(off.code).toBe(4);
  });

  test("whose file is wrong is not touched: each row is named, and it exits with 2", async () => {
    const store = await shopCopy();
    const file = path.join(await temporaryFolder(), "prices.csv");
    await writeFile(file, `list,sku,price\nnight,${BEER},2.50\n`);

    const { code, stdout, stderr } = await till(["prices", "import", file, "--store", store], {
      env: RAVI,
    });

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `line 2, list: "night" is no price list: the shop has none, till catalog add makes one.\nNothing of ${file} was imported.\n`,
    );
    expect(await till(["prices", "export", "--list", "night", "--store", store])).toEqual(
      refused(3, "There is no price list night: look it up in the catalogue."),
    );
  });

  test("takes the right to change the catalogue", async () => {
    const store = await shopCopy();
    const words = ["catalog", "add", "day", "name=Day", "--kind", "price-list", "--store", store];

    const { code, stderr } = await till(words, { env: MIA });

    expect(code).toBe(4);
    expect(stderr).toContain("Mia may not change the catalogue: ask someone who may.");
  });
});

function lineOf(stdout: string): unknown {
  const { lines } = JSON.parse(stdout) as { readonly lines: ReadonlyArray<unknown> };
  return lines[0];
}
