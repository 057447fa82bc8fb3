/** Runs a step as a user other than root, who may read and write any file. */
export async function withoutRoot(step: () => unknown): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid!(65534);
  try {
    await step();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}
