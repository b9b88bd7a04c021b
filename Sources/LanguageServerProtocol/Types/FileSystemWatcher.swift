// Which files the editor is to watch.

package import JSON

/// Where relative patterns begin: a folder of the editor, or a URI.
package enum PatternBase: JSONCodable, Hashable {
  case folder(WorkspaceFolder)
  case uri(String)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let uri = json.string { self = .uri(uri) } else { self = .folder(try WorkspaceFolder(json: json)) }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .folder(let folder): folder.encode(to: &json)
    case .uri(let uri): json.write(uri)
    }
  }
}

/// A pattern of paths below a folder.
package struct RelativePattern: JSONCodable, Hashable {
  package var baseUri: PatternBase
  package var pattern: String

  package init(baseUri: PatternBase, pattern: String) {
    self.baseUri = baseUri
    self.pattern = pattern
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    baseUri = try json.required("baseUri")
    pattern = try json.required("pattern")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("baseUri", baseUri)
    json.member("pattern", pattern)
    json.endObject()
  }
}

/// A pattern of paths.
package enum GlobPattern: JSONCodable, Hashable {
  case pattern(String)
  case relative(RelativePattern)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = String.read(json) {
      self = .pattern(value)
    } else if let value = RelativePattern.read(json) {
      self = .relative(value)
    } else {
      throw DecodingFailure("", expected: "a pattern")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .pattern(let value): value.encode(to: &json)
    case .relative(let value): value.encode(to: &json)
    }
  }
}

/// Which changes are told: bits.
package struct WatchKind: OptionSet, JSONCodable, Hashable {
  package var rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let create = WatchKind(rawValue: 1)
  package static let change = WatchKind(rawValue: 2)
  package static let delete = WatchKind(rawValue: 4)
}

/// Files to watch; all changes where no kind is given.
package struct FileSystemWatcher: JSONCodable, Hashable {
  package var globPattern: GlobPattern
  package var kind: WatchKind?

  package init(globPattern: GlobPattern, kind: WatchKind? = nil) {
    self.globPattern = globPattern
    self.kind = kind
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    globPattern = try json.required("globPattern")
    kind = try json.optional("kind")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("globPattern", globPattern)
    json.optionalMember("kind", kind)
    json.endObject()
  }
}

/// What to watch.
package struct DidChangeWatchedFilesRegistrationOptions: JSONCodable, Hashable {
  package var watchers: [FileSystemWatcher]

  package init(watchers: [FileSystemWatcher]) {
    self.watchers = watchers
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    watchers = try json.required("watchers")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("watchers", watchers)
    json.endObject()
  }
}
