/** Which tests `npm test -- --changed` takes, on a small project of its own. */

import { describe, expect, test } from "vitest";

import { foldersOf, stepsFrom, testsReaching, testsThatFit } from "../../scripts/reach.mjs";

const PROJECT: Readonly<Record<string, string>> = {
  "src/domain/tax.ts": `export const rate = 7;`,
  "src/domain/sum.ts": `import { rate } from "./tax.ts";\nimport type { Till } from "../app/till.ts";`,
  "src/app/till.ts": `import {\n  sum,\n  type Sum,\n} from "../domain/sum.ts";`,
  "src/app/lazy.ts": `const later = () => import("./till.ts");`,
  "src/app/reads.ts": `import { type Till } from "./till.ts";\nconst said = "docs/keys.md tells more";`,
  "src/cli/main.ts": `import "../app/lazy.ts";\nimport("./commands/printer-logo.ts");`,
  "src/cli/commands/printer-logo.ts": `export {};`,
  "src/cli/commands/sell.ts": `export {};`,
  "src/words/de/order.arb": "",
  "src/tui/words.ts": `import { screen } from "../words/made/screen/words.ts";`,
  "test/tui/words.test.ts": `import { words } from "../../src/tui/words.ts";`,
  "docs/keys.md": "",
  "fixtures/cafe/goods.csv": "",
  "test/support/till-process.ts": `const TILL = path.join(PROJECT, "bin/till.js");`,
  "bin/till.js": `await import("../dist/till.js");`,
  "vitest.config.ts": `import "./test/support/order.ts";\ninclude: ["test/**/*.test.ts"]`,
  "test/support/order.ts": "const slow = (file) => `/test/${file}.test.ts`;",
  "test/support/worker.ts": `import "../../src/domain/tax.ts";`,
  "test/domain/tax.test.ts": `import { rate } from "../../src/domain/tax.ts";`,
  "test/domain/sum.test.ts": `import { sum } from "../../src/domain/sum.ts";`,
  "test/app/till.test.ts": `import { till } from "../../src/app/till.ts";`,
  "test/app/reads.test.ts": `import "../../src/app/reads.ts";`,
  "test/app/forks.test.ts": `fork(new URL("../support/worker.ts", import.meta.url));`,
  "test/docs/keys.test.ts": `const text = readFileSync("docs/keys.md", "utf8");`,
  "test/docs/all.test.ts": "for (const file of globSync(`${PROJECT}/docs/**`)) read(file);",
  "test/e2e/logo.test.ts": `import { till } from "../support/till-process.ts";\ntill(["printer", "logo", "set"]);`,
  "test/e2e/sell.test.ts": `import { till } from "../support/till-process.ts";\ntill(["sell", "tea"]);`,
};

const names = new Set(Object.keys(PROJECT).flatMap((file) => foldersOf(file).concat(file)));
const graph = new Map(
  Object.entries(PROJECT).map(([file, source]) => [file, stepsFrom(file, source, names)] as const),
);

function reaching(...changed: ReadonlyArray<string>): ReadonlyArray<string> {
  return testsReaching(graph, changed).map(([file]) => file.slice("test/".length));
}

describe("a change of a file", () => {
  test("is reached by imports, the nearest first, and by programs last", () => {
    expect(reaching("src/domain/tax.ts")).toEqual([
      "domain/tax.test.ts",
      "domain/sum.test.ts",
      "app/forks.test.ts",
      "app/till.test.ts",
      "e2e/logo.test.ts",
      "e2e/sell.test.ts",
    ]);
  });

  test("is not reached by whoever takes nothing but types of it", () => {
    expect(reaching("src/app/till.ts")).not.toContain("domain/sum.test.ts");
    expect(reaching("src/app/till.ts")).not.toContain("app/reads.test.ts");
  });

  test("that is read as text is reached by whoever names it or its folder", () => {
    expect(reaching("docs/keys.md")).toEqual(["docs/all.test.ts", "docs/keys.test.ts"]);
  });

  test("that was removed is reached as before", () => {
    expect(reaching("src/app/gone.ts")).toEqual([]);
    expect(
      testsReaching(new Map([["test/a.test.ts", new Map([["src/gone.ts", 1]])]]), ["src/gone.ts"]),
    ).toEqual([["test/a.test.ts", 1]]);
  });

  test("of a command is nearest to whoever types its words", () => {
    expect(reaching("src/cli/commands/printer-logo.ts")[0]).toBe("e2e/logo.test.ts");
  });

  test("of a message file is reached through the words that are made of it", () => {
    expect(reaching("src/words/de/order.arb")).toEqual(["tui/words.test.ts"]);
  });

  test("of what every test runs with reaches all of them", () => {
    const tests = Object.keys(PROJECT).filter((file) => file.endsWith(".test.ts"));

    expect(reaching("package-lock.json").length).toBe(tests.length);
    expect(reaching("test/support/order.ts").length).toBe(tests.length);
  });

  test("of a test is that test", () => {
    expect(reaching("test/app/till.test.ts")).toEqual(["app/till.test.ts"]);
  });
});

test("as many run as fit into the time, a changed one always, and the others are counted", () => {
  const all = [
    ["changed", 0],
    ["near", 1],
    ["slow", 2],
    ["far", 3],
  ] as const;
  const seconds = new Map([
    ["changed", 90],
    ["near", 4],
    ["slow", 60],
    ["far", 5],
  ]);

  const fit = testsThatFit(all, {
    seconds: 60,
    lanes: 2,
    secondsOf: (name) => seconds.get(name) ?? 0,
  });

  expect(fit).toEqual({ chosen: ["changed", "near", "far"], left: ["slow"], leftSeconds: 30 });
});
