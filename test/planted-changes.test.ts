/**
 * The lines that the proofs change in the program, to see whether the simulator notices. The proofs run a third at a
 * time; here each of these lines is looked for at once, so that who edits one learns it before.
 */

import { globSync, readFileSync } from "node:fs";

import { type Expression, type ObjectExpression, parseSync, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";

interface PlantedChange {
  readonly file: string;
  readonly from: string;
}

const FILES = globSync("test/proof/**/*.test.ts").toSorted();
const CHANGES = FILES.flatMap((name) => changesIn(readFileSync(name, "utf8"), name));

describe("planted changes", () => {
  test("Changes are found in the proofs", () => {
    expect(CHANGES.length).toBeGreaterThan(30);
  });

  test.each(CHANGES)("$file has $from", ({ file, from }) => {
    expect(readFileSync(file, "utf8").includes(from)).toBe(true);
  });
});

/** Returns each object of a file that has a `file` and a `from`; either may be a constant of the file. */
function changesIn(text: string, name: string): ReadonlyArray<PlantedChange> {
  const constants = new Map<string, string>();
  const changes: Array<PlantedChange> = [];
  const visitor = new Visitor({
    VariableDeclarator: ({ id, init }) => {
      const value = init === null ? undefined : textOf(init, constants);
      if (id.type === "Identifier" && value !== undefined) constants.set(id.name, value);
    },
    ObjectExpression: (object) => {
      const file = textAt(object, "file", constants);
      const from = textAt(object, "from", constants);
      if (file !== undefined && from !== undefined) changes.push({ file, from });
    },
  });
  visitor.visit(parseSync(name, text).program);
  return changes;
}

function textAt(
  { properties }: ObjectExpression,
  key: string,
  constants: ReadonlyMap<string, string>,
): string | undefined {
  const values = properties.flatMap((property) =>
    property.type === "Property" && property.key.type === "Identifier" && property.key.name === key
      ? [textOf(property.value, constants)]
      : [],
  );
  return values[0];
}

function textOf(value: Expression, constants: ReadonlyMap<string, string>): string | undefined {
  if (value.type === "Identifier") return constants.get(value.name);
  if (value.type === "TemplateLiteral")
    return value.quasis.map((part) => part.value.cooked).join("");
  return value.type === "Literal" && typeof value.value === "string" ? value.value : undefined;
}
