// What may be typed at a place: operators, attributes, values, types, keys, as the words before the place allow.

package import Syntax

/// A list of proposals.
package struct Proposals: Sendable {
  package var items: [Completion]
  /// Whether there are more, which another letter may bring.
  package var isIncomplete: Bool
}

/// A proposal.
package struct Completion: Sendable {
  package enum Kind: Sendable {
    case operation, function, attribute, value, input, initializer, type, dimension, key, word, number, domain, note
    case reference
  }

  package var label: String
  package var kind: Kind
  /// A line beside it: a type, a signature.
  package var detail = ""
  /// The text, with `${1:name}` for what is to be filled in; nil where there is nothing to fill in.
  package var snippet: String?
  /// The text for clients that fill in nothing.
  package var text: String
  package var replaces: Range<Int>
  /// What the word before the place is compared with.
  package var filter: String
  package var sortKey: String
  package var isDeprecated = false
  /// Tells what the documentation is about, when it is asked for.
  package var topic: [String] = []
}

extension Snapshot {
  /// The proposals at a place.
  package func completions(at offset: Int) -> Proposals {
    var maker = CompletionMaker(self, typingPlace(at: offset))
    maker.fill()
    return Proposals(items: maker.items, isIncomplete: maker.isIncomplete)
  }
}

/// Collects proposals for a place.
struct CompletionMaker {
  let snapshot: Snapshot
  let place: TypingPlace
  let surroundings: Surroundings
  var items: [Completion] = []
  var isIncomplete = false

  /// More proposals than this help nobody.
  static let most = 200

  init(_ snapshot: Snapshot, _ place: TypingPlace) {
    self.snapshot = snapshot
    self.place = place
    surroundings = snapshot.surroundings(at: place.call?.start ?? place.word.lowerBound)
  }

  mutating func fill() {
    switch place.role {
    case .nothing: break
    case .graphStart: addGraphStart()
    case .headerKey(let owner): addHeaderKeys(owner)
    case .headerValue(let key): addHeaderValues(key)
    case .opsetDomain: addDomains()
    case .opsetVersion(let domain): addVersions(of: domain)
    case .metaKey(let owner): addMetaKeys(owner)
    case .metaValue(_, let key): addMetaValues(key)
    case .note(let owner): addNotes(owner)
    case .payload: addPayloads()
    case .valueType(let isDeclaration): addTypes(isDeclaration: isDeclaration)
    case .valueName(let isDeclaration): addDeclaredNames(isDeclaration: isDeclaration)
    case .elementType: addElementTypes()
    case .dimension: addDimensions()
    case .output: addOutputs()
    case .operation: addOperators()
    case .attributeName: addAttributes()
    case .attributeType: addAttributeTypes()
    case .attributeValue(let name, let inList): addAttributeValues(name, inList: inList)
    case .reference(let name): addReferences(for: name)
    case .input(let number): addInputs(number)
    }
  }

  /// Adds a proposal; `rank` comes before the label in the order.
  mutating func add(
    _ label: String, _ kind: Completion.Kind, detail: String = "", snippet: String? = nil, text: String? = nil,
    filter: String? = nil, rank: String = "5", topic: [String] = [], isDeprecated: Bool = false
  ) {
    let text = text ?? label
    let filter = filter ?? label
    guard matches(filter) else { return }
    items.append(
      Completion(
        label: label, kind: kind, detail: detail, snippet: snippet, text: text, replaces: place.word,
        filter: place.isQuoted ? "\"" + filter : filter, sortKey: rank + (begins(filter) ? "0" : "1") + label,
        isDeprecated: isDeprecated,
        topic: topic))
  }

  /// Adds a word that is written in quotes.
  mutating func addQuoted(
    _ word: String, _ kind: Completion.Kind = .word, detail: String = "", suffix: String = "", rank: String = "5",
    topic: [String] = []
  ) {
    add(
      Names.quoted(word), kind, detail: detail, text: Names.quoted(word) + suffix, filter: word, rank: rank,
      topic: topic)
  }

  /// Whether the letters before the place are in a word in this order.
  func matches(_ word: String) -> Bool { FuzzyMatch(place.prefix).matches(word.utf8) }

  private func begins(_ word: String) -> Bool { FuzzyMatch(place.prefix).begins(word.utf8) }

  /// The byte that follows the word, spaces aside.
  var following: UInt8? {
    snapshot.withBytes { bytes in
      bytes[min(place.word.upperBound, bytes.count)...].first { $0 != UInt8(ascii: " ") }
    }
  }
}

/// A pattern of letters that a word has in the same order.
struct FuzzyMatch {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = pattern.utf8.map(Self.lower) }

  var isEmpty: Bool { pattern.isEmpty }

  /// Whether a word has the letters in this order, the first one where a part of the word begins: `cw` in `conv.weight`.
  func matches(_ word: some Sequence<UInt8>) -> Bool {
    guard let first = pattern.first else { return true }
    var at = 0
    var previous: UInt8 = 0
    for byte in word {
      defer { previous = byte }
      if at == 0 {
        guard Self.lower(byte) == first, Self.beginsPart(byte, after: previous) else { continue }
      } else if Self.lower(byte) != pattern[at] {
        continue
      }
      at += 1
      if at == pattern.count { return true }
    }
    return false
  }

  /// Whether a byte is the first of a word, or a capital or a digit behind something else.
  private static func beginsPart(_ byte: UInt8, after previous: UInt8) -> Bool {
    kind(byte) != kind(previous) || kind(byte) == 0
  }

  /// 1 for small letters, 2 for capitals, 3 for digits, 0 for the rest.
  private static func kind(_ byte: UInt8) -> Int {
    if byte &- UInt8(ascii: "a") < 26 { return 1 }
    if byte &- UInt8(ascii: "A") < 26 { return 2 }
    return byte &- UInt8(ascii: "0") < 10 ? 3 : 0
  }

  /// Whether a word begins with the letters, in any case.
  func begins(_ word: some Sequence<UInt8>) -> Bool {
    var at = 0
    for byte in word {
      guard at < pattern.count else { return true }
      if Self.lower(byte) != pattern[at] { return false }
      at += 1
    }
    return at == pattern.count
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}
