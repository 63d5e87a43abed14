/**
 * What some tests need from the system: strace, which shows and injects what a process asks of the
 * kernel; openssl, with which a stranger would knock at a till; networks of the kernel's own; Debian's
 * multicast DNS as a stranger to talk with; a scanner that reads the codes on printed paper; hledger,
 * which reads a journal as a bookkeeper does; systemd, which says whether the units in the docs are right;
 * an ssh server and its client, as tablets come in;
 * tshark, which reads what tills and card terminals say; PostgreSQL, in which an office keeps its rows; chromium,
 * in which people look at its page. Installed when something is missing and this may be done;
 * the tests skip, and say so, without it. The small size (`small` as a word) asks for the first few alone.
 *
 * Called by `npm test` only: nobody who sells needs it. Quiet unless something has to be done.
 */
const { spawnSync } = require("node:child_process");

/** Each tool with the package that brings it. */
const SMALL_PACKAGES = [
  ["strace", "strace"],
  ["ip", "iproute2"],
  ["hledger", "hledger"],
];
/** Of the whole size alone. */
const OTHER_PACKAGES = [
  ["openssl", "openssl"],
  ["nft", "nftables"],
  ["dbus-daemon", "dbus"],
  ["avahi-daemon", "avahi-daemon"],
  ["avahi-browse", "avahi-utils"],
  ["rsvg-convert", "librsvg2-bin"],
  ["zbarimg", "zbar-tools"],
  ["systemd-analyze", "systemd"],
  ["sshd", "openssh-server"],
  ["ssh", "openssh-client"],
  ["tshark", "tshark"],
  ["pg_ctlcluster", "postgresql"],
  ["chromium", "chromium"],
];
const PACKAGES =
  process.argv[2] === "small" ? SMALL_PACKAGES : [...SMALL_PACKAGES, ...OTHER_PACKAGES];
/** In all. A test run without network must not hang here. */
const PATIENCE_MS = 120_000;

const untilMs = Date.now() + PATIENCE_MS;

const missing = missingPackages();
if (missing.length > 0) {
  process.stderr.write(`Setting up: ${missing.join(", ")}, for some of the tests …\n`);
  // A fresh image has no lists of packages yet.
  if (mayInstall()) install(missing) || (aptGet(["update"]) && install(missing));
  const left = missingPackages();
  if (left.length > 0) {
    const what = `${left.join(", ")} can't be installed here`;
    process.stderr.write(`${what}: some tests will skip.\n`);
  }
}

function missingPackages() {
  return PACKAGES.filter(([tool]) => !isThere(tool)).map(([, name]) => name);
}

function isThere(tool) {
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  const env = { ...process.env, PATH };
  return spawnSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore", env }).status === 0;
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function install(packages) {
  return aptGet(["install", "-y", "--no-install-recommends", ...packages]);
}

function aptGet(words) {
  const timeout = untilMs - Date.now();
  if (timeout <= 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-qq", ...words], { stdio: "ignore", timeout, env }).status === 0;
}
