/** Publications that wait for their day: published once it has begun in a shop, and listed until each shop has them. */

import { pause } from "../../src/domain/base/pause.ts";
import { type BusinessDay, type ShopId } from "../../src/domain/identity.ts";
import { addDays, civilTime } from "../../src/domain/text/civil-time.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type GroupFacts, groupsIn, readGroup } from "./group-folder.ts";
import { type GroupsDeps, inModel, sourceIn } from "./groups-deps.ts";
import { type Later, laterStamp, pricedStreams, readLater, writeLater } from "./later.ts";
import { type ModelSource } from "./model-marks.ts";
import { type ModelTexts, modelTextsOf } from "./people-texts.ts";
import {
  aheadId,
  hasApplied,
  planIn,
  type Publication,
  publishIn,
  shopDay,
} from "./publication.ts";

/** What is kept for a day, and the shops that have not got it. */
export interface KeptDay {
  readonly day: BusinessDay;
  readonly fields: number;
  readonly insists: boolean;
  readonly shops: ReadonlyArray<ShopId>;
}

export function isFor({ shop: only }: Later, shop: ShopId): boolean {
  return only === undefined || only === shop;
}

/** Returns what some of these shops have not got, by rising day. */
export function keptIn(
  { inShop }: GroupsDeps,
  { shops, later }: { readonly shops: ReadonlyArray<ShopId>; readonly later: ReadonlyArray<Later> },
): ReadonlyArray<KeptDay> {
  return later
    .flatMap((it): ReadonlyArray<KeptDay> => {
      const lacking = shops.filter(
        (shop) => isFor(it, shop) && inShop(shop, (ledger) => hasApplied(ledger, it)) !== true,
      );
      if (lacking.length === 0) return [];
      const { day, insists = false, values } = it;
      return [{ day, fields: Object.keys(values).length, insists, shops: lacking }];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

const DUE_EVERY_MS = 60_000;

/** Publishes what was kept for a day within minutes of its beginning in a shop, until the returned function is called. */
export function publishDueAgain(deps: GroupsDeps, onFault: (cause: unknown) => void): () => void {
  const { clock } = deps.store;
  let isEnded = false;
  let cancel = clock.after(DUE_EVERY_MS, again);
  return () => {
    isEnded = true;
    cancel();
  };

  function again(): void {
    void publishDue(deps)
      .catch(onFault)
      .finally(() => {
        if (!isEnded) cancel = clock.after(DUE_EVERY_MS, again);
      });
  }
}

async function publishDue(deps: GroupsDeps): Promise<void> {
  for (const name of groupsIn(deps.hub)) {
    const all = readLater(deps.hub, name);
    if (all.length === 0) continue;
    const read = await inModel(deps, name, (model) => {
      const entries = all.flatMap((it) => it.entries);
      const facts = readGroup(model);
      const source = sourceIn(deps, model, facts.shops);
      return { facts, source, texts: modelTextsOf(model, entries) };
    });
    for (const due of all) await publishOne(deps, { ...read, name, due });
    writeLater(
      deps.hub,
      name,
      readLater(deps.hub, name).filter((it) => !isOld(it, deps)),
    );
  }
}

async function publishOne(
  deps: GroupsDeps,
  {
    name,
    facts,
    texts,
    source,
    due,
  }: {
    readonly name: string;
    readonly facts: GroupFacts;
    readonly texts: ModelTexts;
    readonly source: ModelSource;
    readonly due: Later;
  },
): Promise<void> {
  const { entries: model, insists = false } = due;
  const stamp = laterStamp(deps.hub, name);
  if (!isKept(deps, name, due)) return;
  const free = new Set(facts.free);
  const publication = { model, texts, source, free, insists, later: [], due };
  for (const shop of facts.shops.filter((it) => isFor(due, it))) {
    // It may have been cancelled since.
    if (laterStamp(deps.hub, name) !== stamp && !isKept(deps, name, due)) return;
    deps.inShop(shop, (ledger) => {
      // Of a shop that was not heard as it was published, prices are planned as soon as it is.
      if (shopDay(ledger, deps.store) < due.day) planLate(ledger, publication, deps);
      else publishIn(ledger, publication, deps.store);
    });
    await pause(deps.store.clock, 0);
  }
}

function planLate(
  ledger: Ledger,
  { due, ...publication }: Publication & Required<Pick<Publication, "due">>,
  deps: GroupsDeps,
): void {
  if (hasApplied(ledger, { id: aheadId(due) })) return;
  const priced = pricedStreams(due).map((stream) => ({ stream, day: due.day }));
  const what = { ...publication, later: [due] };
  planIn(ledger, what, { priced, due, deps: deps.store });
}

function isKept({ hub }: GroupsDeps, name: string, { id }: Later): boolean {
  return readLater(hub, name).some((it) => it.id === id);
}

/** A shop that was not heard of for so long gets what the model says by the next publication. */
const OLD_AFTER_DAYS = 60;

function isOld({ day }: Later, { store }: GroupsDeps): boolean {
  const { date } = civilTime(store.clock.nowMs(), 0);
  return date !== undefined && addDays(day, OLD_AFTER_DAYS) < date;
}
