/**
 * Where what V8 made of the build is kept from one start to the next: beside what else is the user's own.
 * Node's usual place is the folder for all users' temporary files. That is empty after each start of the
 * box, and whoever makes the cache's folder there first decides what others run.
 */
import module from "node:module";
import { homedir } from "node:os";
import path from "node:path";

/** Where nothing can be kept, everything is compiled anew. An old Node keeps nothing. */
export function keepCompiled() {
  const named = process.env["NODE_COMPILE_CACHE"] ?? "";
  const folder = named === "" ? cacheFolder() : named;
  if (folder !== undefined) module.enableCompileCache?.(folder);
}

function cacheFolder() {
  const named = process.env["XDG_CACHE_HOME"] ?? "";
  if (path.isAbsolute(named)) return path.join(named, "tillmesh");
  try {
    return path.join(homedir(), ".cache", "tillmesh");
  } catch {
    // A user whom the system does not know, as in a container, has no home.
    return undefined;
  }
}
