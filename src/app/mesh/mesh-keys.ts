/**
 * The keys by which this box is known on links, and those of the shop's root, which says who is let in at
 * the door. A single till has neither: they are made when it first invites another one.
 *
 * The root's private key is a secret of the shop, sealed for each authority and for the recovery sheet,
 * so that no box has to live for ever. Whoever may write secrets may spoil one of these boxes: then the next
 * root is made, as for a shop that has none.
 */

import { type KeyObject } from "node:crypto";

import * as z from "zod";

import { ok } from "../../domain/base/result.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type DeviceId, type ShopId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import {
  openBox,
  rawSealKey,
  sealBox,
  type SealedBox,
  sealKeyFromSeed,
} from "../../ledger/sealed-box.ts";
import { stageSecrets } from "../../ledger/staged-secrets.ts";
import { type Store } from "../../ledger/store.ts";
import {
  certificateFingerprint,
  certifyDevice,
  certifyRoot,
  type LinkKeyPair,
  newLinkKeyPair,
  type Root,
} from "../../mesh/links/certificates.ts";
import { linkKeyOf } from "../../mesh/links/link-key.ts";

/** The keys that the box itself makes, before it joins. */
export interface OwnKeys {
  /** PEM (PKCS #8). */
  readonly linkPrivateKey: string;
  /** SPKI, DER, base64. */
  readonly linkPublicKey: string;
  /** 32 bytes, hexadecimal, that the key stands for with which things are sealed for this box. */
  readonly sealSeed: string;
}

/** The identity that it shows on links. */
export interface LinkIdentity {
  readonly key: string;
  /** The certificate by a root of the shop: DER, base64. */
  readonly certificate: string;
}

const KEYS_KEY = "mesh-keys";
const CERTIFICATE_KEY = "mesh-certificate";
/** The roots that the inviting till sent: the box has no event yet. */
const FIRST_ROOTS_KEY = "mesh-first-roots";
const SEED_BYTES = 32;
const FINGERPRINT_DIGITS = 16;
const ROOT_PURPOSE = "tillmesh/root-key/1\0";
export const SHEET = "sheet";

export const ownKeysSchema = z.object({
  linkPrivateKey: z.string(),
  linkPublicKey: z.string(),
  sealSeed: z.string().regex(/^[0-9a-f]{64}$/u),
});
const sealedBoxSchema = z.object({ ephemeral: z.string(), sealed: z.string() });
const rootsSchema = z.array(z.string());

export async function newOwnKeys(random: Random): Promise<OwnKeys> {
  const { privateKey, publicKey } = await newLinkKeyPair();
  return {
    linkPrivateKey: privateKey,
    linkPublicKey: publicKey.toString("base64"),
    sealSeed: Buffer.from(random.bytes(SEED_BYTES)).toString("hex"),
  };
}

export function linkKeyPairOf({ linkPrivateKey, linkPublicKey }: OwnKeys): LinkKeyPair {
  return { privateKey: linkPrivateKey, publicKey: Buffer.from(linkPublicKey, "base64") };
}

/** Returns the keys of this box; undefined while it has none. */
export function ownLinkKeys({ store }: Ledger): LinkKeyPair | undefined {
  const keys = ownKeys(store);
  return keys && linkKeyPairOf(keys);
}

/** Returns the public keys as events name them. */
export function namesOf(keys: OwnKeys): { readonly linkKey: string; readonly sealKey: string } {
  const linkKey = linkKeyOf(Buffer.from(keys.linkPublicKey, "base64"));
  return { linkKey, sealKey: rawSealKey(sealKeyOf(keys)) };
}

/** For a box that joins: what it has made, and what it was given for it. */
export function keepLinkIdentity(
  store: Store,
  keys: OwnKeys,
  given: { readonly certificate: string; readonly roots: ReadonlyArray<string> },
): void {
  store.setLocal(KEYS_KEY, JSON.stringify(keys));
  store.setLocal(CERTIFICATE_KEY, given.certificate);
  store.setLocal(FIRST_ROOTS_KEY, JSON.stringify(given.roots));
}

/** Undefined for a till that has neither invited nor joined. */
export function linkIdentity({ store }: Ledger): LinkIdentity | undefined {
  const [keys, certificate] = [ownKeys(store), store.local(CERTIFICATE_KEY)];
  return keys === undefined || certificate === undefined
    ? undefined
    : { key: keys.linkPrivateKey, certificate };
}

/** Returns the roots whose certificates are valid here. */
export function knownRoots(ledger: Ledger): ReadonlyArray<string> {
  const first = ledger.store.local(FIRST_ROOTS_KEY);
  const firstRoots = first === undefined ? [] : rootsSchema.parse(JSON.parse(first));
  return [...new Set([...ledger.roots(), ...firstRoots])];
}

/**
 * Makes what this box lacks to take others in, and says so to the shop. Only for an authority. Doing it
 * twice changes nothing.
 */
export async function openDoor(ledger: Ledger, random: Random): Promise<Root> {
  const { shop, key } = ledger.identity;
  const keys = ownKeys(ledger.store) ?? (await newOwnKeys(random));
  const root = usableRoot(ledger, keys);
  const ready = root ?? certifyRoot(await newLinkKeyPair(), { shop, random });
  const { device } = key;
  const names = namesOf(keys);
  const isKnown = ledger.admission().get(device)?.linkKeys.includes(names.linkKey) === true;
  const news: ReadonlyArray<Draft> = [
    ...(root === undefined ? [rootDraft(ready)] : []),
    ...(isKnown
      ? []
      : [{ kind: "device/keyed", streams: [], body: { device, ...names } } as const]),
  ];
  ledger.db.write(() => {
    if (ledger.store.local(CERTIFICATE_KEY) === undefined) {
      const certificate = certificateBy(ready, keys, { shop, device, random });
      keepLinkIdentity(ledger.store, keys, { certificate, roots: [ready.certificate] });
    }
    if (news.length > 0) {
      ledger.commit({ by: "", name: "open the door", decide: () => ok({ events: news }) });
    }
    shareRoot(ledger, ready, random);
  });
  return ready;
}

/** The root that this box can certify others by; undefined when it has no key of any. */
export function heldRoot(ledger: Ledger): Root | undefined {
  const keys = ownKeys(ledger.store);
  return keys === undefined ? undefined : usableRoot(ledger, keys);
}

/** Seals the root's key for every authority that has none of it yet, and for the sheet. */
export function shareRoot(ledger: Ledger, root: Root, random: Random): void {
  const { shop } = ledger.identity;
  const staged = stageSecrets(ledger.secrets);
  for (const [name, sealKey] of rootReaders(ledger)) {
    const id = secretId(root.certificate, name);
    // A secret that was named and isn't here yet will come.
    if (ledger.secrets.standing(id).values.length > 0) continue;
    const purpose = ROOT_PURPOSE + shop;
    const box = sealBox({ sealKey, purpose }, { plain: Buffer.from(root.key), random });
    staged.put(id, Buffer.from(JSON.stringify(box)));
  }
  const events = staged.written();
  if (events.length === 0) return;
  ledger.commit({
    by: "",
    name: "share the root",
    decide: () => ok({ events }),
    also: staged.keep,
  });
}

/** The root as the recovery sheet opens it; undefined for a shop that was a single till. */
export function rootBySheet(
  ledger: Ledger,
  sheet: { readonly sealKey: KeyObject; readonly sheetSealKey: string },
): Root | undefined {
  return openRoot(ledger, { name: SHEET, sealKey: sheet.sheetSealKey, secret: sheet.sealKey });
}

/** DER, base64. Throws when the key is none of ours: it was made by this very program. */
export function certificateBy(
  root: Root,
  keys: Pick<OwnKeys, "linkPublicKey">,
  wanted: { readonly shop: ShopId; readonly device: DeviceId; readonly random: Random },
): string {
  const publicKey = Buffer.from(keys.linkPublicKey, "base64");
  const certificate = certifyDevice(root, { publicKey, ...wanted });
  if (!certificate.ok) throw new Error(`The key can't be certified: ${certificate.fault.type}.`);
  return certificate.value;
}

export function rootDraft({ certificate }: Root): Draft {
  return { kind: "shop/root-certified", streams: [], body: { certificate } };
}

function ownKeys(store: Store): OwnKeys | undefined {
  const text = store.local(KEYS_KEY);
  return text === undefined ? undefined : ownKeysSchema.parse(JSON.parse(text));
}

function sealKeyOf({ sealSeed }: OwnKeys): KeyObject {
  return sealKeyFromSeed(Buffer.from(sealSeed, "hex"));
}

function usableRoot(ledger: Ledger, keys: OwnKeys): Root | undefined {
  const secret = sealKeyOf(keys);
  const { device } = ledger.identity.key;
  return openRoot(ledger, { name: device, sealKey: rawSealKey(secret), secret });
}

function openRoot(
  ledger: Ledger,
  reader: { readonly name: string; readonly sealKey: string; readonly secret: KeyObject },
): Root | undefined {
  const purpose = ROOT_PURPOSE + ledger.identity.shop;
  for (const certificate of knownRoots(ledger)) {
    for (const bytes of ledger.secrets.values(secretId(certificate, reader.name))) {
      const box = boxOf(bytes);
      const key = box && openBox(box, { sealKey: reader.sealKey, purpose }, reader.secret);
      if (key !== undefined) return { key: key.toString(), certificate };
    }
  }
  return undefined;
}

/** Undefined for what no till has made. */
function boxOf(bytes: Uint8Array): SealedBox | undefined {
  try {
    return sealedBoxSchema.safeParse(JSON.parse(Buffer.from(bytes).toString())).data;
  } catch {
    return undefined;
  }
}

function rootReaders(ledger: Ledger): ReadonlyArray<readonly [name: string, sealKey: string]> {
  const sheetSealKey = ledger.founding()?.sheetSealKey;
  const authorities = [...ledger.admission().values()].filter(
    ({ authority, revoked }) => authority && !revoked,
  );
  return [
    ...(sheetSealKey === undefined ? [] : [[SHEET, sheetSealKey] as const]),
    ...authorities.flatMap(({ device, sealKeys }) =>
      sealKeys.slice(0, 1).map((sealKey) => [device, sealKey] as const),
    ),
  ];
}

function secretId(certificate: string, reader: string): string {
  const print = certificateFingerprint(certificate);
  return `root-key/${print.ok ? print.value.slice(0, FINGERPRINT_DIGITS) : "?"}/${reader}`;
}
