/** A second box that joins the shop of a pressed register for real: its own store, over loopback TLS. */

import path from "node:path";

import { type JoinProblem } from "../../src/app/founding/join-problem.ts";
import { joinTheShop, readInvite } from "../../src/app/founding/join-shop.ts";
import { pendingBox, type PendingBox } from "../../src/app/founding/pending-join.ts";
import { joiningShopSchema } from "../../src/app/mesh/joining-shop.ts";
import { linkKeyPairOf, namesOf, newOwnKeys } from "../../src/app/mesh/mesh-keys.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { openLedger, type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { type Address } from "../../src/mesh/address.ts";
import { inviteSecretOf } from "../../src/mesh/pairing/invite-code.ts";
import { joinShop } from "../../src/mesh/pairing/pairing-client.ts";
import { type TillInvitation } from "../../src/tui/ports/tills-port.ts";
import { type PressedOffice } from "./pressed-office.ts";
import { synchroniseLedgers, valueOf } from "./shop.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testRandom } from "./test-random.ts";

const STEP_MS = 50;

/** Waits for both boxes: the time that they share goes on meanwhile. */
export async function whileTimePasses<Value>(
  { clock }: Pick<PressedOffice, "clock">,
  work: Promise<Value>,
): Promise<Value> {
  const waiting = new Set([work]);
  const done = work.finally(() => waiting.delete(work));
  while (waiting.size > 0) {
    clock.advance(STEP_MS);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return await done;
}

export async function untilSo(
  it: Pick<PressedOffice, "clock">,
  isSo: () => boolean,
): Promise<void> {
  await whileTimePasses(
    it,
    (async () => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
    })(),
  );
}

/** The store of the box that tried, or why it was not let in. `store`: where it has tried before. */
export async function joinWith(
  it: PressedOffice,
  code: string,
  store?: string,
): Promise<Result<string, JoinProblem>> {
  const { till } = it;
  const dir = store ?? path.join(await temporaryFolder(), "shop");
  const deps = joinerDeps(it);
  const wish = {
    dir,
    deviceName: "Bar",
    code: valueOf(readInvite(code)),
    at: await awaitedAt(it),
    onLooking: () => undefined,
    onProved: () => undefined,
  };
  const joined = await whileTimePasses(it, joinTheShop(wish, deps));
  if (!joined.ok) return joined;
  const { ledger } = till.keyboard.open.till;
  return { ok: true, value: heard(ledger, dir, deps) };
}

/** It is taken in, and dies before it has a store. Returns where its store would have been. */
export async function dieWhileJoining(it: PressedOffice, code: string): Promise<string> {
  const dir = await temporaryFolder();
  valueOf(await knockAs(it, code, await pendingBox(dir, joinerDeps(it))));
  return dir;
}

/** Another box shows the device key that it died with, and a link key of its own. */
export async function joinInItsName(
  it: PressedOffice,
  code: string,
  dir: string,
): Promise<Result<unknown, unknown>> {
  const { seed } = await pendingBox(dir, joinerDeps(it));
  return knockAs(it, code, { seed, keys: await newOwnKeys(testRandom) });
}

async function knockAs(
  it: PressedOffice,
  code: string,
  { seed, keys }: Pick<PendingBox, "seed" | "keys">,
) {
  const { clock } = it;
  const joining = joinShop({
    invite: await inviteSecretOf(valueOf(readInvite(code))),
    signer: deviceKeyFromSeed(seed),
    sealKey: namesOf(keys).sealKey,
    name: "Bar",
    shopSchema: joiningShopSchema,
    addresses: [await awaitedAt(it)],
    keys: linkKeyPairOf(keys),
    clock,
    random: testRandom,
  });
  return whileTimePasses(it, joining);
}

async function awaitedAt(it: PressedOffice): Promise<Address> {
  await untilSo(it, () => invitationOf(it)?.port !== undefined);
  return { host: "127.0.0.1", port: invitationOf(it)?.port ?? 0 };
}

function joinerDeps({ clock }: PressedOffice): StoreDeps {
  return { clock, random: testRandom, offsetMinutes: systemCalendar.offsetMinutes };
}

/** What `till join` waits for: all of the shop, at once. */
function heard(
  ledger: Parameters<typeof synchroniseLedgers>[0],
  dir: string,
  deps: Parameters<typeof openLedger>[1],
): string {
  const joined = openLedger(dir, deps);
  synchroniseLedgers(ledger, joined);
  for (const row of ledger.secrets.rows()) joined.secrets.receive(row);
  joined.close();
  return dir;
}

export function invitationOf({ till }: PressedOffice): TillInvitation | undefined {
  return till.state().session?.office.tills.invitation();
}
