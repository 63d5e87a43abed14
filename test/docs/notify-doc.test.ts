/** What docs/notify.md says to type is typed, in its order, at a shop with the page's programs. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { shopCopies } from "../support/shop-copies.ts";
import { tillHere as ask } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

test("the commands of the page say what it promises", async () => {
  const store = await shopCopy();
  const told = path.join(store, "told");
  program(store, "tell", `cat >> '${told}'`);
  program(store, "fails", "exit 3");
  const rows = playedRows();
  expect(rows.length).toBeGreaterThan(5);

  for (const { typed, says } of rows) {
    const { stdout, stderr } = await ask([...typed, "--store", store], { env: RAVI });
    expect([typed.join(" "), stdout + stderr]).toEqual([
      typed.join(" "),
      expect.stringContaining(says),
    ]);
  }

  const handed = JSON.parse(readFileSync(told, "utf8")) as Readonly<Record<string, unknown>>;
  expect(Object.keys(handed)).toEqual(Object.keys(pageNotice()));
});

function program(store: string, name: string, line: string): void {
  const file = path.join(store, "hooks", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

function page(): string {
  return readFileSync("docs/notify.md", "utf8");
}

function pageNotice(): Readonly<Record<string, unknown>> {
  const [, json = ""] = page().split("```json\n");
  return JSON.parse(json.split("```")[0] ?? "") as Readonly<Record<string, unknown>>;
}

interface PlayedRow {
  readonly typed: ReadonlyArray<string>;
  readonly says: string;
}

function playedRows(): ReadonlyArray<PlayedRow> {
  return page()
    .split("\n")
    .flatMap((line) => {
      const { typed, says } =
        /^\|[^|]*\| `till (?<typed>[^`]+)` *\| (?<says>[^|]+) \|$/u.exec(line)?.groups ?? {};
      return typed === undefined ? [] : [{ typed: typed.split(" "), says: says?.trim() ?? "" }];
    });
}
