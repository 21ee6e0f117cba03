export const explorerPage = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tiepdan: đồ thị dữ liệu</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <link rel="stylesheet" href="/explorer/page.css" />
  </head>
  <body>
    <header>
      <strong>Tiepdan</strong>
      <label for="token">Mã truy cập <span lang="en">Token</span></label>
      <input id="token" type="password" autocomplete="off" spellcheck="false" placeholder="eyJ…" />
      <p>
        Lấy mã bằng lệnh <code>npm run token -- --role receptionist --quiet</code> rồi dán vào đây; mã chỉ nằm trong trang này.
        <span lang="en">Get a token with the command and paste it here; it stays in this page only.</span>
        <output id="who" for="token"></output>
      </p>
    </header>
    <main id="graphiql"></main>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script src="/explorer/page.js"></script>
  </body>
</html>
`;

export const explorerStyle = `
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font: 14px/1.4 system-ui, sans-serif; color: #1f2937; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 16px; background: #f8fafc; border-bottom: 1px solid #d6dbe3; }
header strong { font-size: 16px; color: #9a1b1b; }
header label { font-weight: 600; }
header input { flex: 1 1 220px; max-width: 420px; padding: 6px 8px; border: 1px solid #9aa4b2; border-radius: 4px; font: inherit; }
header p { margin: 0; flex: 1 1 420px; font-size: 13px; }
header code { background: #e8ecf2; padding: 1px 4px; border-radius: 3px; user-select: all; }
[lang='en'] { color: #5b6675; font-weight: 400; }
#who { font-weight: 600; }
#who.expired { color: #9a1b1b; }
main { flex: 1; min-height: 0; }
`;
