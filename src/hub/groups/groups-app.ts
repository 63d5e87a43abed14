/** What head office answers about groups of shops, and does for them: on the socket of its folder (hub-server.ts). */

import { Hono } from "hono";
import * as z from "zod";

import { pause } from "../../domain/base/pause.ts";
import { businessDaySchema, type ShopId } from "../../domain/identity.ts";
import { addDays, civilTime } from "../../domain/text/civil-time.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { shopsIn } from "../hub-folder.ts";
import { fieldNames } from "./entry-fields.ts";
import { foundGroup, type FoundGroupFault, shopToCopy } from "./found-group.ts";
import {
  groupFolder,
  type GroupFacts,
  groupsIn,
  isGroupName,
  readGroup,
  withModel,
  writeGroup,
} from "./group-folder.ts";
import { fieldKey, hasOwnDay, type Later, readLater, withLater, writeLater } from "./later.ts";
import {
  changesIn,
  modelEntries,
  type Publication,
  publishIn,
  wrongClock,
  type WrongClock,
} from "./publication.ts";
import { type ShopView, toView } from "./shop-view.ts";

/** Where these answers are on the office's socket. */
export const GROUPS_PATH = "/groups";

export interface GroupsDeps {
  readonly hub: string;
  readonly store: StoreDeps;
  /** Does a piece of work on a shop's ledger; undefined where that ledger can't be opened now. */
  readonly inShop: <Value>(shop: ShopId, work: (ledger: Ledger) => Value) => Value | undefined;
  /** Hears which shops a group has now; missing while no office runs, which reads them when it begins. */
  readonly onShops?: (group: string, shops: ReadonlyArray<ShopId>) => Promise<void>;
}

export interface GroupView {
  readonly name: string;
  /** The folder of its model. */
  readonly store: string;
  readonly free: ReadonlyArray<string>;
  readonly shops: ReadonlyArray<{ readonly shop: ShopId; readonly name: string }>;
}

export type GroupFault =
  | FoundGroupFault
  | { readonly type: "group/none"; readonly groups: ReadonlyArray<string> }
  | { readonly type: "group/taken" }
  | { readonly type: "group/name" }
  | { readonly type: "group/no-shop"; readonly shops: ReadonlyArray<string> }
  | { readonly type: "group/other"; readonly group: string; readonly shop: string }
  | { readonly type: "group/currency"; readonly shop: string; readonly currency: string }
  | {
      readonly type: "group/no-field";
      readonly field: string;
      readonly names: ReadonlyArray<string>;
    }
  | ({ readonly type: "group/clock" } & WrongClock)
  | { readonly type: "group/malformed" };

export type GroupAnswer<Value> = Value | { readonly fault: GroupFault };

const wishSchema = z.object({
  name: z.string(),
  fixture: z.string().optional(),
  from: z.string().optional(),
  owner: z.object({ name: z.string(), pin: z.string() }).optional(),
  shop: z.string().optional(),
  isOut: z.boolean().optional(),
  free: z.array(z.string()).optional(),
  insists: z.boolean().optional(),
  day: businessDaySchema.optional(),
});
type Wish = z.infer<typeof wishSchema>;

/** Every deed is a POST of a wish; each answer is JSON, with a `fault` where nothing was done. */
export function groupsApp(deps: GroupsDeps): Hono {
  const deeds: Readonly<Record<string, (wish: Wish) => Promise<unknown>>> = {
    add: (wish) => add(deps, wish),
    put: (wish) => put(deps, wish),
    free: (wish) => free(deps, wish),
    changes: (wish) => look(deps, wish, changesIn),
    publish: (wish) => (wish.day === undefined ? look(deps, wish, publishIn) : wait(deps, wish)),
  };
  return new Hono()
    .get("/", async (context) => context.json(await groupViews(deps)))
    .post("/:deed", async (context) => {
      const deed = deeds[context.req.param("deed")];
      const wish = wishSchema.safeParse(await context.req.json()).data;
      if (deed === undefined || wish === undefined) {
        return context.json({ fault: { type: "group/malformed" } });
      }
      return context.json((await deed(wish)) as object);
    });
}

async function groupViews(deps: GroupsDeps): Promise<ReadonlyArray<GroupView>> {
  const views: GroupView[] = [];
  for (const name of groupsIn(deps.hub)) {
    const facts = await inModel(deps, name, readGroup);
    views.push({
      name,
      store: groupFolder(deps.hub, name),
      free: facts.free,
      shops: facts.shops.map((shop) => ({ shop, name: nameOf(deps, shop) })),
    });
  }
  return views;
}

async function add(
  deps: GroupsDeps,
  { name, fixture, from, owner }: Wish,
): Promise<GroupAnswer<{ readonly store: string; readonly recoveryCode: string }>> {
  const { hub, store } = deps;
  if (!isGroupName(name)) return { fault: { type: "group/name" } };
  if (groupsIn(hub).includes(name)) return { fault: { type: "group/taken" } };
  const group = { hub, name };
  if (fixture !== undefined) {
    return answerOf(group, await foundGroup(group, { type: "fixture", fixture }, store));
  }
  if (from === undefined || owner === undefined) return { fault: { type: "group/malformed" } };
  const shop = shopNamed(deps, from);
  if (shop === undefined) return noShop(deps);
  const copied = deps.inShop(shop, shopToCopy);
  if (copied === undefined) return noShop(deps);
  return answerOf(group, await foundGroup(group, { type: "copy", from: copied, owner }, store));
}

function answerOf(
  { hub, name }: { readonly hub: string; readonly name: string },
  founded: Awaited<ReturnType<typeof foundGroup>>,
): GroupAnswer<{ readonly store: string; readonly recoveryCode: string }> {
  if (!founded.ok) return { fault: founded.fault };
  return { store: groupFolder(hub, name), ...founded.value };
}

/** Puts a shop into a group, or takes it out. */
async function put(
  deps: GroupsDeps,
  { name, shop: text = "", isOut = false }: Wish,
): Promise<GroupAnswer<{ readonly shop: ShopId; readonly name: string }>> {
  const shop = shopNamed(deps, text);
  if (shop === undefined) return noShop(deps);
  const shopName = nameOf(deps, shop);
  const other = isOut ? undefined : await groupWith(deps, shop, name);
  if (other !== undefined) return { fault: { type: "group/other", group: other, shop: shopName } };
  return changeFacts(deps, name, (facts, model) => {
    const shops = facts.shops.filter((it) => it !== shop);
    if (isOut) return { facts: { ...facts, shops }, value: { shop, name: shopName } };
    const currency = deps.inShop(shop, (ledger) => ledger.founding()?.currency);
    const own = model.founding()?.currency ?? "";
    if (currency !== own) return { type: "group/currency", shop: shopName, currency: own };
    return { facts: { ...facts, shops: [...shops, shop] }, value: { shop, name: shopName } };
  });
}

async function groupWith(
  deps: GroupsDeps,
  shop: ShopId,
  except: string,
): Promise<string | undefined> {
  for (const name of groupsIn(deps.hub)) {
    if (name === except) continue;
    const { shops } = await inModel(deps, name, readGroup);
    if (shops.includes(shop)) return name;
  }
  return undefined;
}

/** Says which fields shops may change by themselves, instead of those that were said before. */
function free(
  deps: GroupsDeps,
  { name, free: wanted = [] }: Wish,
): Promise<GroupAnswer<{ readonly free: ReadonlyArray<string> }>> {
  const names = fieldNames();
  const unknown = wanted.find((field) => !names.includes(field));
  if (unknown !== undefined) {
    return Promise.resolve({ fault: { type: "group/no-field", field: unknown, names } });
  }
  const sorted = [...new Set(wanted)].toSorted();
  return changeFacts(deps, name, (facts) => ({
    facts: { ...facts, free: sorted },
    value: { free: sorted },
  }));
}

async function changeFacts<Value>(
  deps: GroupsDeps,
  name: string,
  change: (
    facts: GroupFacts,
    model: Ledger,
  ) => { readonly facts: GroupFacts; readonly value: Value } | GroupFault,
): Promise<GroupAnswer<Value>> {
  if (!groupsIn(deps.hub).includes(name)) return noGroup(deps);
  const changed = await inModel(deps, name, (model) => {
    const decided = change(readGroup(model), model);
    if (!("type" in decided)) writeGroup(model, decided.facts);
    return decided;
  });
  if ("type" in changed) return { fault: changed };
  await deps.onShops?.(name, changed.facts.shops);
  return changed.value;
}

/** Looks at each shop of a group in turn, others having theirs in between. */
async function look(
  deps: GroupsDeps,
  { name, shop: text, insists = false }: Wish,
  work: typeof changesIn,
): Promise<GroupAnswer<{ readonly shops: ReadonlyArray<ShopView> }>> {
  if (!groupsIn(deps.hub).includes(name)) return noGroup(deps);
  const { facts, entries } = await inModel(deps, name, (model) => ({
    facts: readGroup(model),
    entries: modelEntries(model),
  }));
  const only = text === undefined ? undefined : shopNamed(deps, text);
  if (text !== undefined && only === undefined) return noShop(deps);
  const later = readLater(deps.hub, name);
  const publication: Publication = { model: entries, free: new Set(facts.free), insists, later };
  for (const shop of facts.shops) {
    const wrong = deps.inShop(shop, (ledger) => wrongClock(ledger, deps.store));
    if (wrong !== undefined) return { fault: { type: "group/clock", ...wrong } };
  }
  const shops: ShopView[] = [];
  for (const shop of facts.shops) {
    if (only !== undefined && shop !== only) continue;
    const found = deps.inShop(shop, (ledger) => work(ledger, publication, deps.store));
    shops.push(found === undefined ? { ...EMPTY, shop, name: shop } : toView(found));
    await pause(deps.store.clock, 0);
  }
  return { shops };
}

/** Keeps what would change for a day; each shop gets it once that day has begun there. */
async function wait(
  deps: GroupsDeps,
  wish: Wish,
): Promise<GroupAnswer<{ readonly shops: ReadonlyArray<ShopView> }>> {
  const { name, day } = wish;
  const values = new Map<string, unknown>();
  const streams = new Set<string>();
  const looked = await look(deps, wish, (ledger, publication, time) => {
    const found = changesIn(ledger, publication, time);
    for (const change of found.changes) {
      if (change.fate === "adopt" || change.fate === "later" || hasOwnDay(change)) continue;
      values.set(fieldKey(change), change.to);
      streams.add(change.stream);
    }
    return found;
  });
  if ("fault" in looked || day === undefined || values.size === 0) return looked;
  const entries = await inModel(deps, name, modelEntries);
  const id = `${name} ${deps.store.clock.nowMs()}`;
  const kept = entries.filter(({ stream }) => streams.has(stream));
  const later = { id, day, entries: kept, values: Object.fromEntries(values) };
  writeLater(deps.hub, name, withLater(readLater(deps.hub, name), later));
  return looked;
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
    const facts = await inModel(deps, name, readGroup);
    for (const due of all) {
      const publication = { model: due.entries, free: new Set(facts.free), insists: false };
      for (const shop of facts.shops) {
        deps.inShop(shop, (ledger) =>
          publishIn(ledger, { ...publication, later: [], due }, deps.store),
        );
        await pause(deps.store.clock, 0);
      }
    }
    writeLater(
      deps.hub,
      name,
      readLater(deps.hub, name).filter((it) => !isOld(it, deps)),
    );
  }
}

/** A shop that was not heard of for so long gets what the model says by the next publication. */
const OLD_AFTER_DAYS = 60;

function isOld({ day }: Later, { store }: GroupsDeps): boolean {
  const { date } = civilTime(store.clock.nowMs(), 0);
  return date !== undefined && addDays(day, OLD_AFTER_DAYS) < date;
}

const EMPTY = { currency: "", isHeard: false, added: [], adopted: 0, changes: [] };

function inModel<Value>(
  { hub, store }: GroupsDeps,
  name: string,
  work: (model: Ledger) => Value,
): Promise<Awaited<Value>> {
  return withModel(hub, name, { store, work });
}

/** Returns the shop with that id, or the only one with that name. */
function shopNamed(deps: GroupsDeps, text: string): ShopId | undefined {
  const shops = shopsIn(deps.hub);
  const byId = shops.find((shop) => shop === text);
  if (byId !== undefined) return byId;
  const wanted = text.trim().toLowerCase();
  const [only, another] = shops.filter((shop) => nameOf(deps, shop).toLowerCase() === wanted);
  return another === undefined ? only : undefined;
}

function nameOf({ inShop }: GroupsDeps, shop: ShopId): string {
  return inShop(shop, (ledger) => ledger.founding()?.name) ?? shop;
}

function noShop(deps: GroupsDeps): { readonly fault: GroupFault } {
  const shops = shopsIn(deps.hub).map((shop) => `${nameOf(deps, shop)} (${shop})`);
  return { fault: { type: "group/no-shop", shops } };
}

function noGroup({ hub }: GroupsDeps): { readonly fault: GroupFault } {
  return { fault: { type: "group/none", groups: groupsIn(hub) } };
}
