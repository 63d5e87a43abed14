/** The tills that answer on this box's own networks, asked address by address because a person wants it. */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Address, addressText, isPort } from "../../mesh/address.ts";
import { addressesAround, type AddressSpan } from "../../mesh/discovery/addresses-around.ts";
import {
  type AnsweredTill,
  askAround,
  type AskAroundOptions,
} from "../../mesh/discovery/ask-around.ts";
import { type MachineNetwork, machineNetworks } from "../../mesh/discovery/machine-networks.ts";
import { LINK_PROTOCOL } from "../../mesh/links/tls-links.ts";
import { PAIRING_PROTOCOL } from "../../mesh/pairing/pairing-channel.ts";
import { addStaticAddress, knownAddresses, USUAL_PORT } from "./mesh-addresses.ts";
import { knownRoots } from "./mesh-keys.ts";

export interface FoundTill {
  /** `192.0.2.7:7777` */
  readonly address: string;
  /** `newcomer`: certified by this shop, and nothing is known of it here yet. */
  readonly who: "ours" | "newcomer" | "revoked" | "stranger" | "ourselves";
  /** Its letters and name; undefined for one that no event here names. */
  readonly name: string | undefined;
}

/** The result for the address: added, known before, or not kept. */
export type KeptTill = FoundTill & { readonly kept: "added" | "known" | "too-many" | "no" };

export type Asking = Pick<AskAroundOptions, "clock" | "signal" | "onProgress">;

/** Returns the address ranges that would be asked. */
export function addressSpans(
  networks: ReadonlyArray<MachineNetwork> = machineNetworks(),
): ReadonlyArray<AddressSpan> {
  return addressesAround(networks);
}

/** Tills that take links. `port`: theirs, the usual one where nobody says otherwise. */
export async function searchTills(
  ledger: Ledger,
  spans: ReadonlyArray<AddressSpan>,
  { port = USUAL_PORT, ...asking }: Asking & { readonly port?: number | undefined },
): Promise<ReadonlyArray<FoundTill>> {
  const answered = await askAround({
    ...asking,
    hosts: hostsOf(spans),
    port,
    protocolName: LINK_PROTOCOL,
    roots: knownRoots(ledger),
  });
  return answered.map((one) => foundTill(ledger, one));
}

/** Keeps the found tills as `till mesh add` does; those of other shops are left out. */
export function keepFound(
  ledger: Ledger,
  found: ReadonlyArray<FoundTill>,
): ReadonlyArray<KeptTill> {
  const addressesKnown = new Set(knownAddresses(ledger.store).map(({ address }) => address));
  return found.map((till): KeptTill => {
    if (till.who !== "ours" && till.who !== "newcomer") return { ...till, kept: "no" };
    if (addressesKnown.has(till.address)) return { ...till, kept: "known" };
    return { ...till, kept: addStaticAddress(ledger, till.address) };
  });
}

/** Undefined for what names no port. */
export function readPort(text: string): number | undefined {
  return /^\d{1,5}$/u.test(text) && isPort(Number(text)) ? Number(text) : undefined;
}

/** Finds tills of any shop that await a new one: the code decides which one is meant. */
export async function searchInvitations(
  spans: ReadonlyArray<AddressSpan>,
  asking: Asking,
): Promise<ReadonlyArray<Address>> {
  const answered = await askAround({
    ...asking,
    hosts: hostsOf(spans),
    port: USUAL_PORT + 1,
    protocolName: PAIRING_PROTOCOL,
    roots: [],
  });
  return answered.map(({ address }) => address);
}

/** Networks may overlap. */
export function hostsOf(spans: ReadonlyArray<AddressSpan>): ReadonlyArray<string> {
  return [...new Set(spans.flatMap(({ hosts }) => hosts))];
}

function foundTill(ledger: Ledger, { address, linkKey }: AnsweredTill): FoundTill {
  const at = addressText(address);
  if (linkKey === undefined) return { address: at, who: "stranger", name: undefined };
  const member = [...ledger.admission().values()]
    .filter(({ linkKeys }) => linkKeys.includes(linkKey))
    .toSorted((one, other) => Number(one.revoked) - Number(other.revoked))[0];
  if (member === undefined) return { address: at, who: "newcomer", name: undefined };
  const name = deviceName(member);
  if (member.device === ledger.identity.key.device) return { address: at, who: "ourselves", name };
  return { address: at, who: member.revoked ? "revoked" : "ours", name };
}
