/**
 * Whole tills over real links of one machine: real stores, real TLS, the state machine as a resident
 * program runs it, and time that a test lets pass.
 */

import { type TLSSocket } from "node:tls";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { keepStaticAddresses } from "../../src/app/mesh/mesh-addresses.ts";
import {
  certificateBy,
  keepLinkIdentity,
  linkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../../src/app/mesh/mesh-keys.ts";
import { createResidentMesh, type ResidentMesh } from "../../src/app/mesh/resident-mesh.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { encodeMessage, MESH_VERSION, type Message } from "../../src/mesh/gossip/messages.ts";
import { toFrame } from "../../src/mesh/links/frames.ts";
import { dialTls } from "../../src/mesh/links/tls-dial.ts";
import { LINK_PROTOCOL } from "../../src/mesh/links/tls-links.ts";
import { pem } from "./link-shop.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { createPassingTime, type PassingTime } from "./passing-time.ts";
import {
  enrolment,
  NOON_MS,
  promotion,
  synchroniseAll,
  synchroniseLedgers,
  type TestShop,
  type TestTill,
  valueOf,
} from "./shop.ts";

// A mesh loads it when it begins. Time that is passed by hand would not wait for that.
await import("../../src/app/mesh/running-mesh.ts");

export interface OpenMesh {
  readonly port: () => number;
  readonly view: () => MeshView | undefined;
  readonly log: ReadonlyArray<string>;
  readonly close: () => Promise<void>;
}

export interface LivingMeshes {
  readonly clock: ManualClock;
  readonly time: PassingTime;
  /** Dials that port of this machine, if one is named. */
  readonly open: (till: Pick<TestTill, "dir" | "ledger">, seed: number, other?: number) => OpenMesh;
  readonly closeAll: () => Promise<void>;
}

export function createLivingMeshes(clock: ManualClock = createManualClock(NOON_MS)): LivingMeshes {
  const opened: ResidentMesh[] = [];
  const time = createPassingTime(clock, { stepMs: () => (isUnderWay(opened) ? 5 : 100) });
  return {
    clock,
    time,
    open: (till, seed, other) => {
      if (other !== undefined) keepStaticAddresses(till.ledger().store, [`127.0.0.1:${other}`]);
      const log: string[] = [];
      const mesh = createResidentMesh({
        dir: till.dir,
        ledger: till.ledger(),
        clock,
        steadyMs: clock.nowMs,
        random: createSeededRandom(`${seed}`),
        hasDuties: () => true,
        host: "127.0.0.1",
        onFault: (cause) => {
          throw cause;
        },
      });
      mesh.begin({ onChange: () => undefined, onLog: (line) => log.push(line) });
      opened.push(mesh);
      return {
        port: () => mesh.view()?.port ?? 0,
        view: mesh.view,
        log,
        close: () => time.until(mesh.close()),
      };
    },
    closeAll: async () => {
      await Promise.all(opened.map((mesh) => time.until(mesh.close())));
    },
  };
}

function isUnderWay(meshes: ReadonlyArray<ResidentMesh>): boolean {
  const addresses = meshes.flatMap((mesh) => mesh.view()?.addresses ?? []);
  return addresses.some(({ state }) => state === "dialled");
}

/** Has a founder give another till the keys for links; both know of it afterwards. */
export async function giveLinkKeys(founder: Ledger, other: Ledger): Promise<void> {
  const random = createSeededRandom("link keys");
  const root = await openDoor(founder, random);
  const keys = await newOwnKeys(random);
  const { device } = other.identity.key;
  const { shop } = founder.identity;
  const keyed = { kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } } as const;
  valueOf(founder.commit({ by: "", name: "key", decide: () => ok({ events: [keyed] }) }));
  const certificate = certificateBy(root, keys, { shop, device, random });
  keepLinkIdentity(other.store, keys, { certificate, roots: [root.certificate] });
  synchroniseLedgers(founder, other);
}

/** Authorities, each enrolled before the next one, with keys for links; the founder, A, comes first. */
export async function keyedTills(
  shop: TestShop,
  ...codes: ReadonlyArray<string>
): Promise<[TestTill, TestTill, TestTill]> {
  const random = createSeededRandom("keys");
  const { a } = shop;
  const root = await openDoor(a.ledger(), random);
  const shopId = a.ledger().identity.shop;
  const tills = [a];
  for (const code of codes.slice(1)) {
    const till = shop.join(code);
    const keys = await newOwnKeys(random);
    const { device } = till;
    const body = { device, ...namesOf(keys) };
    a.write(enrolment(till), promotion(till), { kind: "device/keyed", streams: [], body });
    const certificate = certificateBy(root, keys, { shop: shopId, device, random });
    keepLinkIdentity(till.ledger().store, keys, { certificate, roots: [root.certificate] });
    tills.push(till);
  }
  synchroniseAll(tills);
  return tills as [TestTill, TestTill, TestTill];
}

/** A member with a real key and certificate that says whatever a test wants. */
export interface Rogue {
  /** Dials, and greets: before that nothing of it is heard. */
  readonly reach: (port: number) => Promise<void>;
  /** Dials, and gets through TLS; says nothing. */
  readonly knock: (port: number) => Promise<void>;
  readonly say: (...messages: ReadonlyArray<Message>) => void;
  /** Bytes as they are, in no frame. */
  readonly sayRaw: (bytes: Uint8Array) => void;
  /** Takes nothing more of what it is told. */
  readonly stopReading: () => void;
  readonly isUp: () => boolean;
  readonly hangUp: () => void;
}

export function createRogue(till: TestTill, { clock, time }: LivingMeshes): Rogue {
  const identity = linkIdentity(till.ledger());
  if (identity === undefined) throw new Error(`${till.code} has no keys for links.`);
  const { key, certificate } = identity;
  const context = { key, cert: pem(certificate), ca: till.ledger().roots().map(pem) };
  const { shop } = till.ledger().identity;
  const hello = { type: "hello", version: MESH_VERSION, shop, device: till.device } as const;
  let socket: TLSSocket | undefined;

  function say(...messages: ReadonlyArray<Message>): void {
    for (const message of messages) socket?.write(toFrame(encodeMessage(message)));
  }

  async function knock(port: number): Promise<void> {
    const { signal } = new AbortController();
    const dialled = dialTls(
      { host: "127.0.0.1", port },
      { protocolName: LINK_PROTOCOL, context, clock, signal, meet: ok },
    );
    const met = valueOf(await time.until(dialled));
    // Whoever is not let in may be gone already.
    socket = met.destroyed ? undefined : met;
    met.on("error", () => undefined);
    met.once("close", () => {
      socket = undefined;
    });
    // What it is told it takes, and makes nothing of.
    met.resume();
  }

  return {
    knock,
    reach: async (port) => {
      await knock(port);
      say({ ...hello, instance: "0123456789abcdef", port: null, isOpen: true });
      await time.pass(200);
    },
    say,
    sayRaw: (bytes) => {
      socket?.write(bytes);
    },
    stopReading: () => {
      socket?.pause();
    },
    isUp: () => socket !== undefined,
    hangUp: () => {
      socket?.destroy();
    },
  };
}
