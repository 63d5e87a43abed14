/** What docs/ say of goods and their stock is typed at the café, in the page's order, and is done. */

import { expect, test } from "vitest";

import { enrolBar } from "../support/cafe-bar.ts";
import { type Cafe, CAFE_START_MS, cafeCopies } from "../support/cafe.ts";
import { type Finished } from "../support/commands.ts";
import { documentedCommands, wordsOfCommand } from "../support/documented-commands.ts";
import { tillFrom } from "../support/till-here.ts";

const newCafe = cafeCopies();
/** The morning after the café's day: 2026-11-21, 10:32. */
const till = tillFrom(CAFE_START_MS + 20 * 3_600_000);

/** What the café sells can be typed as it stands; recipes name goods of a shop that has them. */
test("docs/stock.md shows commands of stock that are done, one after the other", async () => {
  const cafe = await newCafe();
  const shown = documentedCommands("docs/stock.md");
  // The café makes no soup, and has no order to void; nor is there a file to import.
  const commands = shown.filter((command) => !/SOUP|order void|FILE/u.test(command));
  expect(commands.length).toBeGreaterThan(10);
  const first = commands.find((command) => command.endsWith(" Bar"));
  for (const command of commands) {
    if (command === first) await joinBar(cafe);
    const { stdout, stderr } = await done(cafe, command);
    expect(stdout + stderr).not.toBe("");
  }
});

test("docs/catalogue.md shows how a menu is made and sold", async () => {
  const cafe = await newCafe();
  const commands = documentedCommands("docs/catalogue.md").filter((it) => /MEAL|990|A1/u.test(it));
  expect(commands).toHaveLength(4);
  const sold = await told(cafe, commands);
  expect(sold).toContain("2 x Lunch (Croissant, Americano");
  expect(sold).toContain("1 x Lunch (Croissant, Americano");
});

test("docs/catalogue.md shows how half and half is sold", async () => {
  const cafe = await newCafe();
  const commands = documentedCommands("docs/catalogue.md").filter((it) => /half|\w\+\w/u.test(it));
  expect(commands).toHaveLength(5);
  const sold = await told(cafe, commands);
  expect(sold).toMatch(/2 x 1\/2 Margherita \+ 1\/2 Pizza prosciutto +27\.80/u);
  expect(sold).toMatch(/1 x 1\/2 Margherita \+ 1\/2 Pizza prosciutto +12\.20/u);
});

test("docs/catalogue.md shows how variants are found together", async () => {
  const cafe = await newCafe();
  const commands = documentedCommands("docs/catalogue.md").filter((it) => /t-shirt/iu.test(it));
  expect(commands).toHaveLength(6);
  const said = await told(cafe, commands);
  expect(said).toMatch(/^T-shirt\n +blue +red\n +S +- +19\.90\n +M +21\.90 +19\.90$/mu);
  expect(said).toMatch(/^ +T-shirt\n.* {2}S, red .*\n.* {2}M, blue .*\n.* {2}M, red /mu);
  expect(said).toMatch(/2 x T-shirt M blue +43\.80/u);
});

test("docs/catalogue.md shows how goods are sold by their serial numbers", async () => {
  const cafe = await newCafe();
  const commands = documentedCommands("docs/catalogue.md").filter((it) => /brownie/iu.test(it));
  commands.push(...documentedCommands("docs/catalogue.md").filter((it) => it.includes("A2 1")));
  expect(commands).toHaveLength(4);
  const sold = await told(cafe, commands);
  expect(sold).toContain("S/N 356938035643809");
  expect(sold).toContain("S/N 356938035643825");
});

/** What the commands say, one after the other. */
async function told(cafe: Cafe, commands: ReadonlyArray<string>): Promise<string> {
  let text = "";
  for (const command of commands) text += (await done(cafe, command)).stdout;
  return text;
}

async function done(cafe: Cafe, command: string): Promise<Finished> {
  const env = { TILL_STAFF: "4", TILL_PIN: "4444" };
  const finished = await till([...wordsOfCommand(command), "--store", cafe.dir], { env });
  expect([command, finished.code]).toEqual([command, 0]);
  return finished;
}

async function joinBar(cafe: Cafe): Promise<void> {
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  await bar.close();
  await counter.close();
}
