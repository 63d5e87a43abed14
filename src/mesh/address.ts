/** The address of a till: `10.0.0.7:7777`, `[fd00::7]:7777`, `bar.lan:7777`. */

import { type Random } from "../domain/ports.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** `ourselves`: this box, by loopback. `nobody`: nothing can be dialled there, such as a multicast group. */
type Reach = "private" | "public" | "ourselves" | "nobody";

const IPV4 = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/u;
const IPV6 = /^(?=.{2,45}$)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/u;
/** Sockets for both families write an IPv4 address in this form. */
const MAPPED_IPV4 = /^::ffff:(?<ipv4>\d+\.\d+\.\d+\.\d+)$/u;
const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*\.?$/u;
const HOST_AND_PORT = /^(?:\[(?<bracketed>[^\]]+)\]|(?<bare>[^:[\]]+)):(?<port>[1-9]\d{0,4})$/u;

/** Returns one text per address, by which candidates are told apart. */
export function addressText({ host, port }: Address): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Reads an address that a person types or a link gives; undefined when it can't be dialled. */
export function readAddress(text: string): Address | undefined {
  const { bracketed, bare, port } = HOST_AND_PORT.exec(text.trim())?.groups ?? {};
  const host = plainHost(bracketed ?? bare ?? "");
  if (!isPort(Number(port)) || (bracketed !== undefined && isName(host))) return undefined;
  if (!isIpv4(host) && !isIpv6(host) && !isName(host)) return undefined;
  return reachOf(host) === "nobody" ? undefined : { host, port: Number(port) };
}

export function isPort(port: number): boolean {
  return Number.isSafeInteger(port) && port > 0 && port < 65_536;
}

export function isIpv4(host: string): boolean {
  return IPV4.test(host) && host.split(".").every((part) => Number(part) < 256);
}

/** Whether the host is an IPv6 address in lower case; a zone (`fe80::1%eth0`) is part of it. */
export function isIpv6(host: string): boolean {
  return IPV6.test(host.replace(/%[a-z0-9_.-]{1,15}$/u, ""));
}

/** Whether the host is on a private network: only there does multicast find tills. */
export function isPrivate(host: string): boolean {
  return reachOf(host) === "private";
}

/** Worth telling to another box: it means the same there. */
export function isReachable(host: string): boolean {
  const reach = reachOf(host);
  return (reach === "private" || reach === "public") && !host.includes("%");
}

/** Lower case, and without what a socket for both families puts before an older address. */
export function plainHost(host: string): string {
  const lower = host.toLowerCase();
  return MAPPED_IPV4.exec(lower)?.groups?.["ipv4"] ?? lower;
}

/** Returns a number from 0 up to, but not including, 1. */
export function fraction(random: Random): number {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
}

function isName(host: string): boolean {
  // Digits alone would be read as an address, and not as the one that was meant.
  return NAME.test(host) && !/^[\d.]+$/u.test(host);
}

function reachOf(host: string): Reach {
  if (isIpv4(host)) return reachOfIpv4(host.split(".").map(Number));
  if (isIpv6(host)) return reachOfIpv6(host);
  return host === "localhost" ? "ourselves" : "public";
}

function reachOfIpv4([first = 0, second = 0]: ReadonlyArray<number>): Reach {
  if (first === 0 || first >= 224) return "nobody";
  if (first === 127) return "ourselves";
  if (first === 10 || (first === 192 && second === 168)) return "private";
  if (first === 169 && second === 254) return "private";
  return first === 172 && second >= 16 && second < 32 ? "private" : "public";
}

function reachOfIpv6(host: string): Reach {
  if (host.startsWith("ff")) return "nobody";
  if (/^f[cd][0-9a-f]{2}:/u.test(host)) return "private";
  // A link-local address holds on one cable only, so it can't be dialled without naming the cable.
  if (/^fe[89ab][0-9a-f]:/u.test(host)) return host.includes("%") ? "private" : "nobody";
  if (host === "::1") return "ourselves";
  return host.startsWith(":") ? "nobody" : "public";
}
