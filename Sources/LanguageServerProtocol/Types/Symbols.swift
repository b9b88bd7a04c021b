// Names of a document, and what they stand for.

package import JSON

/// What icon a symbol gets.
package enum SymbolKind: Int, JSONCodable, Hashable {
  case file = 1
  case module = 2
  case namespace = 3
  case package = 4
  case `class` = 5
  case method = 6
  case property = 7
  case field = 8
  case constructor = 9
  case `enum` = 10
  case interface = 11
  case function = 12
  case variable = 13
  case constant = 14
  case string = 15
  case number = 16
  case boolean = 17
  case array = 18
  case object = 19
  case key = 20
  case null = 21
  case enumMember = 22
  case `struct` = 23
  case event = 24
  case `operator` = 25
  case typeParameter = 26
}

/// How to draw a symbol.
package enum SymbolTag: Int, JSONCodable, Hashable {
  case deprecated = 1
}

/// What the server offers of workspace symbols.
package struct WorkspaceSymbolOptions: JSONCodable, Hashable {
  package var resolveProvider: Bool?
  package var workDoneProgress: Bool?

  package init(resolveProvider: Bool? = nil, workDoneProgress: Bool? = nil) {
    self.resolveProvider = resolveProvider
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    resolveProvider = try json.optional("resolveProvider")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("resolveProvider", resolveProvider)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}
