/** The names of a catalogue, as the back office finds them. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { expect, test, vi } from "vitest";

import { createEntryNames, type EntryNames } from "../../../src/tui/office/office-search.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

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
  await vi.waitFor(
    () => {
      collect();
      const gone = seen.map((catalogue) => catalogue.deref() === undefined);
      expect(gone).toEqual([true, true, false]);
    },
    { timeout: 30_000 },
  );

  expect(names?.of("product").map(({ name }) => name)).toEqual(["Latte small", "Tarte"]);
});
