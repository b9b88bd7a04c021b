// The model files of editors/vscode with the real language server; of VS Code's API just what they use. Prints `ok NAME` or
// `FAIL NAME: why`. GRAVEN: the program; MODEL: the binary; PACKAGE: the extension's folder.
'use strict'

const { spawn } = require('node:child_process')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

class Uri {
  constructor(scheme, file) {
    Object.assign(this, { scheme, path: file })
  }
  static parse(value) {
    const url = new URL(value)
    return new Uri(url.protocol.slice(0, -1), decodeURIComponent(url.pathname))
  }
  with(change) {
    return new Uri(change.scheme ?? this.scheme, change.path ?? this.path)
  }
  toString() {
    return `${this.scheme}://${encodeURI(this.path)}`
  }
}

const vscode = {
  Uri,
  EventEmitter: class {
    listeners = []
    event = (listener) => this.listeners.push(listener)
    fire(value) {
      this.listeners.forEach((listener) => listener(value))
    }
  },
  FileChangeType: { Changed: 1 },
  FileSystemError: { Unavailable: (words) => new Error(words), NoPermissions: (uri) => new Error(`${uri}`) },
  workspace: { fs: { stat: async (uri) => ({ type: 1, ctime: 0, mtime: 0, size: fs.statSync(uri.path).size }) } },
}
const load = Module._load
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest))

/** As much of a language client as sends a request. */
class Client {
  constructor() {
    this.server = spawn(process.env.GRAVEN, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.waiting = new Map()
    this.bytes = Buffer.alloc(0)
    this.server.stdout.on('data', (data) => this.take(data))
  }
  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    this.server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`)
    this.server.stdin.write(body)
  }
  sendRequest(method, params) {
    const id = this.waiting.size + 1
    this.send({ id, method, params })
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }))
  }
  take(data) {
    this.bytes = Buffer.concat([this.bytes, data])
    for (;;) {
      const end = this.bytes.indexOf('\r\n\r\n')
      const size = end < 0 ? NaN : Number(/\d+/.exec(this.bytes.subarray(0, end).toString())[0])
      if (!(this.bytes.length >= end + 4 + size)) return
      const message = JSON.parse(this.bytes.subarray(end + 4, end + 4 + size))
      this.bytes = this.bytes.subarray(end + 4 + size)
      if (message.method) continue
      const { resolve, reject } = this.waiting.get(message.id)
      message.error ? reject(new Error(message.error.message)) : resolve(message.result)
    }
  }
}

function check(name, ok, why) {
  console.log(ok ? `ok ${name}` : `FAIL ${name}: ${String(why).replaceAll('\n', ' ')}`)
}

async function main() {
  const { ModelFiles, toServer, fromServer } = require(path.join(process.env.PACKAGE, 'models.js'))
  const file = process.env.MODEL
  const text = new Uri('graven-model', file)
  check('the server is told of the file', toServer(text) === `file://${file}`, toServer(text))
  check('a binary is shown as its text', fromServer(`file://${file}`).scheme === 'graven-model')
  check('a text is a file', fromServer(`file://${file}txt`).scheme === 'file')

  const client = new Client()
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })
  client.send({ method: 'initialized', params: {} })
  const files = new ModelFiles(async () => client)
  let changes = 0
  files.onDidChangeFile(() => changes++)

  const opened = new TextDecoder().decode(await files.readFile(text))
  check('opens', opened.includes('[n1] a = LeakyRelu <alpha = 0.25> (x)'), opened)
  check('its size is no hindrance', (await files.stat(text)).size === 0)
  const before = fs.readFileSync(file)
  const refused = await files.writeFile(text, new TextEncoder().encode(opened.replace('y =', 'y = ='))).catch((one) => one)
  check('a text with errors is not written', /line \d+: expected/.test(refused?.message), refused)
  check('the model stays as it is', before.equals(fs.readFileSync(file)) && changes === 0)
  const changed = opened.replace('alpha = 0.25', 'alpha = 0.5').replace('b = Add', 'sum = Add').replace('(b)', '(sum)')
  await files.writeFile(text, new TextEncoder().encode(changed))
  check('saves', changes === 1 && new TextDecoder().decode(await files.readFile(text)) === changed)
  const missing = await files.readFile(new Uri('graven-model', `${file}.gone.onnx`)).catch((one) => one)
  check('a file that is not there is an error', missing instanceof Error, missing)
  await client.sendRequest('shutdown')
  client.send({ method: 'exit' })
  check('stop', true)
}

main().catch((problem) => check('script', false, problem.stack))
