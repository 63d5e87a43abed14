/** What the spool relies on in every way to a printer. */

import { describe, expect, test } from "vitest";

import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../src/printer/encoding/profile.ts";
import { type Transport } from "../../src/printer/transport.ts";

export interface TransportBench {
  readonly transport: Transport;
  /** Everything that reached the printer, with the texts in it readable. */
  readonly paper: () => Promise<string>;
  readonly turnOff: () => Promise<void>;
  readonly turnOn: () => Promise<void>;
}

export function transportContract(name: string, setup: () => Promise<TransportBench>): void {
  describe(`${name} keeps the transport's contract`, () => {
    test("a job that succeeds has reached the printer", async () => {
      const { transport, paper } = await setup();

      const outcome = await transport.send(jobSaying("2 x Burger"));

      expect(outcome.ok).toBe(true);
      expect(await paper()).toContain("2 x Burger");
    });

    test("jobs arrive in order, each once", async () => {
      const { transport, paper } = await setup();

      for (const text of ["first", "second", "third"]) await transport.send(jobSaying(text));

      expect((await paper()).match(/first|second|third/gu)).toEqual(["first", "second", "third"]);
    });

    test("a printer that is off is unreachable, and nothing of the job appears later", async () => {
      const { transport, paper, turnOff, turnOn } = await setup();
      await turnOff();

      const refused = await transport.send(jobSaying("refused"));
      await turnOn();
      const accepted = await transport.send(jobSaying("accepted"));

      expect(refused).toMatchObject({ ok: false, fault: { type: "printer/unreachable" } });
      expect(accepted.ok).toBe(true);
      expect(await paper()).not.toContain("refused");
      expect(await paper()).toContain("accepted");
    });

    test("after closing, which may happen twice, nothing is sent any more", async () => {
      const { transport, paper } = await setup();
      await transport.send(jobSaying("before"));
      await transport.close();
      await transport.close();

      const outcome = await transport.send(jobSaying("after"));

      expect(outcome).toMatchObject({ ok: false, fault: { type: "printer/unreachable" } });
      expect(await paper()).not.toContain("after");
    });
  });
}

function jobSaying(text: string): Uint8Array {
  return encodeDocument(
    { kind: "report", blocks: [{ type: "text", text }, { type: "cut" }] },
    epson80,
  ).bytes;
}
