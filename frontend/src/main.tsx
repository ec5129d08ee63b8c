import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";

import { render } from "preact";

import { App } from "./app";
import { applyTheme, storedTheme } from "./theme";

applyTheme(storedTheme());
render(<App />, document.getElementById("page")!);
