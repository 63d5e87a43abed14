/**
 * A till's part in the mesh as a process of its own, without a ledger behind it: real links, real
 * multicast, the real address book. `node mesh-worker.ts '<MeshWorkerOptions>'`.
 *
 * Prints who is connected, a JSON line each time that it changes.
 */

import module from "node:module";

import { systemClock, systemSteadyMs } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { type Origin } from "../../src/domain/identity.ts";
import { readAddress } from "../../src/mesh/address.ts";
import { createDiscovery } from "../../src/mesh/discovery/mdns.ts";
import { instanceName } from "../../src/mesh/discovery/service-name.ts";
import { type MeshLedger } from "../../src/mesh/gossip/ports.ts";
import { shopTag } from "../../src/mesh/links/server-name.ts";
import { createMeshRuntime } from "../../src/mesh/mesh-runtime.ts";
import { type MeshWorkerOptions } from "./mesh-box.ts";

// Killed, it leaves nothing for the next one.
module.flushCompileCache();
const options = JSON.parse(process.argv[2] ?? "") as MeshWorkerOptions;
const { shop, box, roots, members, typedIn } = options;
const membership = {};
const ledger: MeshLedger = {
  shop,
  device: box.device,
  ends: () => [],
  endsOf: () => [],
  isDoubted: () => false,
  hasRoom: () => true,
  holds: () => true,
  forkProof: () => [],
  trail: () => [],
  canCheck: () => true,
  missing: () => [][Symbol.iterator](),
  newsSince: (arrival) => ({ pieces: [], arrival }),
  lastArrival: () => 0,
  isPacked: () => false,
  receive: (pieces) => pieces.map(() => ({ type: "no-room" })),
  memberOf: (linkKey) => {
    const device = members[linkKey];
    return device && { device, isActive: true };
  },
  isActive: () => true,
  mayHaveSecrets: () => true,
  revoked: () => [],
  revokersOf: () => [],
  isRevoked: () => false,
  unheardRevokers: () => [],
  outranks: () => false,
  membership: () => membership,
  ownOrigin: () => `${box.device}.${"a".repeat(13)}` as Origin,
  sign: () => "",
  isSigned: () => false,
  introduction: () => undefined,
  lostOwn: () => undefined,
  secrets: {
    revision: () => "",
    lacks: () => ({ digest: "0".repeat(16), names: [] }),
    row: () => undefined,
    receive: () => true,
  },
  words: {
    revision: () => 0,
    changedAfter: () => [],
    idsFrom: () => [],
    row: () => undefined,
    seconded: () => undefined,
    receive: () => true,
    noteSeconded: () => undefined,
    noteTakenIn: () => undefined,
  },
  present: {
    isWanted: () => false,
    want: () => undefined,
    facts: () => undefined,
    gather: () => false,
    tell: () => ({
      arrival: 0,
      ends: [],
      what: "all",
      streams: [],
      sums: [],
      pieces: [],
      uncounted: [],
    }),
    take: () => undefined,
    sought: () => [],
    foundNowhere: () => undefined,
  },
};
const opened = await createMeshRuntime({
  ledger,
  key: box.privateKey,
  certificate: box.certificate,
  roots: () => roots,
  ports: [7777],
  clock: systemClock,
  steadyMs: systemSteadyMs,
  random: systemRandom,
  memory: { load: () => [], save: () => undefined },
  staticAddresses: () => typedIn.flatMap((text) => readAddress(text) ?? []),
  onChange: tell,
  onRefused: () => undefined,
  onFault: (cause) => {
    throw cause;
  },
  onEnded: () => undefined,
});
if (!opened.ok) throw new Error(opened.fault.message);
const runtime = opened.value;
const discovery = createDiscovery({
  clock: systemClock,
  random: systemRandom,
  isWanted: (text) => text.shopTag === shopTag(shop),
  listener: {
    onFound: runtime.heard,
    onGone: runtime.vanished,
    onNetworks: runtime.networkChanged,
  },
});
discovery.announce({
  instance: instanceName(box.device, systemRandom),
  port: runtime.port(),
  shopTag: shopTag(shop),
  printers: [],
  invitation: undefined,
});

function tell(): void {
  const connected = runtime.status().peers.filter(({ isConnected }) => isConnected);
  console.log(JSON.stringify(connected.map(({ device }) => device)));
}
