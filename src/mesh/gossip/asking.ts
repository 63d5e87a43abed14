/** Asks a till for rights to guarded goods, to a voucher or to points: told to it alone, stored nowhere, and lost with the link. */

import { type DeviceId } from "../../domain/identity.ts";
import { type MessageOf } from "./messages.ts";
import { connectedMembers, type Peer } from "./peer.ts";
import { type MeshOut } from "./ports.ts";

export type AskedRights = Omit<MessageOf<"rights-asked">, "type">;

export interface Asking {
  /** Asks a device; nothing happens where it is not linked. */
  readonly ask: (device: DeviceId, asked: AskedRights) => void;
  readonly hear: (peer: Peer, message: MessageOf<"rights-asked">) => void;
}

export interface AskingDeps {
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
  /** A till of the shop asks this one. */
  readonly onAsked: (device: DeviceId, asked: AskedRights) => void;
}

export function createAsking({ out, peers, onAsked }: AskingDeps): Asking {
  return {
    ask: (device, asked) => {
      const peer = connectedMembers(peers()).find((member) => member.device === device);
      if (peer !== undefined) out.send(peer.facts.id, { type: "rights-asked", ...asked });
    },
    hear: ({ device }, { of, quantity, heard }) => {
      if (device !== undefined) onAsked(device, { of, quantity, heard });
    },
  };
}
