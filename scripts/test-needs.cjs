/**
 * What some tests need from the system: strace, which shows and injects what a process asks of the
 * kernel, and openssl, with which a stranger would knock at a till. Installed when they are missing and
 * this may be done; the tests skip without them.
 *
 * Called by `npm test` only: nobody who sells needs it. Quiet unless something has to be done.
 */
const { spawnSync } = require("node:child_process");

const TOOLS = [
  { name: "strace", version: "-V" },
  { name: "openssl", version: "version" },
];
/** In all. A test run without network must not hang here. */
const PATIENCE_MS = 120_000;

const untilMs = Date.now() + PATIENCE_MS;

const missing = TOOLS.filter((tool) => !isThere(tool));

if (missing.length > 0) {
  const names = missing.map(({ name }) => name);
  process.stderr.write(`Setting up: ${names.join(", ")}, for some of the tests …\n`);
  // A fresh image has no lists of packages yet.
  const installed = mayInstall() && (install(names) || (aptGet(["update"]) && install(names)));
  if (!installed || !missing.every(isThere)) {
    process.stderr.write(
      `${names.join(", ")}: missing, and can't be installed here: some tests will skip.\n`,
    );
  }
}

function isThere({ name, version }) {
  return spawnSync(name, [version], { stdio: "ignore" }).status === 0;
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function install(names) {
  return aptGet(["install", "-y", "--no-install-recommends", ...names]);
}

function aptGet(words) {
  const timeout = untilMs - Date.now();
  if (timeout <= 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-qq", ...words], { stdio: "ignore", timeout, env }).status === 0;
}
