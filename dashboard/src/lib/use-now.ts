import { useEffect, useState } from "react";

/** The time in milliseconds, kept going while it matters. */
export function useNow(running: boolean, everyMillis = 200): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [running, everyMillis]);
  return now;
}
