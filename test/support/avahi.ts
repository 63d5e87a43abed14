/**
 * Debian's avahi in a box of a test's network: a stranger's multicast DNS, with a bus of its own.
 *
 * The daemon's folder is laid over in the box's own view of the file system, so that it disturbs
 * none of the machine's.
 */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { eventually } from "./discovery-box.ts";
import { type Box } from "./network.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Avahi {
  /** `avahi-browse`, `avahi-publish`, … on this daemon. */
  readonly run: (command: string, ...args: ReadonlyArray<string>) => string;
  readonly start: (command: string, ...args: ReadonlyArray<string>) => void;
}

export const AVAHI_TOOLS = ["avahi-daemon", "avahi-browse", "avahi-publish", "dbus-daemon"];

const DAEMON = `[server]
host-name=stranger
use-ipv6=no
enable-dbus=yes
ratelimit-interval-usec=1000000
ratelimit-burst=1000
[publish]
publish-hinfo=no
publish-workstation=no
`;

const SILENT = { stdio: "ignore" } as const;
const FOLDER = "/run/avahi-daemon";

export async function startAvahi(box: Box): Promise<Avahi> {
  const folder = await temporaryFolder();
  const socket = path.join(folder, "bus");
  const busFile = path.join(folder, "bus.conf");
  const daemonFile = path.join(folder, "avahi.conf");
  await writeFile(busFile, busConfiguration(socket));
  await writeFile(daemonFile, DAEMON);
  const address = `DBUS_SYSTEM_BUS_ADDRESS=unix:path=${socket}`;
  box.start("dbus-daemon", [`--config-file=${busFile}`, "--nofork", "--nopidfile"], SILENT);
  await eventually(() => (answers(box, `test -S ${socket}`) ? true : undefined));
  const daemon = `avahi-daemon --file ${daemonFile} --no-drop-root --no-chroot --no-rlimits`;
  box.start(
    "sh",
    ["-c", `mkdir -p ${FOLDER} && mount -t tmpfs none ${FOLDER} && exec env ${address} ${daemon}`],
    SILENT,
  );
  await eventually(() =>
    answers(box, `${address} avahi-browse --parsable --terminate _none._tcp`) ? true : undefined,
  );
  return {
    run: (command, ...args) => box.run("env", address, command, ...args),
    start: (command, ...args) => {
      box.start("env", [address, command, ...args], SILENT);
    },
  };
}

function answers(box: Box, command: string): boolean {
  try {
    box.run("sh", "-c", `${command} 2>/dev/null`);
    return true;
  } catch {
    return false;
  }
}

function busConfiguration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_type="method_call"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
`;
}
