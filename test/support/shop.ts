/**
 * A shop of real stores on disk, as tests need it: A has founded it, the others join when they are
 * named. Everything random is seeded, every clock stands still until it is moved.
 */

import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { ok, type Result } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { type Refusal } from "../../src/domain/commands/refusal.ts";
import { drawerInUse } from "../../src/domain/drawer/drawers.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { ALL_RIGHTS, type Permission, PERMISSIONS } from "../../src/domain/events/permission.ts";
import { seriesOf } from "../../src/domain/events/series.ts";
import {
  fixtureFilesByPart,
  parseShopFixture,
  toCatalogue,
} from "../../src/domain/founding/shop-fixture.ts";
import { type Catalogue } from "../../src/domain/goods/catalogue.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type DeviceId,
  type EventId,
} from "../../src/domain/identity.ts";
import { shopMoment } from "../../src/domain/settings/shop-time.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { type Committed, type Ledger } from "../../src/ledger/ledger.ts";
import { type DeviceKey } from "../../src/ledger/log/chain.ts";
import { type BoardNames } from "../../src/ledger/loss.ts";
import {
  foundLedger,
  joinLedger,
  openLedger,
  type StoreDeps,
} from "../../src/ledger/open-ledger.ts";
import { type ReceiveFault } from "../../src/ledger/receiving.ts";
import { type Tuning } from "../../src/ledger/tuning.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";

export const TODAY: BusinessDay = businessDaySchema.parse("2026-11-20");
/** Noon of that day. */
export const NOON_MS = 1_795_176_000_000;
export const ZONE = "Europe/Amsterdam";
export const SHEET_KEY = "5e".repeat(32);

export interface TestTill {
  readonly code: string;
  readonly dir: string;
  readonly clock: ManualClock;
  readonly key: DeviceKey;
  readonly ledger: () => Ledger;
  /** Closes the store and opens it again, as a restart does; on another board, if named. */
  readonly reopen: (board?: BoardNames) => void;
  /** The same, with a build that differs in this. */
  readonly update: (tuning: Partial<Tuning>) => void;
  /** The same, with something done to the disk in between. */
  readonly whileClosed: (work: () => void) => void;
  /** Another process on the same store. */
  readonly openBeside: () => Ledger;
  readonly write: (...events: ReadonlyArray<Draft>) => Committed;
  readonly device: DeviceId;
}

export interface TestShop extends Disposable {
  readonly a: TestTill;
  /** A device that A has enrolled and that knows all A knows. */
  readonly join: (code: string, rights?: ReadonlyArray<string>) => TestTill;
  /** A device with a store of its own that nobody has enrolled. */
  readonly stranger: (code: string) => TestTill;
  /** A second box with a copy of a till's disk: it believes that it is that till. */
  readonly clone: (till: TestTill) => TestTill;
  readonly tills: () => ReadonlyArray<TestTill>;
}

/** `tuning`: for histories that are shorter than those of shops. */
export function createShop(
  seed = "shop",
  { sheetKey = SHEET_KEY, ...tuning }: Partial<Tuning> & { readonly sheetKey?: string } = {},
): TestShop {
  const root = mkdtempSync(path.join(tmpdir(), "tillmesh-shop-"));
  const tills: TestTill[] = [];

  function add(
    code: string,
    open: (dir: string, deps: StoreDeps, seed: Uint8Array) => Ledger,
  ): TestTill {
    const till = createTestTill({ root, code, seed: `${seed} ${code}`, open, tuning });
    tills.push(till);
    return till;
  }

  const a = add("A", (dir, deps) =>
    foundLedger(dir, { ...FOUNDING, sheetKey, sheetSealKey: sheetKey }, deps),
  );

  function stranger(code: string): TestTill {
    const { shop, founder } = a.ledger().identity;
    return add(code, (dir, deps, seed) =>
      joinLedger(dir, { shop, founder, seed, zone: ZONE }, deps),
    );
  }

  return {
    a,
    stranger,
    join: (code, rights = ["till"]) => {
      const till = stranger(code);
      a.write(enrolment(till, rights));
      synchronise(a, till);
      return till;
    },
    clone: (till) => {
      const name = `${till.code} again ${tills.length}`;
      const copy = createTestTill({
        root,
        code: till.code,
        folder: name,
        seed: `${seed} ${name}`,
        tuning,
        open: (dir, deps) => openLedger(copyStore(till, dir), deps),
      });
      copy.clock.set(till.clock.nowMs());
      tills.push(copy);
      return copy;
    },
    tills: () => tills,
    [Symbol.dispose]: () => {
      for (const till of tills) till.ledger().close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export const FOUNDING = {
  name: "Café Kade",
  currency: "EUR",
  zone: ZONE,
  cutover: 240,
  demo: false,
  deviceName: "Till A",
  firstDay: TODAY,
} as const;

export function enrolment(till: TestTill, rights: ReadonlyArray<string> = ["till"]): Draft {
  const { device, publicKey: key } = till.key;
  const body = { device, key, code: till.code, name: `Till ${till.code}`, rights: [...rights] };
  return { kind: "device/enrolled", streams: [], body };
}

export function promotion(till: TestTill): Draft {
  return { kind: "device/promoted", streams: [], body: { device: till.device } };
}

/** Hands over all that `to` lacks, in the order of each chain, as often as something was taken. */
export function synchronise(from: TestTill, to: TestTill): void {
  synchroniseLedgers(from.ledger(), to.ledger());
}

export function synchroniseLedgers(from: Ledger, to: Ledger): void {
  for (let taken = 1; taken > 0;) {
    const missing = from.missingFor(endsOf(to.heads()));
    const results = missing.map((bytes) => to.receive(bytes));
    taken = results.filter((result) => result.ok && result.value.type === "stored").length;
  }
}

/** Everybody has everything afterwards. */
export function synchroniseAll(tills: ReadonlyArray<TestTill>): void {
  const pairs = tills.flatMap((from) => tills.map((to) => [from, to] as const));
  // As often as there are tills: news may have to go by way of all of them.
  for (const [from, to] of tills.flatMap(() => pairs)) if (from !== to) synchronise(from, to);
}

export interface Acting {
  readonly staff?: string;
  readonly permissions?: ReadonlyArray<Permission>;
  readonly rules?: DecisionContext["rules"];
  /** The business day; missing for the one that the till is on. */
  readonly day?: BusinessDay;
}

/** One decision of a person at a till, with every permission unless said otherwise. */
export function act(
  till: TestTill,
  decide: (context: DecisionContext) => Decision,
  acting: Acting = {},
): Result<Committed, Refusal> {
  return actOn(till.ledger(), till.code, { ...acting, decide });
}

export function actOn(
  ledger: Ledger,
  code: string,
  {
    decide,
    staff = "1",
    permissions = PERMISSIONS,
    rules = SHOP_RULES,
    day: on,
  }: Acting & { readonly decide: (context: DecisionContext) => Decision },
): Result<Committed, Refusal> {
  return ledger.commit<Refusal>({
    by: staff,
    name: "act",
    decide: ({ view, idAt, origin, device, day: own, incarnation, wallMs }) => {
      const day = on ?? own ?? TODAY;
      const decision = decide({
        view,
        idAt,
        till: origin,
        device,
        series: seriesOf(code, origin, incarnation),
        day,
        staff: { ...ALL_RIGHTS, number: staff, permissions: new Set(permissions) },
        rules,
        drawer: () => drawerInUse(view, { device, staff })?.id,
        at: shopMoment(wallMs, 60, 240),
        wall: { nowMs: wallMs, offsetAt: () => 60 },
      });
      return decision.ok ? ok({ day, events: decision.value }) : decision;
    },
  });
}

export const SHOP_RULES: DecisionContext["rules"] = {
  pricing: { rounding: "order", half: "up" },
  cash: { step: 0, direction: "nearest" },
  coin: 1,
};

export function cafeCatalogue(): Catalogue {
  return toCatalogue(cafe());
}

export function cafe(): ReturnType<typeof readCafe> {
  return readCafe();
}

function readCafe() {
  const parts = Object.entries(fixtureFilesByPart).map(([part, file]) => [
    part,
    JSON.parse(
      readFileSync(new URL(`../../fixtures/cafe/${file}`, import.meta.url), "utf8"),
    ) as unknown,
  ]);
  return valueOf(parseShopFixture(Object.fromEntries(parts)));
}

/** What a step of a test that must succeed gave. */
export function valueOf<Value, Fault>(result: Result<Value, Fault>): Value {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.fault)}`);
  return result.value;
}

export function faultOf<Value, Fault>(result: Result<Value, Fault>): Fault {
  if (result.ok) throw new Error("Not refused.");
  return result.fault;
}

export function receiveFault(till: TestTill, bytes: Uint8Array): ReceiveFault["type"] | "taken" {
  const result = till.ledger().receive(bytes);
  return result.ok ? "taken" : result.fault.type;
}

export function firstId({ ids }: Committed): EventId {
  const [id] = ids;
  if (id === undefined) throw new Error("Nothing was written.");
  return id;
}

/** As an image of the disk has it. */
function copyStore(till: TestTill, dir: string): string {
  till.ledger().db.pragma("wal_checkpoint(TRUNCATE)");
  cpSync(till.dir, dir, { recursive: true });
  return dir;
}

function createTestTill(parts: {
  readonly root: string;
  readonly code: string;
  /** Named for its letter unless said otherwise. */
  readonly folder?: string;
  readonly seed: string;
  readonly tuning: Partial<Tuning>;
  readonly open: (dir: string, deps: StoreDeps, seed: Uint8Array) => Ledger;
}): TestTill {
  const dir = path.join(parts.root, parts.folder ?? parts.code);
  const clock = createManualClock(NOON_MS);
  const random = createSeededRandom(parts.seed);
  let deps: StoreDeps = {
    clock,
    random,
    offsetMinutes: () => 60,
    tuning: parts.tuning,
  };
  let ledger = parts.open(dir, deps, random.bytes(32));
  const { key } = ledger.identity;
  return {
    code: parts.code,
    dir,
    clock,
    key,
    device: key.device,
    ledger: () => ledger,
    reopen: (board) => {
      ledger.close();
      if (board !== undefined) deps = { ...deps, board };
      ledger = openLedger(dir, deps);
    },
    update: (tuning) => {
      ledger.close();
      deps = { ...deps, tuning: { ...deps.tuning, ...tuning } };
      ledger = openLedger(dir, deps);
    },
    whileClosed: (work) => {
      ledger.close();
      work();
      ledger = openLedger(dir, deps);
    },
    openBeside: () => openLedger(dir, deps),
    write: (...events) =>
      valueOf(
        ledger.commit({
          by: "1",
          name: "write",
          decide: ({ day }) => ok({ day: day ?? TODAY, events }),
        }),
      ),
  };
}
