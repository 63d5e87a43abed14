/** The printers of a shop, set up otherwise. */

import { printerDrafts } from "../../src/app/founding/shop-drafts.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { streamName } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type Printer, readPrinters } from "../../src/domain/printers/printers.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";

/** `all` are those of before. Who isn't among those of now is taken away. */
export function setPrinters(
  { ledger }: Till,
  change: (all: ReadonlyArray<Printer>) => ReadonlyArray<Printer>,
): { readonly all: ReadonlyArray<Printer> } {
  const all = ledger.read(readPrinters);
  const now = change(all);
  const gone = all.filter(({ id }) => !now.some((printer) => printer.id === id));
  const drafts = [...printerDrafts(now), ...printerDrafts(gone, { active: false })];
  ledger.commit({
    by: "",
    name: "set printers",
    decide: ({ view }) => ok({ events: drafts.map((draft) => writtenOver(view, draft)) }),
  });
  return { all };
}

function writtenOver(view: LedgerView, draft: Draft): Draft {
  const [stream] = draft.streams;
  if (draft.kind !== "printer/set" || stream === undefined) return draft;
  const { fields } = view.state("printer", streamName(stream));
  const over = Object.fromEntries(
    Object.keys(draft.body.set)
      .filter((field) => fields[field] !== undefined)
      .map((field) => [field, openWriteIds(fields[field])]),
  );
  return { ...draft, body: { ...draft.body, over } };
}
