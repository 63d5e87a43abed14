/** What a holder of the duties tells of the other tills, as tests need it. */

import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { keepLinkIdentity } from "../../src/app/mesh/mesh-keys.ts";
import { type HolderAnswer } from "../../src/app/printing/duties-holder.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { type TestTill } from "./shop.ts";

type Peer = MeshView["peers"][number];
type Tried = MeshView["addresses"][number];

export function peerView(device: DeviceId, facts: Partial<Peer> = {}): Peer {
  return {
    device,
    isConnected: true,
    heardAgoMs: 100,
    heardForMs: 600_000,
    wasOpen: false,
    roundTripMs: 2,
    clockAheadMs: 0,
    answeredAgoMs: 500,
    behind: 0,
    holdsOwn: 10,
    isHeardOut: true,
    remote: "192.168.1.20:7777",
    hasSecrets: true,
    lacksSameSecrets: true,
    secretsDifferForMs: null,
    ...facts,
  };
}

export function triedAddress(address: string, facts: Partial<Tried> = {}): Tried {
  return {
    address,
    sources: ["static"],
    device: null,
    state: "waiting",
    failures: 0,
    lastEnd: null,
    ...facts,
  };
}

export function meshView(peers: ReadonlyArray<Peer>, facts: Partial<MeshView> = {}): MeshView {
  return {
    port: 7777,
    openForMs: 60_000,
    awaits: null,
    peers: [...peers],
    catchUp: null,
    safeOn: peers.filter(({ isConnected }) => isConnected).length,
    safety: [],
    copied: [],
    isPaused: false,
    costs: [],
    violations: [],
    addresses: [],
    ...facts,
  };
}

export function heldBy(mesh: MeshView | undefined): HolderAnswer {
  return { type: "answered", pid: 812, isResident: true, printers: [], mesh };
}

/** As a box that has joined, as far as anybody looks who doesn't use the keys. */
export function withLinkKeys(till: TestTill): void {
  const keys = { linkPrivateKey: "-", linkPublicKey: "-", sealSeed: "5e".repeat(32) };
  keepLinkIdentity(till.ledger().store, keys, { certificate: "-", roots: [] });
}
