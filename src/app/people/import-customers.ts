/** Customers of a sheet into the shop: only differences, and all of them or none. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { requirePermission } from "../../domain/commands/decision.ts";
import { customerAdded, customerChanged } from "../../domain/commands/people/change-customers.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import {
  type CustomerSheetProblem,
  type CustomersRead,
  readCustomerSheet,
} from "../../domain/office/customer-sheet.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import { type ImportEnds, importSheet, type SheetFault } from "../catalogue/import-sheet.ts";
import { type TillHere, type Actor, type Till } from "../till/till.ts";
import { ownCards, newCustomerId, sealTexts } from "./customer-changes.ts";

/** The changes to write, worked out on one state of the customers. */
export interface PreparedCustomers {
  readonly changes: CustomersRead;
  readonly revision: number;
}

export interface ImportedCustomers {
  readonly changes: CustomersRead;
  /** The ids of new customers, in the order of the sheet. */
  readonly added: ReadonlyArray<string>;
}

/** Writes nothing. */
export function prepareCustomers(
  { ledger, customers }: Till,
  rows: ReadonlyArray<SheetRow>,
): Result<PreparedCustomers, SheetFault<CustomerSheetProblem>> {
  const revision = ledger.read((view) => view.revision("customer"));
  const read = readCustomerSheet(rows, {
    all: customers.all(),
    isErased: (id) => customers.look(id) === "erased",
    ownCards: () => ownCards({ ledger }),
  });
  return read.ok
    ? ok({ changes: read.value, revision })
    : err({ type: "sheet/wrong", problems: read.fault });
}

/** Imports customers as `importSheet` does. Each part stores the keys of the customers that it adds. */
export function importCustomers(
  open: Pick<TillHere, "till" | "random">,
  actor: Actor,
  {
    rows,
    ...sheet
  }: ImportEnds & { readonly rows: ReadonlyArray<SheetRow>; readonly prepared: PreparedCustomers },
): Result<ImportedCustomers, Refusal | SheetFault<CustomerSheetProblem>> {
  let ids: ReadonlyArray<string> = [];
  const done = importSheet(open, actor, {
    ...sheet,
    name: "import customers",
    gate: (context, { changes }) => {
      const isGrouped = [...changes.added, ...changes.changed].some((it) => "group" in it);
      return isGrouped ? requirePermission(context, "price") : ok(undefined);
    },
    permission: "customer",
    streams: ["customer"],
    work: ({ changes }) => {
      const { events, added, keepKeysOf } = sealed(open, changes);
      ids = added;
      return { events, also: keepKeysOf };
    },
    prepareAgain: () => prepareCustomers(open.till, rows),
  });
  return done.ok ? ok({ changes: done.value.changes, added: ids }) : done;
}

function sealed(
  { till, random }: Pick<TillHere, "till" | "random">,
  { added, changed }: CustomersRead,
): {
  readonly events: ReadonlyArray<Draft>;
  readonly added: ReadonlyArray<string>;
  readonly keepKeysOf: (part: ReadonlyArray<Draft>) => void;
} {
  const { secrets } = till.ledger;
  const keys = new Map<string, Uint8Array>();
  const sealing = {
    random,
    secrets: {
      get: (id: string) => keys.get(id) ?? secrets.get(id),
      put: (id: string, key: Uint8Array) => {
        keys.set(id, key);
      },
    },
  };
  const ids = added.map(() => newCustomerId(random));
  const news = added.map(({ texts, ...said }, at) => {
    const textsGiven = Object.entries(texts).filter(([, text]) => text !== "");
    const id = ids[at] ?? "";
    const set = sealTexts(Object.fromEntries(textsGiven), id, sealing);
    return customerAdded(id, { ...set, ...said });
  });
  const written = [...keys].map(([id, key]) => secrets.written(id, key));
  const others = till.ledger.read((view) =>
    changed.map(({ id, texts, ...said }) => {
      const set = sealTexts(texts, id, sealing);
      return customerChanged(view, id, { ...set, ...said });
    }),
  );
  return {
    events: [...news, ...written, ...others],
    added: ids,
    keepKeysOf: (part) => {
      for (const { kind, body } of part) {
        if (kind !== "secret/written") continue;
        const key = keys.get(body.id);
        if (key !== undefined) secrets.keep(body.id, key);
      }
    },
  };
}
