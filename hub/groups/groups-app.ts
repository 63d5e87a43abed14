/** What head office answers about groups of shops, and does for them: on the socket of its folder (hub-server.ts). */

import { Hono } from "hono";
import * as z from "zod";

import { pause } from "../../src/domain/base/pause.ts";
import { type BusinessDay, businessDaySchema, type ShopId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { shopsIn } from "../hub-folder.ts";
import { isFor, type KeptDay, keptIn } from "./due-days.ts";
import { fieldNames } from "./entry-fields.ts";
import { foundGroup, type FoundGroupFault, shopToCopy } from "./found-group.ts";
import {
  groupFolder,
  type GroupFacts,
  groupsIn,
  isGroupName,
  readGroup,
  writeGroup,
} from "./group-folder.ts";
import { type GroupsDeps, inModel, sourceIn } from "./groups-deps.ts";
import {
  fieldKey,
  hasOwnDay,
  type Later,
  pricedStreams,
  readLater,
  withLater,
  writeLater,
} from "./later.ts";
import { lostIn } from "./model-marks.ts";
import { modelTextsOf } from "./people-texts.ts";
import {
  adoptIn,
  changesIn,
  learnIn,
  modelEntries,
  planIn,
  type Publication,
  publishIn,
  shopDay,
  wrongClock,
  type WrongClock,
} from "./publication.ts";
import { type ShopView, toView } from "./shop-view.ts";

/** Where these answers are on the office's socket. */
export const GROUPS_PATH = "/groups";

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
  | { readonly type: "group/day-past"; readonly today: BusinessDay }
  | { readonly type: "group/none-kept"; readonly days: ReadonlyArray<BusinessDay> }
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
    publish: (wish) => publish(deps, wish),
    cancel: (wish) => cancel(deps, wish),
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
  const done = await changeFacts(deps, name, (facts, model) => {
    const shops = facts.shops.filter((it) => it !== shop);
    if (isOut) return { facts: { ...facts, shops }, value: { shop, name: shopName } };
    const currency = deps.inShop(shop, (ledger) => ledger.founding()?.currency);
    const own = model.founding()?.currency ?? "";
    if (currency !== own) return { type: "group/currency", shop: shopName, currency: own };
    return { facts: { ...facts, shops: [...shops, shop] }, value: { shop, name: shopName } };
  });
  if (!isOut && !("fault" in done)) {
    const { publication } = await toPublish(deps, name);
    deps.inShop(shop, (ledger) => {
      adoptIn(ledger, { ...publication, later: [], insists: false }, deps.store);
    });
  }
  return done;
}

/** What is read of a model to publish it. */
interface ToPublish {
  readonly facts: GroupFacts;
  readonly publication: Pick<Publication, "model" | "texts" | "free" | "source">;
}

function toPublish(deps: GroupsDeps, name: string): Promise<ToPublish> {
  return inModel(deps, name, (ledger) => {
    const model = modelEntries(ledger);
    const facts = readGroup(ledger);
    const texts = modelTextsOf(ledger, model);
    const source = sourceIn(deps, ledger, facts.shops);
    return { facts, publication: { model, texts, source, free: new Set(facts.free) } };
  });
}

/** Has a model that came back from a copy learn what its shops have from a later one; returns how many fields. */
async function learn(deps: GroupsDeps, name: string): Promise<number> {
  const { facts, publication } = await toPublish(deps, name);
  const found = facts.shops.flatMap((shop) => {
    const asked = { ...publication, insists: false, later: [] };
    return (
      deps.inShop(shop, (ledger) => {
        const { isAny } = ledger.read((view) => lostIn(view, publication.source));
        return isAny ? changesIn(ledger, asked, deps.store) : undefined;
      }) ?? []
    );
  });
  return found.length === 0 ? 0 : inModel(deps, name, (model) => learnIn(model, found, deps.store));
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

async function publish(deps: GroupsDeps, wish: Wish): Promise<GroupAnswer<Looked>> {
  const { name, insists = false } = wish;
  if (!groupsIn(deps.hub).includes(name)) return noGroup(deps);
  const learnt = insists ? 0 : await learn(deps, name);
  const done = await (wish.day === undefined ? look(deps, wish, publishIn) : wait(deps, wish));
  return "fault" in done ? done : { ...done, learnt };
}

export interface Looked {
  readonly shops: ReadonlyArray<ShopView>;
  /** How many fields the model has learnt, as it came back from a copy that was older than what its shops have. */
  readonly learnt: number;
  /** What waits for its day. */
  readonly kept: ReadonlyArray<KeptDay>;
}

/** Looks at each shop of a group in turn, others having theirs in between. */
async function look(
  deps: GroupsDeps,
  { name, shop: text, insists = false }: Wish,
  work: typeof changesIn,
): Promise<GroupAnswer<Looked>> {
  if (!groupsIn(deps.hub).includes(name)) return noGroup(deps);
  const { facts, publication } = await toPublish(deps, name);
  const only = text === undefined ? undefined : shopNamed(deps, text);
  if (text !== undefined && only === undefined) return noShop(deps);
  const later = readLater(deps.hub, name);
  for (const shop of facts.shops) {
    const wrong = deps.inShop(shop, (ledger) => wrongClock(ledger, deps.store));
    if (wrong !== undefined) return { fault: { type: "group/clock", ...wrong } };
  }
  const shops: ShopView[] = [];
  for (const shop of facts.shops) {
    if (only !== undefined && shop !== only) continue;
    const ofShop = { ...publication, insists, later: later.filter((it) => isFor(it, shop)) };
    const found = deps.inShop(shop, (ledger) => work(ledger, ofShop, deps.store));
    shops.push(found === undefined ? { ...EMPTY, shop, name: shop } : toView(found));
    await pause(deps.store.clock, 0);
  }
  return { shops, learnt: 0, kept: keptIn(deps, { shops: facts.shops, later }) };
}

/** Keeps what would change for a day; each shop gets it once that day has begun there. */
async function wait(deps: GroupsDeps, wish: Wish): Promise<GroupAnswer<Looked>> {
  const { name, day, insists = false, shop } = wish;
  const past = day === undefined ? undefined : await dayPast(deps, name, day);
  if (past !== undefined) return { fault: past };
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
  const only = shop === undefined ? undefined : shopNamed(deps, shop);
  const later: Later = {
    id,
    day,
    entries: kept,
    values: Object.fromEntries(values),
    insists,
    ...(only === undefined ? {} : { shop: only }),
  };
  const before = readLater(deps.hub, name);
  const after = withLater(before, later);
  writeLater(deps.hub, name, after);
  await planAhead(deps, name, { of: later, replaced: before, after });
  return looked;
}

/** Returns a fault where no shop of the group will begin that day any more. */
async function dayPast(
  deps: GroupsDeps,
  name: string,
  day: BusinessDay,
): Promise<GroupFault | undefined> {
  if (!groupsIn(deps.hub).includes(name)) return noGroup(deps).fault;
  const { shops } = await inModel(deps, name, readGroup);
  const days = shops.flatMap((shop) => {
    return deps.inShop(shop, (ledger) => shopDay(ledger, deps.store)) ?? [];
  });
  const [first] = days.toSorted();
  return first === undefined || day >= first ? undefined : { type: "group/day-past", today: first };
}

/** Plans in each shop now what costs something else from a day to come on, so that no sale of that day is too early for it. */
async function planAhead(
  deps: GroupsDeps,
  name: string,
  { of, replaced, after }: Replaced,
): Promise<void> {
  const { facts, publication } = await toPublish(deps, name);
  const streams = pricedStreams(of);
  const days = [of, ...replaced].map(({ day }) => day);
  const priced = streams.flatMap((stream) => days.map((day) => ({ stream, day })));
  const isGone = !after.includes(of);
  for (const shop of facts.shops.filter((it) => isFor(of, it))) {
    const model = of.entries;
    const later = after.filter((it) => isFor(it, shop));
    const what = { ...publication, model, insists: false, later };
    const ahead = { priced, deps: deps.store, ...(isGone ? {} : { due: of }) };
    deps.inShop(shop, (ledger) => planIn(ledger, what, ahead));
    await pause(deps.store.clock, 0);
  }
}

interface Replaced {
  readonly of: Later;
  /** What was kept before. */
  readonly replaced: ReadonlyArray<Later>;
  /** What is kept now; without `of` where that is dropped. */
  readonly after: ReadonlyArray<Later>;
}

/** Drops what is kept for a day, also from where prices were planned ahead of it; a shop that has begun the day keeps it. */
async function cancel(
  deps: GroupsDeps,
  { name, day }: Wish,
): Promise<GroupAnswer<{ readonly day: BusinessDay; readonly fields: number }>> {
  if (!groupsIn(deps.hub).includes(name)) return noGroup(deps);
  const { shops } = await inModel(deps, name, readGroup);
  const later = readLater(deps.hub, name);
  const waiting = keptIn(deps, { shops, later });
  const dropped = waiting.filter((it) => it.day === day);
  if (day === undefined || dropped.length === 0) {
    return { fault: { type: "group/none-kept", days: waiting.map((it) => it.day) } };
  }
  const after = later.filter((it) => it.day !== day);
  writeLater(deps.hub, name, after);
  for (const of of later.filter((it) => it.day === day)) {
    await planAhead(deps, name, { of, replaced: [], after });
  }
  return { day, fields: dropped.reduce((sum, { fields }) => sum + fields, 0) };
}

const EMPTY = { currency: "", isHeard: false, added: [], adopted: 0, changes: [] };

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
