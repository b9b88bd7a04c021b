internal import Syntax

/// The headers of models, graphs and functions as lists of entries.
extension TreeIndex {
  /// The header of a place, also where it is not there yet; nil if the place has none.
  func header(of place: TreePlace) -> HeaderList? {
    if case .model = place.form {
      guard file.object == nil else { return nil }
      return header(file.header, .model) ?? missingModelHeader()
    }
    guard let scope = scope(of: place), scope.object == nil, let signature = scope.signature else { return nil }
    let owner: HeaderList.Owner = scope.kind == .graph ? .graph : .function
    if let header = header(scope.header, owner) { return header }
    let view = StatementView(tree, signature.statement)
    var list = CommaList(items: [], start: view.range(view.firstToken(signature.part)).lowerBound)
    list.prefix = Array("<".utf8)
    list.suffix = Array("> ".utf8)
    if case .scope = place.form {
      list.suffix = Array(">\n".utf8)
      // The first `<` of a file is the model's.
      if scope.kind == .graph, file.header == nil { list.prefix = Array("<>\n<".utf8) }
    }
    return HeaderList(owner: owner, list: list, keys: [])
  }

  private func header(_ spot: TreeSpot?, _ owner: HeaderList.Owner) -> HeaderList? {
    guard let spot else { return nil }
    let view = StatementView(tree, spot.statement)
    let entries = view.children(spot.part).filter { view.kind($0) == .entry }
    let start = view.range(view.firstToken(spot.part)).upperBound
    var list = CommaList(view, entries.map { view.tokens($0) }, start: start)
    if owner == .model { (list.prefix, list.suffix) = (Array("\n  ".utf8), Array("\n".utf8)) }
    if owner == .model { list.separator = Array("\n  ".utf8) }
    let keys = entries.map { String(decoding: view.bytes(view.firstToken($0)), as: UTF8.self) }
    return HeaderList(owner: owner, list: list, keys: keys)
  }

  private func missingModelHeader() -> HeaderList {
    var list = CommaList(items: [], start: tree.statements.isEmpty ? 0 : StatementView(tree, 0).range(0).lowerBound)
    (list.prefix, list.separator, list.suffix) = (Array("<\n  ".utf8), Array("\n  ".utf8), Array("\n>\n".utf8))
    return HeaderList(owner: .model, list: list, keys: [])
  }
}

/// The entries of a header.
struct HeaderList {
  enum Owner { case model, graph, function }

  let owner: Owner
  var list: CommaList
  /// The entries' keys.
  let keys: [String]

  /// The keys that there can be, in the order in which the printer writes them.
  private var known: [String] {
    switch owner {
    case .model:
      [
        "ir_version", "producer_name", "producer_version", "domain", "model_version", "doc_string", "opset_import",
        "metadata_props", "configuration", "training_info", "_unknown",
      ]
    case .graph: ["doc_string", "metadata_props", "quantization_annotation", "_unknown"]
    case .function: ["domain", "overload", "opset_import", "doc_string", "metadata_props", "_unknown"]
    }
  }

  /// A key's place among all that there can be.
  func rank(of key: String) -> Int { known.firstIndex(of: key) ?? Int.max }

  /// Where the printer would write an entry; nil if there is no such key.
  func position(of key: String) -> Int? {
    guard known.contains(key) else { return nil }
    return keys.firstIndex { rank(of: $0) > rank(of: key) } ?? keys.count
  }

  /// The entries with a key.
  func positions(of key: String) -> [Int] { keys.indices.filter { keys[$0] == key } }
}
