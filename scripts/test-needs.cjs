/**
 * What some tests need from the system: strace, which shows and injects what a process asks of the
 * kernel. Installed when it is missing and this may be done; the tests skip, and say so, without it.
 *
 * Called by `npm test` only: nobody who sells needs it. Quiet unless something has to be done.
 */
const { spawnSync } = require("node:child_process");

const TOOL = "strace";
/** In all. A test run without network must not hang here. */
const PATIENCE_MS = 120_000;

const untilMs = Date.now() + PATIENCE_MS;

if (!isThere(TOOL)) {
  process.stderr.write(`Setting up: ${TOOL}, for some of the tests …\n`);
  // A fresh image has no lists of packages yet.
  const installed = mayInstall() && (install() || (aptGet(["update"]) && install()));
  if (!installed || !isThere(TOOL)) {
    process.stderr.write(`${TOOL} is missing and can't be installed here: some tests will skip.\n`);
  }
}

function isThere(tool) {
  return spawnSync(tool, ["-V"], { stdio: "ignore" }).status === 0;
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function install() {
  return aptGet(["install", "-y", "--no-install-recommends", TOOL]);
}

function aptGet(words) {
  const timeout = untilMs - Date.now();
  if (timeout <= 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-qq", ...words], { stdio: "ignore", timeout, env }).status === 0;
}
