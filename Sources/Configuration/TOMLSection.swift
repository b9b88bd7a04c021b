// A table of a TOML file, whose values are asked for by key and type.

internal import SourceText
internal import TOMLKit

/// A table and where it stands in its file.
struct TOMLSection {
  let file: String
  let places: KeyPlaces
  /// The keys that lead to the table.
  let path: [String]
  private let table: TOMLTable

  init(file: String, places: KeyPlaces, path: [String], table: TOMLTable) {
    self.file = file
    self.places = places
    self.path = path
    self.table = table
  }

  /// All keys, sorted.
  var keys: [String] { table.keys.sorted() }

  /// Refuses keys that are none of these.
  func allow(_ known: [String]) throws(ConfigurationError) {
    for key in keys where !known.contains(key) {
      let nearest = NearestName.find(key, among: known)
      throw error(
        key, "unknown key \"\(key)\"",
        nearest.map { "write \"\($0)\"" } ?? "remove it; \(name) has \(Self.list(known))")
    }
  }

  // MARK: Values

  func string(_ key: String) throws(ConfigurationError) -> String? {
    guard let value = table[key] else { return nil }
    guard let string = value.string else { throw wrong(key, "a string", value) }
    return string
  }

  func integer(_ key: String) throws(ConfigurationError) -> Int? {
    guard let value = table[key] else { return nil }
    guard let integer = value.int else { throw wrong(key, "an integer", value) }
    return integer
  }

  func strings(_ key: String) throws(ConfigurationError) -> [String]? {
    guard let value = table[key] else { return nil }
    guard let array = value.array else { throw wrong(key, "an array of strings", value) }
    var strings: [String] = []
    for element in array {
      guard let string = element.string else { throw wrong(key, "an array of strings", element, "it holds") }
      strings.append(string)
    }
    return strings
  }

  /// The case of an enumeration that a string names.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(ConfigurationError) -> Choice? where Choice.RawValue == String {
    guard let string = try string(key) else { return nil }
    return try choice(string, key, type)
  }

  func choices<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(ConfigurationError) -> [Choice]? where Choice.RawValue == String {
    guard let strings = try strings(key) else { return nil }
    var choices: [Choice] = []
    for string in strings { choices.append(try choice(string, key, type)) }
    return choices
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ string: String, _ key: String, _ type: Choice.Type
  ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: string) { return choice }
    let all = Choice.allCases.map(\.rawValue)
    let nearest = NearestName.find(string, among: all).map { "write \"\($0)\"" }
    throw error(key, "\"\(key)\" can't be \"\(string)\"", nearest ?? "write one of \(Self.list(all))")
  }

  // MARK: Tables

  func section(_ key: String) throws(ConfigurationError) -> TOMLSection? {
    guard let value = table[key] else { return nil }
    guard let table = value.table else { throw wrong(key, "a table", value) }
    return TOMLSection(file: file, places: places, path: path + [key], table: table)
  }

  /// The tables of `[[key]]`.
  func sections(_ key: String) throws(ConfigurationError) -> [TOMLSection] {
    guard let value = table[key] else { return [] }
    guard let array = value.array else { throw wrong(key, "an array of tables", value) }
    var sections: [TOMLSection] = []
    for (index, element) in array.enumerated() {
      guard let table = element.table else { throw wrong(key, "an array of tables", element, "it holds") }
      sections.append(TOMLSection(file: file, places: places, path: path + [key, String(index)], table: table))
    }
    return sections
  }

  // MARK: Errors

  func error(_ key: String?, _ message: String, _ remedy: String) -> ConfigurationError {
    let path = key.map { self.path + [$0] } ?? self.path
    return ConfigurationError(file: file, place: places.place(of: path), message: message, remedy: remedy)
  }

  private func wrong(
    _ key: String, _ wanted: String, _ value: some TOMLValueConvertible, _ verb: String = "it is"
  ) -> ConfigurationError {
    error(key, "\"\(key)\" has to be \(wanted)", "\(verb) \(Self.article(value.type)) here")
  }

  private static func article(_ type: TOMLType) -> String {
    let name = type.description
    return ["a", "i"].contains(name.first) ? "an \(name)" : "a \(name)"
  }

  private var name: String { path.isEmpty ? "the file" : "[\(path.filter { Int($0) == nil }.joined(separator: "."))]" }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
