/**
 * Many shops in no time: the ledger of a few real ones, told again under other identities. Each has a founding, devices,
 * keys and certificates of its own. Its events are signed with them: an office verifies and folds it like every shop.
 */

import { createPublicKey } from "node:crypto";

import { shopFolder } from "../../hub/hub-folder.ts";
import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
  type OwnKeys,
} from "../../src/app/mesh/mesh-keys.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type ShopFounded } from "../../src/domain/events/control-events.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type DeviceId, firstOrigin, type ShopId } from "../../src/domain/identity.ts";
import { oneUnit } from "../../src/domain/money/amounts.ts";
import {
  chainStart,
  deviceKeyFromSeed,
  shopIdOf,
  transactionHash,
} from "../../src/ledger/log/chain.ts";
import { type Content, encodeEnvelope } from "../../src/ledger/log/envelope.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { certifyRoot, type Root } from "../../src/mesh/links/certificates.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "../shop.ts";

/** A shop that really sold, before an office was there and afterwards. */
export interface SoldShop {
  readonly shop: ShopId;
  readonly till: { readonly device: DeviceId; readonly key: string; readonly keys: OwnKeys };
  readonly office: { readonly device: DeviceId; readonly key: string; readonly keys: OwnKeys };
  readonly root: Root;
  readonly contents: ReadonlyArray<Content>;
  /** How many of these the office has heard before. */
  readonly heard: number;
  /** Transactions of each sale that comes after them. */
  readonly sales: ReadonlyArray<number>;
}

/** A shop of another identity, whose office has heard the beginning. */
export interface AlikeShop {
  readonly shop: ShopId;
  readonly device: DeviceId;
  /** What a till shows on links. */
  readonly key: string;
  readonly certificate: string;
  readonly root: string;
  /** The end of its chain at the office: number and hash. */
  readonly seq: number;
  readonly hash: string;
  /** What is sold later: the pieces of each sale. */
  readonly sales: ReadonlyArray<ReadonlyArray<Uint8Array>>;
}

const SKUS = ["COFFEE", "FLAT-WHITE", "CROISSANT"] as const;
const { random } = systemStoreDeps;

/** Founds a café, lets an office in, and sells there so often before and afterwards. */
export async function sellShop(
  dir: string,
  { before, after }: { readonly before: number; readonly after: number },
): Promise<SoldShop> {
  const open = openBenchTill(await foundBenchShop(dir, "shop"));
  try {
    const { ledger } = open.till;
    const root = await openDoor(ledger, random);
    const keys = await newOwnKeys(random);
    const { device, publicKey: key } = deviceKeyFromSeed(random.bytes(32));
    const enrolled = { device, key, code: "H", name: "Office", rights: ["hub"] };
    const events: ReadonlyArray<Draft> = [
      { kind: "device/enrolled", streams: [], body: enrolled },
      { kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } },
    ];
    ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) });
    const session = sessionOf(open);
    function sellOne(sale: number): void {
      for (const sku of SKUS.slice(sale % 3))
        session.perform({ act: "add", sku, quantity: oneUnit });
      session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
      session.newOrder();
    }
    for (let sale = 0; sale < before; sale += 1) sellOne(sale);
    const heard = ledger.store.count();
    const sales: number[] = [];
    for (let sale = 0; sale < after; sale += 1) {
      const count = ledger.store.count();
      sellOne(sale);
      sales.push(ledger.store.count() - count);
    }
    const own = JSON.parse(ledger.store.local("mesh-keys") ?? "") as OwnKeys;
    const { identity } = ledger;
    const contents = [...ledger.store.ofOrigin(identity.origin, 1)].map(({ content }) => content);
    return {
      shop: identity.shop,
      till: { device: identity.key.device, key: identity.key.publicKey, keys: own },
      office: { device, key, keys },
      root,
      contents,
      heard,
      sales,
    };
  } finally {
    await open.close();
  }
}

/** Makes a shop of another identity, and its ledger at the office. */
export function makeAlike(sold: SoldShop, hub: string, name: string): AlikeShop {
  const [tillSeed, officeSeed] = [random.bytes(32), random.bytes(32)];
  const [tillKey, officeKey] = [deviceKeyFromSeed(tillSeed), deviceKeyFromSeed(officeSeed)];
  const { device } = tillKey;
  const founded = foundingOf(sold);
  const said: ShopFounded = {
    ...founded,
    name,
    nonce: Buffer.from(random.bytes(16)).toString("hex"),
    device,
    key: tillKey.publicKey,
  };
  const shop = shopIdOf(said);
  const root = certifyRoot(rootKeysOf(sold), { shop, random });
  const renamed = [
    [founded.nonce, said.nonce],
    [JSON.stringify(founded.name), JSON.stringify(name)],
    [sold.shop, shop],
    [sold.till.device, device],
    [sold.till.key, tillKey.publicKey],
    [sold.office.device, officeKey.device],
    [sold.office.key, officeKey.publicKey],
    [sold.root.certificate, root.certificate],
  ] as const;
  let hash = chainStart(shop, firstOrigin(device));
  const pieces = sold.contents.map(({ events }, index) => {
    // The name alone may stand in other events, too.
    const names = index === 0 ? renamed : renamed.filter(([from]) => !from.startsWith('"'));
    const written = events.map(({ headerBytes, bodyBytes }) => ({
      headerBytes: textAs(headerBytes, names),
      bodyBytes: textAs(bodyBytes, names),
    }));
    hash = transactionHash(hash, written);
    return encodeEnvelope(written, tillKey.sign(hash));
  });
  const end = hearAtOffice(sold, { hub, shop, device, officeSeed, root, pieces });
  let next = sold.heard;
  const sales = sold.sales.map((count) => {
    next += count;
    return pieces.slice(next - count, next);
  });
  const of = { shop, device, random };
  return {
    shop,
    device,
    key: sold.till.keys.linkPrivateKey,
    certificate: certificateBy(root, sold.till.keys, of),
    root: root.certificate,
    ...end,
    sales,
  };
}

function hearAtOffice(
  sold: SoldShop,
  {
    hub,
    shop,
    device,
    officeSeed,
    root,
    pieces,
  }: {
    readonly hub: string;
    readonly shop: ShopId;
    readonly device: DeviceId;
    readonly officeSeed: Uint8Array;
    readonly root: Root;
    readonly pieces: ReadonlyArray<Uint8Array>;
  },
): Pick<AlikeShop, "seq" | "hash"> {
  const joining = { shop, founder: device, seed: officeSeed, zone: "Europe/Amsterdam" };
  const ledger = joinLedger(shopFolder(hub, shop), joining, systemStoreDeps);
  try {
    const own = { shop, device: ledger.identity.key.device, random };
    const certificate = certificateBy(root, sold.office.keys, own);
    keepLinkIdentity(ledger.store, sold.office.keys, { certificate, roots: [root.certificate] });
    for (const result of ledger.receiveAll(pieces.slice(0, sold.heard))) {
      if (!result.ok) throw new Error(result.fault.type);
    }
    ledger.flush();
    const head = ledger.head(firstOrigin(device));
    if (head === undefined) throw new Error("The office has heard nothing.");
    return { seq: head.seq, hash: head.hash };
  } finally {
    ledger.close();
  }
}

function foundingOf({ contents: [first] }: SoldShop): ShopFounded {
  const body = first?.events[0]?.bodyBytes ?? new Uint8Array();
  // The program has just written it.
  return JSON.parse(Buffer.from(body).toString()) as ShopFounded;
}

/** The root's own key pair: the same for all shops that are alike, because making one takes long. */
function rootKeysOf({ root }: SoldShop): Parameters<typeof certifyRoot>[0] {
  const publicKey = createPublicKey(root.key).export({ type: "spki", format: "der" });
  return { privateKey: root.key, publicKey };
}

function textAs(
  bytes: Uint8Array,
  names: ReadonlyArray<readonly [from: string, to: string]>,
): Uint8Array {
  let text = Buffer.from(bytes).toString();
  for (const [from, to] of names) text = text.replaceAll(from, to);
  return Buffer.from(text);
}
