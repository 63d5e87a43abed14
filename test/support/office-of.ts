/** A head office that a shop has let in, by the commands that people type. */

import path from "node:path";

import { expect } from "vitest";
import { z } from "zod";

import { copyRows, withDatabase } from "./made-rows.ts";
import { startTill } from "./node-process.ts";
import { tillHere } from "./till-here.ts";

/** The owner of the café. */
export const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

const invitationSchema = z.object({ code: z.string(), port: z.int() });

/** Lets an office into the shop; returns its folder. */
export async function officeOf(store: string): Promise<string> {
  const hub = path.join(path.dirname(store), "hub");
  const invite = ["mesh", "invite", "--hub", "--no-slip", "--json", "--store", store];
  await copyRows(path.join(hub, "rows"));
  const inviting = startTill(invite, { env: OWNER });
  const [text] = await inviting.says(/\{[^]*\n\}/u);
  const { code, port } = invitationSchema.parse(JSON.parse(text));
  const words = ["hub", "join", code, "--hub", hub, "--at", `127.0.0.1:${port}`];
  const joined = await withDatabase(() => tillHere(words));
  expect(joined).toMatchObject({ code: 0, stderr: "" });
  expect(joined.stdout).toContain("All that the shop has said is here.");
  expect(await inviting.exit).toBe(0);
  return hub;
}
