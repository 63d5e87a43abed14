/** Price lists from a shell: made, filled from a file, and sold by. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { askedTill } from "../support/asked-till.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { MIA, refused, shopCopies } from "../support/till-process.ts";

const till = askedTill();
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
