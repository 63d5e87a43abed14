/** The files in docs/handheld.md, as sshd and systemd read them. */

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { handheldFile } from "../support/handheld-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** What holds for whoever logs in as a tablet. */
const RESTRICTED = {
  authenticationmethods: "publickey",
  authorizedkeysfile: "none",
  authorizedkeyscommand: "/usr/bin/cat /srv/till-tablets/authorized_keys",
  authorizedkeyscommanduser: "till",
  permittty: "yes",
  permituserrc: "no",
  disableforwarding: "yes",
  permittunnel: "no",
  maxsessions: "1",
  clientaliveinterval: "5",
  clientalivecountmax: "3",
};

test("sshd restricts the tablets' account, and leaves the others as they were", async ({
  skip,
}) => {
  if (spawnSync("/usr/sbin/sshd", ["-V"]).error !== undefined) {
    skip("sshd is missing: apt-get install openssh-server");
  }
  if (process.getuid?.() !== 0) skip("only root may ask sshd what it reads");
  // Made by the service, which never ran where the package was installed just now.
  mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const folder = await temporaryFolder();
  const config = path.join(folder, "sshd_config");
  const key = path.join(folder, "key");
  spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  await writeFile(config, handheldFile("/etc/ssh/sshd_config.d/tillmesh.conf"));

  const [tablet, other, plain] = [
    settingsOf({ key, config, user: "tablet" }),
    settingsOf({ key, config, user: "till" }),
    settingsOf({ key, config: "/dev/null", user: "till" }),
  ];

  expect(tablet).toMatchObject(RESTRICTED);
  expect(other).toEqual(plain);
});

function settingsOf({
  key,
  config,
  user,
}: {
  readonly key: string;
  readonly config: string;
  readonly user: string;
}): Readonly<Record<string, string>> {
  const whom = `user=${user},host=tablet,addr=192.168.1.30`;
  const words = ["-T", "-f", config, "-h", key, "-C", whom];
  const { status, stdout, stderr } = spawnSync("/usr/sbin/sshd", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.split("\n").filter((line) => line.includes(" "));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(" ");
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

test("systemd finds nothing wrong with the unit of a tablet", async ({ skip }) => {
  if (spawnSync("systemd-analyze", ["--version"]).error !== undefined) {
    skip("systemd-analyze is missing: apt-get install systemd");
  }
  const folder = await temporaryFolder();
  const unit = path.join(folder, "tillmesh-tablet@.service");
  const text = handheldFile("/etc/systemd/system/tillmesh-tablet@.service");
  // The program need not be on this machine.
  await writeFile(unit, text.replace("/usr/local/bin/till", "/bin/true"));

  const said = spawnSync("systemd-analyze", ["verify", "--man=no", unit], { encoding: "utf8" });

  const about = said.stderr.split("\n").filter((line) => line.includes("tillmesh-tablet"));
  expect({ code: said.status, about }).toEqual({ code: 0, about: [] });
});
