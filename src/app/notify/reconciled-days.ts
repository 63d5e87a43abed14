/** How the days of late tied out when they were last reconciled on this box, whoever asked for it. */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { type BusinessDay, businessDaySchema } from "../../domain/identity.ts";
import { type Store } from "../../ledger/store.ts";

const daysSchema = lazy(() =>
  z.array(z.object({ day: businessDaySchema, code: z.int(), atMs: z.number() })),
);
type ReconciledDay = z.infer<ReturnType<typeof daysSchema>>[number];

const KEY = "reconciled-days";
const DAYS_MAX = 14;

/** Notes the exit code of a reconciliation; 0 is a day that ties out. */
export function noteReconciled(
  store: Pick<Store, "local" | "setLocal">,
  { day, code, atMs }: ReconciledDay,
): void {
  const before = read(store);
  if (before.some((it) => it.day === day && it.code === code)) return;
  const days = [...before.filter((it) => it.day !== day), { day, code, atMs }];
  const kept = days.toSorted((one, other) => (one.day < other.day ? -1 : 1)).slice(-DAYS_MAX);
  store.setLocal(KEY, JSON.stringify(kept));
}

/** Returns the days that did not tie out the last time. */
export function untiedDaysOf(
  store: Pick<Store, "local">,
): ReadonlyArray<ReconciledDay & { readonly day: BusinessDay }> {
  return read(store).filter(({ code }) => code !== 0);
}

function read(store: Pick<Store, "local">): ReadonlyArray<ReconciledDay> {
  const parsed = daysSchema().safeParse(JSON.parse(store.local(KEY) ?? "[]"));
  return parsed.success ? parsed.data : [];
}
