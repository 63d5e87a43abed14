/** What an order is charged for service or for each guest: by keys, from a shell, and on another till. Size: whole. */

import { expect, test, vi } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { startNode } from "../support/node-process.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const WAIT = { timeout: 45_000, interval: 20 };
const CHIARA = { TILL_STAFF: "3", TILL_PIN: "3333" } as const;
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const RULES = ["Service=10% from=6", "Bread=1.50"] as const;

test("a charge is on the screen, comes off by F4, and the other till shows both", async () => {
  const counter = await shopCopy();
  const bar = await joinStore(counter, "B", "Bar");
  await charges(counter, ...RULES);
  const [, port = ""] = await startNode(counter).says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", bar]);
  startNode(bar);
  const register = openTerminal(["run", "--store", counter]);
  await register.sees("staff number >");
  register.press("3", KEY.enter);
  await answer(register, "PIN >", "3333");
  await register.sees("Hello Chiara.");

  register.type("7*8");
  register.press(KEY.f7);
  await register.sees(/[Tt]able 7/u);
  register.type("croissant");
  await register.sees("1 hit");
  register.press(KEY.enter);
  await register.sees(/Service 10% +0\.26/u);
  expect(await register.sees(/Bread +12\.00/u)).toMatch(/14\.86/u);
  await vi.waitFor(async () => expect(await totalAt(bar)).toBe(1486), WAIT);

  register.press(KEY.f4);
  await register.sees("Service 10%: take it off");
  register.type("7");
  await register.sees("why?");
  register.type("2");
  await register.sees("Service 10% is off the order.");

  await vi.waitFor(async () => expect(await totalAt(bar)).toBe(1460), WAIT);
});

test("a charge comes off in a shell for a reason, and comes back", async () => {
  const store = await shopCopy();
  const at = ["--store", store];
  await charges(store, ...RULES);
  await till(["order", "table", "7", "--covers", "8", ...at], { env: MIA });
  const added = await till(["order", "add", "7", "croissant", ...at], { env: MIA });
  expect(added.stdout).toMatch(/Service 10% +0\.26[\s\S]*Bread +12\.00/u);

  const service = ["order", "charge", "A1", "service", ...at];
  const unsaid = await till(service, { env: CHIARA });
  const unheard = await till([...service, "--reason", "waited"], { env: MIA });
  const before = await totalAt(store);
  const off = await till([...service, "--reason", "waited", "--json"], { env: CHIARA });
  const twice = await till([...service, "--reason", "waited"], { env: CHIARA });
  const on = await till([...service, "--on", "--json"], { env: CHIARA });

  expect(unsaid).toEqual(
    refused(2, "Taking a charge off needs a reason: say why. (--reason TEXT)"),
  );
  expect(unheard.code).toBe(4);
  expect(before).toBe(1486);
  expect(JSON.parse(off.stdout)).toMatchObject({ order: { total: 1460 } });
  expect(twice).toEqual(refused(5, "Service isn't on the order."));
  expect(JSON.parse(on.stdout)).toMatchObject({ order: { total: 1486 } });
});

test("rules that name what is not there are refused in one sentence", async () => {
  const store = await shopCopy();
  const set = ["settings", "set", "charges", "--store", store];

  const tax = await till([...set, "Service=10% tax=luxury"], { env: RAVI });
  const area = await till([...set, "Service=10% area=moon"], { env: RAVI });

  expect(tax).toMatchObject({ code: 2, stdout: "" });
  expect(tax.stderr).toMatch(/^.*"luxury" is no tax class: there are [^\n]+\n$/u);
  expect(area).toMatchObject({ code: 2, stdout: "" });
  expect(area.stderr).toMatch(/^.*"moon" is no area: the shop has none\.\n$/u);
});

async function charges(store: string, ...rules: ReadonlyArray<string>): Promise<void> {
  const set = await till(["settings", "set", "charges", ...rules, "--store", store], { env: RAVI });
  expect(set).toMatchObject({ code: 0, stderr: "" });
}

async function totalAt(store: string): Promise<number | undefined> {
  const { stdout } = await till(["order", "show", "A1", "--store", store, "--json"]);
  if (stdout === "") return undefined;
  const { order } = JSON.parse(stdout) as { readonly order: { readonly total: number } };
  return order.total;
}
