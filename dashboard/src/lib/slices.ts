/** How long the page may be kept from answering, in milliseconds. */
const SLICE_MILLIS = 16;

/** Does the work for each item, and lets the page breathe in between. */
export async function inSlices<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  signal?: AbortSignal,
): Promise<void> {
  let until = performance.now() + SLICE_MILLIS;
  for (const item of items) {
    work(item);
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    until = performance.now() + SLICE_MILLIS;
  }
}
