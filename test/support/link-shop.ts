/** Shops with roots and certified boxes, for tests of links. Keys are made once per test file. */

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { type DeviceId, type ShopId } from "../../src/domain/identity.ts";
import {
  certifyDevice,
  certifyRoot,
  type LinkKeyPair,
  newLinkKeyPair,
  type Root,
} from "../../src/mesh/links/certificates.ts";
import { linkKeyOf, readCertificate } from "../../src/mesh/links/link-key.ts";

export interface LinkShop {
  readonly shop: ShopId;
  readonly root: Root;
  readonly certify: (name: string) => Promise<LinkBox>;
}

export interface LinkBox extends LinkKeyPair {
  readonly device: DeviceId;
  readonly linkKey: string;
  /** DER in base64. */
  readonly certificate: string;
}

export async function foundLinkShop(name: string): Promise<LinkShop> {
  const random = createSeededRandom(name);
  const shop = name.toLowerCase().padEnd(26, "a") as ShopId;
  const root = certifyRoot(await newLinkKeyPair(), { shop, random });
  return {
    shop,
    root,
    certify: (box) => certifyBox({ shop, root }, box),
  };
}

export async function certifyBox(
  { shop, root }: Pick<LinkShop, "shop" | "root">,
  name: string,
): Promise<LinkBox> {
  const keys = await newLinkKeyPair();
  const device = name.toLowerCase().padEnd(26, "b") as DeviceId;
  const { publicKey } = keys;
  const random = createSeededRandom(`certificate of ${name}`);
  const certified = certifyDevice(root, { publicKey, shop, device, random });
  if (!certified.ok) throw new Error(certified.fault.type);
  return { ...keys, device, linkKey: linkKeyOf(publicKey), certificate: certified.value };
}

export function pem(certificate: string): string {
  const read = readCertificate(certificate);
  if (!read.ok) throw new Error(read.fault.type);
  return read.value.toString();
}
