/**
 * A process that shows a register, and nothing else: a box has one for each tablet, and the command line takes three times
 * the memory.
 */

import { type AttachTask, runAttachTask } from "./attach-task.ts";

const [, , task = ""] = process.argv;
process.exitCode = await runAttachTask(JSON.parse(task) as AttachTask);
