// The scopes that exporters write into names: `/layer1/conv` is `conv` of `layer1`.

internal import Syntax

/// The scopes of a node, from the outermost, and what is left of its name.
struct NameScopes {
  var scopes: [[UInt8]] = []
  var leaf: [UInt8]

  /// Scopes beyond this many stay in the name: outlines are read by recursion.
  static let most = 24

  /// Reads a node's metadata where an exporter wrote a namespace, else its name.
  init(of node: SyntaxSymbol, _ reader: StatementReader) {
    let name = node.name.map { reader.name($0) } ?? []
    leaf = name
    if let namespace = Self.namespace(of: node.part, reader) {
      // `Net/conv1: Conv2d`: behind the colon is the class.
      scopes = Self.parts(namespace).map { part in
        Array(part.prefix { $0 != UInt8(ascii: ":") })
      }.filter { !$0.isEmpty }
      if scopes.count > Self.most { scopes.removeLast(scopes.count - Self.most) }
      if let last = Self.parts(name).last { leaf = Array(last) }
    } else if name.contains(Self.slash) {
      var parts = Self.parts(name)
      guard parts.count > 1, let last = parts.popLast() else { return }
      scopes = parts.prefix(Self.most).map { Array($0) }
      leaf = Array((parts.dropFirst(Self.most) + [last]).joined(separator: [Self.slash]))
    }
  }

  private static let slash = UInt8(ascii: "/")
  private static let keys = ["pkg.torch.onnx.namespace", "namespace"]

  private static func parts(_ name: [UInt8]) -> [ArraySlice<UInt8>] { name.split(separator: slash) }

  private static func namespace(of part: Int, _ reader: StatementReader) -> [UInt8]? {
    var found: [UInt8]?
    reader.forEachMetadata(of: part) { key, value in
      let name = reader.name(key)
      guard keys.contains(where: { name.elementsEqual($0.utf8) }) else { return .goOn }
      found = reader.name(value)
      return .stop
    }
    return found
  }
}
