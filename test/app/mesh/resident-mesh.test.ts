import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { keepStaticAddresses } from "../../../src/app/mesh/mesh-addresses.ts";
import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../../../src/app/mesh/mesh-keys.ts";
import { createResidentMesh, type ResidentMesh } from "../../../src/app/mesh/resident-mesh.ts";
import { systemClock, systemSteadyMs } from "../../../src/app/system/clock.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { isSegment } from "../../../src/ledger/log/segment.ts";
import { createLivingMeshes, keyedTills } from "../../support/living-meshes.ts";
import { PATIENCE } from "../../support/patience.ts";
import {
  createShop,
  enrolment,
  promotion,
  type TestShop,
  type TestTill,
  TODAY,
} from "../../support/shop.ts";
import { sealAll } from "../../support/upkeep.ts";

let shop: TestShop;
const meshes: ResidentMesh[] = [];
const log: string[] = [];

beforeEach(() => {
  shop = createShop();
});

afterEach(async () => {
  await Promise.all(meshes.splice(0).map((mesh) => mesh.close()));
  shop[Symbol.dispose]();
  log.splice(0);
});

describe("two boxes over real links", () => {
  test("what either sells is on both, also what another process on the store wrote", async () => {
    const { a, b } = await twoTills();
    const [first, second] = [connect(a), connect(b)];
    await untilEqual(a, b);

    note(a, 1);
    note(b, 2);
    const beside = a.openBeside();
    write(beside, 3);

    await untilEqual(a, b);
    beside.close();
    // Each hears of the other's end a moment after that has taken it.
    await vi.waitFor(() => {
      expect(first.view()).toMatchObject({ safeOn: 1, catchUp: null });
      expect(second.view()?.peers).toMatchObject([{ isConnected: true, behind: 0 }]);
    }, PATIENCE);
  });

  test("what another process on the store wrote is told before the next tick", async () => {
    const living = createLivingMeshes();
    const { clock, time } = living;
    const [a, b] = await keyedTills(shop, "A", "B");
    const first = living.open(a, 7841);
    await time.pass(1000);
    living.open(b, 7842, first.port());
    await time.pass(5000);
    expect(first.view()?.peers).toMatchObject([{ isConnected: true, behind: 0 }]);
    const beside = a.openBeside();

    let tookMs = 0;
    for (let value = 1; value <= 10; value += 1) {
      const before = clock.pendingCount();
      write(beside, value);
      await vi.waitFor(() => expect(clock.pendingCount()).toBeGreaterThan(before), PATIENCE);
      const fromMs = clock.nowMs();
      while (b.ledger().head(beside.identity.origin)?.hash !== headOf(beside)) await time.pass(1);
      tookMs += clock.nowMs() - fromMs;
    }

    // A tick is a tenth of a second.
    expect(tookMs).toBeLessThan(200);
    beside.close();
    await living.closeAll();
  });

  test("a till that was there for a moment was open, a box that fetched its shop was not", async () => {
    const { a, b } = await twoTills();
    const first = connect(a);
    const fetching = connect(b, { isOpen: false });
    await untilEqual(a, b);
    await fetching.close();
    await vi.waitFor(
      () => expect(first.view()?.peers).toMatchObject([{ isConnected: false, wasOpen: false }]),
      PATIENCE,
    );

    const register = connect(b);
    await vi.waitFor(
      () => expect(first.view()?.peers).toMatchObject([{ isConnected: true, wasOpen: true }]),
      PATIENCE,
    );
    await register.close();

    await vi.waitFor(
      () => expect(first.view()?.peers).toMatchObject([{ isConnected: false, wasOpen: true }]),
      PATIENCE,
    );
  });

  test("a new authority is given the key of the shop's root", async () => {
    const { a, b } = await twoTills();
    connect(a);
    connect(b);
    await untilEqual(a, b);

    a.write(promotion(b));

    const wanted = new RegExp(`^root-key/.*/${b.device}$`, "u");
    await vi.waitFor(() => {
      expect(
        b
          .ledger()
          .secrets.rows()
          .some(({ id }) => wanted.test(id)),
      ).toBe(true);
    }, WAIT);
    await openDoor(b.ledger(), createSeededRandom("b"));
    expect(b.ledger().roots()).toHaveLength(1);
  });
});

test("a till that fetches a long history folds each segment before it hears the next", async () => {
  shop[Symbol.dispose]();
  shop = createShop("shop", { cut: { events: 5, bytes: 1_000_000 } });
  const { a, b } = await twoTills();
  for (let value = 0; value < 100; value += 1) note(a, value);
  await sealAll(a.ledger());
  connect(a);
  const waiting: number[] = [];
  let heard = 0;
  connect(b, {}, (ledger) => ({
    ...ledger,
    receiveAll: (pieces) => {
      const taken = ledger.receiveAll(pieces);
      heard += pieces.filter(isSegment).length;
      waiting.push(heard);
      return taken;
    },
    foldSome: () => {
      const hasMore = ledger.foldSome();
      if (!hasMore) heard = 0;
      return hasMore;
    },
  }));

  await untilEqual(a, b);

  expect(waiting.filter((segments) => segments > 0).length).toBeGreaterThan(15);
  expect(Math.max(...waiting)).toBe(1);
});

const WAIT = { timeout: 45_000, interval: 20 };

async function twoTills() {
  const random = createSeededRandom("keys");
  const { a } = shop;
  const root = await openDoor(a.ledger(), random);
  const b = shop.stranger("B");
  const keys = await newOwnKeys(random);
  const { device } = b;
  a.write(enrolment(b), { kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } });
  const shopId = a.ledger().identity.shop;
  const certificate = certificateBy(root, keys, { shop: shopId, device, random });
  keepLinkIdentity(b.ledger().store, keys, { certificate, roots: [root.certificate] });
  return { a, b };
}

/** The second one knows where the first one is. */
function connect(
  till: TestTill,
  { isOpen }: { readonly isOpen?: boolean } = {},
  over: (ledger: Ledger) => Ledger = (ledger) => ledger,
): ResidentMesh {
  const other = meshes[0]?.view()?.port;
  if (other !== undefined) keepStaticAddresses(till.ledger().store, [`127.0.0.1:${other}`]);
  const mesh = createResidentMesh({
    dir: till.dir,
    ledger: over(till.ledger()),
    clock: systemClock,
    steadyMs: systemSteadyMs,
    random: createSeededRandom(till.code),
    hasDuties: () => true,
    host: "127.0.0.1",
    isOpen,
    onFault: (cause) => {
      throw cause;
    },
  });
  meshes.push(mesh);
  mesh.begin({ onChange: () => undefined, onLog: (line) => log.push(`${till.code} ${line}`) });
  return mesh;
}

async function untilEqual(...tills: ReadonlyArray<TestTill>): Promise<void> {
  await vi.waitFor(() => {
    const mesh = meshes[0]?.view()?.port;
    for (const till of tills) {
      if (till.code === "B" && mesh !== undefined) {
        keepStaticAddresses(till.ledger().store, [`127.0.0.1:${mesh}`]);
      }
    }
    const [first, ...others] = tills.map((till) => endsOf(till.ledger().heads()).toSorted(bySeq));
    for (const other of others) expect(other).toEqual(first);
  }, WAIT);
}

function bySeq(a: { readonly hash: string }, b: { readonly hash: string }): number {
  return a.hash < b.hash ? -1 : 1;
}

function headOf(ledger: Ledger): string | undefined {
  return ledger.head(ledger.identity.origin)?.hash;
}

function note(till: TestTill, value: number): void {
  write(till.ledger(), value);
}

function write(ledger: ReturnType<TestTill["ledger"]>, value: number): void {
  const stream = toStreamId("set", `note-${value}`);
  const done = ledger.commit({
    by: "1",
    name: "note",
    decide: () => ({
      ok: true,
      value: {
        day: TODAY,
        events: [{ kind: "setting/set", streams: [stream], body: { value, over: [] } }],
      },
    }),
  });
  expect(done.ok).toBe(true);
}
