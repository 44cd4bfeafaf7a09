import { useEffect, useState } from "react";

/** The time, anew every so many milliseconds: for what counts down. */
export function useNow(every: number): Date {
  const [now, setNow] = useState(() => new Date(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date(Date.now())), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
