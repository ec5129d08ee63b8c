/** Asks for a token where the server wants one; it is kept in a cookie that no script can read. */

import { useState } from "preact/hooks";

import { ApiError, post } from "../api";

export function TokenForm({ onDone }: { onDone: () => void }) {
  const [token, setToken] = useState("");
  const [failed, setFailed] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    try {
      await post("/session", { token: token.trim() });
      onDone();
    } catch (error) {
      setFailed(error instanceof ApiError && error.status === 401 ? "This token is not known, or was revoked." : String(error instanceof Error ? error.message : error));
    }
  };
  return (
    <main class="view">
      <h1>onrecord</h1>
      <form onSubmit={submit}>
        <label class="field">
          <span>Token</span>
          <input type="password" autocomplete="current-password" required value={token} onInput={(event) => setToken(event.currentTarget.value)} />
        </label>
        {failed && <p role="alert">{failed}</p>}
        <button type="submit" class="first">Open</button>
        <p class="soft small">Whoever runs this server makes tokens with <code>onrecord token create</code>.</p>
      </form>
    </main>
  );
}
