// Runs before everything else (`node -r`), so that a Node that is too old gets one sentence instead of a syntax error of
// newer code: hence the old syntax here.
// oxlint-disable-next-line import/no-relative-parent-imports -- old Nodes know no `#`
var range = require('../package.json').engines.node

var current = process.versions.node.split('.').map(Number)
var fits = range.split('||').some(function (alternative) {
  var parts = /(\^|>=)(\d+)\.(\d+)/.exec(alternative)
  var major = Number(parts[2])
  if (current[0] === major) return current[1] >= Number(parts[3])
  return parts[1] === '>=' && current[0] > major
})

if (!fits) {
  console.error(
    'Agent Console needs Node ' + range.replace('||', 'or') + '; this is Node ' + process.versions.node + '.',
  )
  process.exit(1)
}
