/** How tabs look, wherever there are some. */
export const TAB_LIST_CLASS =
  "flex shrink-0 gap-4 overflow-x-auto @max-3xl:gap-2.5 border-b border-line px-5 [scrollbar-width:none]";
export const TAB_CLASS =
  "h-10 shrink-0 border-b-2 border-transparent px-0.5 text-sm font-medium text-faint transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink";
