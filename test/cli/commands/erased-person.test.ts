/** A person who is erased: what they sold, worked and were tipped stays in all that is told, and the name goes. */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { openTill } from "../../../src/app/open-till.ts";
import { REPORT_NAMES } from "../../../src/app/reports/report-filters.ts";
import { MIA } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

const FORMS = [[], ["--csv"], ["--json"]] as const;
const TOLD: ReadonlyArray<ReadonlyArray<string>> = [
  ...REPORT_NAMES.flatMap((name) => FORMS.map((form) => ["report", name].concat(form))),
  ...FORMS.map((form) => ["reconcile"].concat(form)),
  ["report", "people", "--html"],
  ["reconcile", "--journal"],
  ["history", "all"],
  ["history", "all", "--json"],
  ["history", "person", "1"],
  ["clock", "hours"],
  ["clock", "hours", "--csv"],
  ["clock", "hours", "--json"],
  ["clock", "list"],
  ["attention", "list"],
  ["drawer", "list"],
  ["staff", "list"],
  ["export", "journal", "--mapping", "quickbooks"],
];

test("an erased person's sales, hours and tips stay in all that is told, and the name goes", async () => {
  const withoutMia: unknown = expect.not.stringContaining("Mia");
  const store = await shopCopy();
  const [mia, ravi] = [asked(store, MIA), asked(store, RAVI)];
  for (const done of [
    await mia("clock", "in"),
    await mia("drawer", "open", "100"),
    await mia("sell", "2*croissant", "--cash", "20"),
    await mia("sell", "croissant", "--card", "--tip", "2"),
    await mia("clock", "out"),
    await mia("drawer", "count", "100"),
    await ravi("drawer", "close", "--yes"),
  ]) {
    expect(done).toMatchObject({ code: 0 });
  }
  const before = await textsOf(ravi);
  const evening = await mia("clock", "evening");
  expect(before.get("report tips")).toContain("Mia");
  expect(evening.stdout).toContain("Mia");

  await erase(store, "1");
  const after = await textsOf(ravi);

  for (const [words, text] of after) {
    expect([words, text]).toEqual([words, withoutMia]);
    // Its tills say when they were heard, and up to where.
    if (words === "reconcile --json") continue;
    const renamed = (before.get(words) ?? "").replaceAll("Mia", "Staff 1");
    const [figures, expected] = [figuresOf(text), figuresOf(renamed)];
    // A history tells of the erasing as well.
    const told = words.startsWith("history all") ? figures.slice(0, expected.length) : figures;
    expect([words, told]).toEqual([words, expected]);
  }
  const eveningAfter = await mia("clock", "evening");
  expect(eveningAfter.stdout).not.toContain("Mia");
  expect(figuresOf(eveningAfter.stdout)).toEqual(
    figuresOf(evening.stdout.replaceAll("Mia", "Staff 1")),
  );
  const archive = path.join(store, "..", "archive");
  // The drawer's difference still needs somebody.
  expect(await ravi("export", "archive", "--out", archive)).toMatchObject({ code: 1 });
  for (const name of await readdir(archive)) {
    expect([name, await readFile(path.join(archive, name), "utf8")]).toEqual([name, withoutMia]);
  }
});

type Ask = (...words: ReadonlyArray<string>) => ReturnType<typeof till>;

function asked(store: string, env: Readonly<Record<string, string>>): Ask {
  return (...words) => till([...words, "--store", store], { env });
}

async function textsOf(ask: Ask): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const words of TOLD) {
    const { code, stdout, stderr } = await ask(...words);
    texts.set(words.join(" "), `${code}\n${stdout}${stderr}`);
  }
  return texts;
}

/**
 * Returns all numbers of a text, in their order; how many events a till has written, and when it was heard, is none of
 * them.
 */
function figuresOf(text: string): ReadonlyArray<string> {
  const told = text.replaceAll(/events \d+ to \d+/gu, "").replaceAll(/^tills,.*$/gmu, "");
  return told.match(/\d+(?:[.:]\d+)*/gu) ?? [];
}

/** Destroys the key of a person's name, as nobody can do at a till yet. */
async function erase(store: string, number: string): Promise<void> {
  const open = openTill(store);
  const member = open.till.staff().find((it) => it.number === number);
  open.till.ledger.secrets.destroy(member?.name?.k ?? "");
  await open.close();
}
