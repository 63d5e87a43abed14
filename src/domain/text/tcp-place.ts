/** A place on the network as people type it: `192.0.2.7`, `192.0.2.7:9100`, `till.example:9100`. */

const PLACE = /^(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?<port>[0-9]{1,5}))?$/iu;
const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/u;
const PORT_MAX = 65_535;

export interface TcpPlace {
  readonly host: string;
  readonly port: number;
}

/** Returns the place; undefined for a text that is none. */
export function readTcpPlace(text: string, usualPort: number): TcpPlace | undefined {
  const { host, port } = PLACE.exec(text)?.groups ?? {};
  if (host === undefined) return undefined;
  // An address with a part too few is no name: nobody would ever answer to it.
  if (/^[0-9.]+$/u.test(host) && !IPV4.test(host)) return undefined;
  const number = Number(port ?? usualPort);
  return number >= 1 && number <= PORT_MAX ? { host, port: number } : undefined;
}
