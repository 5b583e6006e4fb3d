// Runs after the library. The default layout: the other one has styles that the content security policy forbids.
window.SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('api'),
  // It would put a link inside the button of each operation.
  deepLinking: false,
  // Its colors are too faint.
  syntaxHighlight: { activated: false },
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
  plugins: [accessible],
})

/** Names what the library leaves without a name, and leaves out its choice of one server. */
function accessible({ React: { createElement } }) {
  const labelled = (text) => (Original) => (props) =>
    createElement('label', null, createElement('span', { className: 'unseen' }, text), createElement(Original, props))
  return {
    wrapComponents: {
      ExamplesSelect: labelled('Example'),
      ServersContainer: () => () => null,
    },
  }
}

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()
