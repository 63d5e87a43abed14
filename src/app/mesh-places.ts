/** Where this box takes links and where it has reached others: its own affair, in no event. */

import { z } from "zod";

import { deviceIdSchema } from "../domain/identity.ts";
import { type Store } from "../ledger/store.ts";
import { type Address, readAddress } from "../mesh/address.ts";
import { type AddressMemory } from "../mesh/remembered-addresses.ts";

/** Where a till takes links if nobody else does: installers let it through (docs/network.md). */
export const USUAL_PORT = 7777;
const PORT_KEY = "mesh-port";
const STATIC_KEY = "mesh-static";
const REMEMBERED_KEY = "mesh-addresses";

const rememberedSchema = z.array(
  z.object({ device: deviceIdSchema, host: z.string(), port: z.int() }),
);
const staticSchema = z.array(z.string());

/** The same one as the last time, so that others find it again; else the usual one; else any. */
export function portsToTry(store: Store): ReadonlyArray<number> {
  const before = Number(store.local(PORT_KEY) ?? USUAL_PORT);
  return [...new Set([before, USUAL_PORT, 0])];
}

export function keepPort(store: Store, port: number): void {
  if (store.local(PORT_KEY) !== String(port)) store.setLocal(PORT_KEY, String(port));
}

export function addressMemory(store: Store): AddressMemory {
  return {
    load: () => rememberedSchema.safeParse(parsed(store, REMEMBERED_KEY)).data ?? [],
    save: (addresses) => {
      store.setLocal(REMEMBERED_KEY, JSON.stringify(addresses));
    },
  };
}

/** What people have typed in, for networks that filter multicast. */
export function staticAddresses(store: Store): ReadonlyArray<Address> {
  const texts = staticSchema.safeParse(parsed(store, STATIC_KEY)).data ?? [];
  return texts.flatMap((text) => readAddress(text) ?? []);
}

/** `texts`: each `HOST:PORT`, checked before. */
export function keepStaticAddresses(store: Store, texts: ReadonlyArray<string>): void {
  store.setLocal(STATIC_KEY, JSON.stringify(texts));
}

function parsed(store: Store, key: string): unknown {
  const text = store.local(key);
  return text === undefined ? undefined : JSON.parse(text);
}
