import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { ExchangePlace } from "@/api/client";
import { mergeExchanges, removeExchange } from "@/features/exchange/live-cache";
import { LiveBoard, type LiveEntry } from "./live-board";
import { type LiveStatus, LiveStream } from "./live-stream";

interface Live {
  stream: LiveStream;
  board: LiveBoard;
}

const LiveContext = createContext<Live | null>(null);

/** Keeps what the page shows up to date for as long as it is open. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [live] = useState(() => liveOf(queries));
  useEffect(() => {
    live.stream.open();
    return () => live.stream.close();
  }, [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function liveOf(queries: QueryClient): Live {
  const board = new LiveBoard();
  const stream = new LiveStream({
    onExchanges: (exchanges) => {
      mergeExchanges(queries, exchanges);
      board.exchanges(exchanges);
    },
    onAnswer: (progress) => board.answer(progress),
    onPlace: (place) => board.place(place),
    onDeleted: (id) => {
      removeExchange(queries, id);
      board.remove(id);
    },
    onReset: () => {
      board.clear();
      void readAnew(queries);
    },
  });
  return { stream, board };
}

/** What is being read at this moment counts as old too. */
async function readAnew(queries: QueryClient): Promise<void> {
  await queries.cancelQueries();
  await queries.invalidateQueries();
}

const never = () => () => {};

/** Whether what is on the page is what is happening. */
export function useLiveStatus(): LiveStatus {
  const stream = useContext(LiveContext)?.stream;
  return useSyncExternalStore(stream?.subscribe ?? never, () => stream?.status ?? "disconnected");
}

const NOBODY: readonly LiveEntry[] = [];

/** What goes on at this moment, the newest first. */
export function useLiveEntries(): readonly LiveEntry[] {
  const board = useContext(LiveContext)?.board;
  return useSyncExternalStore(board?.subscribe ?? never, () => board?.snapshot() ?? NOBODY);
}

/** Where what goes on is kept. */
export function useLiveBoard(): LiveBoard | undefined {
  return useContext(LiveContext)?.board;
}

/** Calls back, but no more often than every so many milliseconds, when exchanges are indexed. */
export function useIndexed(
  matters: (place: ExchangePlace) => boolean,
  everyMillis: number,
  then: () => void,
): void {
  const board = useLiveBoard();
  const current = useRef({ matters, then });
  useLayoutEffect(() => {
    current.current = { matters, then };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = board?.watchPlaces((place) => {
      if (timer !== undefined || !current.current.matters(place)) return;
      timer = setTimeout(() => {
        timer = undefined;
        current.current.then();
      }, everyMillis);
    });
    return () => {
      stop?.();
      clearTimeout(timer);
    };
  }, [board, everyMillis]);
}
