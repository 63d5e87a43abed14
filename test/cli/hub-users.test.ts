/** `till hub users` and where the page may be, typed in a shell. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { shellAnswer } from "../support/shell-in-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOBODY = "Nobody may log in to the page: `till hub users add NAME` lets somebody.\n";

describe("users of an office", () => {
  test("are added, shown other shops, given other passwords and codes, and removed", async () => {
    const { users, password } = await newOffice();

    expect(await users("list")).toEqual(fine(NOBODY));
    expect(await users("add", "anna", "--group", "north", ...password("correct horse"))).toEqual(
      fine("anna may log in to the page.\n"),
    );
    expect(await users("add", "bob", ...password("another long one"))).toMatchObject({ code: 0 });
    expect(await users("list")).toEqual(
      fine("anna: shops of north, password\nbob: all shops, password\n"),
    );
    expect(await users("set", "bob", "--group", "a", "--group", "b")).toEqual(
      fine("bob: shops of a, b, password\n"),
    );
    expect(await users("password", "bob", ...password("yet another one"))).toEqual(
      fine("bob has a new password, and is logged out everywhere.\n"),
    );
    const { code, stdout } = await users("totp", "anna", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      name: "anna",
      groups: ["north"],
      language: null,
      codes: true,
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/u) as string,
      uri: expect.stringMatching(/^otpauth:\/\/totp\/tillmesh:anna\?/u) as string,
    });
    expect(await users("remove", "bob")).toEqual(fine("bob may not log in any more.\n"));
    expect(await users("set", "anna", "--all-shops", "--language", "de")).toEqual(
      fine("anna: all shops, password and code\n"),
    );
    expect(await users("totp", "anna", "--off")).toEqual(
      fine("anna logs in with the password alone from now on.\n"),
    );
    const listed = await users("list", "--json");
    expect(JSON.parse(listed.stdout)).toEqual({
      users: [{ name: "anna", groups: null, language: "de", codes: false }],
    });
  });

  test("get a code that a camera reads, where the terminal can show one", async () => {
    const { users, password } = await newOffice();
    await users("add", "anna", ...password("correct horse"));

    const { stdout } = await users("totp", "anna");

    const [first, ...rest] = stdout.trimEnd().split("\n");
    expect(first).toBe("Scan this in the app that makes codes, or type the secret there:");
    const rows = rest.filter((line) => /^[█▀▄ ]+$/u.test(line));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.length).toBe(Math.ceil((rows[0] ?? "").length / 2));
    expect(rest.at(-1)).toBe(
      "anna logs in with password and code from now on, and is logged out everywhere.",
    );
  });

  test("that can't be are refused in a sentence, and nothing changes", async () => {
    const { users, password, file } = await newOffice();
    await users("add", "anna", ...password("correct horse"));
    const before = readFileSync(file, "utf8");

    expect(await users("add", "anna", ...password("correct horse"))).toMatchObject({ code: 5 });
    expect(await users("add", "<b>", ...password("correct horse"))).toMatchObject({ code: 2 });
    expect(await users("add", "bob", ...password("short"))).toEqual(
      refused(2, "A password has 12 to 256 characters."),
    );
    expect(await users("add", "bob", "--password-file", "/nowhere/file")).toEqual(
      refused(2, "/nowhere/file can’t be read."),
    );
    expect(await users("add", "bob")).toEqual(
      refused(2, "The password: a file whose first line it is with --password-file, - for stdin."),
    );
    expect(await users("remove", "bob")).toEqual(
      refused(3, 'Nobody is called "bob": `till hub users list` has who is.'),
    );
    expect(await users("set", "anna")).toMatchObject({ code: 2 });
    expect(await users("set", "anna", "--all-shops", "--group", "a")).toMatchObject({ code: 2 });
    expect(await users("set", "anna", "--group", "nosuch")).toEqual(
      refused(3, 'There is no group "nosuch": `till hub group list` shows them.'),
    );
    expect(
      await users("add", "bob", "--group", "nosuch", ...password("another long one")),
    ).toMatchObject({ code: 3 });
    expect(await users("set", "anna", "--language", "tlh")).toMatchObject({ code: 2 });
    expect(readFileSync(file, "utf8")).toBe(before);
    writeFileSync(file, "{}");
    expect(await users("list")).toEqual(
      refused(
        7,
        `The file ${file} holds no users of this program: bring it back, or remove it and add everybody anew.`,
      ),
    );
  });
});

describe("the page of an office", () => {
  test.each([
    ["--page 0.0.0.0:7801", "Passwords would go over the network unencrypted at 0.0.0.0: "],
    [
      "--page office.example:80",
      "Passwords would go over the network unencrypted at office.example: ",
    ],
    ["--page here", '"here" is no place for the page: say PORT or HOST:PORT.'],
    ["--page 70000", '"70000" is no place for the page: '],
    ["--page --page-cert a.pem", "--page-cert and --page-key belong together, and with --page: "],
    [
      "--page-cert a.pem --page-key b.pem",
      "--page-cert and --page-key belong together, and with --page: ",
    ],
    [
      "--page --page-cert /nowhere --page-key /nowhere",
      "--page-cert and --page-key belong together",
    ],
  ])("%s is refused before anything begins", async (words, sentence) => {
    const { code, stderr } = await shellAnswer([
      "hub",
      "run",
      "--hub",
      "/nowhere",
      ...words.split(" "),
    ]);

    expect(code).toBe(2);
    expect(stderr.startsWith(sentence)).toBe(true);
  });
});

function fine(stdout: string): Awaited<ReturnType<typeof shellAnswer>> {
  return { code: 0, stdout, stderr: "" };
}

function refused(code: number, sentence: string): Awaited<ReturnType<typeof shellAnswer>> {
  return { code, stdout: "", stderr: `${sentence}\n` };
}

interface NewOffice {
  readonly users: (...words: ReadonlyArray<string>) => ReturnType<typeof shellAnswer>;
  /** Returns the options for a password. */
  readonly password: (text: string) => ReadonlyArray<string>;
  /** The file of the users. */
  readonly file: string;
}

async function newOffice(): Promise<NewOffice> {
  const folder = await temporaryFolder();
  const hub = path.join(folder, "hub");
  mkdirSync(path.join(hub, "shops"), { recursive: true });
  for (const name of ["north", "a", "b"]) {
    const store = path.join(hub, "groups", name);
    mkdirSync(store, { recursive: true });
    // Nobody opens the model: that it is there makes the group.
    writeFileSync(path.join(store, "ledger.db"), "");
  }
  return {
    users: (...words) =>
      shellAnswer(["hub", "users", ...words, "--hub", hub], { isTerminal: false, signs: "all" }),
    password: (text) => {
      const file = path.join(folder, "password");
      writeFileSync(file, `${text}\n`);
      return ["--password-file", file];
    },
    file: path.join(hub, "users", "users.json"),
  };
}
