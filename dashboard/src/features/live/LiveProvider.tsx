import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { mergeExchanges, removeExchange } from "@/features/exchange/live-cache";
import { type LiveStatus, LiveStream } from "./live-stream";

const LiveContext = createContext<LiveStream | null>(null);

/** Keeps what the page shows up to date for as long as it is open. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [stream] = useState(
    () =>
      new LiveStream({
        onExchanges: (exchanges) => mergeExchanges(queries, exchanges),
        onDeleted: (id) => removeExchange(queries, id),
        onReset: () => void readAnew(queries),
      }),
  );
  useEffect(() => {
    stream.open();
    return () => stream.close();
  }, [stream]);
  return <LiveContext value={stream}>{children}</LiveContext>;
}

/** What is being read at this moment counts as old too. */
async function readAnew(queries: QueryClient): Promise<void> {
  await queries.cancelQueries();
  await queries.invalidateQueries();
}

const never = () => () => {};

/** Whether what is on the page is what is happening. */
export function useLiveStatus(): LiveStatus {
  const stream = useContext(LiveContext);
  return useSyncExternalStore(stream?.subscribe ?? never, () => stream?.status ?? "disconnected");
}
