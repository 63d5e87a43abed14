/** `till node` on a store, as a service manager starts it, linked over loopback alone. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface NodeProgram {
  /** Where it takes links. */
  readonly port: number;
  readonly end: () => Promise<void>;
}

const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
const ENV = { PATH: process.env["PATH"] ?? "", HOME: "/nowhere", TZ: "UTC" };

export async function startTillNode(store: string): Promise<NodeProgram> {
  const child = spawn(process.execPath, [TILL, "node", "--store", store], {
    env: { ...ENV, TILL_MESH_HOST: "127.0.0.1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exit = once(child, "exit");
  async function end(): Promise<void> {
    child.kill("SIGKILL");
    await exit;
  }

  let said = "";
  for await (const line of createInterface({ input: child.stderr })) {
    said += `${line}\n`;
    const port = /takes links on port (?<port>\d+)/u.exec(line)?.groups?.["port"];
    if (port === undefined) continue;
    child.stderr.resume();
    return { port: Number(port), end };
  }
  await end();
  throw new Error(`The till never took links:\n${said}`);
}
