// Proposals of notes, of what may stand behind a tensor's `=`, and of metadata.

internal import Rules

extension CompletionMaker {
  private struct Note {
    var word: String
    var snippet: String
    var detail: String
  }

  private static let notes: [Note] = [
    Note(word: "@doc", snippet: "@doc \"$0\"", detail: "a description"),
    Note(word: "@meta", snippet: "@meta [\"$1\": \"$2\"]", detail: "named strings"),
    Note(word: "@device", snippet: "@device [{$0}]", detail: "which devices run the node"),
    Note(word: "@denote", snippet: "@denote \"$0\"", detail: "what a type or a dimension means"),
  ]

  /// The notes that what stands before can have.
  mutating func addNotes(_ owner: TypingPlace.NoteOwner) {
    for note in Self.notes {
      if note.word == "@device", owner != .node { continue }
      if note.word == "@denote", owner != .value { continue }
      addAt(note)
    }
  }

  /// How elements can be given.
  mutating func addPayloads() {
    for note in [
      Note(word: "@data", snippet: "@data(\"$1\")", detail: "the tensor of another file"),
      Note(word: "@raw", snippet: "@raw {$0}", detail: "stored in raw_data"),
      Note(word: "@typed", snippet: "@typed {$0}", detail: "stored in the field of the element type"),
    ] {
      addAt(note)
    }
  }

  /// Adds a word that begins with `@`, whether or not that is typed already.
  private mutating func addAt(_ note: Note) {
    let start = place.word.lowerBound
    let hasAt = start > 0 && snapshot.text(start - 1..<start) == "@"
    guard hasAt || place.prefix.isEmpty, matches(String(note.word.dropFirst())) else { return }
    items.append(
      Completion(
        label: note.word, kind: .note, detail: note.detail, snippet: note.snippet, text: note.word,
        replaces: hasAt ? start - 1..<place.word.upperBound : place.word, filter: note.word, sortKey: note.word))
  }

  // MARK: Metadata

  /// The keys of the project's schema, those that are required of the node's operator first.
  mutating func addMetaKeys(_ owner: TypingPlace.NoteOwner) {
    let hasValue = following == UInt8(ascii: ":")
    let operation = place.call.map { snapshot.operatorName($0) }
    for field in snapshot.project.meta where !place.given.contains(field.key) {
      guard field.places.isEmpty || field.places.contains(owner.rawValue) else { continue }
      let isRequired = operation.map { call in
        field.requiredFor.contains { $0 == call.name || $0 == "\(call.domain)::\(call.name)" }
      }
      addQuoted(
        field.key, .key, detail: MetaWords.facts(field), suffix: hasValue ? "" : ": \"\"",
        rank: isRequired == true ? "1" : "5", topic: ["meta", field.key])
    }
  }

  mutating func addMetaValues(_ key: String) {
    guard let field = snapshot.project.meta.first(where: { $0.key == key }) else { return }
    for (order, value) in MetaWords.values(field).enumerated() {
      addQuoted(value, detail: "", rank: "\(order + 100)", topic: ["meta", key])
    }
  }
}

/// A field of the project's schema in words.
enum MetaWords {
  /// `one of a, b; required for Conv`.
  static func facts(_ field: MetaFieldSchema) -> String {
    var facts = [field.kind == .enumeration ? "one of \(field.values.joined(separator: ", "))" : field.kind.rawValue]
    if !field.requiredFor.isEmpty { facts.append("required for \(field.requiredFor.joined(separator: ", "))") }
    return facts.joined(separator: "; ")
  }

  static func values(_ field: MetaFieldSchema) -> [String] {
    switch field.kind {
    case .enumeration: field.values
    case .bool: ["true", "false"]
    default: []
    }
  }

  static func describe(_ field: MetaFieldSchema) -> Markup {
    var markup = Markup()
    markup.paragraph("\(Markup.span(field.key)): a field of the project's `[[meta]]` schema")
    markup.item(facts(field))
    markup.item(field.places.isEmpty ? "may stand anywhere" : "may stand at: \(field.places.joined(separator: ", "))")
    return markup
  }
}
