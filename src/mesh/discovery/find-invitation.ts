/** Finds the till that awaits a box: the code of its invitation is asked of the whole network. */

import { type Result, err, ok } from "../../domain/base/result.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Address, addressText } from "../address.ts";
import { type MachineNetwork } from "./machine-networks.ts";
import { type DiscoveryView, createDiscovery } from "./mdns.ts";
import { type OpenEar } from "./multicast-ear.ts";
import { type Service } from "./service-cache.ts";
import { createTurn } from "./turn.ts";

export interface FindInvitationOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** How long to look at most. */
  readonly patienceMs?: number;
  /** Called each second. */
  readonly onProgress?: (progress: FindProgress) => void;
  /** Looks no longer. */
  readonly signal?: AbortSignal | undefined;
  readonly networks?: () => ReadonlyArray<MachineNetwork>;
  readonly openEar?: OpenEar;
}

export interface FindProgress {
  readonly elapsedMs: number;
  readonly patienceMs: number;
  readonly othersHeard: number;
}

export type FindInvitationFault =
  /** Nothing could be heard; `silence` is the system's code, or that there is no network. */
  | { readonly type: "discovery/silent"; readonly silence: string }
  | {
      readonly type: "discovery/not-found";
      /** The number of other hosts that were heard. None at all looks as if the network filtered multicast. */
      readonly othersHeard: number;
      /** The addresses of the only till that invites with another code; none where nobody or several do. */
      readonly other: ReadonlyArray<Address>;
    };

const PATIENCE_MS = 10_000;
const PROGRESS_MS = 1000;
/** A till that is heard to invite with another code tells that tills are heard here. */
const OTHER_PATIENCE_MS = 5000;
/** The time to gather more answers after the first: there may be one on another network, or another address. */
const GATHER_MS = 300;

/** The addresses to dial for pairing, best first. Anybody may have said so: the code proves who it is. */
export function findInvitation(
  inviteId: string,
  options: FindInvitationOptions,
): Promise<Result<ReadonlyArray<Address>, FindInvitationFault>> {
  const {
    clock,
    random,
    patienceMs = PATIENCE_MS,
    onProgress,
    signal,
    networks,
    openEar,
  } = options;
  const found = new Map<string, Service>();
  const others = new Map<string, Service>();

  return new Promise((resolve) => {
    const gathering = createTurn(clock);
    const waiting = createTurn(clock);
    const discovery = createDiscovery({
      clock,
      random,
      isWanted: ({ invitation }) => invitation !== undefined,
      listener: {
        onFound: (service) => {
          if (service.invitation?.id !== inviteId) {
            others.set(service.instance, service);
            return;
          }
          if (found.size === 0) gathering.next(GATHER_MS, end);
          found.set(service.instance, service);
        },
        onGone: (instance) => {
          others.delete(instance);
        },
        onNetworks: () => undefined,
      },
      ...(networks && { networks }),
      ...(openEar && { openEar }),
    });
    signal?.addEventListener("abort", end);
    wait(0);

    function wait(elapsedMs: number): void {
      const { othersHeard } = discovery.view();
      if (elapsedMs > 0) onProgress?.({ elapsedMs, patienceMs, othersHeard });
      const untilMs = others.size === 0 ? patienceMs : Math.min(patienceMs, OTHER_PATIENCE_MS);
      const nextMs = Math.min(PROGRESS_MS, untilMs - elapsedMs);
      if (nextMs <= 0) end();
      else
        waiting.next(nextMs, () => {
          wait(elapsedMs + nextMs);
        });
    }

    function end(): void {
      signal?.removeEventListener("abort", end);
      gathering.stop();
      waiting.stop();
      const addresses = addressesOf([...found.values()]);
      const view = discovery.view();
      const outcome =
        addresses.length > 0 ? ok(addresses) : err(faultOf(view, [...others.values()]));
      resolve(discovery.close().then(() => outcome));
    }
  });
}

function faultOf(
  { silence, othersHeard }: DiscoveryView,
  others: ReadonlyArray<Service>,
): FindInvitationFault {
  if (silence !== undefined) return { type: "discovery/silent", silence };
  const isOne = new Set(others.map(({ invitation }) => invitation?.id)).size === 1;
  return { type: "discovery/not-found", othersHeard, other: isOne ? addressesOf(others) : [] };
}

/** Who speaks of his own address comes before hearsay. */
function addressesOf(services: ReadonlyArray<Service>): ReadonlyArray<Address> {
  const all = services.flatMap(({ addresses, invitation, from }) =>
    addresses.map(({ host }) => ({
      address: { host, port: invitation?.port ?? 0 },
      isHearsay: host !== from,
    })),
  );
  const sorted = all.toSorted((left, right) => Number(left.isHearsay) - Number(right.isHearsay));
  const byText = new Map(sorted.map(({ address }) => [addressText(address), address]));
  return [...byText.values()];
}
