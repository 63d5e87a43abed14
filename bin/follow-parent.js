/**
 * A parent that was killed takes its till along: two registers must not share one terminal. To listen
 * for that keeps nobody alive once the channel is let go of (`process.channel.unref`).
 */
export function followParent() {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
