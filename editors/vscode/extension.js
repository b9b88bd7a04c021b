// Starts `graven lsp`, and opens binary models as texts.
'use strict'

const vscode = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')
const { SCHEME, ModelFiles, ModelEditor, openAsText, toServer, fromServer } = require('./models')

let client

function start() {
  const command = vscode.workspace.getConfiguration('graven').get('path')
  client = new LanguageClient(
    'graven',
    'Graven',
    { command, args: ['lsp'] },
    {
      documentSelector: [{ scheme: 'file', language: 'onnx-text' }, { scheme: SCHEME }],
      synchronize: { configurationSection: 'graven' },
      uriConverters: { code2Protocol: toServer, protocol2Code: fromServer },
    },
  )
  return client.start()
}

/** The client, once it can be asked. */
async function running() {
  await started
  return client
}

let started

function activate(context) {
  started = start()
  started.catch((problem) => vscode.window.showErrorMessage(`Graven does not start: ${problem.message}`))
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(SCHEME, new ModelFiles(running), { isCaseSensitive: true }),
    vscode.window.registerCustomEditorProvider('graven.model', new ModelEditor()),
    vscode.commands.registerCommand('graven.openAsText', (file) => openAsText(file)),
    vscode.commands.registerCommand('graven.restart', () => (started = client.stop().then(start))),
  )
}

function deactivate() {
  return client?.stop()
}

module.exports = { activate, deactivate }
