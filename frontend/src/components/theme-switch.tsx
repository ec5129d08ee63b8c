/** Light, dark, or as the system has it. */

import { useState } from "preact/hooks";

import { applyTheme, storedTheme, type Theme } from "../theme";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const SIGN: Record<Theme, string> = { system: "◐", light: "○", dark: "●" };

export function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme);
  const change = () => {
    applyTheme(NEXT[theme]);
    setTheme(NEXT[theme]);
  };
  const label = `Colours: ${theme === "system" ? "as the system" : theme}. Change to ${NEXT[theme] === "system" ? "as the system" : NEXT[theme]}`;
  return <button type="button" class="plain" onClick={change} aria-label={label} title={label}>{SIGN[theme]}</button>;
}
