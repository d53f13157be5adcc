import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "@/ui/cx";

interface Props {
  /** What is said while the rest is folded. */
  title: ReactNode;
  /** A few words beside it, in a lower voice. */
  note?: ReactNode;
  open?: boolean;
  className?: string;
  children: ReactNode;
}

/** Something that is folded until somebody wants to see it; what is folded is not in the page. */
export function Collapsible({ title, note, open: initially = false, className, children }: Props) {
  const [open, setOpen] = useState(initially);
  return (
    <div className={className}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-ml-1 flex max-w-full items-center gap-1 rounded-md px-1 py-0.5 text-left text-xs text-faint transition-colors hover:bg-hover hover:text-ink"
      >
        <ChevronRight
          size={13}
          aria-hidden="true"
          className={cx("shrink-0 transition-transform", open && "rotate-90")}
        />
        <span className="shrink-0 font-medium">{title}</span>
        {note && <span className="truncate pl-1 font-normal">{note}</span>}
      </button>
      {open && <div className="pt-1.5">{children}</div>}
    </div>
  );
}
