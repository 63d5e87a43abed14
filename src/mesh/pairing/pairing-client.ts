/**
 * A new till looks for the one that has invited it, at each address where it may be, and joins there.
 *
 * Who answers at an address is nobody until they have proved that they know the code. What somebody
 * says before that ends nothing: the right one may be at the next address.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Address } from "../address.ts";
import { type LinkKeyPair } from "../links/certificates.ts";
import { type DialFault } from "../links/link.ts";
import { dialTls } from "../links/tls-dial.ts";
import {
  createPairingChannel,
  PAIRING_PROTOCOL,
  type TlsPairingChannel,
} from "./pairing-channel.ts";
import { pairingContext } from "./pairing-context.ts";
import { type RefusalReason } from "./pairing-messages.ts";
import {
  type Joined,
  type JoinFault,
  type JoinOptions,
  joinPairing,
  offerNoProof,
} from "./pairing.ts";

export interface JoinShopOptions<Shop> extends JoinOptions<Shop> {
  /** Best first. */
  readonly addresses: ReadonlyArray<Address>;
  /** This till's link key. */
  readonly keys: LinkKeyPair;
  readonly clock: Clock;
  readonly random: Random;
  /** Hangs up. */
  readonly signal?: AbortSignal | undefined;
}

export interface JoinedShop<Shop> extends Joined<Shop> {
  readonly peer: Joined<Shop>["peer"] & Address;
}

export type JoinShopFault =
  | Extract<JoinFault, { readonly type: "join/declined" | "join/broken-off" | "join/unfit" }>
  /** Nobody there has invited this till; what became of each address. */
  | { readonly type: "join/nowhere"; readonly tries: ReadonlyArray<JoinTry> };

export interface JoinTry {
  readonly address: Address;
  readonly fault: DialFault | JoinFault;
}

/** Anybody on the network may offer some. */
const ADDRESSES_MAX = 16;

export async function joinShop<Shop>(
  options: JoinShopOptions<Shop>,
): Promise<Result<JoinedShop<Shop>, JoinShopFault>> {
  const context = pairingContext(options.keys, options.random);
  const signal = options.signal ?? new AbortController().signal;
  const tries: JoinTry[] = [];
  for (const address of options.addresses.slice(0, ADDRESSES_MAX)) {
    const joined = await joinAt(address, { ...options, context, signal });
    if (joined.ok) {
      const { peer, ...rest } = joined.value;
      return ok({ ...rest, peer: { ...peer, host: address.host } });
    }
    const { fault } = joined;
    if (isFinal(fault)) return err(fault);
    tries.push({ address, fault });
  }
  return err({ type: "join/nowhere", tries });
}

/** The code that somebody typed is not that of the till there. What the first one answers that does. */
export async function reportWrongCode(
  addresses: ReadonlyArray<Address>,
  { keys, clock, random }: Pick<JoinShopOptions<unknown>, "keys" | "clock" | "random">,
): Promise<RefusalReason | undefined> {
  const { signal } = new AbortController();
  const dialling = { keys, clock, signal, context: pairingContext(keys, random) };
  for (const address of addresses.slice(0, ADDRESSES_MAX)) {
    const answered = await converse(address, dialling, offerNoProof);
    if (answered.ok) return answered.value;
  }
  return undefined;
}

function joinAt<Shop>(
  address: Address,
  options: JoinShopOptions<Shop> & Dialling,
): Promise<Result<Joined<Shop>, DialFault | JoinFault>> {
  return converse(address, options, (channel) => joinPairing(channel, options));
}

interface Dialling extends Pick<JoinShopOptions<unknown>, "keys" | "clock"> {
  readonly context: ReturnType<typeof pairingContext>;
  readonly signal: AbortSignal;
}

async function converse<Value>(
  address: Address,
  { context, clock, signal, keys }: Dialling,
  talk: (channel: TlsPairingChannel) => Promise<Result<Value, JoinFault>>,
): Promise<Result<Value, DialFault | JoinFault>> {
  const dialled = await dialTls<TlsPairingChannel>(address, {
    protocolName: PAIRING_PROTOCOL,
    context,
    clock,
    signal,
    meet: (socket, peerKey) =>
      ok(createPairingChannel(socket, { ownKey: keys.publicKey, peerKey, clock })),
  });
  if (!dialled.ok) return dialled;
  const channel = dialled.value;
  signal.addEventListener("abort", hangUp);
  const outcome = await talk(channel);
  signal.removeEventListener("abort", hangUp);
  channel.end("all is said");
  return outcome;

  function hangUp(): void {
    channel.end("hung up");
  }
}

/** Whether the fault came from the inviting till, or after the code was used. */
function isFinal(
  fault: DialFault | JoinFault,
): fault is Exclude<JoinShopFault, { readonly type: "join/nowhere" }> {
  const { type } = fault;
  return (
    type === "join/declined" ||
    type === "join/unfit" ||
    (type === "join/broken-off" && fault.isUsed)
  );
}
