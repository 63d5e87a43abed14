/**
 * The mesh of a process that has the duties, while it is connected: links, discovery, and what is noted of
 * the others. Loaded when it is begun: a single till has no use for it, and nobody's first frame has.
 */

import { watch } from "node:fs";
import path from "node:path";

import { type Result } from "../../domain/base/result.ts";
import { CLOCK_DOUBTED_MS } from "../../domain/doubts/doubts.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type AheadOf } from "../../ledger/receiver.ts";
import { type Store } from "../../ledger/store.ts";
import { createDiscovery } from "../../mesh/discovery/mdns.ts";
import { instanceName } from "../../mesh/discovery/service-name.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type MeshLedger } from "../../mesh/gossip/ports.ts";
import { type WorkMeter } from "../../mesh/gossip/work.ts";
import { type LinkKeyPair } from "../../mesh/links/certificates.ts";
import { serverNameOf, shopTag } from "../../mesh/links/server-name.ts";
import { type SharedDoor } from "../../mesh/links/shared-door.ts";
import {
  createMeshRuntime,
  type MeshRuntime,
  type MeshRuntimeOptions,
} from "../../mesh/mesh-runtime.ts";
import { openPairing, type PairingServer } from "../../mesh/pairing/pairing-server.ts";
import { type Admission, type JoinRequest } from "../../mesh/pairing/pairing.ts";
import { createPastWatch, createPresentWatch } from "../membership/shop-past.ts";
import { drivenMarks } from "../printing/driven-marks.ts";
import { type ClockNote, clockNote, keepClockNote } from "../till/noted-clock.ts";
import { createFloodWatch } from "./flood-watch.ts";
import { createFolding } from "./folding.ts";
import { createHeardOutNotes } from "./heard-out.ts";
import { createLostRevocations } from "./lost-revocations.ts";
import {
  addressMemory,
  keepPort,
  officeAddresses,
  portsToTry,
  staticAddresses,
} from "./mesh-addresses.ts";
import { invitationBook, lookAtInvitation } from "./mesh-invitation.ts";
import { heldRoot, knownRoots, linkIdentity, ownLinkKeys, shareRoot } from "./mesh-keys.ts";
import { createMeshLedger } from "./mesh-ledger.ts";
import { createMeshWatch, type MeshListener } from "./mesh-log.ts";
import { clockAheadMs, isSettled } from "./mesh-report.ts";
import { createMisdated } from "./misdated.ts";
import { createOfficeNotes } from "./office-notes.ts";
import { createReadingAhead } from "./reading-ahead.ts";
import { createViolationNotes, type ViolationNotes } from "./violations.ts";

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
  /** The door of an office that several shops share: no port of one's own, no multicast. */
  readonly door?: SharedDoor | undefined;
  /** An office with many shops does less for each of them; missing: the pace of a till. */
  readonly pace?: MeshPace | undefined;
  /** The only address to listen on, without multicast; missing for all addresses of the box. */
  readonly host?: string | undefined;
  /** False for a box that only fetches the shop that it joins; else somebody works at it. */
  readonly isOpen?: boolean | undefined;
  /** Another till asks for rights to guarded goods; missing where nobody gives any. */
  readonly onAsked?: MeshRuntimeOptions["onAsked"];
  /** A fault of ours: it is tried again. */
  readonly onFault: (cause: unknown) => void;
}

/** All in milliseconds. */
export interface MeshPace {
  /** How often time passes on the links. */
  readonly tickMs: () => number;
  /** How often it is looked who is connected, and what there is to say. */
  readonly lookMs: () => number;
  /** For how long what comes may wait for more, which is stored in one write with it. */
  readonly gatherMs: () => number;
}

export interface RunningMesh {
  readonly runtime: MeshRuntime;
  readonly openedAtMs: number;
  readonly look: () => void;
  readonly awaits: PairingHost["awaits"];
  readonly violations: ViolationNotes["list"];
  readonly close: () => Promise<void>;
}

/** Undefined where the box has no keys for links. */
export async function runMesh(
  deps: RunningMeshDeps,
  listener: MeshListener,
): Promise<RunningMesh | undefined> {
  const { onLog } = listener;
  const { dir, ledger, clock, steadyMs, meter, random, onFault } = deps;
  const identity = linkIdentity(ledger);
  if (identity === undefined) return undefined;
  const folding = createFolding(deps, () => runtime?.listen());
  const watch = createMeshWatch(ledger, listener);
  function onRead(): void {
    if (!folding.isBehind()) runtime?.listen();
  }
  // An office hears many shops at once, and keeps no thread for each.
  const ahead =
    deps.door === undefined
      ? createReadingAhead({ store: ledger.store, cut: ledger.cut, clock, onRead })
      : undefined;
  const notes = createNotes(deps, ahead?.take);
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
    listen: deps.door?.listenFor(serverNameOf(ledger.identity.shop)),
    ledger: folding.over(notes.over(ledger)),
    roots: () => knownRoots(ledger),
    ports: portsToTry(ledger.store),
    ...(deps.host === undefined ? {} : { host: deps.host }),
    isOpen: deps.isOpen,
    isBehind: folding.isBehind,
    ahead,
    tickMs: deps.pace?.tickMs,
    gatherMs: deps.pace?.gatherMs,
    ...times,
    memory: addressMemory(ledger.store),
    staticAddresses: () => [...staticAddresses(ledger.store), ...officeAddresses(ledger)],
    onChange: look,
    onAsked: (...asked) => attempt(() => deps.onAsked?.(...asked), onFault),
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
  if (deps.door === undefined) keepPort(ledger.store, runtime.port());
  onLog(`takes links on port ${runtime.port()}`);
  const entrance = createEntrance(deps, { ...listener, runtime });
  const speak = createOwnWords(deps, runtime);
  const releases = [
    ledger.onChange(runtime.committed),
    // No other program works on the ledgers of an office.
    ...(deps.door === undefined ? [watchStore(dir, clock, runtime.committed)] : []),
    folding.close,
    () => ahead?.close(),
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
    violations: notes.violations,
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
  /** Adds what this box alone notices of other tills. */
  readonly status: (said: MeshStatus) => MeshStatus;
  readonly look: (status: MeshStatus) => void;
  readonly keep: () => void;
  readonly violations: ViolationNotes["list"];
}

/** Makes the notes on other tills for times when no program is connected, or another one is. */
function createNotes(deps: RunningMeshDeps, aheadOf: AheadOf | undefined): Notes {
  const { ledger, clock, steadyMs } = deps;
  const misdated = createMisdated(deps);
  const floodWatch = createFloodWatch(deps);
  const heardOut = createHeardOutNotes(ledger.store, clock);
  const violations = createViolationNotes(ledger.store, clock);
  const noteOffice = createOfficeNotes(ledger, clock);
  const noteClock = createClockNotes(ledger.store, clock);
  const watchPast = createPastWatch(ledger);
  const watchPresent = createPresentWatch(ledger, steadyMs);
  return {
    over: (over) => ({
      ...createMeshLedger(
        over,
        (received, sizeBytes) => {
          misdated.hear(received);
          floodWatch.hear(received, sizeBytes);
        },
        { random: deps.random, aheadOf },
      ),
      isFlooding: floodWatch.isFlooding,
    }),
    status: (said) => {
      // A person is told once of each kind of violation of a till.
      const greedy = floodWatch
        .violations()
        .filter(({ device, kind }) =>
          said.violations.every((one) => one.device !== device || one.kind !== kind),
        );
      return { ...said, violations: [...said.violations, ...misdated.violations(), ...greedy] };
    },
    look: (status) => {
      misdated.look(status);
      noteClock(status);
      watchPast(status);
      watchPresent(status);
      violations.look(status, steadyMs());
      heardOut.look(status);
      noteOffice(status);
    },
    keep: heardOut.keep,
    violations: violations.list,
  };
}

function timesText(count: number): string {
  return count > 1 ? ` (${count} times)` : "";
}

/** Makes the part that lets others find this box and awaits a new till. */
function createEntrance(
  deps: RunningMeshDeps,
  { runtime, onLog, onChange }: MeshListener & { readonly runtime: MeshRuntime },
): PairingHost {
  const isFound = deps.host === undefined && deps.door === undefined;
  const discovery = isFound ? discoveryOf(deps, runtime) : undefined;
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
    // This box's own messages are left out; a copy of its disk has another instance, and is another
    // box.
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

/** Makes the events that this till writes by itself once it has heard enough of the others. */
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

/*
 * Notices at once that another process has written into the same store, by its database's log. A file
 * system that tells nothing leaves it to whoever looks from time to time.
 */

const LOG_FILE = "ledger.db-wal";

/** Tells once for many writes. The returned function ends it: nothing is told after that. */
export function watchStore(dir: string, clock: Clock, onWrite: () => void): () => void {
  let cancel: (() => void) | undefined;
  try {
    const watcher = watch(path.join(dir, LOG_FILE), { persistent: false }, () => {
      cancel ??= clock.after(0, () => {
        cancel = undefined;
        onWrite();
      });
    });
    watcher.on("error", () => {
      watcher.close();
    });
    return () => {
      cancel?.();
      watcher.close();
    };
  } catch {
    // The store is looked at from time to time all the same.
    return () => undefined;
  }
}

/** A drift of minutes is no news. */
const NEWS_MS = 60_000;
/** A note is good for a day: one of a clock that stays wrong is written anew in time. */
const AGAIN_MS = 3_600_000;

/** Whether this box's clock is off what the other tills say, noted while they are connected. */
export function createClockNotes(
  store: Pick<Store, "local" | "setLocal">,
  clock: Pick<Clock, "nowMs">,
): (status: Pick<MeshStatus, "peers">) => void {
  let kept: ClockNote = clockNote(store) ?? { aheadMs: 0, atMs: clock.nowMs() };
  return (status) => {
    const said = clockAheadMs(status);
    // While nobody is connected nothing is known anew.
    if (said === undefined) return;
    const note = {
      aheadMs: Math.abs(said) > CLOCK_DOUBTED_MS ? said : 0,
      atMs: clock.nowMs(),
    };
    if (!isNews(note, kept)) return;
    // The note is kept before it is written, so that a full disk is not tried again at once.
    kept = note;
    keepClockNote(store, note);
  };
}

function isNews(now: ClockNote, kept: ClockNote): boolean {
  const isRight = now.aheadMs === 0;
  if (isRight !== (kept.aheadMs === 0)) return true;
  const isOld = !isRight && Math.abs(now.atMs - kept.atMs) >= AGAIN_MS;
  return isOld || Math.abs(now.aheadMs - kept.aheadMs) >= NEWS_MS;
}

interface PairingHost {
  /** Opens the port when there is an invitation, and closes it when there is none. */
  readonly look: () => void;
  /** For the announcement; undefined while nobody is awaited. */
  readonly awaits: () => { readonly id: string; readonly port: number } | undefined;
  readonly close: () => Promise<void>;
}

interface PairingHostDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: LinkKeyPair;
  readonly host?: string;
  /** Returns the port on which this box takes links. */
  readonly meshPort: () => number;
  /** Writes down that the device belongs to the shop. The fault is a sentence. */
  readonly enrol: (request: JoinRequest) => Result<Admission, string>;
  /** Whether anybody is awaited has changed. */
  readonly onChange: () => void;
  readonly onLog: (line: string) => void;
  readonly onFault: (cause: unknown) => void;
}

/** Awaits the new till while an invitation is open, on a port of its own that is closed otherwise. */
function createPairingHost(deps: PairingHostDeps): PairingHost {
  const { ledger, clock, onChange, onFault } = deps;
  let open: { readonly id: string; readonly server: PairingServer } | undefined;
  let working: Promise<void> | undefined;

  async function settle(wanted: string | undefined): Promise<void> {
    try {
      const openBefore = open;
      open = undefined;
      await openBefore?.server.close();
      if (wanted !== undefined) open = { id: wanted, server: await listen(deps) };
    } catch (cause) {
      onFault(cause);
    } finally {
      working = undefined;
      onChange();
    }
  }

  return {
    look: () => {
      if (working !== undefined) return;
      const invitation = lookAtInvitation(ledger, clock.nowMs());
      const wanted = invitation?.state === "open" ? invitation.id : undefined;
      if (wanted !== open?.id) working = settle(wanted);
    },
    awaits: () => open && { id: open.id, port: open.server.port() },
    close: async () => {
      await working;
      await open?.server.close();
      open = undefined;
    },
  };
}

/** Listens beside the port for links where that is free, so that a firewall can let it through. */
async function listen(deps: PairingHostDeps): Promise<PairingServer> {
  const { ledger, clock, random, keys, onLog, onFault } = deps;
  let fault: unknown;
  for (const port of [deps.meshPort() + 1, 0]) {
    const opened = await openPairing({
      keys,
      ...(deps.host === undefined ? {} : { host: deps.host }),
      port,
      clock,
      random,
      book: invitationBook(ledger),
      enrol: (request) => Promise.resolve(deps.enrol(request)),
      listener: {
        onOutcome: (outcome) => {
          onLog(`pairing: ${outcome.type.slice("pairing/".length)}`);
        },
        onRefused: ({ remote, reason }) => {
          onLog(`pairing: refused ${remote}: ${reason}`);
        },
        onEnd: (state) => {
          // Closed here: what became of the invitation is told where it was noticed.
          if (state !== "open") onLog(`pairing: the invitation is ${state}`);
        },
        onFault,
      },
    });
    if (opened.ok) return opened.value;
    ({ fault } = opened);
  }
  throw new Error("No port is free for the new till.", { cause: fault });
}
