/** What docs/books.md says to type is typed in a shop, and its mapping is read. */

import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { readJournalMapping } from "../../src/app/books/journal-mapping.ts";
import { MIA } from "../support/commands.ts";
import { readDatev } from "../support/datev-reader.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const PAGE = readFileSync("docs/books.md", "utf8");

/** Returns the indented lines of a section. */
function played(section: string): string {
  const [, body = ""] = PAGE.split(`\n## ${section}\n`);
  const [own = ""] = body.split("\n## ");
  return own.replaceAll(/^(?! {4}).*\n/gmu, "").replaceAll(/^ {4}/gmu, "");
}

test("the page's commands write what DATEV reads", async () => {
  const [store, folder] = [await shopCopy(), await temporaryFolder()];
  await till(["sell", "croissant", "--card", "--store", store], { env: MIA });
  const commands = played("DATEV").trim().split("\n");
  expect(commands.length).toBe(3);

  for (const command of commands) {
    const [, ...words] = command.split(" ");
    const typed = words.map((word) => (word.endsWith(".csv") ? path.join(folder, word) : word));
    expect(await till([...typed, "--store", store], { env: RAVI })).toMatchObject({ code: 0 });
  }

  expect(readDatev(await readFile(path.join(folder, "EXTF_today.csv"))).bookings.length).toBe(2);
});

test("the page's mapping is one", async () => {
  const file = path.join(await temporaryFolder(), "mapping.json");
  await writeFile(file, played("Another program"));

  expect(readJournalMapping(file)).toMatchObject({ ok: true, value: { rowsMax: 5000 } });
});
