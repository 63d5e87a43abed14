/**
 * A resident process's part in the mesh: while it has the duties, and the box has keys for links, it is
 * connected. A single till opens no port.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type AskedRights } from "../../mesh/gossip/asking.ts";
import { type OrderLook } from "../../mesh/gossip/looking.ts";
import {
  type GlanceView,
  type MeshView,
  toGlanceView,
  toMeshView,
} from "../membership/mesh-view.ts";
import { linkIdentity } from "./mesh-keys.ts";
import { type MeshListener } from "./mesh-log.ts";
import type { RunningMesh, RunningMeshDeps } from "./running-mesh.ts";

export interface ResidentMesh {
  /** Begins, and goes on until it is closed. */
  readonly begin: (listener: MeshListener) => void;
  /** Undefined while this process is not connected to any mesh. */
  readonly view: () => MeshView | undefined;
  /** Returns the part of the status that is read all the time. */
  readonly glance: () => GlanceView | undefined;
  /** Sets the orders that people here have open; other tills receive them while this process is connected. */
  readonly show: (looks: ReadonlyArray<OrderLook>) => void;
  /** Returns the orders that people at other tills have open; none while this process is not connected. */
  readonly seenLooks: () => ReadonlyArray<OrderLook>;
  /** Asks a till for rights to guarded goods; nothing happens while this process is not connected to it. */
  readonly ask: (device: DeviceId, asked: AskedRights) => void;
  readonly close: () => Promise<void>;
}

export interface ResidentMeshDeps extends RunningMeshDeps {
  readonly hasDuties: () => boolean;
}

const LOOK_EVERY_MS = 250;

export function createResidentMesh(deps: ResidentMeshDeps): ResidentMesh {
  const { clock, ledger, hasDuties, steadyMs, onFault } = deps;
  let running: RunningMesh | undefined;
  let starting: Promise<void> | undefined;
  let cancelLook: (() => void) | undefined;
  let isClosed = false;
  let seen = "[]";

  /** The listener is called when the open orders of others change, because no event records them. */
  function lookAtLooks(listener: MeshListener): void {
    const now = JSON.stringify(running?.runtime.seenLooks() ?? []);
    if (now === seen) return;
    seen = now;
    listener.onChange();
  }

  async function start(listener: MeshListener): Promise<void> {
    try {
      const { runMesh } = await import("./running-mesh.ts");
      running = await runMesh(deps, listener);
    } catch (cause) {
      onFault(cause);
    } finally {
      starting = undefined;
    }
  }

  function look(listener: MeshListener): void {
    if (running !== undefined) running.look();
    else if (starting === undefined && hasDuties() && linkIdentity(ledger) !== undefined) {
      starting = start(listener);
    }
    lookAtLooks(listener);
    cancelLook = clock.after(deps.pace?.lookMs() ?? LOOK_EVERY_MS, () => {
      look(listener);
    });
  }

  return {
    begin: (listener) => {
      if (!isClosed) look(listener);
    },
    view: () => running && viewOf(running, ledger, steadyMs()),
    glance: () => running && toGlanceView(running.runtime.glance(), { steadyMs: steadyMs() }),
    show: (looks) => running?.runtime.show(looks),
    seenLooks: () => running?.runtime.seenLooks() ?? [],
    ask: (device, asked) => running?.runtime.ask(device, asked),
    close: async () => {
      isClosed = true;
      cancelLook?.();
      await starting;
      await running?.close();
      running = undefined;
    },
  };
}

function viewOf(
  { runtime, openedAtMs, awaits, violations }: RunningMesh,
  { doubt }: Ledger,
  steadyMs: number,
): MeshView {
  const { port, candidates, status } = runtime;
  const place = { port: port(), openedAtMs, awaits: awaits() ?? null, kept: [...violations()] };
  const refusals = doubt.refusals();
  return toMeshView(status(), { ...place, candidates: candidates(), refusals, steadyMs });
}
