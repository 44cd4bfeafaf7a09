import { Code } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import classes from "./copy-block.module.css";
import { CopyButton } from "./copy-button.tsx";

interface Props {
  value: string;
  /** Names the value for those who only hear the button. */
  of: string;
}

/** Lines of a file, with a button to copy them; `lines` of them are shown, and the rest is scrolled to. */
export function CopyBlock({ value, of, lines }: Props & { lines: number }) {
  return (
    <Block value={value} of={of} maxHeight={`${lines}lh`}>
      {value}
    </Block>
  );
}

/** Lines to paste into a terminal, with a button to copy them; very many names scroll. */
export function CopyCommand({ value, of }: Props) {
  return (
    <Block value={value} of={of} maxHeight="20lh" className={classes.command}>
      {unbroken(value)}
    </Block>
  );
}

interface BlockProps extends Props {
  maxHeight: string;
  className?: string;
  children: ReactNode;
}

function Block({ value, of, maxHeight, className, children }: BlockProps) {
  return (
    <div className={classes.block}>
      <Code
        block
        tabIndex={0} // what scrolls must be reachable by keyboard
        role="group"
        aria-label={of}
        className={className}
        style={{ maxHeight }}
      >
        {children}
      </Code>
      <CopyButton value={value} of={of} />
    </div>
  );
}

// A line breaks at a space or after a comma, and nowhere else: a browser breaks after a hyphen, too, and "-keyout" is then
// read as two words. What is copied keeps its own line ends.
function unbroken(command: string): ReactNode[] {
  return command.split(/(?<=,)(?!\s)|(\s+)/).map((part = "", index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have their place only
    <Fragment key={index}>
      {part === "" ? <wbr /> : /^\s/.test(part) ? part : <span className={classes.word}>{part}</span>}
    </Fragment>
  ));
}
