// What the numbers of semantic tokens mean.

package import JSON

/// What a token is.
package struct SemanticTokenTypes: RawRepresentable, JSONCodable, Hashable {
  package var rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let namespace = SemanticTokenTypes(rawValue: "namespace")
  package static let type = SemanticTokenTypes(rawValue: "type")
  package static let `class` = SemanticTokenTypes(rawValue: "class")
  package static let `enum` = SemanticTokenTypes(rawValue: "enum")
  package static let interface = SemanticTokenTypes(rawValue: "interface")
  package static let `struct` = SemanticTokenTypes(rawValue: "struct")
  package static let typeParameter = SemanticTokenTypes(rawValue: "typeParameter")
  package static let parameter = SemanticTokenTypes(rawValue: "parameter")
  package static let variable = SemanticTokenTypes(rawValue: "variable")
  package static let property = SemanticTokenTypes(rawValue: "property")
  package static let enumMember = SemanticTokenTypes(rawValue: "enumMember")
  package static let event = SemanticTokenTypes(rawValue: "event")
  package static let function = SemanticTokenTypes(rawValue: "function")
  package static let method = SemanticTokenTypes(rawValue: "method")
  package static let macro = SemanticTokenTypes(rawValue: "macro")
  package static let keyword = SemanticTokenTypes(rawValue: "keyword")
  package static let modifier = SemanticTokenTypes(rawValue: "modifier")
  package static let comment = SemanticTokenTypes(rawValue: "comment")
  package static let string = SemanticTokenTypes(rawValue: "string")
  package static let number = SemanticTokenTypes(rawValue: "number")
  package static let regexp = SemanticTokenTypes(rawValue: "regexp")
  package static let `operator` = SemanticTokenTypes(rawValue: "operator")
  package static let decorator = SemanticTokenTypes(rawValue: "decorator")
  package static let label = SemanticTokenTypes(rawValue: "label")
}

/// What is special about a token.
package struct SemanticTokenModifiers: RawRepresentable, JSONCodable, Hashable {
  package var rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let declaration = SemanticTokenModifiers(rawValue: "declaration")
  package static let definition = SemanticTokenModifiers(rawValue: "definition")
  package static let readonly = SemanticTokenModifiers(rawValue: "readonly")
  package static let `static` = SemanticTokenModifiers(rawValue: "static")
  package static let deprecated = SemanticTokenModifiers(rawValue: "deprecated")
  package static let abstract = SemanticTokenModifiers(rawValue: "abstract")
  package static let async = SemanticTokenModifiers(rawValue: "async")
  package static let modification = SemanticTokenModifiers(rawValue: "modification")
  package static let documentation = SemanticTokenModifiers(rawValue: "documentation")
  package static let defaultLibrary = SemanticTokenModifiers(rawValue: "defaultLibrary")
}

/// How tokens are written.
package enum TokenFormat: String, JSONCodable, Hashable {
  case relative
}

/// What the numbers in tokens mean: places in these lists, bits for the modifiers.
package struct SemanticTokensLegend: JSONCodable, Hashable {
  package var tokenTypes: [String]
  package var tokenModifiers: [String]

  package init(tokenTypes: [String], tokenModifiers: [String]) {
    self.tokenTypes = tokenTypes
    self.tokenModifiers = tokenModifiers
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    tokenTypes = try json.required("tokenTypes")
    tokenModifiers = try json.required("tokenModifiers")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("tokenTypes", tokenTypes)
    json.member("tokenModifiers", tokenModifiers)
    json.endObject()
  }
}
