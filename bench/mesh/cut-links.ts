/**
 * Links on a network of the kernel, seen by tills that have nothing else to do: how soon both sides know that a
 * cable was pulled, and how soon a till is linked again that is back, or that has got another address. Needs
 * root, for the network.
 */

import { systemClock } from "../../src/app/system/clock.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { foundLinkShop } from "../../test/support/link-shop.ts";
import { isLinkedTo, type MeshBox, startMesh } from "../../test/support/mesh-box.ts";
import { createNetwork, type TestNetwork } from "../../test/support/network.ts";
import { type Measurement, rounded } from "../measurement.ts";
import { isWithoutNetwork } from "./no-network.ts";

const BRIDGE = "10.78.255.254";
const LOOK_MS = 5;
const PATIENCE_MS = 60_000;
/** A till that is linked is left alone for so long, so that no start is measured. */
const REST_MS = 1000;
const SECOND_MS = 1000;

interface CutSizes {
  readonly rounds: number;
}

type Pair = readonly [MeshBox, MeshBox];

export async function measureCutLinks(
  _dir: string,
  sizes: CutSizes,
): Promise<ReadonlyArray<Measurement>> {
  if (isWithoutNetwork("Cut links")) return [];
  const ends: Array<() => void> = [];
  try {
    const network = createNetwork(BRIDGE, (end) => ends.push(end));
    return await onNetwork(network, sizes);
  } finally {
    for (const end of ends) end();
  }
}

async function onNetwork(
  network: TestNetwork,
  { rounds }: CutSizes,
): Promise<ReadonlyArray<Measurement>> {
  const pair = await linkedPair(network);
  const [, moving] = pair;
  const [lost, back, moved]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    await pause(systemClock, REST_MS);
    moving.box.pullCable();
    lost.push(await secondsUntil(() => pair.every((till) => till.connected().length === 0)));
    moving.box.plugIn();
    back.push(await secondsUntil(() => areLinked(pair)));
    await pause(systemClock, REST_MS);
    const losses = moving.losses();
    moving.box.setAddress(`10.78.0.${100 + round}`);
    moved.push(await secondsUntil(() => moving.losses() > losses && areLinked(pair)));
  }
  const note = `two tills on a bridge of the kernel, the slowest of ${rounds}`;
  return [
    row("a cable is pulled until both sides know", lost, { limit: 5, note }),
    row("it is plugged in until both are linked", back, { note }),
    row("a till has another address until both are linked", moved, { limit: 2, note }),
  ];
}

async function linkedPair(network: TestNetwork): Promise<Pair> {
  const shop = await foundLinkShop("kade");
  const members = await Promise.all(
    ["ants", "bees"].map(async (name, at) => ({
      box: network.addBox(name, `10.78.0.${at + 1}`),
      link: await shop.certify(name),
    })),
  );
  const [one, other] = startMesh(shop, members);
  if (one === undefined || other === undefined) throw new Error("There is no pair.");
  const pair: Pair = [one, other];
  await secondsUntil(() => areLinked(pair));
  return pair;
}

function areLinked(pair: Pair): boolean {
  return pair.every((till) => isLinkedTo(till, pair));
}

async function secondsUntil(isSo: () => boolean): Promise<number> {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > PATIENCE_MS) throw new Error("The tills are not linked.");
    await pause(systemClock, LOOK_MS);
  }
  return (performance.now() - began) / SECOND_MS;
}

function row(
  name: string,
  seconds: ReadonlyArray<number>,
  rest: { readonly limit?: number; readonly note: string },
): Measurement {
  return { name, value: rounded(Math.max(...seconds)), unit: "s", ...rest };
}
