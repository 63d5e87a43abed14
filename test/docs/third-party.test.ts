/** The notices beside the build, and the packages as npm lists them. */

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { PROJECT } from "../support/commands.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
}

describe("the notices beside the build", () => {
  const notices = readFileSync(`${PROJECT}/dist/THIRD-PARTY.txt`, "utf8");

  test("name each package that is packed, by the maps of the build", () => {
    const packed = packedPackages();

    expect(packed.length).toBeGreaterThan(30);
    expect(packed.filter((title) => !notices.includes(`\n${title}: `))).toEqual([]);
  });

  test("name each package that the program depends on", () => {
    const { dependencies } = JSON.parse(readFileSync(`${PROJECT}/package.json`, "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const names = Object.entries(dependencies)
      .filter(([, version]) => !version.startsWith("file:"))
      .map(([name]) => titleOf(`${PROJECT}/node_modules/${name}`));

    expect(names.filter((title) => !notices.includes(`\n${title}: `))).toEqual([]);
  });

  test.each([
    ["the font", "SIL OPEN FONT LICENSE"],
    ["the ledger's cipher", "Ulrich Telle"],
    ["the driver of USB printers", "GNU LESSER GENERAL PUBLIC LICENSE"],
    ["the layout of the screens", "Meta Platforms"],
    ["plural rules", "Unicode, Inc."],
  ])("have the licence of %s", (_, words) => {
    expect(notices.includes(words)).toBe(true);
  });
});

test("npm finds no package that is wrong, missing or without a reason", () => {
  const { status, stderr } = spawnSync("npm", ["ls", "--all", "--loglevel=error"], {
    cwd: PROJECT,
    encoding: "utf8",
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

/** Returns name and version of each package of which a file is in a source map. */
function packedPackages(): ReadonlyArray<string> {
  const sources = ["dist", "dist/screens"].flatMap((folder) => {
    return readdirSync(`${PROJECT}/${folder}`)
      .filter((file) => file.endsWith(".map"))
      .flatMap((file) => sourcesOf(`${PROJECT}/${folder}/${file}`));
  });
  const folders = sources.flatMap((source) => {
    return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/u.exec(source)?.[0] ?? [];
  });
  return [...new Set(folders)].map((folder) => titleOf(`${PROJECT}/${folder}`));
}

function sourcesOf(map: string): ReadonlyArray<string> {
  return (JSON.parse(readFileSync(map, "utf8")) as { readonly sources: string[] }).sources;
}

function titleOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Manifest;
  return `${name} ${version}`;
}
