/**
 * The messages on the socket of the duties: one JSON object per line. Nothing durable depends on
 * them, because the store's rows are the truth; so a lost, unknown or false message costs a moment
 * at most.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { deviceIdSchema } from "../../domain/identity.ts";
import { printerTroubleSchema } from "../../domain/printers/printer-trouble.ts";
import { rightsAskedSchema } from "../../mesh/gossip/messages.ts";
import { meshViewSchema } from "../membership/mesh-view.ts";

/** A program that says another one is let be: it prints, but nobody knows how to talk to it. */
export const DUTIES_VERSION = 1;

/** Room for what is told of the other tills of a big shop. */
const LINE_CHARACTERS_MAX = 256 * 1024;
const PRINTERS_MAX = 1000;

const questionSchema = lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("status") }),
    /** There are documents in the queue, up to the job of this number. */
    z.object({ type: z.literal("committed"), job: z.int().nonnegative() }),
    /** A person wants every printer tried now. */
    z.object({ type: z.literal("print-now") }),
    /** A sale of another process lacks rights that a linked till may have. */
    z.object({
      type: z.literal("ask-rights"),
      device: deviceIdSchema,
      asked: rightsAskedSchema(),
    }),
    /** A resident process wants the duties. A resident holder keeps them. */
    z.object({ type: z.literal("let-go") }),
  ]),
);

const answerSchema = lazy(() =>
  z.discriminatedUnion("type", [
    /** The first line of a holder. */
    z.object({
      type: z.literal("hello"),
      protocol: z.literal("tillmesh/duties"),
      version: z.int(),
      pid: z.int(),
      isResident: z.boolean(),
    }),
    z.object({
      type: z.literal("status"),
      printers: z
        .array(
          z.object({
            printer: z.string(),
            state: z.enum(["ok", "off", "waiting"]),
            /** A trouble that this build doesn't know is left out, and hides no printer. */
            trouble: printerTroubleSchema.optional().catch(undefined),
            isSeen: z.boolean().optional(),
            offSinceMs: z.number().optional(),
            waitingJobs: z.int(),
            askingJobs: z.int(),
          }),
        )
        .max(PRINTERS_MAX),
      /** Null where the holder is connected to no other till. */
      mesh: meshViewSchema().nullable().optional(),
    }),
    /** To `committed` and `print-now`: the holder has looked at the queue since. */
    z.object({ type: z.literal("looked") }),
  ]),
);

export type DutiesQuestion = z.infer<ReturnType<typeof questionSchema>>;
export type UpkeepAnswer = z.infer<ReturnType<typeof answerSchema>>;

export interface LineListener<Message> {
  readonly onMessage: (message: Message) => void;
  /** Called for bytes that are no message, or a line without an end: nothing more is read. */
  readonly onGarbage: () => void;
}

/** Text as it comes, in pieces of any length. */
export type TakeText = (text: string) => void;

export function toLine(message: DutiesQuestion | UpkeepAnswer): string {
  return `${JSON.stringify(message)}\n`;
}

export function createQuestionReader(listener: LineListener<DutiesQuestion>): TakeText {
  return createReader((message) => questionSchema().safeParse(message).data, listener);
}

export function createAnswerReader(listener: LineListener<UpkeepAnswer>): TakeText {
  return createReader((message) => answerSchema().safeParse(message).data, listener);
}

/** An object that isn't known may be a newer program's: it is passed over. */
function createReader<Message>(
  parse: (message: object) => Message | undefined,
  { onMessage, onGarbage }: LineListener<Message>,
): TakeText {
  let rest = "";
  let isGarbage = false;

  function read(line: string): void {
    const object = toObject(line);
    if (object === undefined) {
      isGarbage = true;
      onGarbage();
      return;
    }
    const message = parse(object);
    if (message !== undefined) onMessage(message);
  }

  return (text) => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (!isGarbage) read(line);
    if (isGarbage || rest.length <= LINE_CHARACTERS_MAX) return;
    isGarbage = true;
    rest = "";
    onGarbage();
  };
}

function toObject(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
