const step = 100;

/**
 * Answers only at whole steps of 100 ms after the question came, so that the time does not tell whether a number is
 * known: making a customer takes some milliseconds longer than finding one.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const taken = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(taken / step) * step - taken));
  }
}
