interface Page {
  readonly title: string
  readonly text: string
  /** Leads on with a POST to the same address. */
  readonly button?: string
}

const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:20vh auto;padding:0 1rem}
button{font:inherit;padding:.6rem 1.4rem;cursor:pointer}`

/** A page that works before anyone is signed in and without the console. Its texts are our own. */
export function linkPage({ title, text, button }: Page): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title} · Outcrop</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
${button === undefined ? '' : `<form method="post"><button autofocus>${button}</button></form>`}
</main>
</html>
`
}
