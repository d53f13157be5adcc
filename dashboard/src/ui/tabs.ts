/** How tabs look, wherever there are some. */
export const TAB_LIST_CLASS = "flex gap-5 border-b border-line px-5";
export const TAB_CLASS =
  "-mb-px h-10 border-b-2 border-transparent px-0.5 text-sm font-medium text-faint transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink";
