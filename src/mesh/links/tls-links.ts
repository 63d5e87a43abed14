/**
 * Links over TLS 1.3 on TCP, both ends with a certificate by a root of the shop.
 *
 * TLS says that the other side's key was certified; whether it is a member is asked by whoever hears
 * of the link. So no name in a certificate is compared with anything, and nothing is sent here.
 *
 * A dialler hears late that its own certificate was refused: its link may come up and end at once,
 * without a word from the other side. What counts as connected is the first thing heard.
 */

import { type ConnectionOptions, type TLSSocket } from "node:tls";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Address, addressText, plainHost } from "../address.ts";
import { type Allowance, createAllowance, hasLeft } from "../dialling/dial-candidate.ts";
import { listenGuarded, remoteText, type Visitor } from "./guarded-server.ts";
import { linkKeyOf, readCertificate } from "./link-key.ts";
import {
  type DialFault,
  type Link,
  type LinkListener,
  type LinkTransport,
  type ListenFault,
} from "./link.ts";
import { createRefusalLog } from "./refusal-log.ts";
import { createSteadyTime } from "./steady-time.ts";
import { dialTls, peerKeyOf } from "./tls-dial.ts";
import { createTlsLink } from "./tls-link.ts";

export interface TlsLinksOptions {
  /** What the shop is called by whoever dials a port that takes the links of several. */
  readonly serverName: string;
  /** Takes links at another door than a port of one's own. */
  readonly listen?: typeof listenGuarded | undefined;
  /** PEM (PKCS #8). */
  readonly key: string;
  /** The certificate by a root of the shop: PEM, or DER in base64. */
  readonly certificate: string;
  /** PEM, or DER in base64. One that can't be read is left out; without any nobody gets in. */
  readonly roots: ReadonlyArray<string>;
  /** All addresses of the box, of both families, when it is missing. */
  readonly host?: string | undefined;
  /** 0: any that is free. */
  readonly port: number;
  readonly clock: Clock;
  readonly listener: LinkListener;
}

export interface TlsLinks extends LinkTransport {
  /** Links that are up stay. */
  readonly setRoots: (roots: ReadonlyArray<string>) => void;
  /** Ends the links from addresses of ours that are no more: the system would let them wait for ever. */
  readonly dropLost: (isLost: (ownHost: string) => boolean) => void;
}

export const LINK_PROTOCOL = "tillmesh/1";
/**
 * The links of one key: the one that works, and a new one while nobody has noticed yet that the
 * first is dead.
 */
export const LINKS_PER_KEY_MAX = 2;
export const STRANGERS_MAX = 64;
/** Longer than the node gives anybody for a greeting: it knows better why it closes a link. */
export const STRANGER_MS_MAX = 12_000;
/** A whole shop that comes back at once may stand behind one address. */
export const TRIES_AT_ONCE = 32;

/** Of strangers at the door of links. */
export const LINK_LIMITS = {
  slotsMax: STRANGERS_MAX,
  triesAtOnce: TRIES_AT_ONCE,
  tryPauseMs: 1000,
  strangerMsMax: STRANGER_MS_MAX,
};
/** The visits of one key at once, and one more after each pause: more than a till's own dials come to. */
export const VISITS_AT_ONCE = 32;
const VISIT_PAUSE_MS = 1000;
/** Whoever holds a root can certify keys without end: of more than this the oldest are forgotten. */
const VISITORS_MAX = 1024;
const MOVED = "this till has another address now";
const CLOSES = "this till closes";
const ENOUGH = "there are links enough to that till";
const TOO_OFTEN = "links too often";

export async function createTlsLinks(
  options: TlsLinksOptions,
): Promise<Result<TlsLinks, ListenFault>> {
  const { clock, listener } = options;
  const refusals = createRefusalLog(clock, listener.onRefused);
  const links = createOpenLinks(options);
  const dials = new Map<string, Promise<Result<Link, DialFault>>>();
  const closing = new AbortController();
  let context = contextOf(options);

  const listening = await (options.listen ?? listenGuarded)({
    host: options.host,
    port: options.port,
    protocolName: LINK_PROTOCOL,
    limits: LINK_LIMITS,
    context,
    clock,
    refusals,
    onVisitor: meet,
  });
  if (!listening.ok) return listening;
  const server = listening.value;
  return ok({ port: server.port, dial, setRoots, dropLost: links.dropLost, close });

  function meet(socket: TLSSocket, visitor: Visitor): (reason: string) => void {
    const peerKey = peerKeyOf(socket);
    const opened = peerKey === undefined ? err(ENOUGH) : links.open(socket, peerKey, visitor);
    if (!opened.ok) {
      visitor.refuse(opened.fault);
      return visitor.refuse;
    }
    const link = opened.value;
    return (reason) => {
      link.close(reason);
      // No time is given to whoever has had enough of it.
      socket.destroy();
    };
  }

  function dial(address: Address): Promise<Result<Link, DialFault>> {
    const key = addressText(address);
    const running = dials.get(key);
    if (running !== undefined) return running;
    const dialled = dialOnce(address).finally(() => dials.delete(key));
    dials.set(key, dialled);
    return dialled;
  }

  function dialOnce(address: Address): Promise<Result<Link, DialFault>> {
    const { signal } = closing;
    if (signal.aborted) return Promise.resolve(err({ type: "dial/closed", message: CLOSES }));
    return dialTls(address, {
      protocolName: LINK_PROTOCOL,
      serverName: options.serverName,
      context,
      clock,
      signal,
      meet: (socket, peerKey) => {
        const opened = links.open(socket, peerKey);
        return opened.ok ? opened : err({ type: "dial/enough", message: opened.fault });
      },
    });
  }

  function setRoots(roots: ReadonlyArray<string>): void {
    context = contextOf({ ...options, roots });
    server.setContext(context);
  }

  async function close(): Promise<void> {
    closing.abort();
    const noServer = server.close();
    await links.close();
    await noServer;
    refusals.close();
  }
}

interface OpenSocket {
  readonly socket: TLSSocket;
  /** Our address on it. */
  readonly ownHost: string;
}

interface OpenLinks {
  /** The fault says that there are enough with this key, or that it comes too often. */
  readonly open: (socket: TLSSocket, peerKey: Buffer, visitor?: Visitor) => Result<Link, string>;
  readonly dropLost: TlsLinks["dropLost"];
  readonly close: () => Promise<void>;
}

function createOpenLinks({
  clock,
  listener,
}: Pick<TlsLinksOptions, "clock" | "listener">): OpenLinks {
  const links = new Map<Link, OpenSocket>();
  const takeVisit = createVisits(clock);
  let lastId = 0;
  let onNone: (() => void) | undefined;

  return {
    open: (socket, peerKey, visitor) => {
      const linkKey = linkKeyOf(peerKey);
      const same = [...links.keys()].filter((link) => link.linkKey === linkKey);
      if (same.length >= LINKS_PER_KEY_MAX) return err(ENOUGH);
      if (visitor !== undefined && !takeVisit(linkKey)) return err(TOO_OFTEN);
      lastId += 1;
      const link = createTlsLink(socket, {
        id: lastId,
        linkKey,
        isDialled: visitor === undefined,
        remote: visitor?.remote ?? remoteText(socket),
        clock,
        listener,
        onWelcome: visitor?.welcome ?? (() => undefined),
        onGone: () => {
          links.delete(link);
          if (links.size === 0) onNone?.();
        },
      });
      links.set(link, { socket, ownHost: plainHost(socket.localAddress ?? "") });
      listener.onLink(link);
      return ok(link);
    },
    dropLost: (isLost) => {
      for (const { socket, ownHost } of links.values()) {
        if (isLost(ownHost)) socket.destroy(new Error(MOVED));
      }
    },
    close: () =>
      new Promise((resolve) => {
        onNone = resolve;
        if (links.size === 0) resolve();
        for (const link of links.keys()) link.close(CLOSES);
      }),
  };
}

/**
 * A member's visit gives its address the try back, so one that links and leaves all day would have the
 * till do nothing but handshakes. Beyond its allowance it is refused like a stranger, and the try is gone.
 */
function createVisits(clock: Clock): (linkKey: string) => boolean {
  const steadyMs = createSteadyTime(clock);
  const visits = new Map<string, Allowance>();
  return (linkKey) => {
    const nowMs = steadyMs();
    const rate = { most: VISITS_AT_ONCE, pauseMs: VISIT_PAUSE_MS };
    const allowance = visits.get(linkKey) ?? createAllowance(rate, nowMs);
    visits.delete(linkKey);
    visits.set(linkKey, allowance);
    const [oldest] = visits.keys();
    if (visits.size > VISITORS_MAX && oldest !== undefined) visits.delete(oldest);
    if (!hasLeft(allowance, nowMs)) return false;
    allowance.left -= 1;
    return true;
  };
}

/** Returns the settings for TLS. A root that can't be read must keep nobody out. */
function contextOf({
  key,
  certificate,
  roots,
}: Pick<TlsLinksOptions, "key" | "certificate" | "roots">): Pick<
  ConnectionOptions,
  "key" | "cert" | "ca"
> {
  const own = readCertificate(certificate);
  if (!own.ok) throw new Error("The certificate of this till can't be read");
  const ca = roots.flatMap((root) => {
    const read = readCertificate(root);
    return read.ok ? [read.value.toString()] : [];
  });
  return { key, cert: own.value.toString(), ca };
}
