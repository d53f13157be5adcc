import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "./Button";
import { cx } from "./cx";

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  /** For what stands in two columns. */
  wide?: boolean;
  children: ReactNode;
}

/**
 * A dialog over the page. The browser's own element keeps the focus inside, closes on Escape and
 * gives the focus back, without style sheets of its own that a strict policy would refuse.
 */
export function Dialog({ title, open, onClose, wide = false, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too, by the browser.
    <dialog
      ref={ref}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
      className={cx(
        "m-auto w-full rounded-2xl border border-line bg-surface p-0 text-ink shadow-pop backdrop:bg-canvas/70 backdrop:backdrop-blur-[2px]",
        wide ? "max-w-3xl" : "max-w-md",
      )}
    >
      {open && (
        <>
          <div className="flex items-center justify-between px-5 pt-4 pb-1">
            <h2 className="text-base font-semibold">{title}</h2>
            <IconButton label="Close" onClick={onClose}>
              <X size={16} />
            </IconButton>
          </div>
          <div className="px-5 pb-5">{children}</div>
        </>
      )}
    </dialog>
  );
}
