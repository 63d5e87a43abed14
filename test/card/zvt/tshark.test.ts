/**
 * A stranger reads what till and terminal say: Wireshark's dissector of ZVT, which knows nothing of us.
 *
 * Size: whole.
 */

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { plainEnvironment } from "../../support/commands.ts";
import { captureOf, type Said } from "../../support/pcap.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { talkToTerminal } from "../../support/terminal-talk.ts";

const PORT = 20_007;

function whyNoTshark(): string | undefined {
  const tried = spawnSync("tshark", ["--version"], { stdio: "ignore" });
  return tried.error === undefined ? undefined : "tshark is missing: apt-get install tshark";
}

/** Returns what tshark says of it, without what it says of the weather. */
async function dissect(
  said: ReadonlyArray<Said>,
  words: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  const folder = await temporaryFolder();
  const file = path.join(folder, "talk.pcap");
  writeFileSync(file, captureOf(said, PORT));
  const asked = ["-r", file, "-d", `tcp.port==${PORT},zvt`, ...words];
  const env = { ...plainEnvironment(), HOME: folder };
  const done = spawnSync("tshark", asked, { encoding: "utf8", env, maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.split("\n").filter((line) => line !== "");
}

/** A payment, its reversal, a refund and the end of day, with all papers. */
async function playDay(): Promise<ReadonlyArray<Said>> {
  const { ask, endDay, said } = await talkToTerminal({ takesSlips: true });
  const paid = await ask({ act: "pay", sum: 1234 });
  const result = paid.find(({ type }) => type === "result");
  if (result?.type !== "result" || result.says.ref === null) throw new Error("Nothing was paid.");
  await ask({ act: "reverse", sum: 1234, of: { ref: result.says.ref } });
  await ask({ act: "refund", sum: 500 });
  await endDay();
  return said;
}

const reason = whyNoTshark();

describe.skipIf(reason !== undefined)(`a day${reason === undefined ? "" : ` (${reason})`}`, () => {
  test("is dissected without a complaint", async () => {
    const said = await playDay();

    expect(await dissect(said, ["-Y", "_ws.malformed or zvt.apdu_len.invalid"])).toEqual([]);
  });

  test("has the commands, sums, receipts and lines that were meant", async () => {
    const fields = ["control_field", "amount", "result_code", "card_name", "terminal_id"];
    const columns = fields.flatMap((field) => ["-e", `zvt.${field}`]);
    const rows = await dissect(await playDay(), ["-T", "fields", "-E", "separator=|", ...columns]);
    const texts = await dissect(await playDay(), ["-T", "fields", "-e", "zvt.tlv.text_lines.line"]);

    const commands = rows.map((row) => row.split("|")[0]);
    expect(commands).toEqual(
      expect.arrayContaining(["0x0600", "0x0601", "0x0630", "0x0631", "0x0650"]),
    );
    expect(commands).toEqual(expect.arrayContaining(["0x040f", "0x04ff", "0x060f", "0x06d3"]));
    expect(rows).toContain("0x0601|1234|||");
    expect(rows).toContain("0x040f|1234|0x00|girocard|52500041");
    expect(texts.join("\n")).toContain("Beleg-Nr. 0471");
  });

  test("with commands that it doesn't know is dissected between them without a complaint", async () => {
    const { ask, said } = await talkToTerminal();
    const reserved = await ask({ act: "reserve", sum: 5000 });
    const result = reserved.find(({ type }) => type === "result");
    if (result?.type !== "result" || result.says.ref === null) throw new Error("None reserved.");
    await ask({ act: "book", sum: 3000, of: { ref: result.says.ref, auth: "611804" } });

    expect(await dissect(said, ["-Y", "_ws.malformed or zvt.apdu_len.invalid"])).toEqual([]);
    const commands = said.flatMap(({ from, bytes }) => (from === "client" ? framesIn(bytes) : []));
    expect(commands).toEqual(
      expect.arrayContaining(["0501", "0600", "0620", "0622", "0624", "8000"]),
    );
  });
});

/** Returns the commands of frames that fill the bytes to their end, by the length that each says. */
function framesIn(bytes: Uint8Array): ReadonlyArray<string> {
  const commands: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    commands.push(Buffer.from(bytes.subarray(at, at + 2)).toString("hex"));
    at += 3 + (bytes[at + 2] ?? 0);
  }
  expect(at).toBe(bytes.length);
  return commands;
}
