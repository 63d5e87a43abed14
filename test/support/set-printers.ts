/** The printers of a shop, set up otherwise. */

import { type PrinterSetting } from "../../src/app/papers.ts";
import { type Till } from "../../src/app/till.ts";
import { VALUE_FIELD } from "../../src/domain/folds/entry-fold.ts";
import { overOf } from "../../src/domain/folds/register.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { ok } from "../../src/domain/result.ts";
import { readSetting } from "../../src/domain/settings.ts";

/** `all` are those of before. */
export function setPrinters(
  { ledger }: Till,
  change: (all: ReadonlyArray<PrinterSetting>) => ReadonlyArray<PrinterSetting>,
): { readonly all: ReadonlyArray<PrinterSetting> } {
  const all = ledger.read((view) => readSetting(view, "printers"));
  ledger.commit({
    by: "",
    name: "set printers",
    decide: ({ view }) => {
      const over = overOf(view.state("set", "printers").fields[VALUE_FIELD]);
      const body = { value: [...change(all)], over };
      return ok({
        events: [{ kind: "setting/set", streams: [toStreamId("set", "printers")], body }],
      });
    },
  });
  return { all };
}
