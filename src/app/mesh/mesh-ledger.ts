/** The ledger as the mesh speaks for it. */

import { hash as digest } from "node:crypto";

import { type ChainEnd, type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Admission, mayHaveSecrets } from "../../domain/membership/admission.ts";
import { type Random } from "../../domain/ports.ts";
import { type ChainEnds } from "../../ledger/chain-ends.ts";
import { endsOf, forkProofOf, missingOf, trailOf } from "../../ledger/exchange.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { isStatementSignedBy } from "../../ledger/log/chain.ts";
import { isSegment } from "../../ledger/log/segment.ts";
import { type PresentFault } from "../../ledger/present/present-pieces.ts";
import { type AheadOf } from "../../ledger/receiver.ts";
import { type Received, type ReceiveFault } from "../../ledger/receiving.ts";
import { sealedSecretsOf } from "../../ledger/recovery/sealed-secrets.ts";
import { sealForSheet } from "../../ledger/recovery/sheet-secret.ts";
import { type WordRow, wordRowSchema } from "../../ledger/words.ts";
import { revokerIn } from "../../mesh/gossip/door.ts";
import {
  type MeshLedger,
  type MeshMember,
  type MeshPiece,
  type MeshSecrets,
  type MeshWords,
  type Taken,
} from "../../mesh/gossip/ports.ts";
import { revokersOf, unheardRevokers } from "../membership/own-revocation.ts";
import { memoByVersion } from "../memo-by-version.ts";

/** The first transaction of a box that the recovery sheet has enrolled, base64: it proves itself. */
const INTRODUCTION_KEY = "mesh-introduction";
const TAG_DIGITS = 16;
/** Each time that a box's disk went wrong it may have begun a chain; more that parted are no accident. */
const FORKS_PROVEN_MAX = 4;
/**
 * The prefix keeps a statement on a link from being taken for a transaction, or for a statement
 * about a device.
 */
const STATEMENT_PREFIX = "tillmesh-mesh-1";

/**
 * `onTaken`: told of what others said, as it is taken. `random`: for what is sealed; missing, nothing is.
 * `aheadOf`: what was read of a segment ahead of its turn.
 */
export function createMeshLedger(
  ledger: Ledger,
  onTaken: (received: Received, sizeBytes: number) => void = () => undefined,
  { random, aheadOf }: { readonly random?: Random; readonly aheadOf?: AheadOf | undefined } = {},
): MeshLedger {
  const { shop, key } = ledger.identity;
  return {
    shop,
    device: key.device,
    ends: () => [...ledger.ends().values()].flatMap(bothOf),
    endsOf: (origin) => bothOf(ledger.endsOf(origin)),
    isDoubted: ({ origin, hash }) => ledger.endsOf(origin).doubted.some((end) => end.hash === hash),
    hasRoom: ledger.doubt.hasRoom,
    holds: (end) => ledger.read(() => ledger.store.withEnd(end) !== undefined),
    forkProof: createForkProof(ledger),
    trail: (origin) =>
      ledger.read(() => trailOf(ledger.store, { origin, seq: ledger.head(origin)?.seq ?? 0 })),
    canCheck: ledger.canCheck,
    missing: (origins, known) => missingOf(ledger, origins, known),
    newsSince: ledger.news,
    lastArrival: () => ledger.read(() => ledger.store.lastArrival()),
    isPacked: isSegment,
    receive: (pieces) =>
      ledger.receiveAll(pieces, aheadOf).map((received, index) => {
        if (!received.ok) return toRefused(received.fault);
        onTaken(received.value, pieces[index]?.length ?? 0);
        const { type, end } = received.value;
        return { type: type === "stored" ? type : "present", end };
      }),
    memberOf: createMembers(ledger),
    mayHaveSecrets: (device) => {
      const member = ledger.admission().get(device);
      return member !== undefined && mayHaveSecrets(member);
    },
    isActive: (device) => ledger.admission().get(device)?.revoked === false,
    revoked: () =>
      [...ledger.admission().values()].flatMap((it) => (it.revoked ? [it.device] : [])),
    revokersOf: (device) => revokersOf(ledger, device),
    ...createRevocation(ledger),
    outranks: (device) => ledger.compareDevices(device, key.device) < 0,
    membership: ledger.admission,
    ownOrigin: () => ledger.identity.origin,
    sign: (statement) =>
      Buffer.from(key.signStatement(STATEMENT_PREFIX, statement)).toString("hex"),
    isSigned: (device, statement, signature) => {
      const publicKey = ledger.keyOf(device);
      const signed = { prefix: STATEMENT_PREFIX, statement, signature: bytesOf(signature) };
      return publicKey !== undefined && isStatementSignedBy(publicKey, signed);
    },
    introduction: () => kept(ledger.store.local(INTRODUCTION_KEY)),
    lostOwn: (origin) => {
      if (origin === ledger.identity.origin) ledger.lose("peer");
    },
    secrets: meshSecrets(ledger, random),
    words: createMeshWords(ledger),
    present: {
      ...ledger.present,
      take: (teller, told) => {
        const taken = ledger.present.take(teller, told);
        return taken.ok ? undefined : presentFaultText(taken.fault);
      },
    },
  };
}

function presentFaultText(fault: PresentFault): string {
  return fault.type === "present/malformed"
    ? `a present that can't be one (${fault.reason})`
    : "a present with a signature that isn't its device's";
}

/** Head office asks for secrets as any device does, and gets them sealed for the recovery sheet. */
function meshSecrets(ledger: Ledger, random: Random | undefined): MeshSecrets {
  const { secrets, identity } = ledger;
  const { shop, key } = identity;
  function isOffice(): boolean {
    const self = ledger.admission().get(key.device);
    return self !== undefined && !mayHaveSecrets(self);
  }

  return {
    revision: secrets.revision,
    row: secrets.row,
    receive: secrets.receive,
    lacks: () => (isOffice() ? sealedSecretsOf(ledger).lacks() : secrets.lacks()),
    receiveSealed: (row, by) => isOffice() && sealedSecretsOf(ledger).receive(row, by),
    sealed: (name) => {
      const row = secrets.row(name);
      const sheetSealKey = ledger.founding()?.sheetSealKey;
      if (row === undefined || sheetSealKey === undefined || random === undefined) return undefined;
      return sealForSheet({ ...row, hash: name.hash }, { shop, sheetSealKey }, random);
    },
  };
}

function bothOf({ needed, doubted }: ChainEnds): ReadonlyArray<ChainEnd> {
  return [...needed, ...doubted];
}

/** For a box that has just said its first word. Later it may be packed with others. */
export function keepIntroduction({ store, news }: Ledger): void {
  const first = news(store.lastArrival() - 1, 1).pieces[0]?.bytes();
  if (first === undefined) throw new Error("The box has said nothing.");
  store.setLocal(INTRODUCTION_KEY, Buffer.from(first).toString("base64"));
}

function bytesOf(hex: string): Uint8Array {
  return Buffer.from(hex, "hex");
}

function kept(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : Buffer.from(text, "base64");
}

/** Finds members by their link keys; the index is made anew when the shop's members have changed. */
function createMembers(ledger: Ledger): MeshLedger["memberOf"] {
  const byKey = memoByVersion(ledger.admission, membersByKey);
  return (linkKey) => byKey().get(linkKey);
}

/** Should two devices tell the same key, a revoked one doesn't take the other along. */
function membersByKey(devices: Admission): ReadonlyMap<string, MeshMember> {
  const members = [...devices.values()].flatMap(({ device, revoked, linkKeys }) =>
    linkKeys.map((linkKey) => [linkKey, { device, isActive: !revoked }] as const),
  );
  return new Map(members.toSorted(([, a], [, b]) => Number(a.isActive) - Number(b.isActive)));
}

/** Looked up anew when who belongs to the shop, or a word of it that stands outside the chains, has changed. */
function createRevocation(ledger: Ledger): Pick<MeshLedger, "isRevoked" | "unheardRevokers"> {
  let known:
    | {
        readonly of: Admission;
        readonly revision: number;
        readonly unheard: ReadonlyArray<DeviceId>;
      }
    | undefined;
  function unheard(): ReadonlyArray<DeviceId> {
    const of = ledger.admission();
    const revision = ledger.words.revision();
    if (known?.of !== of || known.revision !== revision) {
      known = { of, revision, unheard: unheardRevokers(ledger) };
    }
    return known.unheard;
  }

  const { device } = ledger.identity.key;
  return {
    unheardRevokers: unheard,
    isRevoked: () => ledger.admission().get(device)?.revoked === true || unheard().length > 0,
  };
}

/** Looked for once, however often the device knocks: branches may be long. */
function createForkProof(ledger: Ledger): MeshLedger["forkProof"] {
  const known = new Map<
    DeviceId,
    { readonly of: string; readonly proof: ReadonlyArray<MeshPiece> }
  >();
  return (device) => {
    const forked = [...ledger.heads()].filter(
      ([origin, { others }]) => deviceOf(origin) === device && others.length > 0,
    );
    const chains = forked
      .slice(0, FORKS_PROVEN_MAX)
      .map(([origin, head]) => endsOf(new Map([[origin, head]])));
    const of = chains
      .flat()
      .map(({ seq, hash }) => `${seq} ${hash}`)
      .join(" ");
    const kept = known.get(device);
    if (kept?.of === of) return kept.proof;
    const proof = ledger.read(() => chains.flatMap((ends) => forkProofOf(ledger.store, ends)));
    known.set(device, { of, proof });
    return proof;
  };
}

function toRefused(fault: ReceiveFault): Taken {
  switch (fault.type) {
    case "receive/gap":
      return { type: "gap" };
    case "receive/unknown-device":
      return { type: "unknown-device" };
    case "receive/no-room":
      return { type: "no-room" };
    case "receive/no-place":
      return { type: "no-place", device: fault.device };
    case "receive/bad-signature":
      return {
        type: "unacceptable",
        reason: "a signature that isn't its device's",
        origin: fault.origin,
      };
    default:
      return { type: "unacceptable", reason: `a transaction that can't be one (${fault.type})` };
  }
}

function createMeshWords({ db, words, admission, identity }: Ledger): MeshWords {
  return {
    revision: words.revision,
    changedAfter: (revision) =>
      words.changedAfter(revision).map((row) => [row.id, tagOf(row)] as const),
    idsFrom: words.idsFrom,
    row: words.row,
    seconded: (id) => {
      const isAuthority = admission().get(identity.key.device)?.authority === true;
      return isAuthority ? words.seconded(id) : undefined;
    },
    receive: (row) => db.write(() => words.receive(row)),
    noteSeconded: (row, by) => {
      const read = wordRowSchema.safeParse(row).data;
      const revoker = read && revokerIn(read.id, identity.key.device);
      if (revoker === undefined || revoker === by || read?.by !== by) return;
      words.addSeconder(read.id, by);
    },
    noteTakenIn: words.dropSeconder,
  };
}

/** Who says it is part of it: of two such rows one stands everywhere. */
function tagOf({ id, value, by }: WordRow): string {
  return digest("sha256", JSON.stringify([id, value, by])).slice(0, TAG_DIGITS);
}
