/**
 * Other services of the local network, such as printers: asked for by multicast DNS once, for a
 * moment. Anybody may send the answers, so they only name whom to ask.
 */

import { pause } from "../../domain/base/pause.ts";
import { type Clock } from "../../domain/ports.ts";
import { type DnsRecord, readRecords } from "./dns-record.ts";
import { type MachineNetwork, machineNetworks } from "./machine-networks.ts";
import { MULTICAST_PORT, type OpenEar, openMulticastEar } from "./multicast-ear.ts";
import { createMulticastEars } from "./multicast-ears.ts";

export interface BrowsedService {
  /** The service in the form that was asked for, such as `_printer._tcp`. */
  readonly service: string;
  readonly instance: string;
  /** An address, where it was told; else who said so. */
  readonly host: string;
  readonly port: number;
  /** `key=value` each. */
  readonly text: ReadonlyArray<string>;
}

export interface BrowseOptions {
  readonly clock: Clock;
  readonly services: ReadonlyArray<string>;
  readonly patienceMs: number;
  readonly networks?: () => ReadonlyArray<MachineNetwork>;
  readonly openEar?: OpenEar;
}

interface HeardRecord {
  readonly record: DnsRecord;
  readonly from: string;
}

const ROUNDS = 3;
const DOMAIN = ".local";
/** Far more than the printers of a shop say. */
const RECORDS_MAX = 4096;

export async function browseServices(
  options: BrowseOptions,
): Promise<ReadonlyArray<BrowsedService>> {
  const { clock, services, patienceMs } = options;
  const heard: HeardRecord[] = [];
  const ears = createMulticastEars({
    networks: options.networks ?? machineNetworks,
    openEar: options.openEar ?? openMulticastEar,
    steadyMs: () => 0,
    onPacket: (_network, packet, from) => {
      if (packet.type !== "response" || from.port !== MULTICAST_PORT) return;
      for (const record of [...readRecords(packet.answers), ...readRecords(packet.additionals)]) {
        if (heard.length < RECORDS_MAX) heard.push({ record, from: from.address });
      }
    },
  });
  ears.look();
  for (let round = 0; round < ROUNDS; round += 1) {
    const questions = [
      ...services.map((service) => ({ name: `${service}${DOMAIN}`, type: "PTR" })),
      ...openQuestions(heard, services),
    ];
    for (const { ear } of ears.all()) ear.ask({ questions });
    await pause(clock, patienceMs / ROUNDS);
  }
  await ears.close();
  return services.flatMap((service) => servicesOf(service, heard));
}

/** Some answer with names alone, and are asked where these are. */
function openQuestions(
  heard: ReadonlyArray<HeardRecord>,
  services: ReadonlyArray<string>,
): ReadonlyArray<{ readonly name: string; readonly type: string }> {
  const names = new Set(services.flatMap((service) => instancesOf(service, heard)));
  return [...names]
    .filter((name) => !heard.some(({ record }) => record.name === name && record.type === "SRV"))
    .map((name) => ({ name, type: "ANY" }));
}

function instancesOf(service: string, heard: ReadonlyArray<HeardRecord>): ReadonlyArray<string> {
  return heard.flatMap(({ record }) =>
    record.type === "PTR" && record.name === `${service}${DOMAIN}` ? [record.target] : [],
  );
}

function servicesOf(
  service: string,
  heard: ReadonlyArray<HeardRecord>,
): ReadonlyArray<BrowsedService> {
  return [...new Set(instancesOf(service, heard))].flatMap((name) => {
    const said = heard.filter(({ record }) => record.name === name);
    const srv = said.find(({ record }) => record.type === "SRV");
    if (srv?.record.type !== "SRV") return [];
    const { target, port } = srv.record;
    const host = addressOf(target, heard) ?? srv.from;
    const text = said.flatMap(({ record }) => (record.type === "TXT" ? record.strings : []));
    const instance = name.slice(0, -`.${service}${DOMAIN}`.length);
    return [{ service, instance, host, port, text: [...new Set(text)] }];
  });
}

/** IPv4: what a printer's own page and its print-out of settings show. */
function addressOf(target: string, heard: ReadonlyArray<HeardRecord>): string | undefined {
  for (const { record } of heard) {
    if (record.type === "A" && record.name === target) return record.host;
  }
  return undefined;
}
