// Binary models as texts. A model `file:///m.onnx` is the text `graven-model:///m.onnx`; the language server, which knows files
// only, is told of the file.
'use strict'

const vscode = require('vscode')

const SCHEME = 'graven-model'

/** The text of a model's file. */
function textOf(file) {
  return file.with({ scheme: SCHEME })
}

/** What the server is told of a document: its file. */
function toServer(uri) {
  return (uri.scheme === SCHEME ? uri.with({ scheme: 'file' }) : uri).toString()
}

/** What the editor is told of a file: binary models are shown as their texts. */
function fromServer(value) {
  const uri = vscode.Uri.parse(value)
  return uri.scheme === 'file' && uri.path.endsWith('.onnx') ? textOf(uri) : uri
}

/** Reads a model as its text, and writes a text as the model, through the language server. */
class ModelFiles {
  constructor(client) {
    this.client = client
    this.changed = new vscode.EventEmitter()
    this.onDidChangeFile = this.changed.event
  }

  watch(uri) {
    const file = uri.with({ scheme: 'file' })
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), file.path.split('/').pop())
    const watcher = vscode.workspace.createFileSystemWatcher(pattern)
    watcher.onDidChange(() => this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]))
    return watcher
  }

  async stat(uri) {
    const found = await vscode.workspace.fs.stat(uri.with({ scheme: 'file' }))
    // The size is that of the binary, which is no reason to refuse its text.
    return { ...found, size: 0 }
  }

  async readFile(uri) {
    const client = await this.client()
    const { text } = await client.sendRequest('graven/openModel', { uri: toServer(uri) })
    return new TextEncoder().encode(text)
  }

  async writeFile(uri, content) {
    const client = await this.client()
    const text = new TextDecoder().decode(content)
    const { saved, diagnostics } = await client.sendRequest('graven/saveModel', { uri: toServer(uri), text })
    if (!saved) {
      const words = diagnostics.map((one) => `line ${one.range.start.line + 1}: ${one.message}`)
      throw vscode.FileSystemError.Unavailable(`the text has errors: ${words.join('; ')}`)
    }
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }])
  }

  readDirectory(uri) {
    throw vscode.FileSystemError.NoPermissions(uri)
  }

  createDirectory(uri) {
    throw vscode.FileSystemError.NoPermissions(uri)
  }

  delete(uri) {
    throw vscode.FileSystemError.NoPermissions(uri)
  }

  rename(uri) {
    throw vscode.FileSystemError.NoPermissions(uri)
  }
}

/** Opens a binary model's text in the place of its bytes. */
class ModelEditor {
  openCustomDocument(uri) {
    return { uri, dispose() {} }
  }

  async resolveCustomEditor(document, panel) {
    panel.webview.html = '<p>The model is open as text.</p>'
    await openAsText(document.uri, panel.viewColumn)
    panel.dispose()
  }
}

/** Shows a model's text. */
async function openAsText(file, column) {
  const document = await vscode.workspace.openTextDocument(textOf(file))
  await vscode.languages.setTextDocumentLanguage(document, 'onnx-text')
  return vscode.window.showTextDocument(document, { viewColumn: column, preview: false })
}

module.exports = { SCHEME, ModelFiles, ModelEditor, openAsText, toServer, fromServer }
