// Loaded into every child: when the launcher is gone, even by kill -9, the child drains and goes too. A child's
// own forks load this as well; they have a channel for other things, which must be left alone.
if (process.ppid === Number(process.env.DANGOL_LAUNCHER)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  process.channel?.unref();
}
