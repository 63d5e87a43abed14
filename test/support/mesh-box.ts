/** Tills of one shop in the boxes of a test's network, linked for real, and who is connected to whom. */

import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { type DeviceId, type ShopId } from "../../src/domain/identity.ts";
import { eventually } from "./discovery-box.ts";
import { type LinkBox, type LinkShop } from "./link-shop.ts";
import { type Box } from "./network.ts";

export interface MeshWorkerOptions {
  readonly shop: ShopId;
  readonly box: Pick<LinkBox, "device" | "privateKey" | "certificate">;
  readonly roots: ReadonlyArray<string>;
  readonly members: Readonly<Record<string, DeviceId>>;
  readonly typedIn: ReadonlyArray<string>;
}

export interface MeshBox {
  readonly box: Box;
  readonly connected: () => ReadonlyArray<DeviceId>;
  /** How often it has lost somebody. */
  readonly losses: () => number;
  readonly device: DeviceId;
}

export interface MeshMember {
  readonly box: Box;
  readonly link: LinkBox;
  readonly typedIn?: ReadonlyArray<string>;
}

const WORKER = fileURLToPath(new URL("mesh-worker.ts", import.meta.url));

export function startMesh(
  { shop, root }: LinkShop,
  members: ReadonlyArray<MeshMember>,
): ReadonlyArray<MeshBox> {
  const devices = Object.fromEntries(members.map(({ link }) => [link.linkKey, link.device]));
  return members.map(({ box, link, typedIn = [] }) => {
    const { device, privateKey, certificate } = link;
    const options: MeshWorkerOptions = {
      shop,
      box: { device, privateKey, certificate },
      roots: [root.certificate],
      members: devices,
      typedIn,
    };
    const worker = box.start(process.execPath, [WORKER, JSON.stringify(options)]);
    let connected: ReadonlyArray<DeviceId> = [];
    let losses = 0;
    if (worker.stdout === null) throw new Error("nobody hears the worker");
    createInterface({ input: worker.stdout }).on("line", (line) => {
      const now = JSON.parse(line) as ReadonlyArray<DeviceId>;
      losses += connected.filter((other) => !now.includes(other)).length;
      connected = now;
    });
    return { box, device, connected: () => connected, losses: () => losses };
  });
}

/** Each of them is connected to all others of them, and to nobody else. */
export async function untilLinked(boxes: ReadonlyArray<MeshBox>): Promise<void> {
  await eventually(() => (boxes.every((till) => isLinkedTo(till, boxes)) ? true : undefined));
}

/** It has lost somebody since there were so many losses. */
export async function untilLost(till: MeshBox, before: number): Promise<void> {
  await eventually(() => (till.losses() > before ? true : undefined));
}

export function isLinkedTo(till: MeshBox, boxes: ReadonlyArray<MeshBox>): boolean {
  const others = boxes.map(({ device }) => device).filter((device) => device !== till.device);
  return others.toSorted().join(" ") === till.connected().toSorted().join(" ");
}
