/**
 * The names under which the page answers. A site elsewhere can have its own name point at this box and then
 * ask for the page in the browser of whoever looks at that site: such a request says the strange name.
 */

import { X509Certificate } from "node:crypto";
import { hostname, networkInterfaces } from "node:os";

/** Returns whether a host, as a URL has it without its port, is one under which the page answers. */
export type IsOwnName = (host: string) => boolean;

interface NamedPlace {
  /** What the page listens on. */
  readonly host: string;
  /** In PEM. */
  readonly tls?: { readonly cert: string } | undefined;
  readonly names?: ReadonlyArray<string> | undefined;
}

/**
 * Returns the names of a place: loopback, what it listens on, this box's name and addresses, the names in
 * its certificate, and those that whoever runs the office has given, such as that of a proxy.
 */
export function ownNames({ host, tls, names = [] }: NamedPlace): IsOwnName {
  const machine = hostname();
  const own = new Set(
    [
      "localhost",
      host,
      machine,
      `${machine}.local`,
      ...machineAddresses(),
      ...(tls === undefined ? [] : certifiedNames(tls.cert)),
      ...names,
    ].map(plainName),
  );
  return (asked) => {
    const name = plainName(asked);
    return own.has(name) || name === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(name);
  };
}

/** Capitals, a dot at the end and the brackets of an IPv6 address say nothing. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[(?<address>.*)\]$/u, "$<address>")
    .replace(/\.$/u, "");
}

/** A machine that may not say so has none. */
function machineAddresses(): ReadonlyArray<string> {
  try {
    return Object.values(networkInterfaces()).flatMap((infos = []) =>
      infos.map(({ address }) => address),
    );
  } catch {
    return [];
  }
}

/** A certificate that can't be read serves no page, and is refused as that. */
function certifiedNames(pem: string): ReadonlyArray<string> {
  try {
    const { subjectAltName = "" } = new X509Certificate(pem);
    return [...subjectAltName.matchAll(/(?:DNS|IP Address):(?<name>[^,\s]+)/gu)].flatMap(
      ({ groups }) => groups?.["name"] ?? [],
    );
  } catch {
    return [];
  }
}
