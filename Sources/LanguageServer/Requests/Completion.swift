internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// What may be typed.
enum CompletionHandler: RequestHandler {
  typealias Method = CompletionRequest
  static let needs = Need.recentModel

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.completionProvider = CompletionOptions(
      triggerCharacters: ["=", "<", "(", ",", "@", "\"", ".", "["], resolveProvider: true)
  }

  static func answer(
    _ params: CompletionParams, _ context: RequestContext
  ) throws(ResponseError) -> CompletionList? {
    let document = try context.document()
    let found = document.completions(at: context.offset(of: params.position))
    let client = CompletionClient(context.client)
    // Most of them replace the same word.
    var ranges: [Range<Int>: TextRange] = [:]
    let items = found.items.map { item in
      let range = ranges[item.replaces] ?? context.range(of: item.replaces)
      ranges[item.replaces] = range
      return client.item(item, range, document.uri)
    }
    return CompletionList(isIncomplete: found.isIncomplete, items: items)
  }
}

/// What a client shows of a proposal.
private struct CompletionClient {
  let hasSnippets: Bool
  let hasTags: Bool
  let hasDeprecated: Bool

  init(_ client: Client) {
    let item = client.capabilities.textDocument?.completion?.completionItem
    hasSnippets = item?.snippetSupport == true
    hasTags = item?.tagSupport != nil
    hasDeprecated = item?.deprecatedSupport == true
  }

  func item(_ proposal: Completion, _ range: TextRange, _ uri: String) -> CompletionItem {
    let snippet = hasSnippets ? proposal.snippet : nil
    var item = CompletionItem(label: proposal.label, kind: kinds[proposal.kind])
    item.detail = proposal.detail.isEmpty ? nil : proposal.detail
    if proposal.isDeprecated {
      if hasTags { item.tags = [.deprecated] } else if hasDeprecated { item.deprecated = true }
    }
    item.sortText = proposal.sortKey
    item.filterText = proposal.filter == proposal.label ? nil : proposal.filter
    item.insertTextFormat = snippet == nil ? nil : .snippet
    item.textEdit = .edit(TextEdit(range: range, newText: snippet ?? proposal.text))
    if !proposal.topic.isEmpty { item.data = .array(([uri] + proposal.topic).map(JSONValue.string)) }
    return item
  }
}

/// The icons of proposals.
private let kinds: [Completion.Kind: CompletionItemKind] = [
  .operation: .operator, .function: .function, .attribute: .property, .value: .variable, .input: .variable,
  .initializer: .constant, .type: .struct, .dimension: .typeParameter, .key: .field, .word: .enumMember,
  .number: .value, .domain: .module, .note: .keyword, .reference: .reference,
]
