import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { createCommandPlace, type PlaceCommands } from "../../../src/app/backup/backup-places.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { PATIENCE } from "../../support/patience.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const COPY = "tillmesh-abc";
const BYTES = Buffer.from([0, 1, 2, 255]);

describe("a place behind commands", () => {
  test("gets each file under its name, and gives it back", async () => {
    const { place, far } = await newPlace((far) => copying(far));

    valueOf(await place.put("tail-a", BYTES));

    expect(await readFile(path.join(far, COPY, "tail-a"))).toEqual(BYTES);
    expect(valueOf((await place.get?.("tail-a")) ?? faultless)).toEqual(BYTES);
  });

  test("says what is there, by the last part of each name, and nothing of other folders", async () => {
    const listing = `    4 ${COPY}/tail-a\n 12 remote:x/${COPY}/manifest-a\n7 tail-b\n9 other/segment-1\nTotal: 3\n`;
    const { place } = await newPlace((far) => ({
      put: copying(far).put,
      list: `printf '${listing.replaceAll("\n", "\\n")}'`,
    }));

    expect(valueOf(await place.list())).toEqual(
      new Map([
        ["tail-a", 4],
        ["manifest-a", 12],
        ["tail-b", 7],
      ]),
    );
  });

  test("that can't be asked says so, and can't be read back", async () => {
    const { place } = await newPlace((far) => ({ put: copying(far).put }));

    expect(valueOf(await place.list())).toBeUndefined();
    expect(place.get).toBeUndefined();
  });

  test("leaves no file behind on this box", async () => {
    const { place, near } = await newPlace((far) => copying(far));

    await place.put("tail-a", BYTES);
    await place.get?.("tail-a");

    expect(await readdir(path.dirname(near))).not.toContain(path.basename(near));
  });

  test("has the environment of the till, without what signs in by it", async () => {
    vi.stubEnv("TILL_PIN", "4444");
    vi.stubEnv("RESTIC_PASSWORD", "theirs");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { place, far } = await newPlace((far) => ({ put: `env > '${far}/seen'` }));

    valueOf(await place.put("tail-a", BYTES));

    const seen = await readFile(path.join(far, "seen"), "utf8");
    expect(seen).toContain("RESTIC_PASSWORD=theirs");
    expect(seen).not.toContain("TILL_PIN");
  });

  test.each([
    ["exit 3", "exit code 3"],
    ["echo 'no such remote' >&2; exit 1", "exit code 1: no such remote"],
    ["kill -9 $$", "SIGKILL"],
    ["no-such-program-here", "exit code 127"],
  ])("tells why `%s` did not do it", async (words, why) => {
    const { place } = await newPlace(() => ({ put: `${words} # {file} {name}` }));

    const fault = faultOf(await place.put("tail-a", BYTES));

    expect(fault.type).toBe("place/failed");
    expect(fault.sentence).toContain(why);
  });

  test("whose download brings nothing has not shown that it holds anything", async () => {
    const { place } = await newPlace((far) => ({
      put: copying(far).put,
      get: "true {file} {name}",
    }));

    expect(faultOf((await place.get?.("tail-a")) ?? faultless).sentence).toContain(
      "it brought no file",
    );
  });

  test("is given up after a quarter of an hour, with all that its command started", async () => {
    const { place, clock, far } = await newPlace((far) => ({
      put: `sh -c 'echo $$ > ${far}/pid; sleep 600; true' # {file} {name}`,
    }));
    const put = place.put("tail-a", BYTES);
    const pid = await pidIn(far);

    clock.advance(15 * 60_000);

    expect(faultOf(await put).sentence).toContain("no end after 15 minutes");
    await vi.waitFor(() => expect(isGone(pid)).toBe(true), PATIENCE);
  });

  test("is given up although what its command left behind has gone its own way", async () => {
    const { place, clock, far } = await newPlace((far) => ({
      put: `setsid sleep 600 & echo $! > ${far}/left; echo $$ > ${far}/pid # {file} {name}`,
    }));
    const put = place.put("tail-a", BYTES);
    const pid = await pidIn(far);
    const left = Number(await readFile(path.join(far, "left"), "utf8"));
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), PATIENCE);

    try {
      clock.advance(15 * 60_000);

      expect(faultOf(await put).sentence).toContain("no end after 15 minutes");
    } finally {
      process.kill(left);
    }
  });

  test("lets go at once when the program ends, and begins nothing more", async () => {
    const ending = new AbortController();
    const { place, far } = await newPlace(
      (far) => ({ put: `echo $$ > ${far}/pid; sleep 600 # {file} {name}` }),
      ending.signal,
    );
    const put = place.put("tail-a", BYTES);
    const pid = await pidIn(far);

    ending.abort();

    expect(faultOf(await put).type).toBe("place/interrupted");
    await vi.waitFor(() => expect(isGone(pid)).toBe(true), PATIENCE);
    expect(faultOf(await place.put("tail-a", BYTES)).type).toBe("place/interrupted");
  });

  test("takes a name with a quote in its folder as it is", async () => {
    const root = path.join(await temporaryFolder(), "it's here");
    await mkdir(root, { recursive: true });
    const file = path.join(root, "x");
    await writeFile(file, "x");
    const place = createCommandPlace({
      commands: { put: "cp {file} {name}" },
      prefix: root,
      workFolder: path.join(root, "work"),
      clock: createManualClock(),
      ending: new AbortController().signal,
    });

    valueOf(await place.put("tail-a", BYTES));

    expect(await readFile(path.join(root, "tail-a"))).toEqual(BYTES);
  });
});

const faultless = { ok: false, fault: { type: "place/failed", sentence: "No way back." } } as const;

async function newPlace(
  commands: (far: string) => PlaceCommands,
  ending: AbortSignal = new AbortController().signal,
) {
  const root = await temporaryFolder();
  const [near, far] = [path.join(root, "near"), path.join(root, "far")];
  await mkdir(path.join(far, COPY), { recursive: true });
  const clock = createManualClock();
  const place = createCommandPlace({
    commands: commands(far),
    prefix: COPY,
    workFolder: near,
    clock,
    ending,
  });
  return { place, near, far, clock };
}

function copying(far: string) {
  return { put: `cp {file} ${far}/{name}`, get: `cp ${far}/{name} {file}` };
}

/** Also when nobody has taken note of its end yet. */
function isGone(pid: number): boolean {
  try {
    return / Z /u.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

/** Of the command that runs. */
function pidIn(far: string): Promise<number> {
  return vi.waitFor(async () => {
    const pid = Number(await readFile(path.join(far, "pid"), "utf8"));
    expect(pid).toBeGreaterThan(0);
    return pid;
  }, PATIENCE);
}
