/** Areas and tables from a shell: one by one, and as a file. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

describe("a table", () => {
  test("is added, shown, changed and removed", async () => {
    const at = ["--store", await shopCopy()];

    const none = await till(["floor", "list", ...at]);
    await till(["floor", "add", "Terrace", "--kind", "area", ...at], { env: RAVI });
    const added = await till(["floor", "add", "12", "area=terrace", "seats=4", ...at], {
      env: RAVI,
    });
    const again = await till(["floor", "set", "12", "seats=4", ...at], { env: RAVI });
    const shown = await till(["floor", "show", "12", ...at]);
    const list = await till(["floor", "list", ...at]);
    const renamed = await till(["floor", "set", "12", "name=12a", "--json", ...at], { env: RAVI });
    const removed = await till(["floor", "remove", "12A", ...at], { env: RAVI });

    expect(none.stdout).toBe(
      "The shop has no tables, so any number is one: till floor add 1 seats=4\n",
    );
    expect(added).toMatchObject({ code: 0, stdout: "12: added.\n" });
    expect(again).toMatchObject({
      code: 0,
      stdout: "12: says so already, nothing was changed.\n",
    });
    expect(shown.stdout).toBe(
      [
        "name             12",
        "area             Terrace",
        "seats            4",
        "position         0",
        "",
      ].join("\n"),
    );
    expect(list.stdout).toBe("Terrace\n  12            4 seats\n");
    expect(JSON.parse(renamed.stdout)).toEqual({
      done: "changed",
      kind: "table",
      entry: { id: "12", name: "12a", area: "terrace", seats: 4, position: 0 },
      inQuestion: [],
    });
    expect(removed).toMatchObject({ code: 0, stdout: "12A: removed.\n" });
  });

  test.each([
    [["add", "7*4"], 2, "“7*4” names no table: letters and digits, 12 at most."],
    [["add", "1", "seats=many"], 2, 'Seats "many" is no number: 0 to 99.'],
    [["add", "1", "area=roof"], 3, "There is no area roof: the shop has none yet."],
    [["set", "99", "seats=2"], 3, "There is no table 99: the shop has none yet."],
    [["remove", "99"], 3, "There is no table 99: the shop has none yet."],
    [["remove", "Roof", "--kind", "area"], 3, "There is no area Roof: the shop has none yet."],
    [["set", "99", "many"], 2, 'Say a field and what it is to be: name="Soup", not many.'],
  ])("with %j is refused", async (words, code, sentence) => {
    const at = ["--store", await shopCopy()];

    expect(await till(["floor", ...words, ...at], { env: RAVI })).toEqual(refused(code, sentence));
  });

  test("is there once, and changed by those alone who may", async () => {
    const at = ["--store", await shopCopy()];
    const add = ["floor", "add", "12", ...at];
    await till(add, { env: RAVI });

    expect(await till(add, { env: RAVI })).toEqual(
      refused(5, "There is a table 12 already: choose another name."),
    );
    expect(await till(["floor", "add", "13", ...at], { env: MIA })).toEqual(
      refused(4, "Mia may not change areas and tables: ask someone who may."),
    );
  });
});

describe("a file", () => {
  test("of 60 tables in three areas is imported in one go, exported, and then changes nothing", async () => {
    const at = ["--store", await shopCopy()];
    const folder = await temporaryFolder();
    const [file, out] = [path.join(folder, "tables.csv"), path.join(folder, "out.csv")];
    const rows = Array.from({ length: 60 }, (_, index) => {
      const area = ["Dining room", "Terrace", "Bar"][Math.floor(index / 20)];
      return `${area};${index + 1};4`;
    });
    await writeFile(file, `area;table;seats\n${rows.join("\n")}\n`);

    const dry = await till(["floor", "import", file, "--dry-run", ...at]);
    const done = await till(["floor", "import", file, ...at], { env: RAVI });
    const exported = await till(["floor", "export", "--out", out, ...at]);
    const again = await till(["floor", "import", out, "--json", ...at], { env: RAVI });
    const list = await till(["floor", "list", "--json", ...at]);

    expect(dry.stdout).toBe(
      "Would be: 60 added, 0 changed, 0 unchanged, with 3 new areas. Nothing was written.\n",
    );
    expect(done).toMatchObject({
      code: 0,
      stdout: "Imported: 60 added, 0 changed, 0 unchanged, with 3 new areas.\n",
    });
    expect(exported).toMatchObject({ code: 0, stderr: `60 tables in ${out}\n` });
    expect(JSON.parse(again.stdout)).toMatchObject({ written: false, added: [], unchanged: 60 });
    const { areas, tables } = JSON.parse(list.stdout) as {
      readonly areas: ReadonlyArray<{ readonly name: string }>;
      readonly tables: ReadonlyArray<{ readonly name: string }>;
    };
    expect(areas.map(({ name }) => name)).toEqual(["Dining room", "Terrace", "Bar"]);
    expect(tables.map(({ name }) => name)).toEqual(rows.map((_, index) => String(index + 1)));
  });

  test("removes what it has not, when it is told to", async () => {
    const at = ["--store", await shopCopy()];
    const file = path.join(await temporaryFolder(), "tables.csv");
    await writeFile(file, "table,seats\n1,2\n2,2\n");
    await till(["floor", "import", file, ...at], { env: RAVI });
    await writeFile(file, "table,seats\n2,6\n3,4\n");

    const kept = await till(["floor", "import", file, "--dry-run", ...at]);
    const done = await till(["floor", "import", file, "--remove-missing", ...at], { env: RAVI });
    const exported = await till(["floor", "export", ...at]);

    expect(kept.stdout).toBe(
      "Would be: 1 added, 1 changed, 0 unchanged. Nothing was written.\n" +
        "1 table not in the file stays as it is.\n",
    );
    expect(done.stdout).toBe("Imported: 1 added, 1 changed, 0 unchanged, 1 removed.\n");
    expect(exported.stdout).toBe("area,table,seats,position\r\n,2,6,0\r\n,3,4,0\r\n");
  });

  test("with wrong rows names each by its place, and nothing is imported", async () => {
    const at = ["--store", await shopCopy()];
    const file = path.join(await temporaryFolder(), "tables.csv");
    await writeFile(file, "table,seats\n1,4\n2+5,4\n1,many\n");

    const wrong = await till(["floor", "import", file, ...at], { env: RAVI });
    const json = await till(["floor", "import", file, "--json", ...at], { env: RAVI });

    expect(wrong).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        'line 3, table: "2+5" names no table: 1 to 12 letters and digits, and none of * + / > between them.',
        'line 4, table: "1" is in line 2 already.',
        `Nothing of ${file} was imported.`,
        "",
      ].join("\n"),
    });
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ written: false, problems: [{}, {}] });
    expect((await till(["floor", "export", ...at])).stdout).toBe("area,table,seats,position\r\n");
  });
});
