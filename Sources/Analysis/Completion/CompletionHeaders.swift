// Proposals inside of headers: keys, imports.

internal import Operators

extension CompletionMaker {
  /// What a text, or a function behind a graph, may begin with.
  mutating func addGraphStart() {
    guard snapshot.tree.statements.prefix(place.statement).allSatisfy({ $0.kind == .error }) else { return }
    let header = "<\n  ir_version: 10,\n  opset_import: [\"\" : 21]\n>\n"
    add(
      "model", .note, detail: "a header and a graph",
      snippet: header + "${1:main_graph} (${2:float[N] x}) => (${3:float[N] y}) {\n  $0\n}",
      text: header + "main_graph () => () {\n}\n")
  }

  mutating func addHeaderKeys(_ owner: TypingPlace.HeaderOwner) {
    let hasValue = following == UInt8(ascii: ":")
    for (order, key) in HeaderWords.keys(of: owner).enumerated() where !place.given.contains(key.name) {
      add(
        key.name, .key, detail: key.detail, snippet: hasValue ? nil : "\(key.name): \(key.sample)",
        text: hasValue ? key.name : key.name + ": ", filter: key.name, rank: "\(order + 10)",
        topic: ["header", key.name])
    }
  }

  mutating func addHeaderValues(_ key: String) {
    switch key {
    case "ir_version":
      for version in (3...13).reversed() {
        add("\(version)", .number, rank: "\(50 - version)", topic: ["header", key])
      }
    case "domain":
      for domain in surroundings.imports.keys.sorted() where !surroundings.catalog.domains.contains(domain) {
        addQuoted(domain, .domain, detail: "imported")
      }
    default: break
    }
  }

  /// Domains that operators are known of, or that the model's functions are in.
  mutating func addDomains() {
    var domains = surroundings.catalog.domains
    for function in surroundings.functions {
      let domain = surroundings.text(function.domain)
      if !domains.contains(domain) { domains.append(domain) }
    }
    let hasVersion = following == UInt8(ascii: ":")
    for (order, domain) in domains.enumerated() where !place.given.contains(domain) {
      let version = surroundings.catalog.latestVersion(of: domain) ?? 1
      addQuoted(
        domain, .domain, detail: HeaderWords.domain(domain), suffix: hasVersion ? "" : " : \(version)",
        rank: "\(10 + order)", topic: ["domain", domain])
    }
  }

  mutating func addVersions(of domain: String) {
    let latest = surroundings.catalog.latestVersion(of: domain) ?? 1
    for version in (max(1, latest - 25)...max(1, latest)).reversed() {
      add(
        "\(version)", .number, detail: version == latest ? "the newest" : "", rank: "\(1000 - version)",
        topic: ["domain", domain])
    }
  }
}

/// The keys of headers in words (onnx.proto, ModelProto, GraphProto, FunctionProto).
enum HeaderWords {
  struct Key {
    var name: String
    var detail: String
    /// The value as a snippet.
    var sample: String
  }

  static func keys(of owner: TypingPlace.HeaderOwner) -> [Key] { table[owner] ?? [] }

  /// What a key says.
  static func describe(_ name: String) -> Markup? {
    guard let text = texts[name] else { return nil }
    var markup = Markup()
    markup.paragraph("\(Markup.span(name)): \(text)")
    return markup
  }

  static func domain(_ domain: String) -> String {
    switch domain {
    case "": "ai.onnx: ONNX's own operators"
    case "ai.onnx.ml": "classical machine learning"
    case "ai.onnx.training", "ai.onnx.preview.training": "training"
    case "com.microsoft": "ONNX Runtime's further operators"
    case "com.microsoft.nchwc": "ONNX Runtime's blocked layouts"
    default: ""
    }
  }

  private static let table: [TypingPlace.HeaderOwner: [Key]] = [
    .model: [
      key("ir_version", "${1:10}"), key("opset_import", "[\"$1\" : ${2:21}]"), key("producer_name", "\"$1\""),
      key("producer_version", "\"$1\""), key("domain", "\"$1\""), key("model_version", "${1:1}"),
      key("doc_string", "\"$1\""), key("metadata_props", "[\"$1\": \"$2\"]"), key("configuration", "[{$1}]"),
      key("training_info", "[{$1}]"),
    ],
    .graph: [
      key("doc_string", "\"$1\""), key("metadata_props", "[\"$1\": \"$2\"]"), key("quantization_annotation", "[{$1}]"),
    ],
    .function: [
      key("domain", "\"$1\""), key("opset_import", "[\"$1\" : ${2:21}]"), key("overload", "\"$1\""),
      key("doc_string", "\"$1\""), key("metadata_props", "[\"$1\": \"$2\"]"),
    ],
  ]

  private static func key(_ name: String, _ sample: String) -> Key {
    Key(name: name, detail: short[name] ?? "", sample: sample)
  }

  private static let short: [String: String] = [
    "ir_version": "integer", "opset_import": "domains with versions", "producer_name": "string",
    "producer_version": "string", "domain": "string", "model_version": "integer", "doc_string": "string",
    "metadata_props": "keys with values", "configuration": "device configurations", "training_info": "graphs",
    "quantization_annotation": "objects", "overload": "string",
  ]

  private static let texts: [String: String] = [
    "ir_version":
      "the version of ONNX's file format that the model needs. Runtimes refuse one that is newer than they.",
    "opset_import": "which version of each domain's operators the nodes mean. Every domain that a node uses is here.",
    "producer_name": "the tool that made the model.",
    "producer_version": "the version of the tool that made the model.",
    "domain": "a name space, written as a reversed internet name: of the model, or that a function is called in.",
    "model_version": "the version of the graph, counted by its authors.",
    "doc_string": "a description for people; Markdown is usual.",
    "metadata_props": "named strings; the project's `[[meta]]` schema says which, if it has one.",
    "configuration": "the devices that the model's nodes can be spread over.",
    "training_info": "graphs that initialise and train the model.",
    "quantization_annotation": "which tensors hold the scale and the zero point of a quantised tensor.",
    "overload": "tells functions of one name apart; a call names it behind `:`.",
  ]
}
