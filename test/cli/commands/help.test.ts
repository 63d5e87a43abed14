/** `till help TOPIC`. */

import { expect, test } from "vitest";

import { refused } from "../../support/commands.ts";
import { tillHere } from "../../support/till-here.ts";

test.each([
  [["order", "add"], "till order add ORDER GOODS…\n\n  Rings up more goods on an order"],
  [["till", "order", "add"], "till order add ORDER GOODS…\n"],
  [["Exit codes"], "Exit codes\n\n  0              done, and fine\n"],
  [["exit-codes"], "Exit codes\n"],
  [["clock", "out"], "till clock in, till clock out\n"],
  [
    ["drawer", "safe"],
    "till drawer safe\n\n  till drawer safe in AMOUNT REASON…\n      Cash is put into the safe",
  ],
  [["drawers"], "Cash drawers"],
  [["docs/stock.md"], "Stock"],
])("till help %j shows its section", async (topic, begin) => {
  const { code, stdout, stderr } = await tillHere(["help", ...topic]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.slice(0, begin.length)).toBe(begin);
});

test("a word with commands behind it lists them, and a command says where its JSON and options are", async () => {
  const group = await tillHere(["help", "voucher"]);
  const command = await tillHere(["help", "order", "show"]);

  expect(group.stdout).toContain("  till voucher show VOUCHER\n      What is left of a voucher");
  expect(command.stdout).toContain("  Its JSON: till help sell\n");
  expect(command.stdout.endsWith("  Each option: till order show --help\n")).toBe(true);
});

test("without a topic it is the help of the whole program", async () => {
  expect(await tillHere(["help"])).toEqual(await tillHere(["--help"]));
});

test.each([
  [["exit", "cods"], "No page is called 'exit cods': did you mean exit codes?"],
  [["xyzzyx"], "No page is called 'xyzzyx': till help shows all commands."],
] as const)("a topic that there is not is refused: till help %j", async (topic, sentence) => {
  expect(await tillHere(["help", ...topic])).toEqual(refused(3, sentence));
});
