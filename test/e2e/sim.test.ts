/** `till sim`: the same seed, the same words, and exit codes for scripts. Size: whole. */

import { describe, expect, test } from "vitest";

import { refused } from "../support/commands.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const SMALL = ["sim", "--tills", "2", "--hours", "0.01"];

test("a seed is the same run in two processes", async () => {
  const [one, other] = [
    await till([...SMALL, "--seed", "7"]),
    await till([...SMALL, "--seed", "7", "--twice"]),
  ];

  expect(one).toMatchObject({ code: 0, stderr: "" });
  expect(one.stdout).toMatch(/^Seed 7, 2 tills, 0\.01 h: .* Digest [0-9a-f]{16}\.\n$/u);
  expect(other.stdout).toBe(one.stdout);
});

test("several seeds end in one line, or in JSON", async () => {
  const words = [...SMALL, "--seed", "3", "--seeds", "2", "--silence"];
  const [text, json] = [await tillHere(words), await tillHere([...words, "--json"])];

  expect(text.code).toBe(0);
  expect(text.stdout).toMatch(/^2 shops, \d+ acts, .*: all is well\.\n$/u);
  expect(JSON.parse(json.stdout)).toMatchObject({ runs: 2, failures: [] });
});

describe("a shop that doesn't come together", () => {
  /** Next to nothing gets through, and slowly. */
  const LOST = ["sim", "--tills", "2", "--hours", "0.001", "--loss-percent", "90"];
  const APART = [...LOST, "--delay-ms", "5000", "--no-shrink"];

  test("prints the command that plays it again, to the same end", async () => {
    const failed = await tillHere([...APART, "--seed", "5"]);
    const [, command = ""] = /^Replay: till (.*)$/mu.exec(failed.stdout) ?? [];
    const again = await tillHere([...command.split(" "), "--no-shrink"]);

    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^! at \d+\.\d{3} s: the boxes of the shop never/mu);
    expect(command).toContain("--seed 5 ");
    expect(again).toEqual(failed);
  });

  test("is counted among many, also where not each of them is told", async () => {
    const many = await tillHere([...APART, "--seed", "1", "--seeds", "23"]);

    expect(many.code).toBe(1);
    expect(many.stdout.match(/^Replay: /gmu)).toHaveLength(20);
    expect(many.stdout).toMatch(/^23 shops, .*: 23 failed\.$/mu);
  });
});

test("what can't be a run is refused", async () => {
  expect(await tillHere(["sim", "--seed", "x"])).toEqual(
    refused(2, `--seed "x" is no whole number from 0 to 4294967295.`),
  );
  expect(await tillHere(["sim", "--without", "network,rain"])).toEqual(
    refused(
      2,
      `--without "rain" is none of network, messages, crashes, disks, full-disks, clocks, revocations, newcomers, tellers, versions, nights, lulls, printers, cards, stock, vouchers, later, promotions, points, bottles, apart, tablets.`,
    ),
  );
});
