export interface ExplorerSettings {
  readonly introspection: boolean;
  readonly examples: readonly { readonly query: string; readonly variables?: object | undefined }[];
}

/** The page's own script, with what it shows. */
export const explorerScript = (settings: ExplorerSettings): string =>
  `'use strict';\nconst settings = ${JSON.stringify(settings).replaceAll('<', '\\u003c')};\n${SCRIPT}`;

// What is typed may be a citizen's data, so nothing of it outlives the page: GraphiQL gets a storage in memory.
const SCRIPT = `const tokenInput = document.getElementById('token');
const who = document.getElementById('who');
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
let token = '';

function memoryStorage() {
  const items = new Map();
  return {
    get length() { return items.size; },
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, String(value)),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

async function fetcher(body, options) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: 'Bearer ' + token } : {}), ...options?.headers };
  const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
  return response.json();
}

function claimsOf(jwt) {
  try {
    const bytes = Uint8Array.from(atob(jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function tabsFor(claims) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  const values = { AGENCY: claims?.agency ?? 'agency-id', TODAY: today, YEAR: today.slice(0, 4), KEY: crypto.randomUUID?.() ?? String(Date.now()) };
  return settings.examples.map(({ query, variables }) => ({
    query,
    variables: variables && JSON.stringify(variables, null, 2).replace(/\\{([A-Z]+)\\}/g, (all, name) => values[name] ?? all),
  }));
}

let generation = 0;
function show() {
  const claims = claimsOf(token);
  const isExpired = claims?.exp * 1000 < Date.now();
  who.classList.toggle('expired', isExpired);
  who.textContent = !claims ? '' : isExpired ? 'Mã đã hết hạn · expired' : 'Vai trò · roles: ' + [claims.roles ?? []].flat().join(', ');
  root.render(React.createElement(GraphiQL, {
    key: ++generation,
    fetcher,
    storage: memoryStorage(),
    // Without a token, or where the schema is not given out, asking for it would only show an error.
    schema: token && settings.introspection ? undefined : null,
    defaultTabs: tabsFor(claims),
    defaultEditorToolsVisibility: 'variables',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
    forcedTheme: 'light',
  }));
}

tokenInput.addEventListener('change', () => {
  token = tokenInput.value.trim().replace(/^Bearer +/i, '');
  show();
});
show();
`;
