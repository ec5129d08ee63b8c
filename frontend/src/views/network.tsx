/** To come. */
import type { ViewProps } from "../app";
export default function View({ route }: ViewProps) { return <p>{route.view}</p>; }
