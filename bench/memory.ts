/** The most that this process took, in MB, beside what it took at the beginning. */
export function watchMemory() {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  return { grown: () => (most - before) / 2 ** 20, end: () => clearInterval(watch) };
}
