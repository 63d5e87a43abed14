/**
 * Locks of a checkout: of several that set up, build or write generated files at once one does the work, and the others
 * wait for it. In the JavaScript of 2015, as set-up is.
 */
const fs = require("fs");

/** Who builds takes it, too: a build takes the program away that screens are shot of. */
const GENERATED = ".generated.lock";
const LOOK_MS = 50;

/** Waits until the lock is this process's own; it is let go when that ends. Whoever is dead holds none. */
function takeLock(lock, waiting) {
  let hasSaid = false;
  while (!isLockMine(lock)) {
    const owner = parseInt(ownerOf(lock), 10);
    if (owner && !isAlive(owner)) fs.rmSync(lock, { recursive: true, force: true });
    else if (!hasSaid) {
      process.stderr.write(waiting + " …\n");
      hasSaid = true;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
  }
  process.on("exit", function () {
    fs.rmSync(lock, { recursive: true, force: true });
  });
}

/** Waits until nobody else writes generated files, or builds what they are made with; whoever only checks them doesn't. */
function takeGenerated() {
  if (process.argv.includes("--check")) return;
  takeLock(GENERATED, "Waiting for another build, or another one who writes generated files here");
}

/** A folder with something in it is no place for another one: who made it is written into it. */
function isLockMine(lock) {
  const own = fs.mkdtempSync(lock + ".");
  fs.writeFileSync(own + "/pid", String(process.pid));
  try {
    fs.renameSync(own, lock);
    return true;
  } catch (error) {
    fs.rmSync(own, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    return false;
  }
}

function ownerOf(lock) {
  const file = lock + "/pid";
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== "ESRCH";
  }
}

exports.takeLock = takeLock;
exports.takeGenerated = takeGenerated;
