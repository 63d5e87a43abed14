/** The names of a catalogue, as the back office finds them. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { expect, test, vi } from "vitest";

import { createEntryNames, type EntryNames, findEntries } from "../../src/tui/office-search.ts";
import { foundByName } from "../../src/tui/office/office-row.ts";
import { catalogueOf, product } from "../support/small-shop.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("of a catalogue that is another one since, nothing is kept but the names", async () => {
  const tarte = product("TARTE", { name: "Tarte" });
  const seen: Array<WeakRef<object>> = [];

  function next(before: EntryNames | undefined, name: string): EntryNames {
    const catalogue = catalogueOf([tarte, product("LATTE", { name })]);
    seen.push(new WeakRef(catalogue));
    const names = createEntryNames(catalogue, before);
    names.of("product");
    return names;
  }

  let names: EntryNames | undefined;
  for (const name of ["Latte", "Latte big", "Latte small"]) names = next(names, name);
  await vi.waitFor(() => {
    collect();
    const gone = seen.map((catalogue) => catalogue.deref() === undefined);
    expect(gone).toEqual([true, true, false]);
  });

  expect(names?.of("product").map(({ name }) => name)).toEqual(["Latte small", "Tarte"]);
});

const COFFEES = ["Double espresso", "Espresso", "Espresso doppio", "Espresso macchiato"];

test.each([
  ["espresso", ["Espresso", "Espresso doppio", "Espresso macchiato", "Double espresso"]],
  ["esp", ["Espresso", "Espresso doppio", "Espresso macchiato", "Double espresso"]],
  ["dop", ["Espresso doppio"]],
])("of what is found by %s, who is called so or begins so comes first", (typed, found) => {
  const goods = COFFEES.map((name) => product(name, { name }));
  const names = createEntryNames(catalogueOf(goods)).of("product");

  expect(findEntries(names, typed).map(({ name }) => name)).toEqual(found);
  expect(foundByName(goods, typed).map(({ name }) => name)).toEqual(found);
});
