/**
 * The mesh of a process that has the duties, while it is connected: links, discovery, and what is noted of
 * the others. Loaded when it is begun: a single till has no use for it, and nobody's first frame has.
 */

import { type Clock, type Random } from "../../domain/ports.ts";
import { type Result } from "../../domain/result.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { createDiscovery } from "../../mesh/discovery/mdns.ts";
import { instanceName, shopTag } from "../../mesh/discovery/service-name.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type MeshLedger } from "../../mesh/gossip/ports.ts";
import { type WorkMeter } from "../../mesh/gossip/work.ts";
import { createMeshRuntime, type MeshRuntime } from "../../mesh/mesh-runtime.ts";
import { type Admission, type JoinRequest } from "../../mesh/pairing/pairing.ts";
import { drivenMarks } from "../printing/driven-marks.ts";
import { createClockNotes } from "./clock-notes.ts";
import { createFolding } from "./folding.ts";
import { createHeardOutNotes } from "./heard-out.ts";
import { createLostRevocations } from "./lost-revocations.ts";
import { heldRoot, knownRoots, linkIdentity, ownLinkKeys, shareRoot } from "./mesh-keys.ts";
import { createMeshLedger } from "./mesh-ledger.ts";
import { createMeshWatch, type MeshListener } from "./mesh-log.ts";
import { addressMemory, keepPort, portsToTry, staticAddresses } from "./mesh-places.ts";
import { isSettled } from "./mesh-report.ts";
import { createMisdated } from "./misdated.ts";
import { createMisdeedNotes, type MisdeedNotes } from "./misdeeds.ts";
import { createOutspoken } from "./outspoken.ts";
import { createPairingHost, type PairingHost } from "./pairing-host.ts";
import { createPastWatch } from "./shop-past.ts";
import { watchStore } from "./store-watch.ts";

export interface RunningMeshDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
  /** How long work takes that other tills cause; missing, by its price alone. */
  readonly meter?: WorkMeter | undefined;
  readonly random: Random;
  /**
   * Takes a new till into the shop, told where this box takes links. The fault is a sentence. Missing: no
   * till can join here.
   */
  readonly enrol?: (request: JoinRequest, port: number) => Result<Admission, string>;
  /** On this address alone, and nothing is said by multicast; else on all of the box. */
  readonly host?: string | undefined;
  /** False for a box that only fetches the shop that it joins; else somebody works at it. */
  readonly isOpen?: boolean | undefined;
  /** A fault of ours: it is tried again. */
  readonly onFault: (cause: unknown) => void;
}

export interface RunningMesh {
  readonly runtime: MeshRuntime;
  readonly openedAtMs: number;
  readonly look: () => void;
  readonly awaits: PairingHost["awaits"];
  readonly misdeeds: MisdeedNotes["list"];
  readonly close: () => Promise<void>;
}

/** Undefined where the box has no keys for links. */
export async function runMesh(
  deps: RunningMeshDeps,
  told: MeshListener,
): Promise<RunningMesh | undefined> {
  const { onLog } = told;
  const { dir, ledger, clock, steadyMs, meter, random, onFault } = deps;
  const identity = linkIdentity(ledger);
  if (identity === undefined) return undefined;
  const folding = createFolding(deps, () => runtime?.listen());
  const watch = createMeshWatch(ledger, told);
  const notes = createNotes(deps);
  const openedAtMs = steadyMs();
  const times = { clock, steadyMs, meter, random };
  let runtime: MeshRuntime | undefined;
  function look(): void {
    if (runtime === undefined) return;
    const status = notes.status(runtime.status());
    watch.look(status, isSettled(steadyMs() - openedAtMs));
    attempt(() => notes.look(status), onFault);
  }
  const opened = await createMeshRuntime({
    ...identity,
    ledger: folding.over(notes.over(ledger)),
    roots: () => knownRoots(ledger),
    ports: portsToTry(ledger.store),
    ...(deps.host === undefined ? {} : { host: deps.host }),
    isOpen: deps.isOpen,
    isBehind: folding.isBehind,
    ...times,
    memory: addressMemory(ledger.store),
    staticAddresses: () => staticAddresses(ledger.store),
    onChange: look,
    onRefused: ({ remote, reason, count }) => {
      onLog(`refused ${remote}${timesText(count)}: ${reason}`);
    },
    onEnded: ({ remote, reason, count }) => {
      onLog(`the link to ${remote} ended${timesText(count)}: ${reason}`);
    },
    onFault,
  });
  if (!opened.ok) throw new Error(opened.fault.message, { cause: opened.fault.cause });
  runtime = opened.value;
  keepPort(ledger.store, runtime.port());
  onLog(`takes links on port ${runtime.port()}`);
  const entrance = createEntrance(deps, { ...told, runtime });
  const speak = createOwnWords(deps, runtime);
  const releases = [
    ledger.onChange(runtime.committed),
    watchStore(dir, clock, runtime.committed),
    folding.close,
  ];
  return {
    runtime,
    openedAtMs,
    look: () => {
      speak();
      entrance.look();
      look();
    },
    awaits: entrance.awaits,
    misdeeds: notes.misdeeds,
    close: async () => {
      for (const release of releases) release();
      notes.keep();
      await entrance.close();
      await runtime.close();
    },
  };
}

function attempt(work: () => void, onFault: (cause: unknown) => void): void {
  try {
    work();
  } catch (cause) {
    onFault(cause);
  }
}

interface Notes {
  /** Notes what is taken. */
  readonly over: (ledger: Ledger) => MeshLedger;
  /** With what this box alone notices of other tills. */
  readonly status: (said: MeshStatus) => MeshStatus;
  readonly look: (status: MeshStatus) => void;
  readonly keep: () => void;
  readonly misdeeds: MisdeedNotes["list"];
}

/** What has to be known of other tills when no program is connected, or another one is. */
function createNotes(deps: RunningMeshDeps): Notes {
  const { ledger, clock, steadyMs } = deps;
  const misdated = createMisdated(deps);
  const outspoken = createOutspoken(deps);
  const heardOut = createHeardOutNotes(ledger.store, clock);
  const misdeeds = createMisdeedNotes(ledger.store, clock);
  const noteClock = createClockNotes(ledger.store, clock);
  const watchPast = createPastWatch(ledger);
  return {
    over: (over) => ({
      ...createMeshLedger(over, (received, sizeBytes) => {
        misdated.hear(received);
        outspoken.hear(received, sizeBytes);
      }),
      isOutspoken: outspoken.isOutspoken,
    }),
    status: (said) => {
      // Of each kind a person is told of a till once.
      const greedy = outspoken
        .misdeeds()
        .filter(({ device, kind }) =>
          said.misdeeds.every((one) => one.device !== device || one.kind !== kind),
        );
      return { ...said, misdeeds: [...said.misdeeds, ...misdated.misdeeds(), ...greedy] };
    },
    look: (status) => {
      misdated.look(status);
      noteClock(status);
      watchPast(status);
      misdeeds.look(status, steadyMs());
      heardOut.look(status);
    },
    keep: heardOut.keep,
    misdeeds: misdeeds.list,
  };
}

function timesText(count: number): string {
  return count > 1 ? ` (${count} times)` : "";
}

/** Where others find this box, and a new till is awaited. */
function createEntrance(
  deps: RunningMeshDeps,
  { runtime, onLog, onChange }: MeshListener & { readonly runtime: MeshRuntime },
): PairingHost {
  const discovery = deps.host === undefined ? discoveryOf(deps, runtime) : undefined;
  const pairing = hostOf(deps, { runtime, onLog, onChange: announce });

  function announce(): void {
    discovery?.announce(pairing?.awaits());
    onChange();
  }

  discovery?.announce(undefined);
  return {
    look: () => {
      if (discovery?.isOutdated() === true) announce();
      pairing?.look();
    },
    awaits: () => pairing?.awaits(),
    close: async () => {
      await pairing?.close();
      await discovery?.close();
    },
  };
}

interface OwnDiscovery {
  readonly announce: (invitation: ReturnType<PairingHost["awaits"]>) => void;
  /** Whether it drives other printers now than it said last. */
  readonly isOutdated: () => boolean;
  readonly close: () => Promise<void>;
}

/** Multicast is one source of addresses among several; where it is filtered, the others are left. */
function discoveryOf(
  { ledger, clock, random }: RunningMeshDeps,
  runtime: MeshRuntime,
): OwnDiscovery {
  const { shop, key } = ledger.identity;
  const tag = shopTag(shop);
  const instance = instanceName(key.device, random);
  let saidRevision = -1;
  const discovery = createDiscovery({
    clock,
    random,
    // Not what we say ourselves: a copy of our disk calls itself otherwise, and is another box.
    isWanted: (text, said) => text.shopTag === tag && said !== instance,
    listener: {
      onFound: runtime.heard,
      onGone: runtime.vanished,
      onNetworks: runtime.networkChanged,
    },
  });
  return {
    announce: (invitation) => {
      saidRevision = printerRevision(ledger);
      const printers = drivenMarks(ledger);
      discovery.announce({ instance, port: runtime.port(), shopTag: tag, printers, invitation });
    },
    isOutdated: () => printerRevision(ledger) !== saidRevision,
    close: discovery.close,
  };
}

function printerRevision({ read }: Ledger): number {
  return read((view) => view.revision("printer"));
}

function hostOf(
  { ledger, clock, random, host, enrol, onFault }: RunningMeshDeps,
  { runtime, onLog, onChange }: MeshListener & { readonly runtime: MeshRuntime },
): PairingHost | undefined {
  const keys = ownLinkKeys(ledger);
  if (enrol === undefined || keys === undefined) return undefined;
  return createPairingHost({
    ledger,
    clock,
    random,
    keys,
    ...(host === undefined ? {} : { host }),
    meshPort: runtime.port,
    enrol: (request) => enrol(request, runtime.port()),
    onChange,
    onLog,
    onFault,
  });
}

/** What this till says by itself once it has heard enough of the others. */
function createOwnWords(deps: RunningMeshDeps, { status }: MeshRuntime): () => void {
  const { ledger, steadyMs, onFault } = deps;
  const shareTheRoot = createRootSharing(deps);
  const actAgain = createLostRevocations({ ledger, steadyMs, status });
  return () => {
    shareTheRoot();
    attempt(actAgain, onFault);
  };
}

/** A new authority gets the root's key from whoever has it. */
function createRootSharing({ ledger, random, onFault }: RunningMeshDeps): () => void {
  let seen: object | undefined;
  return () => {
    const now = ledger.admission();
    if (now === seen) return;
    seen = now;
    attempt(() => {
      const self = now.get(ledger.identity.key.device);
      const root = self?.authority === true && !self.revoked ? heldRoot(ledger) : undefined;
      if (root !== undefined) shareRoot(ledger, root, random);
    }, onFault);
  };
}
