/** Whole tills over real links, of which one is shut out: what is said, how often, and what is not. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  certificateBy,
  keepLinkIdentity,
  linkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../../src/app/mesh-keys.ts";
import { keepStaticAddresses } from "../../src/app/mesh-places.ts";
import { createResidentMesh, type ResidentMesh } from "../../src/app/resident-mesh.ts";
import { isShutOut } from "../../src/app/till.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { revokedId } from "../../src/mesh/door.ts";
import { createSeededRandom } from "../../src/sim/dice.ts";
import { pem } from "../support/link-shop.ts";
import { createManualClock, type ManualClock } from "../support/manual-clock.ts";
import { type Openssl, pemFolder, startOpenssl, whyNoOpenssl } from "../support/openssl.ts";
import { createPassingTime, type PassingTime } from "../support/passing-time.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchroniseAll,
  type TestShop,
  type TestTill,
} from "../support/shop.ts";

const MINUTE_MS = 60_000;
/** Of what a till says first. */
const GREETING = "instance";

let shop: TestShop;
let clock: ManualClock;
let time: PassingTime;
let meshes: Array<{ readonly mesh: ResidentMesh; readonly log: ReadonlyArray<string> }>;

beforeEach(() => {
  shop = createShop();
  clock = createManualClock();
  meshes = [];
  time = createPassingTime(clock, { stepMs: () => (isUnderWay() ? 5 : 100) });
});

afterEach(async () => {
  await Promise.all(meshes.map(({ mesh }) => time.until(mesh.close())));
  shop[Symbol.dispose]();
});

test("a till that was revoked while it was away hears so, and both are quiet from then on", async () => {
  const [a, b] = await keyed("A", "B");
  revoke(a, b);
  const first = open(a, 7801);
  await time.pass(1000);
  const second = open(b, 7802, first.port());
  keepStaticAddresses(a.ledger().store, [`127.0.0.1:${second.port()}`]);

  await time.pass(5 * MINUTE_MS);

  expect(isShutOut(b.ledger())).toBe(true);
  // A line for each link that ends is some forty, and some two hundred where it is the revoked one's.
  expect(first.log.length).toBeLessThan(12);
  expect(second.log.length).toBeLessThan(30);
});

describe.skipIf(whyNoOpenssl() !== undefined)("whoever stole a revoked till's keys", () => {
  test("hears not a byte of a till's, also of one that it was senior to", async () => {
    const [a, b, c] = await keyed("A", "B", "C");
    revoke(c, b);
    const till = open(c, 7803);
    await time.pass(1000);

    const member = await knock(till.port(), a);
    await time.until(member.says(GREETING));
    const thief = await knock(till.port(), b);
    await time.until(thief.says("Verification: OK"));
    await time.pass(12_000);
    const said = await time.until(thief.ended);

    expect(said).not.toContain(GREETING);
    expect(said).toMatch(/read \d+ bytes|DONE|closed/iu);
    expect(till.log).toContain("the link to 127.0.0.1 ended: said nothing");
  });
});

interface Opened {
  readonly port: () => number;
  readonly log: ReadonlyArray<string>;
}

function open(till: TestTill, seed: number, other?: number): Opened {
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
  meshes.push({ mesh, log });
  return { port: () => mesh.view()?.port ?? 0, log };
}

function isUnderWay(): boolean {
  const addresses = meshes.flatMap(({ mesh }) => mesh.view()?.addresses ?? []);
  return addresses.some(({ state }) => state === "dialled");
}

/** Authorities, each enrolled before the next one, with keys for links. */
async function keyed(...codes: ReadonlyArray<string>): Promise<[TestTill, TestTill, TestTill]> {
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

function revoke(by: TestTill, { device }: TestTill): void {
  const { secrets, heads: known } = by.ledger();
  const heads = endsOf(known()).filter(({ origin }) => origin.startsWith(device));
  secrets.put(revokedId(device, by.device), Buffer.from("stolen"));
  by.write({
    kind: "device/revoked",
    streams: [],
    body: { device, heads: [...heads], reason: "stolen" },
  });
}

async function knock(port: number, till: TestTill): Promise<Openssl> {
  const identity = linkIdentity(till.ledger());
  if (identity === undefined) throw new Error(`${till.code} has no keys for links.`);
  const write = await pemFolder();
  const shown = [
    ["-key", write("key.pem", identity.key)],
    ["-cert", write("cert.pem", pem(identity.certificate))],
    ["-CAfile", write("ca.pem", pem(till.ledger().roots()[0] ?? ""))],
  ].flat();
  return startOpenssl([
    ...`s_client -connect 127.0.0.1:${port} -alpn tillmesh/1 -verify_return_error`.split(" "),
    ...shown,
  ]);
}
