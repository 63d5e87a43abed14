/** Real ends of links on this machine, which remember what they were told, and can be waited for. */

import { type Clock } from "../../src/domain/ports.ts";
import { type Link, type Refusal } from "../../src/mesh/links/link.ts";
import {
  createTlsLinks,
  type TlsLinks,
  type TlsLinksOptions,
} from "../../src/mesh/links/tls-links.ts";
import { type LinkBox, type LinkShop } from "./link-shop.ts";
import { createWaiting, type Waiting } from "./waiting.ts";

/** What a box shows on links. */
export type EndBox = Pick<LinkBox, "privateKey" | "certificate" | "linkKey">;

export interface TillEnd extends TlsLinks {
  readonly box: EndBox;
  readonly links: ReadonlyArray<Link>;
  readonly heard: ReadonlyArray<{ readonly link: Link; readonly text: string }>;
  readonly ends: ReadonlyArray<{ readonly link: Link; readonly reason: string }>;
  readonly drains: ReadonlyArray<Link>;
  readonly refusals: ReadonlyArray<Refusal>;
  readonly until: Waiting["until"];
}

export async function openTillEnd(
  box: EndBox,
  { root }: Pick<LinkShop, "root">,
  options: {
    readonly clock: Clock;
    readonly onLink?: (link: Link) => void;
    readonly onPayload?: (link: Link) => void;
  } & Partial<Pick<TlsLinksOptions, "host" | "port" | "roots" | "listen" | "serverName">>,
): Promise<TillEnd> {
  const links: Link[] = [];
  const heard: Array<TillEnd["heard"][number]> = [];
  const ends: Array<TillEnd["ends"][number]> = [];
  const drains: Link[] = [];
  const refusals: Refusal[] = [];
  const waiting = createWaiting();
  const opened = await createTlsLinks({
    serverName: options.serverName ?? "shop.tillmesh.local",
    listen: options.listen,
    key: box.privateKey,
    certificate: box.certificate,
    roots: options.roots ?? [root.certificate],
    host: options.host,
    port: options.port ?? 0,
    clock: options.clock,
    listener: {
      onLink: (link) => {
        links.push(link);
        options.onLink?.(link);
        waiting.look();
      },
      onPayload: (link, payload) => {
        heard.push({ link, text: Buffer.from(payload).toString() });
        options.onPayload?.(link);
        waiting.look();
      },
      onDrain: (link) => {
        drains.push(link);
        waiting.look();
      },
      onClose: (link, reason) => {
        ends.push({ link, reason });
        waiting.look();
      },
      onRefused: (refusal) => {
        refusals.push(refusal);
        waiting.look();
      },
    },
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  return { ...opened.value, box, links, heard, ends, drains, refusals, until: waiting.until };
}
