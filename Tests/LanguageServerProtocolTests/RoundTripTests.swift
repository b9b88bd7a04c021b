import JSON
import LanguageServerProtocol
import Testing

/// A type with JSON that says everything it can hold.
struct Sample: CustomTestStringConvertible, Sendable {
  var type: any (JSONDecodable & JSONEncodable).Type
  var text: String

  init(_ type: any (JSONDecodable & JSONEncodable).Type, _ text: String) {
    self.type = type
    self.text = text
  }

  var testDescription: String { "\(type)" }
}

private let range = #"{"start":{"line":1,"character":2},"end":{"line":3,"character":4}}"#
private let document = #""textDocument":{"uri":"file:///a"}"#
private let place = #""textDocument":{"uri":"file:///a"},"position":{"line":1,"character":2}"#
private let tokens = #""workDoneToken":"w","partialResultToken":7"#
private let item = #"{"name":"n","kind":12,"uri":"u","range":\#(range),"selectionRange":\#(range),"data":[1]}"#

private let documents = [
  Sample(TextDocumentItem.self, #"{"uri":"u","languageId":"onnx-text","version":3,"text":"é"}"#),
  Sample(OptionalVersionedTextDocumentIdentifier.self, #"{"uri":"u","version":null}"#),
  Sample(
    DidChangeTextDocumentParams.self,
    #"{"textDocument":{"uri":"u","version":2},"contentChanges":[{"range":\#(range),"text":"a"},{"text":"b"}]}"#),
  Sample(WillSaveTextDocumentParams.self, #"{\#(document),"reason":2}"#),
  Sample(DidSaveTextDocumentParams.self, #"{\#(document),"text":"t"}"#),
  Sample(DidCloseTextDocumentParams.self, "{\(document)}"),
  Sample(
    WorkspaceEdit.self,
    #"{"changes":{"u":[{"range":\#(range),"newText":"x"}]},"changeAnnotations":{"a":{"label":"l"}}}"#),
  Sample(
    WorkspaceEdit.self,
    #"""
    {"documentChanges":[{"kind":"create","uri":"u","options":{"overwrite":true}},
     {"kind":"rename","oldUri":"u","newUri":"v"},{"kind":"delete","uri":"u","annotationId":"a"},
     {"textDocument":{"uri":"u","version":1},"edits":[{"range":\#(range),"newText":"x","annotationId":"a"}]}]}
    """#),
]

private let findings = [
  Sample(
    Diagnostic.self,
    #"""
    {"range":\#(range),"message":"m","severity":2,"code":"T001","codeDescription":{"href":"h"},"source":"graven",
     "tags":[1,2],"relatedInformation":[{"location":{"uri":"u","range":\#(range)},"message":"r"}],"data":{"a":[null]}}
    """#),
  Sample(PublishDiagnosticsParams.self, #"{"uri":"u","version":1,"diagnostics":[{"range":\#(range),"message":""}]}"#),
  Sample(DocumentDiagnosticReport.self, #"{"kind":"full","resultId":"1","items":[]}"#),
  Sample(
    DocumentDiagnosticReport.self,
    #"{"kind":"unchanged","resultId":"1","relatedDocuments":{"u":{"kind":"full","items":[]}}}"#),
  Sample(
    WorkspaceDiagnosticReport.self,
    #"""
    {"items":[{"kind":"full","uri":"u","version":null,"items":[]},
     {"kind":"unchanged","uri":"u","version":1,"resultId":"r"}]}
    """#),
  Sample(WorkspaceDiagnosticParams.self, #"{"previousResultIds":[{"uri":"u","value":"1"}],\#(tokens)}"#),
  Sample(SaveModelResult.self, #"{"saved":false,"diagnostics":[{"range":\#(range),"message":"m"}]}"#),
]

private let features = [
  Sample(Hover.self, #"{"contents":{"kind":"markdown","value":"*a*"},"range":\#(range)}"#),
  Sample(DefinitionResult.self, #"{"uri":"u","range":\#(range)}"#),
  Sample(DefinitionResult.self, #"[{"uri":"u","range":\#(range)}]"#),
  Sample(DefinitionResult.self, #"[{"targetUri":"u","targetRange":\#(range),"targetSelectionRange":\#(range)}]"#),
  Sample(CompletionParams.self, #"{\#(place),"context":{"triggerKind":2,"triggerCharacter":"("},\#(tokens)}"#),
  Sample(
    CompletionList.self,
    #"""
    {"isIncomplete":true,"itemDefaults":{"editRange":{"insert":\#(range),"replace":\#(range)},"insertTextFormat":2},
     "items":[{"label":"Conv","labelDetails":{"detail":"d"},"kind":3,"tags":[1],"documentation":"text",
      "textEdit":{"newText":"a","insert":\#(range),"replace":\#(range)},"data":1},
      {"label":"b","documentation":{"kind":"markdown","value":"x"},"textEdit":{"range":\#(range),"newText":"b"},
       "command":{"title":"t","command":"c","arguments":[1,"a",null]}}]}
    """#),
  Sample(
    SignatureHelp.self,
    #"""
    {"signatures":[{"label":"a(b)","parameters":[{"label":[2,3]},{"label":"b","documentation":"d"}]}],
     "activeSignature":0,"activeParameter":1}
    """#),
  Sample(
    InlayHint.self, #"{"position":{"line":1,"character":2},"label":[{"value":"f","tooltip":"t"}],"paddingLeft":true}"#),
  Sample(InlayHint.self, #"{"position":{"line":1,"character":2},"label":"f","kind":1}"#),
  Sample(CodeLens.self, #"{"range":\#(range),"data":{"a":1}}"#),
  Sample(
    CodeActionParams.self,
    #"{\#(document),"range":\#(range),"context":{"diagnostics":[],"only":["quickfix","own.kind"],"triggerKind":1}}"#),
  Sample(CodeActionOrCommand.self, #"{"title":"t","command":"c"}"#),
  Sample(
    CodeActionOrCommand.self,
    #"{"title":"t","kind":"refactor.inline","edit":{"changes":{}},"command":{"title":"t","command":"c"}}"#),
  Sample(PrepareRenameResult.self, range),
  Sample(PrepareRenameResult.self, #"{"range":\#(range),"placeholder":"x"}"#),
  Sample(PrepareRenameResult.self, #"{"defaultBehavior":true}"#),
  Sample(
    DocumentSymbolResult.self,
    #"""
    [{"name":"a","kind":2,"range":\#(range),"selectionRange":\#(range),
      "children":[{"name":"b","kind":12,"range":\#(range),"selectionRange":\#(range)}]}]
    """#),
  Sample(DocumentSymbolResult.self, #"[{"name":"a","kind":2,"location":{"uri":"u","range":\#(range)}}]"#),
  Sample(FoldingRange.self, #"{"startLine":1,"endLine":2,"kind":"region","collapsedText":"..."}"#),
  Sample(SelectionRange.self, #"{"range":\#(range),"parent":{"range":\#(range),"parent":{"range":\#(range)}}}"#),
  Sample(CallHierarchyIncomingCall.self, #"{"from":\#(item),"fromRanges":[\#(range)]}"#),
  Sample(SemanticTokensDeltaResult.self, #"{"data":[0,1,2,3,4],"resultId":"1"}"#),
  Sample(SemanticTokensDeltaResult.self, #"{"edits":[{"start":5,"deleteCount":5,"data":[1]}]}"#),
  Sample(DocumentOnTypeFormattingParams.self, #"{\#(place),"ch":"\n","options":{"tabSize":2,"insertSpaces":true}}"#),
]

private let lifecycle = [
  Sample(
    InitializeParams.self,
    #"""
    {"processId":null,"rootUri":null,"clientInfo":{"name":"n"},"trace":"verbose","initializationOptions":{"a":1},
     "workspaceFolders":[{"uri":"u","name":"n"}],"workDoneToken":1,
     "capabilities":{"general":{"positionEncodings":["utf-8","utf-16"]},
      "window":{"workDoneProgress":true,"showDocument":{"support":true}},
      "workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create"],
       "changeAnnotationSupport":{}},"inlayHint":{"refreshSupport":true},"textDocumentContent":{}},
      "textDocument":{"hover":{"contentFormat":["markdown"]},"semanticTokens":{"requests":{"range":true,
       "full":{"delta":true}},"tokenTypes":["variable"],"tokenModifiers":[],"formats":["relative"]},
       "codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix"]}},
        "resolveSupport":{"properties":["edit"]}}}}}
    """#),
  Sample(
    InitializeResult.self,
    #"""
    {"capabilities":{"positionEncoding":"utf-8","textDocumentSync":{"openClose":true,"change":2,"save":{}},
      "completionProvider":{"triggerCharacters":["("],"resolveProvider":true},"hoverProvider":true,
      "semanticTokensProvider":{"legend":{"tokenTypes":["a"],"tokenModifiers":[]},"range":true,"full":{"delta":true}},
      "diagnosticProvider":{"interFileDependencies":false,"workspaceDiagnostics":true},
      "workspace":{"workspaceFolders":{"supported":true,"changeNotifications":true},
       "textDocumentContent":{"schemes":["graven"]}}},
     "serverInfo":{"name":"graven","version":"0"}}
    """#),
  Sample(
    RegistrationParams.self,
    #"{"registrations":[{"id":"1","method":"m","registerOptions":{"watchers":[{"globPattern":"*","kind":7}]}}]}"#),
  Sample(
    DidChangeWatchedFilesRegistrationOptions.self,
    #"""
    {"watchers":[{"globPattern":{"baseUri":{"uri":"u","name":"n"},"pattern":"p"}},
     {"globPattern":{"baseUri":"u","pattern":"p"},"kind":1}]}
    """#),
  Sample(
    DiagnosticRegistrationOptions.self,
    #"{"documentSelector":null,"interFileDependencies":true,"id":"1","#
      + #""workspaceDiagnostics":false}"#),
  Sample(TextDocumentRegistrationOptions.self, #"{"documentSelector":[{"language":"onnx-text"},{"pattern":"*"}]}"#),
  Sample(UnregistrationParams.self, #"{"unregisterations":[{"id":"1","method":"m"}]}"#),
  Sample(ProgressParams.self, #"{"token":"t","value":{"kind":"begin","title":"t","percentage":0}}"#),
  Sample(WorkDoneProgressReport.self, #"{"kind":"report","message":"m","percentage":50,"cancellable":true}"#),
  Sample(ShowMessageRequestParams.self, #"{"type":1,"message":"m","actions":[{"title":"t"}]}"#),
  Sample(ApplyWorkspaceEditParams.self, #"{"label":"l","edit":{}}"#),
  Sample(ExecuteCommandParams.self, #"{"command":"c","arguments":[{"uri":"u"},null]}"#),
  Sample(DidChangeWatchedFilesParams.self, #"{"changes":[{"uri":"u","type":3}]}"#),
  Sample(ConfigurationParams.self, #"{"items":[{"section":"graven","scopeUri":"u"}]}"#),
  Sample(CancelParams.self, #"{"id":"a"}"#),
]

@Suite struct RoundTripTests {
  @Test(arguments: documents + findings + features + lifecycle)
  func whatIsReadIsWritten(sample: Sample) throws {
    let value = try sample.type.init(json: json(sample.text))
    #expect(try sorted(json(written(value))) == sorted(json(sample.text)))
  }

  @Test func valuesThatNobodyKnowsAreLeftOut() throws {
    let item = try CompletionItem(json: json(#"{"label":"a","kind":99,"tags":[1,99],"insertTextFormat":"x"}"#))
    #expect(item == CompletionItem(label: "a", tags: [.deprecated]))
    let saving = try WillSaveTextDocumentParams(json: json(#"{\#(document),"reason":99}"#))
    #expect(saving.reason == .manual)
  }

  @Test func capabilitiesOfAnotherShapeCountAsMissing() throws {
    let text = #"""
      {"general":{"positionEncodings":["utf-7","utf-32"]},"workspace":[],"window":{"workDoneProgress":"yes"},
       "textDocument":{"hover":{"contentFormat":3},"rename":{"prepareSupport":true,"dynamicRegistration":1},
        "semanticTokens":{"requests":{"range":{},"full":true}}}}
      """#
    let client = ClientCapabilities(json: try json(text))
    #expect(client.general?.positionEncodings == [.utf32])
    #expect(client.workspace == WorkspaceClientCapabilities())
    #expect(client.window == WindowClientCapabilities())
    #expect(client.textDocument?.hover == HoverClientCapabilities())
    #expect(client.textDocument?.rename == RenameClientCapabilities(prepareSupport: true))
    #expect(client.textDocument?.semanticTokens == nil)
    let requests = ClientSemanticTokensRequestOptions(json: try json(#"{"range":{},"full":true}"#))
    #expect(requests == ClientSemanticTokensRequestOptions(range: true, full: SemanticTokensFullDelta()))
  }

  @Test func aFailureSaysWhere() throws {
    #expect(throws: DecodingFailure("position.line", expected: "an integer")) {
      try HoverParams(json: json(#"{\#(document),"position":{"line":"1","character":2}}"#))
    }
    #expect(throws: DecodingFailure("contentChanges[1].text", expected: "a string")) {
      try DidChangeTextDocumentParams(
        json: json(#"{"textDocument":{"uri":"u","version":2},"contentChanges":[{"text":"a"},{}]}"#))
    }
    #expect(throws: DecodingFailure.self) { try InitializeParams(json: .null) }
  }
}
