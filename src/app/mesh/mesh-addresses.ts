/** The addresses at which this box takes links and has reached others. They are local, and in no event. */

import * as z from "zod";

import { type DeviceId, deviceIdSchema } from "../../domain/identity.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Store } from "../../ledger/store.ts";
import { type Address, addressText, readAddress } from "../../mesh/address.ts";
import { STATIC_MAX } from "../../mesh/dialling/address-book.ts";
import { type AddressMemory } from "../../mesh/dialling/remembered-addresses.ts";

/** The usual port: installers open the firewall for it (docs/network.md). */
export const USUAL_PORT = 7777;
const PORT_KEY = "mesh-port";
const STATIC_KEY = "mesh-static";
const REMEMBERED_KEY = "mesh-addresses";

const rememberedSchema = z.array(
  z.object({ device: deviceIdSchema, host: z.string(), port: z.int() }),
);
const staticSchema = z.array(z.string());

/** Returns the port of the last time first, so that others find it again; else the usual one; else any. */
export function portsToTry(store: Store): ReadonlyArray<number> {
  const portBefore = Number(store.local(PORT_KEY) ?? USUAL_PORT);
  return [...new Set([portBefore, USUAL_PORT, 0])];
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

/** Returns the addresses that people have typed, for networks that filter multicast. */
export function staticAddresses(store: Store): ReadonlyArray<Address> {
  return staticTexts(store).flatMap((text) => readAddress(text) ?? []);
}

/** Returns where head office takes links, as the shop's settings say; head office itself dials nobody there. */
export function officeAddresses(ledger: Ledger): ReadonlyArray<Address> {
  const { device } = ledger.identity.key;
  const isTill = ledger.admission().get(device)?.rights.includes("till") === true;
  const text = isTill ? ledger.read((view) => readSetting(view, "hub")) : "";
  return text === "" ? [] : [readAddress(text)].flatMap((address) => address ?? []);
}

function staticTexts(store: Store): ReadonlyArray<string> {
  return staticSchema.safeParse(parsed(store, STATIC_KEY)).data ?? [];
}

/**
 * `HOST:PORT` as it is kept; undefined when it names no place to look at. What `ip address` says of a box
 * has no port, and nearly all take links at the usual one. A single word is rather a slip than a name.
 */
export function typedAddress(typed: string): string | undefined {
  const text = typed.trim();
  const isHost = /[.\]]/u.test(text);
  const address = readAddress(text) ?? (isHost ? readAddress(`${text}:${USUAL_PORT}`) : undefined);
  return address && addressText(address);
}

/** A typed address. Whoever has the duties looks again within a second. */
export function addStaticAddress(
  { db, store }: Ledger,
  text: string,
): "added" | "known" | "too-many" {
  return db.write(() => {
    const known = staticAddresses(store).map(addressText);
    if (known.includes(text)) return "known";
    if (known.length >= STATIC_MAX) return "too-many";
    keepStaticAddresses(store, [...known, text]);
    return "added";
  });
}

/** False when nobody has typed it in. */
export function removeStaticAddress({ db, store }: Ledger, text: string): boolean {
  return db.write(() => {
    const known = staticAddresses(store).map(addressText);
    const kept = known.filter((other) => other !== text);
    if (kept.length === known.length) return false;
    keepStaticAddresses(store, kept);
    return true;
  });
}

export interface KnownAddress {
  readonly address: string;
  readonly sources: Array<"static" | "remembered">;
  /** The till that it led to. */
  readonly device: DeviceId | null;
}

/** Returns the addresses that the box would try: typed ones, and those at which it has reached others. */
export function knownAddresses(store: Store): ReadonlyArray<KnownAddress> {
  const remembered = new Map(
    addressMemory(store)
      .load()
      .map((known) => [addressText(known), known.device] as const),
  );
  const typed = staticAddresses(store).map(addressText);
  return [
    ...typed.map((address): KnownAddress => {
      const device = remembered.get(address);
      const sources: KnownAddress["sources"] =
        device === undefined ? ["static"] : ["static", "remembered"];
      return { address, sources, device: device ?? null };
    }),
    ...[...remembered]
      .filter(([address]) => !typed.includes(address))
      .map(([address, device]): KnownAddress => ({ address, sources: ["remembered"], device })),
  ];
}

/** Adds a typed address. The process with the duties reads it within a second. */
export function keepStaticAddresses(store: Store, texts: ReadonlyArray<string>): void {
  store.setLocal(STATIC_KEY, JSON.stringify(texts));
}

function parsed(store: Store, key: string): unknown {
  const text = store.local(key);
  return text === undefined ? undefined : JSON.parse(text);
}
