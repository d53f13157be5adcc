import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { SearchHit } from "@/api/client";
import { useShortcuts } from "@/lib/shortcuts";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { GroupHead } from "./GroupHead";
import { HitRow } from "./HitRow";
import type { HitGroup } from "./search";

interface Props {
  groups: readonly HitGroup[];
  hasMore: boolean;
  onMore: () => void;
}

type Row = { key: string; group: HitGroup; hit?: SearchHit };

const NEAR_END = 8;

/** Hits by their conversations. Only those that can be seen exist. */
export function HitList({ groups, hasMore, onMore }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const all: Row[] = groups.flatMap((group) => [
    { key: group.key, group },
    ...group.hits.map((hit, index) => ({ key: `${group.key} ${index}`, group, hit })),
  ]);
  const rows = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (all[index]?.hit ? 76 : 44),
    getItemKey: (index) => all[index]?.key ?? index,
    overscan: 6,
    paddingStart: 8,
    paddingEnd: 24,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= all.length - NEAR_END) onMore();
  }, [hasMore, last, all.length, onMore]);
  const step = (by: 1 | -1) => {
    const from = Number(document.activeElement?.getAttribute("data-hit") ?? -1);
    let next = from + by;
    while (all[next] && !all[next]?.hit) next += by;
    if (!all[next]) return;
    rows.scrollToIndex(next);
    focusHit(next);
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  return (
    <ScrollRegion ref={scroller} label="Found">
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = all[index];
          return (
            row && (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className="absolute inset-x-0 px-5"
                style={{ transform: `translateY(${start}px)` }}
              >
                {row.hit ? <HitRow hit={row.hit} index={index} /> : <GroupHead group={row.group} />}
              </div>
            )
          );
        })}
      </div>
    </ScrollRegion>
  );
}

/** A hit that is just being scrolled to exists from the next frame on only. */
function focusHit(index: number): void {
  const hit = () => document.querySelector<HTMLElement>(`[data-hit="${index}"]`);
  if (hit()) hit()?.focus();
  else requestAnimationFrame(() => hit()?.focus());
}
