/**
 * A random history of a shop's secrets: authorities and a plain till write, replace and have destroyed,
 * apart from each other, over days; one till is stolen, its disk is copied, and it lies; tills lose the
 * values that they held. Real stores; what has to come of it is said once more by a model of a few lines.
 */

import { type Draft } from "../../src/domain/events/kinds.ts";
import { type ChainEnd, type Hash } from "../../src/domain/identity.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { createSecretTable, type SecretName } from "../../src/ledger/secret-table.ts";
import { secretDestroyed, secretWritten, DAY_MS } from "../../src/ledger/secrets.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
} from "./shop.ts";

export const SECRET_ACTIONS = [
  "write",
  "write",
  "write",
  "destroy",
  "meet",
  "meet",
  "meet",
  "days",
  "part",
  "forget",
  "restart",
  "promote",
  "promote",
  "steal",
  "lie",
  "lie",
  "lie",
  "destroy all",
  "give",
  "revoke",
] as const;

export interface SecretStep {
  readonly action: (typeof SECRET_ACTIONS)[number];
  readonly till: number;
  readonly other: number;
  readonly id: number;
}

const FIRST_IDS = ["pepper/1", "pin/1/a", "person/1/a", "customer/1", "customer/2"];
/** Of the last ones nobody has said anything yet. */
const IDS = [...FIRST_IDS, "pepper/2", "pepper/3", "pin/2/a", "customer/3"];
const HONEST = 3;

/** What somebody has said of one secret. */
interface Said {
  readonly by: TestTill;
  readonly id: string;
  /** Undefined: it is to be destroyed. */
  readonly value: string | undefined;
}

export interface SecretHistory {
  readonly shop: TestShop;
  /** The founder, an authority, and a plain till. */
  readonly honest: ReadonlyArray<TestTill>;
  /** The one that is stolen; then its copies too. */
  readonly thief: TestTill[];
  /** In the order in which each said it; of the stolen one only what it said before. */
  readonly said: Said[];
  /** The end of the stolen one's chain when it was stolen. */
  theft: ReadonlyArray<ChainEnd> | undefined;
  isPromoted: boolean;
  /** Of all, who hears whom. */
  readonly sides: Map<TestTill, number>;
  readonly days: Map<TestTill, number>;
  /** Values that only the thief has: by what they are named. */
  readonly lies: Array<{ readonly id: string; readonly value: string }>;
}

export function beginSecrets(): SecretHistory {
  const shop = createShop("secrets");
  const { a } = shop;
  const thief = shop.stranger("B");
  a.write(enrolment(thief), promotion(thief));
  const c = shop.join("C");
  const d = shop.join("D");
  const honest = [a, c, d];
  synchroniseAll([...honest, thief]);
  const history: SecretHistory = {
    shop,
    honest,
    thief: [thief],
    said: [],
    theft: undefined,
    isPromoted: false,
    sides: new Map(),
    days: new Map(),
    lies: [],
  };
  for (const id of FIRST_IDS) write(history, a, id);
  // It may not, before it is promoted.
  write(history, c, "pepper/2");
  meetAll(history);
  return history;
}

export function playSecrets(history: SecretHistory, step: SecretStep): void {
  const { honest, thief, theft, sides, shop } = history;
  const everybody = [...honest, ...thief];
  const till = everybody[step.till % everybody.length] ?? shop.a;
  const other = everybody[step.other % everybody.length] ?? shop.a;
  const liar = thief[step.till % thief.length] ?? till;
  const id = IDS[step.id % IDS.length] ?? "";
  const isHonest = honest.includes(till) || theft === undefined;
  switch (step.action) {
    case "write":
      return isHonest ? write(history, till, id) : undefined;
    case "destroy":
      return isHonest ? destroy(history, till, id) : undefined;
    case "meet":
      if (till !== other && (sides.get(till) ?? 0) === (sides.get(other) ?? 0)) meet(till, other);
      return undefined;
    case "days":
      for (const one of honest) passDays(history, one, 1 + (step.other % 5));
      return undefined;
    case "part":
      for (const [at, one] of everybody.entries()) sides.set(one, (step.other >> at) & 1);
      return undefined;
    case "forget":
      return forget(honest[step.till % HONEST] ?? shop.a);
    case "restart":
      return (honest[step.till % HONEST] ?? shop.a).reopen();
    case "promote":
      return promote(history);
    case "steal":
      return steal(history);
    case "lie":
      if (theft !== undefined) lie(history, liar, id);
      return undefined;
    case "destroy all":
      if (theft !== undefined) liar.write(...IDS.map(secretDestroyed));
      return undefined;
    case "give":
      for (const row of history.lies.slice(-3)) {
        (honest[step.till % HONEST] ?? shop.a).ledger().secrets.receive(row);
      }
      return undefined;
    case "revoke":
      if (theft !== undefined) revoke(history, step.other % 2 === 0 ? theft : thiefEnds(history));
      return undefined;
    default:
      throw new Error("no such action");
  }
}

function write(history: SecretHistory, till: TestTill, id: string): void {
  const { secrets } = till.ledger();
  if (secrets.standing(id).values.some(({ by }) => by === till.device)) return;
  if (history.said.some((it) => it.by === till && it.id === id && it.value !== undefined)) return;
  const value = `${id} by ${till.code} ${history.said.length}`;
  secrets.put(id, Buffer.from(value));
  history.said.push({ by: till, id, value });
}

function destroy(history: SecretHistory, till: TestTill, id: string): void {
  till.ledger().secrets.destroy(id);
  history.said.push({ by: till, id, value: undefined });
}

/** Also what it wrote under this id before is contradicted. */
function lie(history: SecretHistory, liar: TestTill, id: string): void {
  const value = `lie ${history.lies.length}`;
  liar.write(secretWritten(id, Buffer.from(value)));
  history.lies.push({ id, value: Buffer.from(value).toString("base64") });
}

/** From now on the till and a copy of its disk say what they like. */
function steal(history: SecretHistory): void {
  const [stolen] = history.thief;
  if (history.theft !== undefined || stolen === undefined) return;
  const { device } = stolen;
  history.theft = endsOf(stolen.ledger().heads()).filter(({ origin }) => origin.startsWith(device));
  // It was heard until then: whoever shuts it out can name that end.
  synchronise(stolen, history.shop.a);
  history.thief.push(history.shop.clone(stolen));
}

function promote(history: SecretHistory): void {
  const { shop, honest } = history;
  const [, c] = honest;
  if (history.isPromoted || c === undefined) return;
  history.isPromoted = true;
  shop.a.write(promotion(c));
}

function thiefEnds({ shop, thief }: SecretHistory): ReadonlyArray<ChainEnd> {
  const device = thief[0]?.device ?? "";
  return endsOf(shop.a.ledger().heads()).filter(({ origin }) => origin.startsWith(device));
}

export function revoke({ shop, thief }: SecretHistory, heads: ReadonlyArray<ChainEnd>): void {
  const [stolen] = thief;
  if (stolen === undefined) return;
  const body = { device: stolen.device, heads: [...heads], reason: "stolen" };
  const draft: Draft = { kind: "device/revoked", streams: [], body };
  shop.a.write(draft);
}

/** The values are gone, as from a disk that was put back: whatever runs on it begins anew. */
function forget({ ledger, reopen }: TestTill): void {
  const table = createSecretTable(ledger().db);
  ledger().db.write(() => {
    for (const name of table.names()) table.remove(name);
  });
  reopen();
}

function passDays(history: SecretHistory, till: TestTill, days: number): void {
  const from = history.days.get(till) ?? 0;
  for (let day = from + 1; day <= from + days; day += 1) {
    till.ledger().secrets.waits.look({ nowMs: day * DAY_MS, isHeard: true, days: 7 });
  }
  history.days.set(till, from + days);
}

function meet(one: TestTill, other: TestTill): void {
  synchronise(one, other);
  synchronise(other, one);
  give(one, other);
  give(other, one);
}

function give(from: TestTill, to: TestTill): void {
  for (const name of lacksOf(to).names) {
    const row = from.ledger().secrets.row(name);
    if (row !== undefined) to.ledger().secrets.receive(row);
  }
}

/** Everybody has heard everybody, and asked them: at rest. */
export function meetAll({ honest, thief }: SecretHistory): void {
  const everybody = [...honest, ...thief];
  for (let round = 0; round < 3; round += 1) {
    for (const one of everybody) {
      for (const other of everybody.filter((it) => it !== one)) meet(one, other);
    }
  }
}

function lacksOf({ ledger }: TestTill) {
  return ledger().secrets.lacks();
}

/** Of each id whether it is hidden, and its value as far as somebody has it. */
type Shown = ReadonlyArray<readonly [id: string, isHidden: boolean, value: string | undefined]>;

/** What a till shows of the secrets: what all have to agree on. */
export function shownBy(till: TestTill): {
  readonly digest: string | undefined;
  readonly lacks: ReadonlyArray<string>;
  readonly ids: Shown;
} {
  const { secrets } = till.ledger();
  const ids = IDS.map(
    (id) => [id, secrets.standing(id).isHidden, secrets.get(id)?.toString()] as const,
  );
  return { digest: secrets.lacks().digest, lacks: namesText(secrets.lacks().names), ids };
}

function namesText(names: ReadonlyArray<SecretName>): ReadonlyArray<string> {
  return names.map(({ id, hash }) => `${id} ${hash}`).toSorted();
}

/** The same by what was said, once the thief counts up to the theft and no further. */
export function expectedOf(history: SecretHistory): Shown {
  const { honest, thief, said, isPromoted } = history;
  const [a, c, d] = honest;
  const [b] = thief;
  const ranked = [a, b, c, d];
  const authorities = new Set([a, b, ...(isPromoted ? [c] : [])]);
  const tables = honest.map(({ ledger }) => createSecretTable(ledger().db));
  return IDS.map((id) => {
    const words = said.filter((it) => it.id === id);
    const isEveryday = !id.startsWith("pepper/");
    const isHidden =
      /^(?:person|customer)/u.test(id) && words.some(({ value }) => value === undefined);
    const writes = words
      .filter(({ by, value }) => value !== undefined && (isEveryday || authorities.has(by)))
      .toSorted((one, other) => ranked.indexOf(one.by) - ranked.indexOf(other.by));
    const value = writes[0]?.value;
    const name = value === undefined ? undefined : nameOf(id, value);
    const isHeld = tables.some((table) => name !== undefined && table.value(name) !== undefined);
    return [id, isHidden, isHidden || !isHeld ? undefined : value] as const;
  });
}

function nameOf(id: string, value: string): SecretName {
  const { body } = secretWritten(id, Buffer.from(value));
  return { id, hash: (body as { readonly hash: Hash }).hash };
}
