/** The other tills in a few words, for the status line. */

import { type Words } from "../tui/words/words-shape.ts";
import { type OpenTill } from "./open-till.ts";
import { percent } from "./percent.ts";
import { isShutOut } from "./till.ts";

export interface MeshFields {
  /** Also when all is well. */
  readonly status: string;
  /** Empty unless tills are missing. */
  readonly trouble: string;
}

/** A shop of one box misses nobody. */
export function meshFields(
  { till: { ledger }, printing }: Pick<OpenTill, "till" | "printing">,
  words: Words["status"],
): MeshFields {
  if (isShutOut(ledger)) return { status: "", trouble: words.shutOut };
  const self = ledger.identity.key.device;
  const others = [...ledger.admission().values()].filter(
    ({ device, revoked }) => device !== self && !revoked,
  );
  if (others.length === 0) return { status: words.singleTill, trouble: "" };
  const view = printing.mesh();
  if (view === undefined) return { status: words.connecting, trouble: "" };
  const isConnectedByDevice = new Map(
    view.peers.map(({ device, isConnected }) => [device, isConnected]),
  );
  const lost = others.filter(({ device }) => isConnectedByDevice.get(device) !== true);
  const fetched = view.catchUp;
  const fields = [
    words.peers(others.length - lost.length, others.length),
    words.safeOn(view.safeOn),
    ...(fetched === null
      ? []
      : [words.fetching(percent({ done: fetched.held, total: fetched.known }))]),
  ];
  const [first] = lost;
  return {
    status: fields.join(", "),
    trouble: first === undefined ? "" : words.peersLost(first.name, lost.length - 1),
  };
}
