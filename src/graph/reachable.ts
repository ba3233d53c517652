const REACH_TIME_OUT = 3_000;
/** Probes of an orchestrator come often; Graph is asked this seldom. */
const REACH_KEPT = 10_000;

/** Whether that root answers at all. Any answer counts, also a refusal: it says that the network, the name and the certificate are right. */
export function createReachable(root: string): () => Promise<boolean> {
  let last: { at: number; reachable: Promise<boolean> } | undefined;
  return () => {
    const time = performance.now();
    if (!last || time - last.at > REACH_KEPT) last = { at: time, reachable: reaches(root) };
    return last.reachable;
  };
}

async function reaches(root: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/v1.0/', root), {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(REACH_TIME_OUT),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
