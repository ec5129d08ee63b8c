/** Boards below each other, with a button for older ones where there are more. */

import type { ComponentChildren } from "preact";

import { useGrowing } from "../paging";
import type { Page } from "../types";

interface GrownProps<One> {
  first: Page<One>;
  addressAfter: (cursor: string) => string;
  children: (one: One) => ComponentChildren;
}

export function Grown<One>({ first, addressAfter, children }: GrownProps<One>) {
  const { items, hasMore, more, failed } = useGrowing(first, addressAfter);
  return (
    <>
      <div class="boards">{items.map(children)}</div>
      {hasMore && <button type="button" class="more" onClick={() => void more()}>Show more</button>}
      {failed && <p role="alert">{failed}</p>}
    </>
  );
}
