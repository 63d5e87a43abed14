/**
 * Who is out of the shop by a liar's word alone, before somebody senior or the recovery sheet has spoken:
 * nobody can be held to more until then.
 */

import { revokersOf, unheardRevokers } from "../../src/app/membership/own-revocation.ts";
import { type DeviceId, deviceOf } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { commonPart } from "../../src/ledger/log/chain-links.ts";
import { isRobbed } from "./checks.ts";
import { type Box, type World } from "./world.ts";

/**
 * The liar's second voice has taken back the enrolment, its chain says that the till is revoked, or it has
 * told the till so. By the till's own word: the others may have heard less, or more.
 */
export function isKeptOut(world: World, box: Box): boolean {
  const ledger = box.process()?.ledger;
  if (ledger === undefined || isRobbed(world, box)) return false;
  const liars = new Set(world.liars.flatMap((liar) => liar.devices()));
  const { device } = ledger.identity.key;
  const self = ledger.admission().get(device);
  if (self === undefined) return [...liars].some((liar) => hasTwoVoices(ledger, liar));
  if (self.revoked) return revokersOf(ledger, device).some((revoker) => liars.has(revoker));
  const tellers = unheardRevokers(ledger);
  return tellers.length > 0 && tellers.every((teller) => liars.has(teller));
}

/** Whether one of the device's chains is forked. */
function hasTwoVoices({ store }: Ledger, device: DeviceId): boolean {
  return store
    .origins()
    .filter((origin) => deviceOf(origin) === device)
    .some((origin) => commonPart(store.ofOrigin(origin, 1)) !== undefined);
}
