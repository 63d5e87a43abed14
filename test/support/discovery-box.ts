/** Discovery running in a box of a test's network, and what it has told so far. */

import { type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect, vi } from "vitest";

import { type Announcement } from "../../src/mesh/discovery/dns-sd.ts";
import { type DiscoveryView } from "../../src/mesh/discovery/mdns.ts";
import { type Service } from "../../src/mesh/discovery/service-cache.ts";
import { type Box } from "./network.ts";

export interface WorkerOptions {
  readonly shopTag: string;
  readonly announcement?: Announcement;
  /** Says not what it finds: it is a lot. */
  readonly quiet?: boolean;
  readonly dials?: boolean;
}

export type WorkerCommand =
  | { readonly type: "announce"; readonly announcement: Announcement }
  | { readonly type: "view" | "close" };

export interface WorkerView {
  readonly view: DiscoveryView;
  readonly dials: number;
  readonly candidatesMost: number;
  readonly memoryMb: number;
}

type WorkerEvent =
  | { readonly type: "found"; readonly service: Service }
  | { readonly type: "gone"; readonly instance: string }
  | { readonly type: "networks"; readonly hosts: ReadonlyArray<string> }
  | ({ readonly type: "view" } & WorkerView);

export interface DiscoveryBox {
  readonly events: ReadonlyArray<WorkerEvent>;
  /** Resolves when it finds such a till, from now on or before; fails when that takes too long. */
  readonly finds: (instance: string, host: string) => Promise<Service>;
  readonly loses: (instance: string) => Promise<void>;
  readonly announce: (announcement: Announcement) => void;
  readonly view: () => Promise<WorkerView>;
  readonly close: () => Promise<void>;
  readonly process: ChildProcess;
}

const WORKER = fileURLToPath(new URL("discovery-worker.ts", import.meta.url));
const PATIENCE_MS = 45_000;

export function discoverIn(box: Box, options: WorkerOptions): DiscoveryBox {
  const worker = box.start(process.execPath, [WORKER, JSON.stringify(options)]);
  const events: WorkerEvent[] = [];
  if (worker.stdout === null) throw new Error("nobody hears the worker");
  createInterface({ input: worker.stdout }).on("line", (line) => {
    events.push(JSON.parse(line) as WorkerEvent);
  });

  return {
    events,
    process: worker,
    finds: (instance, host) =>
      eventually(() => {
        const found = events
          .filter((event) => event.type === "found")
          .map(({ service }) => service)
          .findLast((service) => service.instance === instance);
        return found?.addresses.some((address) => address.host === host) === true
          ? found
          : undefined;
      }),
    loses: async (instance) => {
      await eventually(() =>
        events.find((event) => event.type === "gone" && event.instance === instance),
      );
    },
    announce: (announcement) => {
      tell({ type: "announce", announcement });
    },
    view: () => {
      const seen = events.length;
      tell({ type: "view" });
      return eventually(() => events.slice(seen).find((event) => event.type === "view"));
    },
    close: async () => {
      tell({ type: "close" });
      await once(worker, "exit");
    },
  };

  function tell(command: WorkerCommand): void {
    worker.stdin?.write(`${JSON.stringify(command)}\n`);
  }
}

/** What `look` finds, as soon as it finds something. */
export function eventually<Found>(look: () => Found | undefined): Promise<Found> {
  return vi.waitFor(
    () => {
      const found = look();
      expect(found).toBeDefined();
      return found as Found;
    },
    { timeout: PATIENCE_MS, interval: 20 },
  );
}
