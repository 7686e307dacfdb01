import type { Contract } from '@convene/protocol'

/** A readable page of every command, without scripts: the whole truth is in `openapi.json`. */
export function apiDocs(contracts: readonly Contract[]): string {
  const rows = [...contracts]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, summary, who }) =>
        `<tr><th scope="row"><code>POST /api/v1/${escaped(name)}</code></th><td>${escaped(summary)}</td><td>${who === 'public' ? 'anyone' : 'signed in'}</td></tr>`,
    )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Convene API</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.4rem .6rem;border-bottom:1px solid #ccc}th{font-weight:400}</style>
<h1>Convene API</h1><p>Send JSON; sign in with the session cookie or <code>Authorization: Bearer</code>; add an <code>Idempotency-Key</code> and a retry acts once. Shapes and errors: <a href="/api/openapi.json">openapi.json</a>.</p>
<table><thead><tr><th>Command</th><th>What it does</th><th>Who</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
