/**
 * What a build says that is one version ahead: kinds of events that nobody here knows, also in the orders
 * that everybody knows. They have to be kept and passed on, and stand in nobody's way.
 */

import { type Hash, type Origin } from "../domain/identity.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { chainStart, transactionHash, transactionTag } from "../ledger/log/chain.ts";
import { encodeEnvelope, type EventBytes } from "../ledger/log/envelope.ts";
import { type Dice } from "./dice.ts";
import { type Box } from "./world.ts";

const KINDS = ["order/steamed", "stock/imagined", "order/opened"] as const;
/** A version of a known kind that is still to come. */
const LATER_VERSION = 99;

/** Appends it to the box's own chain, as its builders would; says which kind. */
export function writeUnknown(box: Box, dice: Dice): string | undefined {
  const process = box.process();
  const ledger = process?.ledger;
  const day = ledger?.day();
  if (process === undefined || ledger === undefined || day === undefined) return undefined;
  // A device that has to begin anew says nothing on its old chain, nor does one that is shut out.
  const self = ledger.admission().get(ledger.identity.key.device);
  if (ledger.loss()?.isPending === true || self === undefined || self.revoked) return undefined;
  const kind = dice.pick(KINDS);
  const [order] = ledger.read((view) => view.tagged("order/open"));
  const streams = order === undefined ? ["stock/imagined"] : [order];
  const { origin, key } = ledger.identity;
  const place = placeOf(ledger);
  const wall = Math.max(0, box.clock.nowMs());
  const tag = transactionTag({
    random: new Uint8Array([dice.nat(256), dice.nat(256)]),
    wallMs: wall,
    previous: place.previous,
    command: kind,
  });
  const hlc = 1 + ledger.read(() => Math.max(0, wall) * 1024);
  const header = {
    origin,
    seq: place.seq,
    tx: place.seq,
    tag,
    hlc,
    kind,
    v: kind === "order/opened" ? LATER_VERSION : 1,
    streams,
    by: "",
    approved: "",
    wall,
    zone: 60,
    day,
  };
  const written: ReadonlyArray<EventBytes> = [
    { headerBytes: toBytes(header), bodyBytes: toBytes({ degrees: dice.nat(100) }) },
  ];
  const bytes = encodeEnvelope(written, key.sign(transactionHash(place.previous, written)));
  let isWritten = false;
  process.run(() => {
    isWritten = ledger.receive(bytes).ok;
    process.mesh.committed();
  });
  return isWritten ? kind : undefined;
}

interface Place {
  readonly seq: number;
  readonly previous: Hash;
}

function placeOf(ledger: Ledger): Place & { readonly origin: Origin } {
  const { origin, shop } = ledger.identity;
  const head = ledger.heads().get(origin);
  return {
    origin,
    seq: (head?.seq ?? 0) + 1,
    previous: head?.hash ?? chainStart(shop, origin),
  };
}

function toBytes(value: Readonly<Record<string, unknown>>): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
